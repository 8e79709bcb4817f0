import { Failure } from '../errors.ts';
import type { Filter } from './filters.ts';

/**
 * Undoes LZF (liblzf's format, as h5py's filter 32000 writes it). What is read and written stays inside the two buffers.
 *
 * @param length of what comes out, which the caller knows
 * @throws Failure where the bytes do not give so many
 */
export function decodeLzf(bytes: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  while (from < bytes.length) {
    const control = bytes[from++] ?? 0;
    if (control < LITERALS) {
      const run = control + 1;
      if (from + run > bytes.length || to + run > length) throw damaged();
      out.set(bytes.subarray(from, from + run), to);
      from += run;
      to += run;
      continue;
    }
    let run = control >> 5;
    if (run === LONG) run += bytes[from++] ?? 0;
    const distance = ((control & 0x1f) << 8) + (bytes[from++] ?? 0) + 1;
    run += 2;
    if (from > bytes.length || distance > to || to + run > length) throw damaged();
    // Byte by byte: what is copied may reach into what is being written.
    for (const end = to + run; to < end; to++) out[to] = out[to - distance] ?? 0;
  }
  if (to !== length) throw damaged();
  return out;
}

/** Control bytes below stand for one literal more than their value. */
const LITERALS = 32;
/** A length of seven is followed by a byte that is added. */
const LONG = 7;

function damaged(): Failure {
  return new Failure('its LZF data end early or point outside; the file may be damaged: restore it from its origin');
}

type Undo = (bytes: Uint8Array, length: number, filter: Filter) => Uint8Array;

const SHUFFLE = 2;
const FLETCHER32 = 3;
const LZF = 32000;

const UNDO: ReadonlyMap<number, Undo> = new Map<number, Undo>([
  [SHUFFLE, (bytes, _, { values }) => unshuffle(bytes, values[0] ?? 1)],
  [FLETCHER32, checked],
  [LZF, decodeLzf],
]);

/** Whether chunks that went through these filters can be read without the library. */
export function canUndo(filters: readonly Filter[]): boolean {
  return filters.every(({ id }) => UNDO.has(id));
}

/**
 * Undoes the filters of a chunk, the last first.
 *
 * @param length bytes of the chunk's values
 * @param skipped bit i: filter i was left out for this chunk
 * @throws Failure for damaged data
 */
export function undoFilters(
  bytes: Uint8Array,
  length: number,
  filters: readonly Filter[],
  skipped: number,
): Uint8Array {
  const applied = filters.filter((_, at) => ((skipped >>> at) & 1) === 0);
  const plain = applied.reduceRight((data, filter) => {
    // A checksum that was added before the compression is part of what is compressed.
    const inside = applied.slice(0, applied.indexOf(filter)).some(({ id }) => id === FLETCHER32);
    return (UNDO.get(filter.id) ?? identity)(data, inside ? length + CHECKSUM_BYTES : length, filter);
  }, bytes);
  if (plain.length !== length) throw damaged();
  return plain;
}

const identity: Undo = (bytes) => bytes;

/** The first bytes of all elements came first, then the second ones (H5Zshuffle.c); what is no whole element stays at the end. */
function unshuffle(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / Math.max(1, size));
  if (size <= 1 || count <= 1) return bytes;
  const out = new Uint8Array(bytes);
  for (let byte = 0; byte < size; byte++) {
    for (let at = 0; at < count; at++) out[at * size + byte] = bytes[byte * count + at] ?? 0;
  }
  return out;
}

const CHECKSUM_BYTES = 4;

function checked(bytes: Uint8Array): Uint8Array {
  const values = bytes.subarray(0, Math.max(0, bytes.length - CHECKSUM_BYTES));
  const stored = Buffer.from(bytes.subarray(values.length));
  if (stored.length < CHECKSUM_BYTES || stored.readUInt32LE(0) !== fletcher32(values)) {
    throw new Failure('its checksum is not that of its values; the file is damaged: restore it from its origin');
  }
  return values;
}

/** Fletcher's checksum over big-endian words, modulo 65535 (H5checksum.c: H5_checksum_fletcher32). */
function fletcher32(bytes: Uint8Array): number {
  let low = 0;
  let high = 0;
  const fold = (sum: number) => (sum & 0xffff) + (sum >>> 16);
  for (let at = 0; at < bytes.length; at += 2) {
    low += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    high += low;
    // 360 words, as many as 32 bits hold.
    if (at % 720 === 718) [low, high] = [fold(low), fold(high)];
  }
  low = fold(fold(low));
  high = fold(fold(high));
  return ((high << 16) | low) >>> 0;
}
