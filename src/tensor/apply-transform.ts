import { Failure } from '../errors.ts';
import { elementsOf } from '../hdf5/slabs.ts';
import { emptyLike, type NumericArray, toBytes, toNumbers } from '../hdf5/values.ts';
import { gatheredShape, gatherWindows } from './gather-windows.ts';
import type { Dtype } from './tensor.ts';
import type { Transform } from './transform.ts';

/** Values in memory: C order. */
export interface Values {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly array: NumericArray;
}

/** Reads little-endian bytes as values. */
export function valuesOf(bytes: Uint8Array, shape: readonly number[], dtype: Dtype): Values {
  return { shape, dtype, array: toNumbers(bytes, dtype) };
}

/**
 * Applies transforms in order to the values of one or several source tensors.
 *
 * @returns little-endian bytes in C order, with the shape and dtype they have now
 * @throws Failure if the shapes do not fit the transform (the plan is then at fault) or several tensors are left
 */
export function applyTransforms(
  sources: readonly Values[],
  steps: readonly Transform[],
): { bytes: Uint8Array; shape: readonly number[]; dtype: Dtype } {
  let values = sources;
  for (const step of steps) {
    values = isJoining(step) ? [join(values, step)] : values.map((each) => apply(each, step));
  }
  const [result, ...rest] = values;
  if (!result || rest.length > 0) throw new Failure(`a plan leaves ${values.length} tensors where one is written`);
  return { bytes: toBytes(result.array), shape: result.shape, dtype: result.dtype };
}

/** Shape and dtype after the transforms, without values. */
export function shapeAfter(
  sources: readonly { shape: readonly number[]; dtype: Dtype }[],
  steps: readonly Transform[],
): { shape: readonly number[]; dtype: Dtype } {
  let outlines = sources;
  for (const step of steps) {
    outlines = isJoining(step) ? [outlineOfJoined(outlines, step)] : outlines.map((each) => outlineAfter(each, step));
  }
  const { shape, dtype } = first(outlines);
  return { shape, dtype };
}

/** Makes one tensor of several. */
type Joining = Extract<Transform, { kind: 'concatenate' | 'multiply' | 'nearest' | 'gather' | 'divide' }>;

function isJoining(step: Transform): step is Joining {
  return ['concatenate', 'multiply', 'nearest', 'gather', 'divide'].includes(step.kind);
}

function outlineOfJoined(parts: readonly Outline[], step: Joining): Outline {
  const { shape, dtype } = first(parts);
  if (step.kind === 'concatenate') return { shape: joinedShape(parts, step.axis), dtype };
  return { shape: step.kind === 'gather' ? (parts[1] ?? first(parts)).shape : shape, dtype };
}

function join(parts: readonly Values[], step: Joining): Values {
  if (step.kind === 'concatenate') return concatenate(parts, step.axis);
  const [one, other, ...rest] = parts;
  if (!one || !other || rest.length > 0) throw new Failure(`a plan joins ${parts.length} tensors where two are joined`);
  const outline = outlineOfJoined(parts, step);
  const array = emptyLike(one.array, elementsOf(outline.shape));
  if (step.kind === 'multiply') multiply(one, other, array);
  else if (step.kind === 'divide') divide(one, other, array);
  else if (step.kind === 'nearest') toNearest(one, other, array);
  else for (let i = 0; i < array.length; i++) array[i] = one.array[Number(other.array[i])] as never;
  return { ...outline, array };
}

function multiply(one: Values, other: Values, result: NumericArray): void {
  if (one.array.length !== other.array.length) {
    throw new Failure(
      `tensors of shapes (${one.shape.join(', ')}) and (${other.shape.join(', ')}) are not of one size`,
    );
  }
  for (let i = 0; i < result.length; i++) result[i] = (Number(one.array[i]) * Number(other.array[i])) as never;
}

/** Distances are rounded to float32, as TensorFlow's are. */
function toNearest({ array, shape }: Values, centroids: Values, result: NumericArray): void {
  const count = lastOf(centroids.shape);
  const channels = centroids.shape.length > 1 ? lastOf(shape) : 1;
  for (let i = 0; i < array.length; i++) {
    const start = (i % channels) * count;
    let [nearest, least] = [start, Number.POSITIVE_INFINITY];
    for (let at = start; at < start + count; at++) {
      const distance = Math.abs(Math.fround(Number(array[i]) - Number(centroids.array[at])));
      if (distance < least) [nearest, least] = [at, distance];
    }
    result[i] = centroids.array[nearest] as never;
  }
}

interface Outline {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
}

