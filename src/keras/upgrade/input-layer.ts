import { kerasObject } from '../classes/hooks/draft.ts';
import { upgradeDtype } from '../dtype.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { Place } from './layer-notes.ts';
import { plainName } from './names.ts';
import type { Notes } from './notes.ts';
import type { KerasObject } from './types.ts';

/** An InputLayer of Keras 3: `batch_shape` for Keras 2's `batch_input_shape`. */
export function upgradeInputLayer(layer: JsonObject, place: Place, notes: Notes, name?: string): KerasObject {
  const source = isObject(layer.config) ? layer.config : {};
  const sourceName = nameOf(layer);
  const written = name ?? plainName(sourceName);
  if (source.ragged === true) {
    notes.warn(
      sourceName,
      `input "${sourceName}" takes ragged tensors, which Keras 3 has since 3.9, with TensorFlow for its backend: load the file so`,
      { code: 'ragged-input', needs: '3.9' },
    );
  }
  const shape = source.batch_input_shape ?? source.batch_shape ?? null;
  if (shape === null) {
    notes.refuse(
      sourceName,
      `input "${sourceName}" does not say its shape, which Keras 3 needs; save the model with an Input of a known shape`,
      { code: 'input-shape-missing' },
    );
  }
  if (Object.hasOwn(source, 'batch_input_shape')) {
    notes.change([...place, sourceName, 'batch_input_shape'], shape, undefined);
    notes.change([...place, sourceName, 'batch_shape'], undefined, shape);
  }
  if (written !== sourceName) notes.change([...place, sourceName, 'name'], sourceName, written);
  return record(
    sourceName,
    source,
    inputLayer(written, shape, upgradeDtype(source.dtype) ?? 'float32', source.sparse === true, source.ragged === true),
    notes,
  );
}

/** A new InputLayer, as Keras 3.3.3 writes one. */
export function inputLayer(name: string, batchShape: Json, dtype: string, sparse = false, ragged = false): KerasObject {
  const config = { batch_shape: batchShape, dtype, sparse, ...(ragged ? { ragged } : {}), name };
  return kerasObject('keras.layers', 'InputLayer', config);
}

function record(name: string, config: JsonObject, object: KerasObject, notes: Notes): KerasObject {
  notes.origins.set(object, {
    className: 'InputLayer',
    name,
    config,
    custom: false,
    adjustments: [],
    configFromWeights: [],
  });
  return object;
}
