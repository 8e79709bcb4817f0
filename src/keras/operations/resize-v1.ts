import type { Operation, OperationArgument } from '../graph/graph.ts';
import { pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { array, cast, numpy } from './compose.ts';
import type { OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

/** Which rows or columns of an image a new size takes, and how much of the second of two. */
interface Samples {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly share: readonly number[];
}

/** `CalculateResizeScale` of TensorFlow's image_resizer_state.h, whose numbers are float32. */
function scaleOf(before: number, after: number, aligned: boolean): number {
  return Math.fround(aligned && after > 1 ? (before - 1) / (after - 1) : before / after);
}

/** `compute_interpolation_weights` of resize_bilinear_op.cc with the legacy scaler: a pixel is its upper left corner. */
function bilinear(before: number, after: number, aligned: boolean): Samples {
  const scale = scaleOf(before, after, aligned);
  const at = Array.from({ length: after }, (_, index) => Math.fround(index * scale));
  const lower = at.map((place) => Math.max(0, Math.floor(place)));
  return {
    lower,
    upper: at.map((place) => Math.min(Math.ceil(place), before - 1)),
    share: at.map((place, index) => Math.fround(place - (lower[index] ?? 0))),
  };
}

/** `resize_nearest_neighbor_op.cc`: the pixel whose corner comes before, or the nearest where corners are aligned. */
function nearest(before: number, after: number, aligned: boolean): number[] {
  const scale = scaleOf(before, after, aligned);
  const round = (place: number) => (aligned ? Math.floor(place + 0.5) : Math.floor(place));
  return Array.from({ length: after }, (_, index) => Math.min(round(Math.fround(index * scale)), before - 1));
}

function take(x: OperationArgument, indices: readonly number[], axis: number): Operation {
  return numpy('Take', [x, array([...indices], 'int32')], { axis });
}

/** Along one axis of NHWC images: a weighted sum of two rows, or of two columns. */
function interpolate(x: OperationArgument, { lower, upper, share }: Samples, axis: number): Operation {
  const first = take(x, lower, axis);
  if (share.every((part) => part === 0)) return first;
  const last = take(x, upper, axis);
  const weights = share.map((part): OperationArgument => (axis === 1 ? [[pythonFloat(part)]] : [pythonFloat(part)]));
  const difference = numpy('Subtract', [last, first]);
  return numpy('Add', [first, numpy('Multiply', [difference, array([weights], 'float32')])]);
}

/** Sizes before and after, which must be known. */
function sizes(given: Arguments): [number, number, number, number] {
  const shape = given.shape(given.raw('images'));
  const [height, width] = given.knownIntegers('size');
  const [, rows, columns] = shape ?? [];
  if (shape?.length !== 4 || !rows || !columns || !height || !width) {
    throw new Unsupported('of TensorFlow 1 is called on images of unknown size');
  }
  return [rows, columns, height, width];
}

/**
 * `resize` of TensorFlow 1, which takes a pixel for its upper left corner where Keras 3 takes it for its centre: as
 * gathered rows and columns, and sums of two weighted by their distances.
 */
export function resizeTensorFlow1(given: Arguments, method: string): Operation {
  const [rows, columns, height, width] = sizes(given);
  const aligned = given.flag('align_corners');
  const images = given.operand('images');
  const isRepeated = !aligned && height % rows === 0 && width % columns === 0;
  if (method === 'nearest' && isRepeated) {
    const tall = numpy('Repeat', [images], { repeats: height / rows, axis: 1 });
    return numpy('Repeat', [tall], { repeats: width / columns, axis: 2 });
  }
  if (method === 'nearest')
    return take(take(images, nearest(rows, height, aligned), 1), nearest(columns, width, aligned), 2);
  if (method !== 'bilinear')
    throw new Unsupported(`of TensorFlow 1 by the method ${method} has no counterpart in Keras 3`);
  const dtype = given.dtype(given.raw('images'));
  const floats = dtype === 'float32' ? images : cast(images, 'float32');
  const wide = interpolate(floats, bilinear(columns, width, aligned), 2);
  return interpolate(wide, bilinear(rows, height, aligned), 1);
}

/** `tf.compat.v1.image.resize`, which leaves images of the wanted size as they are. */
export const RESIZE_V1: OperationRow = {
  names: 'compat.v1.image.resize compat.v1.image.resize_images',
  parameters: 'images size method align_corners preserve_aspect_ratio',
  build: (given) => {
    given.only('preserve_aspect_ratio', false);
    const [rows, columns, height, width] = sizes(given);
    if (rows === height && columns === width) return numpy('Copy', [given.operand('images')]);
    return resizeTensorFlow1(given, methodOf(given));
  },
  dtype: (given) => {
    const [rows, columns, height, width] = sizes(given);
    const isSame = (rows === height && columns === width) || methodOf(given) === 'nearest';
    return isSame ? given.dtype(given.raw('images')) : 'float32';
  },
};

// tf.image.ResizeMethod of TensorFlow 1.
const METHODS = ['bilinear', 'nearest', 'bicubic', 'area'];

function methodOf(given: Arguments): string {
  const method = given.raw('method') ?? 0;
  return typeof method === 'number' ? (METHODS[method] ?? '') : String(method);
}
