import type { Json, JsonObject } from '../../python-json.ts';

/** The classes Keras 2 wraps TensorFlow functions in when they are called on its tensors (layers/core/tf_op_layer.py). */
const FUNCTION_LAYERS = new Set(['TFOpLambda', 'SlicingOpLambda']);

/**
 * TensorFlow's name of the function that a layer of the source wraps, without `compat.v1.`; undefined for other layers.
 * Functions whose two generations differ keep the prefix.
 */
export function functionName(className: string, config: JsonObject): string | undefined {
  const name: Json | undefined = config.function;
  if (!FUNCTION_LAYERS.has(className) || typeof name !== 'string') return undefined;
  if (OF_TENSORFLOW_1.has(name)) return name;
  return name.replace(/^compat\.v[12]\./, '').replace(/^keras\.activations\./, 'nn.');
}

// `where` of TensorFlow 1 broadcasts its condition along the last axes; the bilinear and bicubic resizing of
// TensorFlow 1 samples at the pixels' corners.
const OF_TENSORFLOW_1 = new Set(['compat.v1.where', 'compat.v1.image.resize', 'compat.v1.image.resize_images']);
