import { Failure } from '../errors.ts';
import type { Dtype } from '../tensor/tensor.ts';

export type NumericArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

type ArrayType = new (buffer: ArrayBuffer) => NumericArray;

const ARRAYS = new Map<Dtype, ArrayType>([
  ['float32', Float32Array],
  ['float64', Float64Array],
  ['int8', Int8Array],
  ['int16', Int16Array],
  ['int32', Int32Array],
  ['int64', BigInt64Array],
  ['uint8', Uint8Array],
  ['uint16', Uint16Array],
  ['uint32', Uint32Array],
  ['uint64', BigUint64Array],
  ['bool', Uint8Array],
  ['float16', Uint16Array],
  ['bfloat16', Uint16Array],
]);

/** Views little-endian bytes as numbers (half precision: as its raw 16 bits). The bytes are copied. */
export function toNumbers(bytes: Uint8Array, dtype: Dtype): NumericArray {
  const type = ARRAYS.get(dtype);
  if (!type) throw new Failure(`values of dtype ${dtype} are not numbers`);
  return new type(bytes.slice().buffer);
}

/** An array of the same type for `length` numbers. */
export function emptyLike(array: NumericArray, length: number): NumericArray {
  const type = array.constructor as ArrayType;
  return new type(new ArrayBuffer(length * array.BYTES_PER_ELEMENT));
}

export function toBytes(array: NumericArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
