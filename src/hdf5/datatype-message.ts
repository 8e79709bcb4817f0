import type { Dtype } from '../tensor/tensor.ts';
import { unsigned } from './little-endian.ts';

/**
 * How numbers lie in their bytes, which h5wasm does not tell: a two-byte float may be IEEE's half or bfloat16, and a type
 * may leave bits unused (datatype message, HDF5 File Format Specification 3.0, IV.A.2.d).
 */

const FIXED_POINT = 0;
const FLOATING_POINT = 1;
/** Mantissa normalisation: its first bit is implied (bits 4 and 5 of the class bits). */
const IMPLIED_BIT = 2;

/** Bit offset, precision; for floats also the places and widths of exponent and mantissa, the bias, the sign's place. */
const FLOATS = new Map<string, Dtype>([
  ['0,16,10,5,0,10,15,15', 'float16'],
  ['0,16,7,8,0,7,127,15', 'bfloat16'],
  ['0,32,23,8,0,23,127,31', 'float32'],
  ['0,64,52,11,0,52,1023,63', 'float64'],
]);

const INTEGERS = new Map<string, Dtype>(
  (['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'] as const).map((name) => [name, name]),
);

/** NumPy's name of a numeric type, in either byte order; undefined for a layout that is none of NumPy's. */
export function dtypeOfMessage(message: Buffer): Dtype | undefined {
  const kind = (message[0] ?? 0) & 0x0f;
  const [low = 0, signAt = 0] = message.subarray(1, 3);
  const size = unsigned(message, 4, 4);
  const offset = unsigned(message, 8, 2);
  const precision = unsigned(message, 10, 2);
  if (kind === FIXED_POINT) {
    if (offset !== 0 || precision !== size * 8) return undefined;
    return INTEGERS.get(`${(low & 0x08) === 0 ? 'uint' : 'int'}${precision}`);
  }
  // Bit 6 marks VAX's byte order.
  if (kind !== FLOATING_POINT || ((low >> 4) & 3) !== IMPLIED_BIT || (low & 0x40) !== 0) return undefined;
  const places = [...message.subarray(12, 16)];
  return FLOATS.get([offset, precision, ...places, unsigned(message, 16, 4), signAt].join(','));
}

/** Whether a numeric type is little-endian and in the encoding of every library until 1.12 (version 1). */
export function isUsualNumber(message: Buffer): boolean {
  return (message[0] ?? 0) >> 4 === 1 && ((message[1] ?? 1) & 1) === 0;
}
