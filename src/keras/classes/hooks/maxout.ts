import { asNumber, isObject } from '../../python-json.ts';
import { deleteKey, insertedLayer, type LayerDraft, setKey } from './draft.ts';

/**
 * The largest of `nb_feature` dense layers, element by element, until Keras 2.2.4 (legacy/layers.py): one wide Dense, its
 * units in rows, and the maximum over the rows.
 */
export function maxout(layer: LayerDraft): void {
  const { source, sourceName, notes } = layer;
  const units = asNumber(source.output_dim) ?? 0;
  const features = asNumber(source.nb_feature) ?? 4;
  setKey(layer, 'units', units * features);
  layer.after.push(
    insertedLayer(layer, 'Reshape', 'rows', { target_shape: [features, units] }),
    insertedLayer(layer, 'GlobalMaxPooling1D', 'largest', {}),
  );
  const lost = ['W_constraint', 'b_constraint', 'activity_regularizer'].filter((key) => isObject(source[key]));
  deleteKey(layer, 'activity_regularizer');
  notes.warn(
    sourceName,
    `MaxoutDense "${sourceName}" is now a Dense, a Reshape and a GlobalMaxPooling1D layer` +
      (lost.length > 0 ? `; its ${lost.join(', ')} are dropped, which further training alone is concerned by` : ''),
    { code: 'class-replaced' },
  );
}
