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
  if (width === 8) writeNumber64(bytes, value, 0);
  else bytes.writeUIntLE(value, 0, width);
  return bytes;
}

/** Eight bytes of a safe integer; a BigInt for each takes several times as long. */
export function writeNumber64(bytes: Buffer, value: number, at: number): void {
  bytes.writeUInt32LE(value % 2 ** 32, at);
  bytes.writeUInt32LE(Math.floor(value / 2 ** 32), at + 4);
}

/** Filled with zeros up to a multiple of eight. */
export function padded(bytes: Buffer): Buffer {
  return bytes.length % 8 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(8 - (bytes.length % 8))]);
}

/** An object header with its messages in one block. */
export function objectHeader(messages: readonly Buffer[]): Buffer {
  const length = messages.reduce((sum, { length }) => sum + length, 0);
  const header = Buffer.alloc(16 + length);
  header.writeUInt8(1, 0);
  header.writeUInt16LE(messages.length, 2);
  header.writeUInt32LE(1, 4);
  header.writeUInt32LE(length, 8);
  let at = 16;
  for (const message of messages) at += message.copy(header, at);
  return header;
}

function message(type: number, parts: readonly Buffer[], isConstant = false): Buffer {
  const length = parts.reduce((sum, { length }) => sum + length, 0);
  const body = Math.ceil(length / 8) * 8;
  const bytes = Buffer.alloc(8 + body);
  bytes.writeUInt16LE(type, 0);
  bytes.writeUInt16LE(body, 2);
  bytes.writeUInt8(isConstant ? 1 : 0, 4);
  let at = 8;
  for (const part of parts) at += part.copy(bytes, at);
  return bytes;
}

/** The index of a group's links. */
export function symbolTableMessage(tree: number, heap: number): Buffer {
  return message(SYMBOL_TABLE, [unsigned(tree, 8), unsigned(heap, 8)]);
}

/** Version 2: allocated late, written where set, set to zero. */
const ZERO_FILL = Buffer.from([2, 2, 2, 1, 0, 0, 0, 0]);
/** Version 3. */
const CONTIGUOUS = Buffer.from([3, 1]);

/** @param address of contiguous values; undefined for none */
export function datasetMessages(
  shape: readonly number[],
  type: Buffer,
  address: number | undefined,
  bytes: number,
): Buffer[] {
  const place = address === undefined ? UNDEFINED : unsigned(address, 8);
  return [
    message(DATASPACE, [dataspace(shape)]),
    message(DATATYPE, [type], true),
    message(FILL_VALUE, [ZERO_FILL], true),
    message(LAYOUT, [CONTIGUOUS, place, unsigned(bytes, 8)]),
  ];
}

/** Bytes that an attribute's message takes. */
export function attributeBytes(name: string, type: Buffer, shape: readonly number[], bytes: number): number {
  return attributeHead(name, type, shape).length + bytes;
}

export function attributeMessage(name: string, type: Buffer, shape: readonly number[], values: Buffer): Buffer {
  return message(ATTRIBUTE, [attributeHead(name, type, shape), values]);
}

function attributeHead(name: string, type: Buffer, shape: readonly number[]): Buffer {
  const text = Buffer.from(`${name}\0`, 'utf8');
  const space = dataspace(shape);
  const head = Buffer.alloc(8 + [text, type, space].reduce((sum, { length }) => sum + Math.ceil(length / 8) * 8, 0));
  head.writeUInt8(1, 0);
  let at = 8;
  [text, type, space].forEach((part, index) => {
    head.writeUInt16LE(part.length, 2 + index * 2);
    part.copy(head, at);
    at += Math.ceil(part.length / 8) * 8;
  });
  return head;
}

function dataspace(shape: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 + shape.length * 8);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt8(shape.length, 1);
  shape.forEach((extent, axis) => {
    writeNumber64(bytes, extent, 8 + axis * 8);
  });
  return bytes;
}

/** Exponent's place and width, mantissa's width, bias. */
const FLOATS = new Map<number, readonly [number, number, number, number]>([
  [2, [10, 5, 10, 15]],
  [4, [23, 8, 23, 127]],
  [8, [52, 11, 52, 1023]],
]);

/** The datatype of a float of 2, 4 or 8 bytes or an integer; undefined for others. */
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

/** As h5py has NumPy's `|V2`, without a tag: what Keras 3 writes for bfloat16. */
const TWO_OPAQUE_BYTES = Buffer.concat([Buffer.from([0x15, 0, 0, 0]), unsigned(2, 4)]);

/** The datatype of a weight; undefined for one that is not written. */
export function datasetType(dtype: Dtype): Buffer | undefined {
  if (dtype === 'bool') return booleanType();
  if (dtype === 'bfloat16') return TWO_OPAQUE_BYTES;
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
