import { type Attribute, fixedStrings, numbersOf } from './attribute.ts';
import { dtypeOfMessage, isUsualNumber } from './datatype-message.ts';
import { ITEM_BYTES } from './dtype.ts';
import { H5T_FLOAT, H5T_INTEGER, H5T_STRING, type Metadata } from './h5wasm-types.ts';
import { MAX_ATTRIBUTE_BYTES } from './limits.ts';
import { number64, type ReadBytes, readDataspace } from './object-header.ts';
import { elementsOf } from './slabs.ts';
import { textOf } from './symbol-table.ts';

/** An attribute as its message has it (HDF5 File Format Specification 3.0, IV.A.2.m). */
export interface AttributeMessage {
  readonly name: string;
  readonly datatype: Buffer;
  readonly dataspace: Buffer;
  readonly values: Buffer;
}

/** @returns undefined for what is shared with other objects, a name that is not UTF-8, or a fault */
export function readAttributeMessage(body: Buffer): AttributeMessage | undefined {
  if (body.length < 9) return undefined;
  const [version = 0, flags = 0] = body;
  // Version 1 fills each part up to eight bytes; version 3 tells the character set of the name.
  if (version < 1 || version > 3 || (version > 1 && flags !== 0)) return undefined;
  const padded = (length: number) => (version === 1 ? Math.ceil(length / 8) * 8 : length);
  const [nameBytes, typeBytes, spaceBytes] = [2, 4, 6].map((at) => body.readUInt16LE(at)) as [number, number, number];
  const nameAt = version === 3 ? 9 : 8;
  const typeAt = nameAt + padded(nameBytes);
  const spaceAt = typeAt + padded(typeBytes);
  const valuesAt = spaceAt + padded(spaceBytes);
  if (valuesAt > body.length || body.indexOf(0, nameAt) !== nameAt + nameBytes - 1) return undefined;
  const name = textOf(body.subarray(nameAt, nameAt + nameBytes - 1));
  return name === undefined
    ? undefined
    : {
        name,
        datatype: body.subarray(typeAt, typeAt + typeBytes),
        dataspace: body.subarray(spaceAt, spaceAt + spaceBytes),
        values: body.subarray(valuesAt),
      };
}

const STRING = 3;
const VARIABLE_LENGTH = 9;
/** A length, the address of a collection of the global heap, an index in it. */
const REFERENCE_BYTES = 16;

/** @returns undefined for a type that Keras does not write in attributes, or a fault */
export function decodeAttribute(message: AttributeMessage, read: ReadBytes): Attribute | undefined {
  const shape = readDataspace(message.dataspace);
  const { datatype, values } = message;
  if (shape === undefined || datatype.length < 8 || datatype.readUInt8(0) >> 4 !== 1) return undefined;
  const elements = elementsOf(shape);
  const kind = datatype.readUInt8(0) & 0x0f;
  const bits = datatype.readUInt8(1);
  const size = datatype.readUInt32LE(4);
  const common = { total_size: elements, shape, chunks: null };
  if (kind === VARIABLE_LENGTH) {
    if ((bits & 0x0f) !== 1 || size !== REFERENCE_BYTES || values.length < elements * size) return undefined;
    const strings = heapTexts(values.subarray(0, elements * size), read);
    const text = { strpad: bits >> 4, cset: datatype.readUInt8(2) & 0x0f };
    const metadata: Metadata = {
      type: H5T_STRING,
      size: 4,
      signed: false,
      littleEndian: true,
      vlen: true,
      ...text,
      ...common,
    };
    return strings && { metadata, strings, numbers: elements === 0 ? [] : undefined, bytes: new Uint8Array(0) };
  }
  if (!(elements * size <= values.length)) return undefined;
  const raw = new Uint8Array(values.subarray(0, elements * size));
  if (kind === STRING) {
    const text = { strpad: bits & 0x0f, cset: bits >> 4 };
    if (size === 0 || text.strpad > 2) return undefined;
    const metadata: Metadata = {
      type: H5T_STRING,
      size,
      signed: false,
      littleEndian: false,
      vlen: false,
      ...text,
      ...common,
    };
    return { metadata, strings: fixedStrings(raw, metadata), numbers: elements === 0 ? [] : undefined, bytes: raw };
  }
  const dtype = dtypeOfMessage(datatype);
  if (dtype === undefined || !isUsualNumber(datatype) || ITEM_BYTES[dtype] !== size) return undefined;
  const isFloat = dtype.startsWith('float') || dtype === 'bfloat16';
  const signed = !isFloat && !dtype.startsWith('uint');
  const type = isFloat ? H5T_FLOAT : H5T_INTEGER;
  const metadata: Metadata = { type, size, signed, littleEndian: true, vlen: false, ...common };
  return { metadata, strings: undefined, numbers: elements === 0 ? [] : numbersOf(raw, metadata), bytes: raw };
}

const COLLECTION_HEAD_BYTES = 16;
const OBJECT_HEAD_BYTES = 16;
/** Texts that are passed over to find those of one attribute: the library makes collections of 4 KiB, which hold 128. */
const MAX_PASSED = 100_000;

/** The texts that references lead to (global heap, III.E); each ends at its first zero, as the library's own do. */
function heapTexts(references: Buffer, read: ReadBytes): string[] | undefined {
  const texts: string[] = [];
  let total = 0;
  const budget = { left: MAX_PASSED };
  for (let at = 0; at < references.length; at += REFERENCE_BYTES) {
    const length = references.readUInt32LE(at);
    const address = number64(references, at + 4);
    total += length;
    if (total > MAX_ATTRIBUTE_BYTES) return undefined;
    const text =
      address === 0 ? Buffer.alloc(0) : heapObject(read, address, references.readUInt32LE(at + 12), length, budget);
    if (text === undefined) return undefined;
    const end = text.indexOf(0);
    texts.push((end < 0 ? text : text.subarray(0, end)).toString('utf8'));
  }
  return texts;
}

function heapObject(
  read: ReadBytes,
  address: number,
  wanted: number,
  length: number,
  budget: { left: number },
): Buffer | undefined {
  const head = read(address, COLLECTION_HEAD_BYTES);
  if (head.length < COLLECTION_HEAD_BYTES || head.toString('latin1', 0, 5) !== 'GCOL\x01') return undefined;
  const end = address + number64(head, 8);
  let at = address + COLLECTION_HEAD_BYTES;
  for (; budget.left > 0 && at + OBJECT_HEAD_BYTES <= end; budget.left--) {
    const object = read(at, OBJECT_HEAD_BYTES);
    if (object.length < OBJECT_HEAD_BYTES) return undefined;
    const size = number64(object, 8);
    const index = object.readUInt16LE(0);
    if (index === 0 || at + OBJECT_HEAD_BYTES + size > end) return undefined;
    if (index === wanted) {
      if (length > size) return undefined;
      const text = read(at + OBJECT_HEAD_BYTES, length);
      return text.length === length ? text : undefined;
    }
    at += OBJECT_HEAD_BYTES + Math.ceil(size / 8) * 8;
  }
  return undefined;
}
