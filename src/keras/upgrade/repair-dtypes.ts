import { kerasObject } from '../classes/hooks/draft.ts';
import { LAYERS } from '../classes/table.ts';
import { isObject, type Json, pythonFloat } from '../python-json.ts';
import type { UpgradedLayer } from './layer.ts';
import type { Notes } from './notes.ts';
import type { KerasObject } from './types.ts';

/**
 * Makes up for what Keras 3 computes otherwise where a layer is given integers.
 *
 * @param dtype the type of the layer's input in Keras 2; undefined where the file does not tell
 */
export function suitInput(
  upgraded: UpgradedLayer,
  sourceName: string,
  dtype: string | undefined,
  notes: Notes,
): UpgradedLayer {
  const { class_name: className, config, module } = innermost(upgraded.object);
  if (notes.writer.isKeras3 || module !== 'keras.layers' || typeof className !== 'string') return upgraded;
  const { integers } = LAYERS.get(className) ?? {};
  const areIntegers = dtype !== undefined && /^u?int/.test(dtype);
  if (integers === 'cast' ? !dtype?.startsWith('float') : integers === 'floats' && areIntegers) {
    return { ...upgraded, before: [...(upgraded.before ?? []), castToFloats(config)] };
  }
  if (integers === 'rounds' && areIntegers) {
    notes.refuse(
      sourceName,
      `layer "${sourceName}" (${className}) is given integers (${dtype}), whose mean is rounded in Keras 2 and a fraction in Keras 3; rebuild the model with floats before it`,
      { code: 'integers-averaged' },
    );
  }
  return upgraded;
}

/** What TimeDistributed gives each step to, in layers that look at numbers one by one or at the axes of one step. */
function innermost(object: KerasObject): KerasObject {
  let inner = object;
  while (inner.class_name === 'TimeDistributed' && isObject(inner.config) && isObject(inner.config.layer)) {
    inner = inner.config.layer;
  }
  return inner;
}

/**
 * Keras 2's Resizing cast images to floats first; Keras 3's rounds to the type that it is given, as does its LayerNormalization
 * (`ops.layer_normalization`).
 */
function castToFloats(config: Json | undefined): KerasObject {
  const dtype = (isObject(config) ? config.dtype : undefined) ?? 'float32';
  const cast = { name: 'cast', trainable: true, dtype, scale: pythonFloat(1), offset: pythonFloat(0) };
  return kerasObject('keras.layers', 'Rescaling', cast);
}
