import { Failure, Refusal } from '../errors.ts';
import type { Filter } from './filters.ts';
import { unsigned } from './little-endian.ts';
import { undoFilters } from './lzf.ts';

/** Bytes of the file, counted from where its addresses count; fewer where it ends. */
export interface FileBytes {
  read(address: number, length: number): Buffer;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

interface Chunk {
  readonly address: number;
  readonly bytes: number;
  readonly skipped: number;
  /** Of its first element. */
  readonly offset: readonly number[];
}

/** A chunked dataset of which the library cannot read the values. */
export interface ChunkedDataset {
  readonly file: FileBytes;
  /** The data layout message. */
  readonly layout: Buffer;
  readonly filters: readonly Filter[];
  readonly shape: readonly number[];
  readonly itemBytes: number;
  readonly littleEndian: boolean;
}

const CHUNKED = 2;
/** A stored chunk may be larger than its values by little: LZF adds a byte to 32. */
const MAX_EXPANSION = 2;

/**
 * All values of a dataset, little-endian, in C order.
 *
 * @throws Refusal for an index of chunks that is not read here; Failure for a damaged one
 */
export function readChunks(dataset: ChunkedDataset): Uint8Array {
  const { file, filters, shape, itemBytes } = dataset;
  const { chunk, chunks } = layoutOf(dataset);
  const chunkBytes = chunk.reduce((product, extent) => product * extent, itemBytes);
  const out = new Uint8Array(shape.reduce((product, extent) => product * extent, itemBytes));
  const expected = shape.reduce((product, extent, axis) => product * Math.ceil(extent / (chunk[axis] ?? 1)), 1);
  let found = 0;
  for (const { address, bytes, skipped, offset } of chunks) {
    if (++found > expected || bytes > chunkBytes * MAX_EXPANSION + 64 || !isInside(offset, shape)) throw damaged();
    const stored = file.read(address, bytes);
    if (stored.length !== bytes) throw damaged();
    place(undoFilters(stored, chunkBytes, filters, skipped), chunk, offset, dataset, out);
  }
  if (found !== expected) throw damaged();
  return dataset.littleEndian ? out : swapped(out, itemBytes);
}

/** Data layout message, versions 3 to 5 (HDF5 File Format Specification 3.0, IV.A.2.i; 5 is HDF5 2.0's, for chunks beyond 4 GiB). */
function layoutOf(dataset: ChunkedDataset): { chunk: number[]; chunks: Iterable<Chunk> } {
  const { file, layout, shape } = dataset;
  const [version, kind] = layout;
  if (kind !== CHUNKED || version === undefined || version < 3 || version > 5)
    throw unread(`layout version ${version}`);
  if (version === 3) {
    const rank = (layout[2] ?? 0) - 1;
    const sizes = Array.from({ length: rank }, (_, axis) => unsigned(layout, 3 + file.offsetBytes + axis * 4, 4));
    const chunk = checkedChunk(sizes, shape);
    return { chunk, chunks: treeChunks(file, unsigned(layout, 3, file.offsetBytes), rank) };
  }
  const [, , flags = 0, dimensions = 0, width = 0] = layout;
  const rank = dimensions - 1;
  const chunk = checkedChunk(
    Array.from({ length: rank }, (_, axis) => unsigned(layout, 5 + axis * width, width)),
    shape,
  );
  const at = 5 + dimensions * width;
  const index = layout[at];
  if (index === SINGLE_CHUNK && (flags & FILTERED) !== 0) {
    const bytes = unsigned(layout, at + 1, file.lengthBytes);
    const skipped = unsigned(layout, at + 1 + file.lengthBytes, 4);
    const address = unsigned(layout, at + 5 + file.lengthBytes, file.offsetBytes);
    return { chunk, chunks: [{ address, bytes, skipped, offset: shape.map(() => 0) }] };
  }
  if (index !== FIXED_ARRAY) throw unread(`chunk index ${index}`);
  return { chunk, chunks: arrayChunks(file, unsigned(layout, at + 2, file.offsetBytes), chunk, shape) };
}

const SINGLE_CHUNK = 1;
const FIXED_ARRAY = 3;
const FILTERED = 2;

function checkedChunk(chunk: number[], shape: readonly number[]): number[] {
  const fits = chunk.length === shape.length && chunk.every((extent) => extent > 0 && extent <= MAX_CHUNK_EXTENT);
  const elements = chunk.reduce((product, extent) => product * extent, 1);
  if (!fits || elements > MAX_CHUNK_ELEMENTS) throw damaged();
  return chunk;
}

const MAX_CHUNK_EXTENT = 2 ** 31;
/** h5py guesses chunks of up to a megabyte; HDF5's own limit is 4 GiB. */
const MAX_CHUNK_ELEMENTS = 2 ** 27;
const MAX_TREE_DEPTH = 32;

/** Version 1 B-tree, whose nodes hold a key (bytes, skipped filters, offsets) before each child (III.A.1). */
function* treeChunks(file: FileBytes, address: number, rank: number, depth = 0): Generator<Chunk> {
  const keyBytes = 8 + (rank + 1) * 8;
  const head = file.read(address, 8 + 2 * file.offsetBytes);
  if (depth > MAX_TREE_DEPTH || head.subarray(0, 4).toString('latin1') !== 'TREE' || head[4] !== 1) throw damaged();
  const level = head[5] ?? 0;
  const used = unsigned(head, 6, 2);
  const entryBytes = keyBytes + file.offsetBytes;
  const entries = file.read(address + head.length, used * entryBytes);
  if (entries.length !== used * entryBytes) throw damaged();
  for (let at = 0; at < entries.length; at += entryBytes) {
    const child = unsigned(entries, at + keyBytes, file.offsetBytes);
    if (level > 0) yield* treeChunks(file, child, rank, depth + 1);
    else {
      const offset = Array.from({ length: rank }, (_, axis) => unsigned(entries, at + 8 + axis * 8, 8));
      yield { address: child, bytes: unsigned(entries, at, 4), skipped: unsigned(entries, at + 4, 4), offset };
    }
  }
}

/** Fixed array of a dataset whose shape cannot grow, where it fits one page (VII.C). */
function* arrayChunks(
  file: FileBytes,
  address: number,
  chunk: readonly number[],
  shape: readonly number[],
): Generator<Chunk> {
  const { offsetBytes, lengthBytes } = file;
  const head = file.read(address, 8 + lengthBytes + offsetBytes);
  const entryBytes = head[6] ?? 0;
  const count = unsigned(head, 8, lengthBytes);
  if (head.subarray(0, 4).toString('latin1') !== 'FAHD' || entryBytes < offsetBytes + 5) throw damaged();
  if (count > 2 ** (head[7] ?? 0)) throw unread('paged array of chunks');
  const start = unsigned(head, 8 + lengthBytes, offsetBytes) + 6 + offsetBytes;
  const sizeBytes = entryBytes - offsetBytes - 4;
  const along = shape.map((extent, axis) => Math.ceil(extent / (chunk[axis] ?? 1)));
  for (let at = 0; at < count; at++) {
    const entry = file.read(start + at * entryBytes, entryBytes);
    if (entry.length !== entryBytes) throw damaged();
    let rest = at;
    const offset = along.map(() => 0);
    for (let axis = along.length - 1; axis >= 0; axis--) {
      offset[axis] = (rest % (along[axis] ?? 1)) * (chunk[axis] ?? 1);
      rest = Math.floor(rest / (along[axis] ?? 1));
    }
    const bytes = unsigned(entry, offsetBytes, sizeBytes);
    yield {
      address: unsigned(entry, 0, offsetBytes),
      bytes,
      skipped: unsigned(entry, offsetBytes + sizeBytes, 4),
      offset,
    };
  }
}

function isInside(offset: readonly number[], shape: readonly number[]): boolean {
  return offset.every((at, axis) => at >= 0 && at < (shape[axis] ?? 0));
}

/** Copies the rows of a chunk that lie in the dataset: chunks at its edges reach over them. */
function place(
  values: Uint8Array,
  chunk: readonly number[],
  offset: readonly number[],
  { shape, itemBytes }: ChunkedDataset,
  out: Uint8Array,
): void {
  const last = shape.length - 1;
  const row = Math.min(chunk[last] ?? 1, (shape[last] ?? 1) - (offset[last] ?? 0)) * itemBytes;
  const index = shape.map(() => 0);
  const rows = chunk.slice(0, last).reduce((product, extent) => product * extent, 1);
  for (let at = 0; at < rows; at++) {
    let rest = at;
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis] = rest % (chunk[axis] ?? 1);
      rest = Math.floor(rest / (chunk[axis] ?? 1));
    }
    const place = shape.map((_, axis) => (offset[axis] ?? 0) + (index[axis] ?? 0));
    if (!isInside(place, shape)) continue;
    const to = place.reduce((sum, each, axis) => sum * (shape[axis] ?? 1) + each, 0) * itemBytes;
    const from = at * (chunk[last] ?? 1) * itemBytes;
    out.set(values.subarray(from, from + row), to);
  }
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}

function damaged(): Failure {
  return new Failure('its chunks cannot be followed; the file may be damaged: restore it from its origin');
}

function unread(what: string): Refusal {
  return new Refusal(
    `it is compressed with LZF and has a ${what}, which is not read here: write it without compression and convert again`,
  );
}
