import { pythonFloat } from '../../python-json.ts';
import type { LayerDraft } from './draft.ts';

/** RandomHeight and RandomWidth leave images as they are but in training (Keras 2's image_preprocessing.py). */
export function keepSize(layer: LayerDraft): void {
  const { config, notes, sourceName, sourceClass } = layer;
  if (layer.trains !== 'never') {
    notes.refuse(
      sourceName,
      `layer "${sourceName}" (${sourceClass}) changes the size of images at random even where it predicts, as it is called with training=True, and Keras 3 has no such layer; rebuild the model without it`,
      { code: 'class-unsupported' },
    );
  }
  layer.className = 'Rescaling';
  for (const key of Object.keys(config)) if (!['name', 'trainable', 'dtype'].includes(key)) delete config[key];
  Object.assign(config, { scale: pythonFloat(1), offset: pythonFloat(0) });
  notes.warn(
    sourceName,
    `Further training: Keras 3 has no ${sourceClass}, and "${sourceName}" leaves images as they are now, in training too; predictions are the same`,
    { code: 'class-replaced' },
  );
}
