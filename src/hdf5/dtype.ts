import type { Dtype } from '../tensor/tensor.ts';
import { H5T_ENUM, H5T_FLOAT, H5T_INTEGER, H5T_OPAQUE, H5T_STRING, type Metadata } from './h5wasm-types.ts';

/** NumPy's name of an HDF5 datatype; undefined for one that Keras never writes as a weight. */
export function dtypeOf(metadata: Metadata): Dtype | undefined {
  switch (metadata.type) {
    case H5T_FLOAT:
      return FLOATS.get(metadata.size);
    case H5T_INTEGER:
      return INTEGERS.get(`${metadata.signed ? 'int' : 'uint'}${metadata.size * 8}`);
    case H5T_ENUM:
      // h5py writes a bool as an enum of int8 with the members FALSE and TRUE.
      return metadata.size === 1 ? 'bool' : undefined;
    case H5T_OPAQUE:
      // h5py has no bfloat16: it writes the raw two bytes (`|V2`).
      return metadata.size === 2 ? 'bfloat16' : undefined;
    case H5T_STRING:
      return 'string';
    default:
      return undefined;
  }
}

const FLOATS = new Map<number, Dtype>([
  [2, 'float16'],
  [4, 'float32'],
  [8, 'float64'],
]);

const INTEGERS = new Map<string, Dtype>(
  (['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'] as const).map((name) => [name, name]),
);

/** Bytes of one element; 0 for strings, which have none that is fixed. */
export const ITEM_BYTES: Readonly<Record<Dtype, number>> = {
  float16: 2,
  bfloat16: 2,
  float32: 4,
  float64: 8,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint8: 1,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  bool: 1,
  string: 0,
};

/** The numeric datatype that is written for a dtype; undefined where none is (bfloat16, bool, strings). */
export function numericMetadata(dtype: Dtype): { type: number; size: number; signed: boolean } | undefined {
  if (dtype === 'float16' || dtype === 'float32' || dtype === 'float64')
    return { type: H5T_FLOAT, size: ITEM_BYTES[dtype], signed: true };
  if (INTEGERS.has(dtype)) return { type: H5T_INTEGER, size: ITEM_BYTES[dtype], signed: dtype.startsWith('int') };
  return undefined;
}
