import { asNumber, isObject, type Json, type JsonObject } from '../python-json.ts';

/** Sizes of a tensor's axes, the batch's first; null where the configuration leaves one open. */
export type Shape = readonly (number | null)[];

/** A call whose output has a shape. */
interface Called {
  readonly config: JsonObject;
  /** Of the first of {@link inputs}. */
  readonly input: Shape;
  readonly inputs: readonly (Shape | undefined)[];
  /** Which of the layer's outputs. */
  readonly output: number;
}

/** The shape of an output, as `compute_output_shape` has it in Keras 2; undefined where the configuration does not tell. */
export type ShapeRule = (called: Called) => Shape | undefined;
type Size = number | null;

export const same: ShapeRule = ({ input }) => input;

export const dense: ShapeRule = ({ config, input }) =>
  typeof config.units === 'number' ? [...input.slice(0, -1), config.units] : undefined;

/** How many numbers a setting gives for each axis: one for all, or a list of one an axis. */
function perAxis(value: Json | undefined, rank: number): readonly number[] | undefined {
  const values = Array.isArray(value)
    ? value.map((item) => asNumber(item))
    : new Array(rank).fill(asNumber(value ?? 1));
  return values.length === rank && values.every((item) => typeof item === 'number') ? values : undefined;
}

/** Two numbers for each axis: what is put before, and what behind. */
function pairs(value: Json | undefined, rank: number): readonly (readonly [number, number])[] | undefined {
  const items = Array.isArray(value) ? value : new Array(rank).fill(value);
  // ZeroPadding1D keeps the one pair by itself.
  const list = rank === 1 && items.length === 2 ? [items] : items;
  const found = list.map((item) => perAxis(item, 2));
  const told = found.filter((pair) => pair !== undefined).map((pair): [number, number] => [pair[0] ?? 0, pair[1] ?? 0]);
  return told.length === rank ? told : undefined;
}

/** A layer over the axes between the batch and the channels, whichever of them stand last. */
function spatial(
  { config, input }: Called,
  rank: number,
  sizes: (between: readonly Size[]) => readonly Size[] | undefined,
  channels: (before: Size) => Size | undefined = (before) => before,
): Shape | undefined {
  const format = config.data_format ?? 'channels_last';
  const first = format === 'channels_first';
  if (input.length !== rank + 2 || (!first && format !== 'channels_last')) return undefined;
  const between = sizes(first ? input.slice(2) : input.slice(1, -1));
  const last = channels((first ? input[1] : input.at(-1)) ?? null);
  const batch = input[0] ?? null;
  if (between === undefined || last === undefined) return undefined;
  return first ? [batch, last, ...between] : [batch, ...between, last];
}

/** `conv_output_length` and `deconv_output_length` (utils/conv_utils.py). */
export function slide(
  size: Size,
  window: number,
  stride: number,
  dilation: number,
  padding: Json | undefined,
): Size | undefined {
  if (size === null) return null;
  const spread = window + (window - 1) * (dilation - 1);
  switch (padding ?? 'valid') {
    case 'same':
    case 'causal':
      return Math.floor((size + stride - 1) / stride);
    case 'valid':
      return Math.floor((size - spread + stride) / stride);
    default:
      return undefined;
  }
}

export function unslide(
  size: Size,
  window: number,
  stride: number,
  dilation: number,
  padding: Json | undefined,
): Size | undefined {
  if (size === null) return null;
  const spread = window + (window - 1) * (dilation - 1);
  switch (padding ?? 'valid') {
    case 'same':
      return size * stride;
    case 'valid':
      return size * stride + Math.max(spread - stride, 0);
    default:
      return undefined;
  }
}

function told(sizes: readonly (Size | undefined)[]): readonly Size[] | undefined {
  return sizes.every((size) => size !== undefined) ? sizes : undefined;
}

export function windows(
  rank: number,
  channels: (config: JsonObject) => (before: Size) => Size | undefined,
  step = slide,
): ShapeRule {
  return (called) => {
    const { config } = called;
    const window = perAxis(config.kernel_size, rank);
    const strides = perAxis(config.strides, rank);
    const dilation = perAxis(config.dilation_rate, rank);
    const untold = config.output_padding ?? null;
    if (!window || !strides || !dilation || untold !== null) return undefined;
    return spatial(
      called,
      rank,
      (sizes) =>
        told(sizes.map((size, at) => step(size, window[at] ?? 1, strides[at] ?? 1, dilation[at] ?? 1, config.padding))),
      channels(config),
    );
  };
}

export const filters = (config: JsonObject) => () => (typeof config.filters === 'number' ? config.filters : undefined);
export const multiplied = (config: JsonObject) => (before: Size) =>
  before === null ? null : before * (asNumber(config.depth_multiplier) ?? 1);

