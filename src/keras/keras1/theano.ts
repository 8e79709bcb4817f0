import { halfPadding } from '../backends/padding.ts';
import type { Json, JsonObject } from '../python-json.ts';
import type { Expansion, Keras1Findings, Layer } from './findings.ts';
import { numbersOf } from './numbers.ts';

/** Spatial axes of the classes whose padding Theano does its own way. */
const SPATIAL_AXES: ReadonlyMap<string, number> = new Map([
  ['Conv1D', 1],
  ['Conv2D', 2],
  ['Conv3D', 3],
  ['MaxPooling1D', 1],
  ['MaxPooling2D', 2],
  ['MaxPooling3D', 3],
  ['AveragePooling1D', 1],
  ['AveragePooling2D', 2],
  ['AveragePooling3D', 3],
]);

const REBUILD = 'rebuild the model in Keras 3 and convert its weights alone';

/**
 * Makes a layer that was computed by Theano compute the same by TensorFlow's rules of padding. Theano pads `same` by half
 * the kernel on both sides, the odd one first, whatever the strides; TensorFlow by as little as the strides need, the
 * odd one last (Keras 1's `backend/theano_backend.py: conv2d, pool2d`). Explicit padding before a `valid` convolution is exact.
 *
 * @param layer in Keras 2's dialect
 */
export function padAsTheano(layer: Layer, findings: Keras1Findings): Expansion {
  const { className, config } = layer;
  const alone: Expansion = { before: [], layer, after: [] };
  if (className === 'ConvLSTM2D') return checkConvLstm(alone, findings);
  const axes = SPATIAL_AXES.get(className);
  if (axes === undefined || config.padding === 'valid' || config.padding === undefined) return alone;
  if (className.includes('Pooling')) return checkPooling(alone, axes, findings);

  const kernel = numbersOf(config.kernel_size, axes);
  const strides = numbersOf(config.strides ?? 1, axes);
  const dilation = numbersOf(config.dilation_rate ?? 1, axes);
  if (!kernel || !strides || !dilation) return alone;
  const extents = kernel.map((size, axis) => (size - 1) * (dilation[axis] ?? 1) + 1);
  if (config.padding === 'full')
    return padded(
      layer,
      extents.map((k) => [k - 1, k - 1]),
      findings,
    );
  if (config.padding !== 'same') return alone;
  // Centred on an odd kernel and moving by one, both pad alike.
  if (extents.every((extent) => extent % 2 === 1) && strides.every((stride) => stride === 1)) return alone;
  if (className === 'Conv3D' && extents.some((k) => k % 2 === 0)) {
    findings.refuse(nameOf(layer), `how Theano padded an even 3-D kernel depends on its version; ${REBUILD}`, {
      code: 'padding-unsupported',
    });
    return alone;
  }
  return padded(
    layer,
    extents.map((extent) => {
      const { before, after } = halfPadding(extent);
      return [before, after];
    }),
    findings,
  );
}

function nameOf({ config }: Layer): string {
  return typeof config.name === 'string' ? config.name : '';
}

function padded(layer: Layer, padding: readonly Json[], findings: Keras1Findings): Expansion {
  const { batch_input_shape: inputShape, ...rest } = layer.config;
  const config: JsonObject = {
    ...(inputShape === undefined ? {} : { batch_input_shape: inputShape }),
    name: findings.uniqueName(`${nameOf(layer)}_padding`),
    trainable: true,
    padding: padding.length === 1 ? (padding[0] ?? null) : [...padding],
    ...(layer.config.data_format === undefined || padding.length === 1
      ? {}
      : { data_format: layer.config.data_format }),
  };
  findings.warn(
    nameOf(layer),
    `Theano padded "${String(layer.config.padding)}" its own way, so a ZeroPadding${padding.length}D layer does it in front`,
    { code: 'padding-inserted' },
  );
  return {
    before: [{ className: `ZeroPadding${padding.length}D`, config }],
    layer: { className: layer.className, config: { ...rest, padding: 'valid' } },
    after: [],
  };
}

/** Padding with "nothing" in front of a pooling layer is no layer of Keras; only where both pad alike do they agree. */
function checkPooling(alone: Expansion, axes: number, findings: Keras1Findings): Expansion {
  const { config } = alone.layer;
  const size = numbersOf(config.pool_size ?? 2, axes) ?? [];
  const strides = numbersOf(config.strides ?? config.pool_size ?? 2, axes) ?? [];
  const alike = size.every((k, axis) => k === 1 || (k === 3 && strides[axis] === 1));
  if (config.padding === 'same' && !alike) {
    findings.refuse(
      nameOf(alone.layer),
      `Theano pads "same" pooling on both sides, TensorFlow at the end, and no layer of Keras 3 can do the former; ${REBUILD}`,
      { code: 'padding-unsupported' },
    );
  }
  return alone;
}

/** The state is always convolved with `same`. */
function checkConvLstm(alone: Expansion, findings: Keras1Findings): Expansion {
  const kernel = numbersOf(alone.layer.config.kernel_size, 2) ?? [];
  if (kernel.some((k) => k % 2 === 0)) {
    findings.refuse(nameOf(alone.layer), `Theano pads an even kernel at the start, TensorFlow at the end; ${REBUILD}`, {
      code: 'padding-unsupported',
    });
  }
  return alone;
}
