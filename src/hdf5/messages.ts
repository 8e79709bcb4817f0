import type { Dtype } from '../tensor/tensor.ts';
import { ITEM_BYTES, numericMetadata } from './dtype.ts';
import { H5T_FLOAT } from './h5wasm-types.ts';

/**
 * Pieces of an HDF5 file as the library writes them by default (HDF5 File Format Specification, superblock 0, object
 * headers 1), which every version reads. Addresses and lengths take eight bytes, everything is little-endian.
 */

/** An address that is none. */
export const UNDEFINED = Buffer.alloc(8, 0xff);

const DATASPACE = 0x01;
const DATATYPE = 0x03;
const FILL_VALUE = 0x05;
const LAYOUT = 0x08;
const ATTRIBUTE = 0x0c;
const SYMBOL_TABLE = 0x11;

/** A message's size is told in two bytes, and is a multiple of eight. */
export const MAX_MESSAGE_BYTES = 65_528;

export function unsigned(value: number, width: 1 | 2 | 4 | 8): Buffer {
  const bytes = Buffer.alloc(width);
  if (width === 8) bytes.writeBigUInt64LE(BigInt(value));
  else bytes.writeUIntLE(value, 0, width);
  return bytes;
}

/** Filled with zeros up to a multiple of eight. */
export function padded(bytes: Buffer): Buffer {
  return bytes.length % 8 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(8 - (bytes.length % 8))]);
}

/** An object header with its messages in one block. */
export function objectHeader(messages: readonly Buffer[]): Buffer {
  const length = messages.reduce((sum, { length }) => sum + length, 0);
  const prefix = [
    Buffer.from([1, 0]),
    unsigned(messages.length, 2),
    unsigned(1, 4),
    unsigned(length, 4),
    Buffer.alloc(4),
  ];
  return Buffer.concat([...prefix, ...messages]);
}

function message(type: number, body: Buffer, isConstant = false): Buffer {
  const bytes = padded(body);
  return Buffer.concat([
    unsigned(type, 2),
    unsigned(bytes.length, 2),
    Buffer.from([isConstant ? 1 : 0, 0, 0, 0]),
    bytes,
  ]);
}

/** The index of a group's links. */
export function symbolTableMessage(tree: number, heap: number): Buffer {
  return message(SYMBOL_TABLE, Buffer.concat([unsigned(tree, 8), unsigned(heap, 8)]));
}

/** @param address of contiguous values; undefined for none */
export function datasetMessages(
  shape: readonly number[],
  type: Buffer,
  address: number | undefined,
  bytes: number,
): Buffer[] {
  const place = address === undefined ? UNDEFINED : unsigned(address, 8);
  return [
    message(DATASPACE, dataspace(shape)),
    message(DATATYPE, type, true),
    // Version 2: allocated late, written where set, set to zero.
    message(FILL_VALUE, Buffer.from([2, 2, 2, 1, 0, 0, 0, 0]), true),
    // Version 3, contiguous.
    message(LAYOUT, Buffer.concat([Buffer.from([3, 1]), place, unsigned(bytes, 8)])),
  ];
}

/** Bytes that an attribute's message takes. */
export function attributeBytes(name: string, type: Buffer, shape: readonly number[], bytes: number): number {
  return attributeHead(name, type, shape).length + bytes;
}

export function attributeMessage(name: string, type: Buffer, shape: readonly number[], values: Buffer): Buffer {
  return message(ATTRIBUTE, Buffer.concat([attributeHead(name, type, shape), values]));
}

function attributeHead(name: string, type: Buffer, shape: readonly number[]): Buffer {
  const text = Buffer.from(`${name}\0`, 'utf8');
  const space = dataspace(shape);
  const sizes = [text, type, space].map(({ length }) => unsigned(length, 2));
  return Buffer.concat([Buffer.from([1, 0]), ...sizes, padded(text), padded(type), padded(space)]);
}

function dataspace(shape: readonly number[]): Buffer {
  return Buffer.concat([
    Buffer.from([1, shape.length, 0, 0, 0, 0, 0, 0]),
    ...shape.map((extent) => unsigned(extent, 8)),
  ]);
}

/** Exponent's place and width, mantissa's width, bias. */
const FLOATS = new Map<number, readonly [number, number, number, number]>([
  [4, [23, 8, 23, 127]],
  [8, [52, 11, 52, 1023]],
]);

/** The datatype of a float of 4 or 8 bytes or an integer; undefined for others. */
export function numberType(kind: 'float' | 'integer', size: number, signed: boolean): Buffer | undefined {
  if (kind === 'integer') {
    if (![1, 2, 4, 8].includes(size)) return undefined;
    return Buffer.concat([
      Buffer.from([0x10, signed ? 0x08 : 0, 0, 0]),
      unsigned(size, 4),
      unsigned(0, 2),
      unsigned(size * 8, 2),
    ]);
  }
  const places = FLOATS.get(size);
  if (places === undefined) return undefined;
  const [exponentAt, exponentBits, mantissaBits, bias] = places;
  return Buffer.concat([
    // The mantissa's first bit is implied; the sign is the last bit.
    Buffer.from([0x11, 0x20, size * 8 - 1, 0]),
    unsigned(size, 4),
    unsigned(0, 2),
    unsigned(size * 8, 2),
    Buffer.from([exponentAt, exponentBits, 0, mantissaBits]),
    unsigned(bias, 4),
  ]);
}

/** The datatype of a weight; undefined for one that is not written. */
export function datasetType(dtype: Dtype): Buffer | undefined {
  if (dtype === 'bool') return booleanType();
  const metadata = numericMetadata(dtype);
  if (metadata === undefined) return undefined;
  return numberType(metadata.type === H5T_FLOAT ? 'float' : 'integer', ITEM_BYTES[dtype], metadata.signed);
}

/** As h5py writes NumPy's booleans: an enumeration of int8, its names filled up to eight bytes each. */
function booleanType(): Buffer | undefined {
  const base = numberType('integer', 1, true);
  if (base === undefined) return undefined;
  const names = ['FALSE', 'TRUE'].map((name) => padded(Buffer.from(`${name}\0`)));
  return Buffer.concat([Buffer.from([0x18, names.length, 0, 0]), unsigned(1, 4), base, ...names, Buffer.from([0, 1])]);
}

/** Bytes of a fixed width, the text ended by a zero. */
export function fixedStringType(width: number): Buffer {
  return Buffer.concat([Buffer.from([0x13, 0, 0, 0]), unsigned(width, 4)]);
}

/** UTF-8 in the global heap: a length, the address of a collection, an index in it; made of single bytes. */
export const VARIABLE_STRING_TYPE = Buffer.concat([
  Buffer.from([0x19, 0x01, 0x01, 0]),
  unsigned(16, 4),
  Buffer.from([0x10, 0, 0, 0]),
  unsigned(1, 4),
  unsigned(0, 2),
  unsigned(8, 2),
]);
