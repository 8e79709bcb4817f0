import type { FileBytes } from './chunks.ts';
import { unsigned } from './little-endian.ts';

/**
 * An object of a fractal heap by its ID (HDF5 File Format Specification 3.0, III.G). Only managed objects are read, which lie
 * in the heap's own blocks: those that Keras's datatypes could be are neither tiny nor huge.
 *
 * @returns undefined for a heap or an ID that cannot be followed
 */
export function heapObject(heap: number, id: Buffer, file: FileBytes): Buffer | undefined {
  const header = readHeader(heap, file);
  const [first = 0xff] = id;
  if (header === undefined || first >> 4 !== MANAGED) return undefined;
  const offset = unsigned(id, 1, header.offsetBytes);
  const length = unsigned(id, 1 + header.offsetBytes, id.length - 1 - header.offsetBytes);
  if (!(length > 0 && length <= header.largestBlock)) return undefined;
  const block = directBlock(header, offset, file);
  if (block === undefined) return undefined;
  const bytes = file.read(block.address + offset - block.start, length);
  return bytes.length === length ? bytes : undefined;
}

/** Version 0 and type 0 of an ID's first four bits. */
const MANAGED = 0;

interface Heap {
  /** Bytes that a place in the heap takes in IDs and blocks. */
  readonly offsetBytes: number;
  /** Blocks in a row of an indirect block. */
  readonly columns: number;
  readonly startingBlock: number;
  readonly largestBlock: number;
  readonly root: number;
  /** Rows of the root where it is an indirect block; 0: it is the only direct one. */
  readonly rows: number;
}

/** What stands before the doubling table in a header: lengths, limits, and the counts of what the heap holds. */
function readHeader(address: number, { read, offsetBytes: offset, lengthBytes: length }: FileBytes): Heap | undefined {
  const tableAt = 14 + 2 * offset + 10 * length;
  const bytes = read(address, tableAt + 6 + 2 * length + offset + 2);
  // Blocks that went through filters do not lie as they are; HDF5 makes none for messages.
  if (bytes.subarray(0, 4).toString('latin1') !== 'FRHP' || unsigned(bytes, 7, 2) !== 0) return undefined;
  const rootAt = tableAt + 2 + 2 * length + 4;
  const columns = unsigned(bytes, tableAt, 2);
  const startingBlock = unsigned(bytes, tableAt + 2, length);
  const largestBlock = unsigned(bytes, tableAt + 2 + length, length);
  const offsetBits = unsigned(bytes, tableAt + 2 + 2 * length, 2);
  const root = unsigned(bytes, rootAt, offset);
  const rows = unsigned(bytes, rootAt + offset, 2);
  if (!(columns > 0 && startingBlock > 0 && largestBlock <= MAX_BLOCK_BYTES && rows <= MAX_ROWS)) return undefined;
  return { offsetBytes: Math.ceil(offsetBits / 8), columns, startingBlock, largestBlock, root, rows };
}

/** HDF5's heaps of messages have direct blocks of up to 64 KiB (`H5SM_FHEAP_MAN_MAX_DIRECT_SIZE`). */
const MAX_BLOCK_BYTES = 1024 * 1024;
/** A row's blocks are twice as long as those of the row before, and addresses have 64 bits. */
const MAX_ROWS = 64;
/** Indirect blocks within one another: each has fewer rows than the one around it. */
const MAX_LEVELS = 16;

/** The direct block that a place in the heap lies in, and where the block begins there. */
function directBlock(heap: Heap, offset: number, file: FileBytes): { address: number; start: number } | undefined {
  if (heap.rows === 0) return { address: heap.root, start: 0 };
  let [address, start] = [heap.root, 0];
  for (let level = 0; level < MAX_LEVELS; level++) {
    const child = childAt(heap, offset - start);
    if (child === undefined) return undefined;
    // In front of the addresses: signature, version, the header's address, the block's own place.
    const entry = file.read(
      address + 5 + file.offsetBytes + heap.offsetBytes + child.entry * file.offsetBytes,
      file.offsetBytes,
    );
    if (entry.length < file.offsetBytes) return undefined;
    address = unsigned(entry, 0, file.offsetBytes);
    start += child.start;
    if (child.size <= heap.largestBlock) return { address, start };
  }
  return undefined;
}

/** Which of an indirect block's entries a place in it belongs to: the first two rows have the starting size, each other twice the one before's. */
function childAt(
  { columns, startingBlock }: Heap,
  offset: number,
): { entry: number; start: number; size: number } | undefined {
  let start = 0;
  for (let row = 0; row < MAX_ROWS; row++) {
    const size = startingBlock * 2 ** Math.max(0, row - 1);
    if (offset < start + size * columns) {
      const column = Math.floor((offset - start) / size);
      return { entry: row * columns + column, start: start + column * size, size };
    }
    start += size * columns;
  }
  return undefined;
}
