import type { JsonObject } from '../python-json.ts';
import type { Expansion, Keras1Findings, Layer } from './findings.ts';
import { numbersOf } from './numbers.ts';

/** One spatial axis: the output's size, the kernel's and the stride. */
interface Axis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
}

const REBUILD = 'rebuild the model in Keras 3 and convert its weights alone';

/**
 * `Deconvolution2D` names its output shape, `Conv2DTranspose` derives it, and Theano's `same` begins elsewhere than
 * TensorFlow's. Where the two differ, a `valid` layer computes all there is, and a Cropping2D behind it takes the part
 * that Keras 1 took (`keras/utils/conv_utils.py: deconv_length`, Keras 1's `backend/*_backend.py: deconv2d`).
 *
 * @param layer in Keras 2's dialect, `output_shape` taken out
 * @param outputShape as Keras 1 wrote it, the batch axis first
 */
export function shapeDeconvolution(layer: Layer, outputShape: unknown, findings: Keras1Findings): Expansion {
  const { config } = layer;
  const name = typeof config.name === 'string' ? config.name : '';
  const alone: Expansion = { before: [], layer, after: [] };
  const axes = axesOf(config, outputShape);
  if (!axes || (config.padding !== 'valid' && config.padding !== 'same')) {
    findings.refuse(name, `its output shape or padding is not one that Conv2DTranspose can have; ${REBUILD}`, {
      code: 'padding-unsupported',
    });
    return alone;
  }
  const theano = findings.backend === 'theano';
  if (config.padding === 'valid') {
    const derived = axes.every(({ size, kernel, stride }) => (size - Math.max(kernel, stride)) % stride === 0);
    return derived
      ? alone
      : cutOut(
          layer,
          name,
          axes,
          axes.map(() => 0),
          findings,
        );
  }
  if (theano && axes.some(({ kernel }) => kernel % 2 === 0)) {
    findings.refuse(name, `Theano crops an even kernel unlike TensorFlow; ${REBUILD}`, { code: 'padding-unsupported' });
    return alone;
  }
  const alike = axes.every(({ size, stride }) => size % stride === 0 && (!theano || stride === 1));
  if (alike) return alone;
  const starts = axes.map((axis) => Math.floor((theano ? axis.kernel : Math.max(scattered(axis) - axis.size, 0)) / 2));
  return cutOut(layer, name, axes, starts, findings);
}

function axesOf(config: JsonObject, outputShape: unknown): Axis[] | undefined {
  const kernel = numbersOf(config.kernel_size, 2);
  const strides = numbersOf(config.strides ?? 1, 2);
  const isShape = Array.isArray(outputShape) && outputShape.length === 4;
  const spatial = config.data_format === 'channels_first' ? [2, 4] : [1, 3];
  const sizes = isShape ? numbersOf(outputShape.slice(...spatial), 2) : undefined;
  if (!kernel || !strides) return undefined;
  return sizes?.map((size, axis) => ({ size, kernel: kernel[axis] ?? 1, stride: strides[axis] ?? 1 }));
}

/** How far the kernels of all input elements reach, which are as many as the output's size asks for. */
function scattered({ size, kernel, stride }: Axis, padding: 'valid' | 'same' = 'same'): number {
  const inputs = Math.ceil((padding === 'valid' ? size - kernel + 1 : size) / stride);
  return (inputs - 1) * stride + kernel;
}

/**
 * The part of a `valid` layer's output that begins at `starts`. Keras 3.3.3 takes no `output_padding` of zero and
 * TensorFlow none as large as the stride, so what an axis need not have is cropped again.
 */
function cutOut(
  layer: Layer,
  name: string,
  axes: readonly Axis[],
  starts: readonly number[],
  findings: Keras1Findings,
): Expansion {
  const padding = layer.config.padding === 'valid' ? 'valid' : 'same';
  const beyond = axes.map((axis, i) => (starts[i] ?? 0) + axis.size - scattered(axis, padding));
  const derived = axes.map(({ kernel, stride }) => Math.max(stride - kernel, 0));
  const isWithin = beyond.every((more, i) => more <= (derived[i] ?? 0));
  const added = isWithin ? derived : beyond.map((more) => Math.max(more, 1));
  if (!isWithin && axes.some(({ stride }, i) => (added[i] ?? 0) >= stride)) {
    findings.refuse(name, `no Conv2DTranspose has its output shape; ${REBUILD}`, { code: 'padding-unsupported' });
  }
  const cropping = beyond.map((more, i) => [starts[i] ?? 0, (added[i] ?? 0) - more]);
  const config: JsonObject = { ...layer.config, padding: 'valid', ...(isWithin ? {} : { output_padding: added }) };
  const cropped: JsonObject = {
    name: findings.uniqueName(`${name}_cropping`),
    trainable: true,
    cropping,
    data_format: layer.config.data_format ?? null,
  };
  findings.warn(
    name,
    'its output shape is not one that Conv2DTranspose has by itself, so a Cropping2D layer behind it makes it',
    { code: 'cropping-inserted' },
  );
  return {
    before: [],
    layer: { className: layer.className, config },
    after: cropping.flat().some((amount) => amount > 0) ? [{ className: 'Cropping2D', config: cropped }] : [],
  };
}
