import { type Shape, slide } from '../classes/shapes.ts';
import type { Argument, Operation, OperationArgument } from '../graph/graph.ts';
import type { Arguments } from './arguments.ts';
import { nn, numpy, slice, WHOLE } from './compose.ts';
import { operandShape } from './operand-shape.ts';
import type { OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

/** `ksize`, `strides`, …: a number, one a spatial axis, or one an axis of a tensor whose channels are last. */
function spatial(given: Arguments, name: string, rank: number, missing?: number): number[] {
  const list = missing !== undefined && !given.given(name) ? [missing] : given.integers(name);
  const [first] = list;
  if (list.length === 1 && first !== undefined) return Array.from({ length: rank }, () => first);
  if (list.length === rank) return list;
  if (list.length === rank + 2 && list[0] === 1 && list.at(-1) === 1) return list.slice(1, -1);
  throw new Unsupported(`has a ${name} of ${list.length} entries, for which Keras 3 has no counterpart`);
}

/** Pixels around the input, where they are given one by one. */
function explicitPadding(given: Arguments): number[][] | undefined {
  const padding = given.raw('padding');
  if (padding === 'EXPLICIT') {
    const sides = given.integers('explicit_paddings');
    return Array.from({ length: sides.length / 2 }, (_, axis) => sides.slice(2 * axis, 2 * axis + 2));
  }
  if (!Array.isArray(padding)) return undefined;
  return padding.map((sides) => {
    if (!Array.isArray(sides) || !sides.every((side) => typeof side === 'number'))
      throw new Unsupported('has paddings that are no integers');
    return sides;
  });
}

function paddingOf(given: Arguments): 'same' | 'valid' {
  const padding = given.raw('padding');
  if (Array.isArray(padding) || padding === 'VALID' || padding === 'EXPLICIT') return 'valid';
  if (padding === 'SAME') return 'same';
  throw new Unsupported(`has the padding ${String(padding)}, for which Keras 3 has no counterpart`);
}

function checkFormat(given: Arguments): void {
  given.only('data_format', 'NHWC', 'NWC', 'NDHWC');
}

function pooling(className: string, rank: (given: Arguments) => number): (given: Arguments) => Operation {
  return (given) => {
    checkFormat(given);
    if (explicitPadding(given) !== undefined)
      throw new Unsupported('with paddings given one by one has no counterpart in Keras 3');
    return nn(className, [given.operand('input')], {
      pool_size: spatial(given, 'ksize', rank(given)),
      strides: spatial(given, 'strides', rank(given)),
      padding: paddingOf(given),
      data_format: 'channels_last',
    });
  };
}

/** Of windows that name every axis or none the rank of the images is known from elsewhere. */
function poolRank(given: Arguments): number {
  const length = given.integers('ksize').length;
  const rank = given.shape(given.raw('input'))?.length;
  if (rank !== undefined) return rank - 2;
  if (length >= 4) return length - 2;
  throw new Unsupported('is called on images whose number of axes is not known');
}

/** The rank of the images of a convolution: that of its filter tells it, which is a constant most often. */
function filterRank(given: Arguments): number {
  const rank = (operandShape(given.raw('filter'), given) ?? given.shape(given.raw('input')))?.length;
  if (rank === undefined) throw new Unsupported('is called on images whose number of axes is not known');
  return rank - 2;
}

/** One number where all are alike: Keras 3.3.3's depthwise convolution takes no list. */
function uniform(values: readonly number[]): number | number[] {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : [...values];
}

function onlyUniform(values: readonly number[]): number {
  const one = uniform(values);
  if (typeof one === 'number') return one;
  throw new Unsupported('with strides that differ from axis to axis has no counterpart in Keras 3');
}

function padded(given: Arguments): OperationArgument {
  const padding = explicitPadding(given);
  const input = given.operand('input');
  return padding ? numpy('Pad', [input], { pad_width: padding, mode: 'constant' }) : input;
}

function convolution(given: Arguments): Operation {
  checkFormat(given);
  const rank = filterRank(given);
  return nn('Conv', [padded(given), given.operand('filter', given.raw('input'))], {
    strides: uniform(spatial(given, 'strides', rank, 1)),
    padding: paddingOf(given),
    data_format: 'channels_last',
    dilation_rate: uniform(spatial(given, 'dilations', rank, 1)),
  });
}

/** The dilation is the `rate` of TensorFlow 1's function. */
function depthwise(given: Arguments): Operation {
  checkFormat(given);
  return nn('DepthwiseConv', [padded(given), given.operand('filter', given.raw('input'))], {
    strides: onlyUniform(spatial(given, 'strides', 2, 1)),
    padding: paddingOf(given),
    data_format: 'channels_last',
    dilation_rate: onlyUniform(spatial(given, given.given('rate') ? 'rate' : 'dilations', 2, 1)),
  });
}

/**
 * A transposed convolution as one of the input with zeros between its pixels, since the operation ConvTranspose hands its
 * padding on in the place of another argument and fails (`call` of `ConvTranspose` in keras/src/ops/nn.py, 3.3.3 to 3.15.1).
 */
function transposed(given: Arguments): Operation {
  checkFormat(given);
  const filter = given.raw('filter');
  const input = given.shape(given.raw('input'))?.slice(1, -1) ?? [];
  const rank = filterRank(given);
  const wanted = given.sizes('output_shape').slice(-rank - 1, -1);
  if (
    !Array.isArray(filter) ||
    input.length !== rank ||
    ![...input, ...wanted].every((size) => typeof size === 'number')
  )
    throw new Unsupported('of images of unknown size has no counterpart in Keras 3');
  if (spatial(given, 'dilations', rank, 1).some((rate) => rate !== 1) || explicitPadding(given) !== undefined)
    throw new Unsupported('with dilations or paddings given one by one has no counterpart in Keras 3');
  const strides = spatial(given, 'strides', rank, 1);
  const widths = (operandShape(filter, given) ?? []).slice(0, rank);
  const edges = widths.map((width, axis) => {
    const [size, after, stride] = [Number(input[axis]), Number(wanted[axis]), strides[axis] ?? 1];
    const lost = paddingOf(given) === 'same' ? Math.max((size - 1) * stride + Number(width) - after, 0) : 0;
    const before = Math.floor(lost / 2);
    return [Number(width) - 1 - before, after + before - size * stride] as const;
  });
  const spread = zerosBetween(given.operand('input'), input.map(Number), strides, given);
  const around = (side: (edge: readonly [number, number]) => readonly number[]) => [[0, 0], ...edges.map(side), [0, 0]];
  const enlarged = numpy('Pad', [spread], {
    pad_width: around((edge) => edge.map((size) => Math.max(0, size))) as number[][],
    mode: 'constant',
  });
  const isCropped = edges.flat().some((size) => size < 0);
  const keys = edges.map(([before, behind]) => slice(before < 0 ? -before : null, behind < 0 ? behind : null, null));
  const framed = isCropped ? numpy('GetItem', [enlarged, [WHOLE, ...keys]]) : enlarged;
  return nn('Conv', [framed, given.asOperand(turned(filter, rank), 'filter', given.raw('input'))], {
    strides: 1,
    padding: 'valid',
    data_format: 'channels_last',
    dilation_rate: 1,
  });
}

/** Each pixel followed by as many zeros as the stride leaves between two of the result. */
function zerosBetween(x: OperationArgument, sizes: readonly number[], strides: readonly number[], given: Arguments) {
  if (strides.every((stride) => stride === 1)) return x;
  const channels = given.shape(given.raw('input'))?.at(-1);
  if (typeof channels !== 'number')
    throw new Unsupported('of images of unknown channels has no counterpart in Keras 3');
  const apart = numpy('Reshape', [x], { newshape: [-1, ...sizes.flatMap((size) => [size, 1]), channels] });
  const filled = numpy('Pad', [apart], {
    pad_width: [
      [0, 0],
      ...strides.flatMap((stride) => [
        [0, 0],
        [0, stride - 1],
      ]),
      [0, 0],
    ],
    mode: 'constant',
  });
  return numpy('Reshape', [filled], {
    newshape: [-1, ...sizes.map((size, axis) => size * (strides[axis] ?? 1)), channels],
  });
}

/** A filter with its spatial axes reversed, and the channels of its input and output, which are the last axes, exchanged. */
function turned(filter: Argument, rank: number): Argument {
  if (!Array.isArray(filter)) throw new Unsupported('has a filter that is no constant');
  if (rank > 0) return filter.map((part) => turned(part, rank - 1)).reverse();
  const [first] = filter;
  const columns = Array.isArray(first) ? first.length : 0;
  return Array.from({ length: columns }, (_, column) =>
    filter.map((row): Argument => (Array.isArray(row) ? (row[column] ?? null) : null)),
  );
}

/** The sizes that windows leave of a tensor. */
function slid(given: Arguments, window: readonly (number | null)[], channels: number | null): Shape | undefined {
  const input = given.shape(given.raw('input'));
  if (!input || input.length !== window.length + 2) return undefined;
  const padding = explicitPadding(given);
  const strides = spatial(given, 'strides', window.length, 1);
  const rate = given.given('rate') ? 'rate' : 'dilations';
  const dilations = spatial(given, rate, window.length, 1);
  const sizes = window.map((width, axis) => {
    const [before = 0, behind = 0] = padding?.[axis + 1] ?? [];
    const size = input[axis + 1] ?? null;
    if (size === null || width === null) return null;
    return slide(size + before + behind, width, strides[axis] ?? 1, dilations[axis] ?? 1, paddingOf(given)) ?? null;
  });
  return [input[0] ?? null, ...sizes, channels];
}

function pooledShape(rank: (given: Arguments) => number): (given: Arguments) => Shape | undefined {
  return (given) => {
    const channels = given.shape(given.raw('input'))?.at(-1) ?? null;
    return slid(given, spatial(given, 'ksize', rank(given)), channels);
  };
}

function convolvedShape(given: Arguments): Shape | undefined {
  const filter = operandShape(given.raw('filter'), given);
  return filter && slid(given, filter.slice(0, -2), filter.at(-1) ?? null);
}

function depthwiseShape(given: Arguments): Shape | undefined {
  const filter = operandShape(given.raw('filter'), given);
  const [channels, times] = filter?.slice(-2) ?? [];
  return filter && slid(given, filter.slice(0, -2), channels && times ? channels * times : null);
}

function transposedShape(given: Arguments): Shape | undefined {
  const channels = operandShape(given.raw('filter'), given)?.at(-2);
  const batch = given.shape(given.raw('input'))?.[0];
  const sizes = given.sizes('output_shape').slice(1, -1);
  if (channels === undefined || batch === undefined) return undefined;
  return [batch, ...sizes.map((size) => (typeof size === 'number' ? size : null)), channels];
}

const POOL = 'input|value ksize strides padding data_format';
const CONVOLUTION = 'input filter|filters strides|stride padding';
const DETAILS = 'use_cudnn_on_gpu data_format dilations explicit_paddings';

/** What a row's functions have for their number of spatial axes. */
const RANKS = {
  '': poolRank,
  '1d': () => 1,
  '2d': () => 2,
  '3d': () => 3,
};

const POOLS = Object.entries({ MaxPool: 'nn.max_pool', AveragePool: 'nn.avg_pool' }).flatMap(([className, name]) =>
  Object.entries(RANKS).map(([ending, rank]) => ({ className, name: `${name}${ending}`, rank })),
);

/** Functions that look at a tensor through windows; their channels are last. */
export const WINDOWS: readonly OperationRow[] = [
  ...POOLS.map(({ className, name, rank }) => ({ names: name, parameters: POOL, build: pooling(className, rank) })),
  { names: 'nn.conv2d', parameters: `${CONVOLUTION} ${DETAILS}`, build: convolution },
  {
    names: 'nn.convolution nn.conv1d nn.conv3d',
    parameters: `${CONVOLUTION} data_format dilations use_cudnn_on_gpu`,
    build: convolution,
  },
  {
    names: 'nn.conv_transpose nn.conv1d_transpose nn.conv2d_transpose nn.conv3d_transpose',
    parameters: 'input|value filter|filters output_shape strides padding data_format dilations',
    build: transposed,
  },
  {
    names: 'nn.depthwise_conv2d',
    parameters: `${CONVOLUTION} rate data_format dilations`,
    build: depthwise,
  },
];

/** The shapes of what they return, by the first name of their rows. */
export const WINDOW_SHAPES: readonly [string, (given: Arguments) => Shape | undefined][] = [
  ...POOLS.map(({ name, rank }): [string, (given: Arguments) => Shape | undefined] => [name, pooledShape(rank)]),
  ['nn.conv2d', convolvedShape],
  ['nn.convolution', convolvedShape],
  ['nn.conv_transpose', transposedShape],
  ['nn.depthwise_conv2d', depthwiseShape],
];