function outlineAfter(
  { shape, dtype }: Outline,
  step: Exclude<Transform, Joining>,
): { shape: readonly number[]; dtype: Dtype } {
  switch (step.kind) {
    case 'widen':
      return { shape, dtype: dtype === 'float16' || dtype === 'bfloat16' ? 'float32' : dtype };
    case 'cast':
      return { shape, dtype: step.dtype };
    case 'scale-blocks':
    case 'permute-blocks':
    case 'transpose-blocks':
    case 'flip':
    case 'square-deviations':
    case 'fill':
      return { shape, dtype };
    case 'sum-halves':
      return { shape: [...shape.slice(0, -1), lastOf(shape) / 2], dtype };
    case 'reshape':
      return { shape: step.shape, dtype };
    case 'transpose':
      return { shape: step.permutation.map((axis) => extentOf(shape, axis)), dtype };
    case 'identity':
      return { shape: step.shape, dtype };
    case 'gather-windows':
      return { shape: gatheredShape(step), dtype };
    case 'slice':
      return { shape: shape.map((extent, axis) => (axis === step.axis ? step.end - step.start : extent)), dtype };
  }
}

function apply(values: Values, step: Exclude<Transform, Joining>): Values {
  const { array, shape } = values;
  const outline = outlineAfter(values, step);
  switch (step.kind) {
    case 'widen':
      return values.dtype === outline.dtype ? values : { ...outline, array: widen(array, values.dtype) };
    case 'cast':
      return { ...outline, array: cast(array, step.dtype) };
    case 'scale-blocks':
      return { ...outline, array: scaleBlocks(array, lastOf(shape), step.factors) };
    case 'permute-blocks':
      return { ...outline, array: permuteBlocks(array, lastOf(shape), step.order) };
    case 'transpose-blocks':
      return { ...outline, array: transposeBlocks(array, shape, step.blocks) };
    case 'sum-halves':
      return { ...outline, array: sumHalves(array, lastOf(shape)) };
    case 'reshape':
      if (elementsOf(step.shape) !== array.length) {
        throw new Failure(`a tensor of shape (${shape.join(', ')}) cannot take the shape (${step.shape.join(', ')})`);
      }
      return { ...outline, array };
    case 'transpose':
      return { ...outline, array: gather(array, outline.shape, transposedStrides(shape, step.permutation), 0) };
    case 'flip': {
      const strides = stridesOf(shape);
      const flipped = strides.map((stride, axis) => (step.axes.includes(axis) ? -stride : stride));
      const start = step.axes.reduce((sum, axis) => sum + (extentOf(shape, axis) - 1) * (strides[axis] ?? 0), 0);
      return { ...outline, array: gather(array, shape, flipped, start) };
    }
    case 'square-deviations': {
      const variances = emptyLike(array, array.length);
      for (let i = 0; i < array.length; i++) {
        variances[i] = ((Number(array[i]) + step.added) ** 2 - step.epsilon) as never;
      }
      return { ...outline, array: variances };
    }
    case 'fill':
      return { ...outline, array: emptyLike(array, array.length).fill(step.value as never) as NumericArray };
    case 'identity': {
      const last = lastOf(step.shape);
      const result = emptyLike(array, elementsOf(step.shape));
      for (let row = 0; row < result.length / last; row++) result[row * last + (row % last)] = 1 as never;
      return { ...outline, array: result };
    }
    case 'gather-windows':
      return { ...outline, array: gatherWindows(array, step) };
    case 'slice': {
      const strides = stridesOf(shape);
      return { ...outline, array: gather(array, outline.shape, strides, step.start * (strides[step.axis] ?? 0)) };
    }
  }
}

function concatenate(parts: readonly Values[], axis: number): Values {
  const shape = joinedShape(parts, axis);
  const { dtype, array } = first(parts);
  const result = emptyLike(array, elementsOf(shape));
  const outer = elementsOf(shape.slice(0, axis));
  let at = 0;
  for (let i = 0; i < outer; i++) {
    for (const part of parts) {
      const run = part.array.length / outer;
      for (let j = 0; j < run; j++) result[at++] = part.array[i * run + j] as never;
    }
  }
  return { shape, dtype, array: result };
}

/** As Keras 2's random_fourier_features.py does: the reciprocal first, then the product, each rounded to float32. */
function divide(one: Values, divisor: Values, result: NumericArray): void {
  if (divisor.array.length !== 1) throw new Failure('a tensor is divided by a single number alone');
  const factor = Math.fround(1 / Number(divisor.array[0]));
  for (let i = 0; i < result.length; i++) result[i] = (Number(one.array[i]) * factor) as never;
}

function joinedShape(parts: readonly { shape: readonly number[]; dtype: Dtype }[], axis: number): number[] {
  const { shape, dtype } = first(parts);
  for (const part of parts) {
    const fits =
      part.dtype === dtype &&
      part.shape.length === shape.length &&
      part.shape.every((extent, i) => i === axis || extent === shape[i]);
    if (!fits) {
      throw new Failure(
        `tensors of shapes (${shape.join(', ')}) and (${part.shape.join(', ')}) cannot be joined along axis ${axis}`,
      );
    }
  }
  const joined = parts.reduce((sum, part) => sum + extentOf(part.shape, axis), 0);
  return shape.map((extent, i) => (i === axis ? joined : extent));
}

