import { toNumbers } from '../hdf5/values.ts';
import type { Dtype } from '../tensor/tensor.ts';
import { type Json, pythonFloat } from './python-json.ts';

/** Little-endian bytes as nested lists of floats, as NumPy's `tolist` gives them; a scalar is a number. */
export function nestedList(bytes: Uint8Array, shape: readonly number[], dtype: Dtype): Json {
  const numbers = Array.from(toNumbers(bytes, dtype) as ArrayLike<number | bigint>, (item) =>
    pythonFloat(Number(item)),
  );
  return nest(numbers, shape);
}

function nest(numbers: readonly Json[], shape: readonly number[]): Json {
  const [extent, ...inner] = shape;
  if (extent === undefined) return numbers[0] ?? null;
  const step = numbers.length / Math.max(1, extent);
  return Array.from({ length: extent }, (_, index) => nest(numbers.slice(index * step, (index + 1) * step), inner));
}
