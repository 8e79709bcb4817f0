import { describe, expect, it } from 'vitest';
import { applyTransforms, shapeAfter, type Values } from '../../src/tensor/apply-transform.ts';
import type { Dtype } from '../../src/tensor/tensor.ts';
import type { Transform } from '../../src/tensor/transform.ts';

const float32 = (shape: number[], numbers: number[]): Values => ({
  shape,
  dtype: 'float32',
  array: new Float32Array(numbers),
});

function run(sources: Values[], ...steps: Transform[]): { shape: readonly number[]; numbers: number[]; dtype: Dtype } {
  const { bytes, shape, dtype } = applyTransforms(sources, steps);
  expect(shapeAfter(sources, steps)).toEqual({ shape, dtype });
  return { shape, dtype, numbers: [...new Float32Array(bytes.slice().buffer)] };
}

describe('applyTransforms', () => {
  it('scales blocks of the last axis, leaving a factor of 1 bit for bit', () => {
    const nan = new Float32Array(new Uint32Array([0x7fc00123]).buffer)[0] ?? 0;
    const { bytes } = applyTransforms(
      [float32([1, 4], [1, 2, nan, -0])],
      [{ kind: 'scale-blocks', factors: [1.2, 1] }],
    );
    expect([...new Uint32Array(bytes.slice().buffer)].slice(2)).toEqual([0x7fc00123, 0x80000000]);
    expect([...new Float32Array(bytes.slice().buffer)].slice(0, 2)).toEqual([Math.fround(1.2), Math.fround(2.4)]);
  });

  it('joins along an axis', () => {
    const parts = [float32([2, 1], [1, 2]), float32([2, 2], [3, 4, 5, 6])];
    expect(run(parts, { kind: 'concatenate', axis: 1 })).toMatchObject({ shape: [2, 3], numbers: [1, 3, 4, 2, 5, 6] });
    expect(run([float32([1], [1]), float32([2], [2, 3])], { kind: 'concatenate', axis: 0 }).numbers).toEqual([1, 2, 3]);
  });

  it('multiplies by a mask', () => {
    const parts = [float32([2, 2], [1, 2, 3, 4]), float32([2, 2], [1, 0, 0, 1])];
    expect(run(parts, { kind: 'multiply' })).toMatchObject({ shape: [2, 2], numbers: [1, 0, 0, 4] });
    expect(() => run([float32([2], [1, 2]), float32([1], [1])], { kind: 'multiply' })).toThrow('not of one size');
  });

  it('takes the nearest of few numbers, the first of two, of all or of each of the last axis', () => {
    const numbers = float32([2, 2], [0.1, 0.9, 0.5, -3]);
    expect(run([numbers, float32([3], [0, 1, -1])], { kind: 'nearest' }).numbers).toEqual([0, 1, 0, -1]);
    expect(run([numbers, float32([2, 2], [0, 1, 5, 6])], { kind: 'nearest' }).numbers).toEqual([0, 5, 0, 5]);
  });

  it('gathers numbers by their places', () => {
    const places: Values = { shape: [2, 2], dtype: 'int64', array: new BigInt64Array([2n, 0n, 1n, 2n]) };
    expect(run([float32([3], [5, 6, 7]), places], { kind: 'gather' })).toMatchObject({
      shape: [2, 2],
      numbers: [7, 5, 6, 7],
    });
  });

  it('makes the identity of any values', () => {
    const step: Transform = { kind: 'identity', shape: [1, 2, 2] };
    expect(run([float32([3], [7, 8, 9])], step)).toMatchObject({ shape: [1, 2, 2], numbers: [1, 0, 0, 1] });
  });

  it('divides by a number as float32 does, by its reciprocal', () => {
    const third = Math.fround(1 / 3);
    const quotient = run([float32([2], [5, 7]), float32([1], [3])], { kind: 'divide' });
    expect(quotient).toMatchObject({ shape: [2], numbers: [Math.fround(5 * third), Math.fround(7 * third)] });
    expect(() => run([float32([1], [1]), float32([2], [1, 2])], { kind: 'divide' })).toThrow('single number');
  });

  it('permutes blocks', () => {
    const steps: Transform = { kind: 'permute-blocks', order: [2, 0, 1] };
    expect(run([float32([2, 3], [1, 2, 3, 4, 5, 6])], steps).numbers).toEqual([3, 1, 2, 6, 4, 5]);
  });

  it('transposes and flips', () => {
    const matrix = float32([2, 3], [1, 2, 3, 4, 5, 6]);
    expect(run([matrix], { kind: 'transpose', permutation: [1, 0] })).toMatchObject({
      shape: [3, 2],
      numbers: [1, 4, 2, 5, 3, 6],
    });
    expect(run([matrix], { kind: 'flip', axes: [0, 1] }).numbers).toEqual([6, 5, 4, 3, 2, 1]);
    expect(run([matrix], { kind: 'flip', axes: [1] }).numbers).toEqual([3, 2, 1, 6, 5, 4]);
  });

  it('reads CuDNN kernels: each block in C order as columns × rows, transposed', () => {
    // One gate of a 2 × 3 kernel: numpy `k.T.reshape(k.shape, order="F")`.
    const kernel = float32([2, 3], [1, 2, 3, 4, 5, 6]);
    expect(run([kernel], { kind: 'transpose-blocks', blocks: 1 }).numbers).toEqual([1, 3, 5, 2, 4, 6]);
    const two = float32([2, 4], [1, 2, 5, 6, 3, 4, 7, 8]);
    expect(run([two], { kind: 'transpose-blocks', blocks: 2 }).numbers).toEqual([1, 3, 5, 7, 2, 4, 6, 8]);
  });

  it('sums halves, reshapes and slices', () => {
    expect(run([float32([4], [1, 2, 30, 40])], { kind: 'sum-halves' })).toMatchObject({
      shape: [2],
      numbers: [31, 42],
    });
    expect(run([float32([4], [1, 2, 3, 4])], { kind: 'reshape', shape: [2, 2] }).shape).toEqual([2, 2]);
    expect(run([float32([3, 2], [1, 2, 3, 4, 5, 6])], { kind: 'slice', axis: 0, start: 1, end: 3 })).toMatchObject({
      shape: [2, 2],
      numbers: [3, 4, 5, 6],
    });
  });

  it('widens every float16 exactly', () => {
    const all = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);
    const { bytes, dtype } = applyTransforms([{ shape: [0x10000], dtype: 'float16', array: all }], [{ kind: 'widen' }]);
    const wide = new Float32Array(bytes.slice().buffer);
    expect(dtype).toBe('float32');
    const expected = (bits: number) => {
      const sign = bits & 0x8000 ? -1 : 1;
      const exponent = (bits >> 10) & 0x1f;
      const fraction = bits & 0x3ff;
      if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
      if (exponent === 0) return sign * fraction * 2 ** -24;
      return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
    };
    for (let bits = 0; bits < 0x10000; bits++) {
      if (!Object.is(wide[bits], expected(bits))) throw new Error(`float16 ${bits.toString(16)} became ${wide[bits]}`);
    }
  });

  it('widens bfloat16', () => {
    const array = new Uint16Array([0x3f80, 0xc020, 0x7f80]);
    expect(run([{ shape: [3], dtype: 'bfloat16', array }], { kind: 'widen' }).numbers).toEqual([
      1,
      -2.5,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('says what does not fit', () => {
    expect(() => run([float32([3], [1, 2, 3])], { kind: 'sum-halves' })).toThrow(
      'an axis of 3 cannot be cut in 2 equal blocks',
    );
    expect(() => run([float32([1], [1]), float32([1, 1], [1])], { kind: 'concatenate', axis: 0 })).toThrow(
      'cannot be joined',
    );
    expect(() => run([float32([2], [1, 2])], { kind: 'reshape', shape: [3] })).toThrow('cannot take the shape (3)');
  });
});