function scaleBlocks(array: NumericArray, last: number, factors: readonly number[]): NumericArray {
  const result = emptyLike(array, array.length);
  const block = blockSize(last, factors.length);
  for (let i = 0; i < array.length; i++) {
    const factor = factors[Math.floor((i % last) / block)] ?? 1;
    // A factor of 1 must not touch the bits (a NaN's payload, a negative zero).
    result[i] = (factor === 1 ? array[i] : Number(array[i]) * factor) as never;
  }
  return result;
}

function permuteBlocks(array: NumericArray, last: number, order: readonly number[]): NumericArray {
  const result = emptyLike(array, array.length);
  const block = blockSize(last, order.length);
  for (let i = 0; i < array.length; i++) {
    const column = i % last;
    const from = (order[Math.floor(column / block)] ?? 0) * block + (column % block);
    result[i] = array[i - column + from] as never;
  }
  return result;
}

/** Each block, rows × columns, is read in C order as columns × rows and transposed (`transpose_input`, Keras 2's hdf5_format.py). */
function transposeBlocks(array: NumericArray, shape: readonly number[], blocks: number): NumericArray {
  const [rows = 0, last = 0] = shape;
  if (shape.length !== 2) throw new Failure(`only matrices have blocks to transpose, not shape (${shape.join(', ')})`);
  const columns = blockSize(last, blocks);
  const result = emptyLike(array, array.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < last; column++) {
      const block = Math.floor(column / columns);
      const flat = row + rows * (column % columns);
      const from = Math.floor(flat / columns) * last + block * columns + (flat % columns);
      result[row * last + column] = array[from] as never;
    }
  }
  return result;
}

function sumHalves(array: NumericArray, last: number): NumericArray {
  const half = blockSize(last, 2);
  const result = emptyLike(array, array.length / 2);
  for (let i = 0; i < result.length; i++) {
    const at = Math.floor(i / half) * last + (i % half);
    result[i] = (Number(array[at]) + Number(array[at + half])) as never;
  }
  return result;
}

function widen(array: NumericArray, dtype: Dtype): NumericArray {
  const result = new Float32Array(array.length);
  const bits = new Uint32Array(result.buffer);
  for (let i = 0; i < array.length; i++) {
    const half = Number(array[i]);
    bits[i] = dtype === 'bfloat16' ? half << 16 : halfToSingleBits(half);
  }
  return result;
}

/** IEEE 754 binary16 to binary32, exact; a NaN keeps its payload. */
function halfToSingleBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent !== 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  const shift = Math.clz32(fraction) - 21; // subnormal: normalise
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}

function cast(array: NumericArray, dtype: 'float32' | 'float64' | 'int32' | 'int64'): NumericArray {
  const numbers = Array.from(array as ArrayLike<number | bigint>, Number);
  if (dtype === 'float32') return new Float32Array(numbers);
  if (dtype === 'float64') return new Float64Array(numbers);
  if (dtype === 'int32') return new Int32Array(numbers);
  return new BigInt64Array(numbers.map((number) => BigInt(Math.trunc(number))));
}

/** Elements of a strided view, in C order of `shape`. */
function gather(
  array: NumericArray,
  shape: readonly number[],
  strides: readonly number[],
  start: number,
): NumericArray {
  const result = emptyLike(array, elementsOf(shape));
  const index = shape.map(() => 0);
  let from = start;
  for (let at = 0; at < result.length; at++) {
    result[at] = array[from] as never;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      from += strides[axis] ?? 0;
      if (next < extentOf(shape, axis)) {
        index[axis] = next;
        break;
      }
      from -= next * (strides[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return result;
}

function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => elementsOf(shape.slice(axis + 1)));
}

function transposedStrides(shape: readonly number[], permutation: readonly number[]): number[] {
  const strides = stridesOf(shape);
  return permutation.map((axis) => strides[axis] ?? 0);
}

function blockSize(last: number, blocks: number): number {
  if (last % blocks !== 0) throw new Failure(`an axis of ${last} cannot be cut in ${blocks} equal blocks`);
  return last / blocks;
}

function extentOf(shape: readonly number[], axis: number): number {
  const extent = shape[axis];
  if (extent === undefined) throw new Failure(`a tensor of shape (${shape.join(', ')}) has no axis ${axis}`);
  return extent;
}

function lastOf(shape: readonly number[]): number {
  return extentOf(shape, shape.length - 1);
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Failure('a plan names no source tensor');
  return item;
}
