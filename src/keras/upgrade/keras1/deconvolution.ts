import type { JsonObject } from '../../python-json.ts';
import type { Expansion, Findings, Layer } from './findings.ts';
import { numbersOf } from './numbers.ts';

/**
 * `Deconvolution2D` names its output shape, `Conv2DTranspose` derives it: where the two differ, `output_padding` says so
 * (`keras/utils/conv_utils.py: deconv_length`). Theano crops `same` by half the kernel at the start, TensorFlow by as
 * little as the shape needs: there a `valid` layer is cropped by a layer after it.
 *
 * @param layer in Keras 2's dialect, `output_shape` taken out
 * @param outputShape as Keras 1 wrote it, the batch axis first
 */
export function shapeDeconvolution(layer: Layer, outputShape: unknown, findings: Findings): Expansion {
  const { config } = layer;
  const alone: Expansion = { before: [], layer, after: [] };
  const first = config.data_format === 'channels_first';
  const spatial =
    Array.isArray(outputShape) && outputShape.length === 4 ? outputShape.slice(...(first ? [2, 4] : [1, 3])) : [];
  const sizes = numbersOf(spatial, 2);
  const kernel = numbersOf(config.kernel_size, 2);
  const strides = numbersOf(config.strides ?? 1, 2);
  const name = typeof config.name === 'string' ? config.name : '';
  if (!sizes || !kernel || !strides || (config.padding !== 'valid' && config.padding !== 'same')) {
    findings.refuse(
      name,
      'its output shape or padding is not one that Conv2DTranspose can have; rebuild the model in Keras 3',
    );
    return alone;
  }
  const axes = sizes.map((size, axis) => ({ size, k: kernel[axis] ?? 1, s: strides[axis] ?? 1 }));
  if (config.padding === 'valid') {
    const extra = axes.map(({ size, k, s }) => size - (Math.ceil((size - k + 1) / s) - 1) * s - k);
    const derived = axes.every(({ k, s }, axis) => extra[axis] === Math.max(s - k, 0));
    return derived ? alone : { ...alone, layer: withConfig(layer, { output_padding: extra }) };
  }
  if (findings.backend !== 'theano' || axes.every(({ k, s }) => s === 1 && k % 2 === 1)) {
    if (axes.every(({ size, s }) => size % s === 0)) return alone;
    const extra = axes.map(({ size, k, s }) => size - (Math.ceil(size / s) - 1) * s - (k % 2));
    return { ...alone, layer: withConfig(layer, { output_padding: extra }) };
  }
  if (axes.some(({ k }) => k % 2 === 0)) {
    findings.refuse(name, 'Theano crops an even kernel unlike TensorFlow; rebuild the model in Keras 3');
    return alone;
  }
  return cropped(layer, name, axes, findings);
}

function cropped(
  layer: Layer,
  name: string,
  axes: readonly { size: number; k: number; s: number }[],
  findings: Findings,
): Expansion {
  const needed = axes.map(({ size, k, s }) => {
    const before = Math.floor(k / 2);
    const scattered = (Math.ceil(size / s) - 1) * s + k;
    return { before, padding: Math.max(before + size - scattered, 0), after: Math.max(scattered - before - size, 0) };
  });
  const cropping: JsonObject = {
    name: findings.uniqueName(`${name}_cropping`),
    trainable: true,
    cropping: needed.map(({ before, after }) => [before, after]),
    data_format: layer.config.data_format ?? null,
  };
  findings.warn(name, 'Theano cropped "same" its own way, so a Cropping2D layer does it behind');
  return {
    before: [],
    layer: withConfig(layer, { padding: 'valid', output_padding: needed.map(({ padding }) => padding) }),
    after: [{ className: 'Cropping2D', config: cropping }],
  };
}

function withConfig(layer: Layer, entries: JsonObject): Layer {
  return { className: layer.className, config: { ...layer.config, ...entries } };
}