export const pool =
  (rank: number): ShapeRule =>
  (called) => {
    const { config } = called;
    const window = perAxis(config.pool_size ?? 2, rank);
    const strides = perAxis(config.strides ?? config.pool_size ?? 2, rank);
    if (!window || !strides) return undefined;
    return spatial(called, rank, (sizes) =>
      told(sizes.map((size, at) => slide(size, window[at] ?? 1, strides[at] ?? 1, 1, config.padding))),
    );
  };

export const globalPool =
  (rank: number): ShapeRule =>
  (called) =>
    spatial(called, rank, (sizes) => (called.config.keepdims === true ? sizes.map(() => 1) : []));

export const upSampled =
  (rank: number): ShapeRule =>
  (called) => {
    const times = perAxis(called.config.size ?? 2, rank);
    return times && spatial(called, rank, (sizes) => sizes.map((size, at) => size && size * (times[at] ?? 1)));
  };

export const edges =
  (rank: number, key: 'padding' | 'cropping', sign: 1 | -1): ShapeRule =>
  (called) => {
    const found = pairs(called.config[key] ?? 1, rank);
    return (
      found &&
      spatial(called, rank, (sizes) =>
        sizes.map((size, at) => {
          const [before, behind] = found[at] ?? [0, 0];
          return size === null ? null : size + sign * (before + behind);
        }),
      )
    );
  };

/** Sums and products: one shape for all, sizes of 1 stretched. */
export const merged: ShapeRule = ({ input, inputs }) => {
  if (inputs.some((shape) => shape?.length !== input.length)) return undefined;
  return told(
    input.map((_, axis) => {
      const sizes = new Set(inputs.map((shape) => shape?.[axis] ?? null));
      sizes.delete(1);
      if (sizes.size > 1) return undefined;
      const [only = 1] = sizes;
      return only;
    }),
  );
};

export const concatenated: ShapeRule = ({ config, input, inputs }) => {
  const given = asNumber(config.axis ?? -1);
  if (given === undefined || inputs.some((shape) => shape?.length !== input.length)) return undefined;
  const axis = given < 0 ? given + input.length : given;
  const sizes = inputs.map((shape) => shape?.[axis] ?? null);
  const total = sizes.reduce<Size>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  return input.map((size, at) => (at === axis ? total : size));
};

const product = (sizes: Shape): Size =>
  sizes.reduce<Size>((total, size) => (total === null || size === null ? null : total * size), 1);

export const flattened: ShapeRule = ({ input }) => [input[0] ?? null, product(input.slice(1))];

export const reshaped: ShapeRule = ({ config, input }) => {
  const target = Array.isArray(config.target_shape) ? config.target_shape.map((size) => asNumber(size)) : [undefined];
  const sizes = target.filter((size) => size !== undefined);
  if (sizes.length !== target.length || sizes.filter((size) => size < 0).length > 1) return undefined;
  const whole = product(input.slice(1));
  const rest = sizes.filter((size) => size >= 0).reduce((total, size) => total * size, 1);
  return [input[0] ?? null, ...sizes.map((size) => (size >= 0 ? size : whole === null ? null : whole / rest))];
};

export const permuted: ShapeRule = ({ config, input }) => {
  const axes = Array.isArray(config.dims) ? config.dims.map((axis) => asNumber(axis) ?? 0) : [];
  if (axes.length !== input.length - 1 || !axes.every((axis) => axis > 0 && axis < input.length)) return undefined;
  return [input[0] ?? null, ...axes.map((axis) => input[axis] ?? null)];
};

export const embedded: ShapeRule = ({ config, input }) =>
  typeof config.output_dim === 'number' ? [...input, config.output_dim] : undefined;

export const repeated: ShapeRule = ({ config, input }) =>
  typeof config.n === 'number' && input.length === 2 ? [input[0] ?? null, config.n, input[1] ?? null] : undefined;

/** States come behind the output, one of `units` numbers each. */
export const recurrent: ShapeRule = ({ config, input, output }) => {
  if (typeof config.units !== 'number' || input.length !== 3) return undefined;
  const sequence = output === 0 && config.return_sequences === true;
  const batch = input[config.time_major === true ? 1 : 0] ?? null;
  return sequence ? [input[0] ?? null, input[1] ?? null, config.units] : [batch, config.units];
};

/** The two outputs joined along the last axis, or otherwise; states are not told. */
export const bidirectional: ShapeRule = (called) => {
  const { layer, backward_layer: given, merge_mode: mode = 'concat' } = called.config;
  const [ahead, behind] = [layer, given ?? layer].map((inner) =>
    isObject(inner) && isObject(inner.config) ? recurrent({ ...called, config: inner.config, output: 0 }) : undefined,
  );
  if (!ahead || !behind || called.output > (mode === null ? 1 : 0)) return undefined;
  if (mode === 'concat') return concatenated({ ...called, config: {}, input: ahead, inputs: [ahead, behind] });
  return called.output === 0 ? ahead : behind;
};
