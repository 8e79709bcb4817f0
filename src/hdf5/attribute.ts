import { H5T_FLOAT, H5T_INTEGER, type Metadata } from './h5wasm-types.ts';

/** An attribute, decoded where it is text or a number, and raw so that it can be written again as it is. */
export interface Attribute {
  readonly metadata: Metadata;
  /** Strings (one for a scalar), or undefined for an attribute that is not text. */
  readonly strings: readonly string[] | undefined;
  readonly numbers: readonly number[] | undefined;
  /** Little-endian bytes; empty for variable-length strings. */
  readonly bytes: Uint8Array;
}

/** The strings of a fixed-length text attribute. */
export function fixedStrings(raw: Uint8Array, metadata: Metadata): string[] {
  const strings: string[] = [];
  for (let start = 0; start < raw.length; start += metadata.size) {
    const cell = raw.subarray(start, start + metadata.size);
    const end = cell.indexOf(0);
    const text = Buffer.from(end < 0 ? cell : cell.subarray(0, end)).toString('utf8');
    // H5T_STR_SPACEPAD (2): padded with spaces, as Fortran does and h5wasm's own UTF-8 strings are.
    strings.push(metadata.strpad === 2 ? text.replace(/ +$/, '') : text);
  }
  return strings;
}

/** Undefined for a type that is not read as numbers. */
export function numbersOf(raw: Uint8Array, metadata: Metadata): number[] | undefined {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const read = NUMBER_READERS.get(`${metadata.type}/${metadata.size}/${metadata.signed}`);
  if (!read) return undefined;
  const numbers: number[] = [];
  for (let at = 0; at < raw.length; at += metadata.size) numbers.push(read(view, at));
  return numbers;
}

const NUMBER_READERS = new Map<string, (view: DataView, at: number) => number>([
  [`${H5T_FLOAT}/4/true`, (view, at) => view.getFloat32(at, true)],
  [`${H5T_FLOAT}/8/true`, (view, at) => view.getFloat64(at, true)],
  [`${H5T_FLOAT}/4/false`, (view, at) => view.getFloat32(at, true)],
  [`${H5T_FLOAT}/8/false`, (view, at) => view.getFloat64(at, true)],
  [`${H5T_INTEGER}/1/true`, (view, at) => view.getInt8(at)],
  [`${H5T_INTEGER}/2/true`, (view, at) => view.getInt16(at, true)],
  [`${H5T_INTEGER}/4/true`, (view, at) => view.getInt32(at, true)],
  [`${H5T_INTEGER}/8/true`, (view, at) => Number(view.getBigInt64(at, true))],
  [`${H5T_INTEGER}/1/false`, (view, at) => view.getUint8(at)],
  [`${H5T_INTEGER}/2/false`, (view, at) => view.getUint16(at, true)],
  [`${H5T_INTEGER}/4/false`, (view, at) => view.getUint32(at, true)],
  [`${H5T_INTEGER}/8/false`, (view, at) => Number(view.getBigUint64(at, true))],
]);
