import { READ_AHEAD_BLOCKS, READ_AHEAD_BYTES } from './limits.ts';

/** Reads from a file into a buffer and tells how many bytes there were. */
export type Read = (buffer: Uint8Array, offset: number, length: number, position: number) => number;

/**
 * A file's blocks that were read last. The HDF5 library reads what describes an object in pieces of a few dozen bytes, each
 * of them a call of the system.
 */
export class ReadAhead {
  readonly #read: Read;
  /** By number, the one used last at the end. */
  readonly #blocks = new Map<number, Uint8Array>();

  /** @param read reads from the file itself */
  constructor(read: Read) {
    this.#read = read;
  }

  /** As {@link Read}; a large piece, or one that lies in two blocks, is read from the file itself. */
  read(buffer: Uint8Array, offset: number, length: number, position: number): number {
    const number = Math.floor(position / READ_AHEAD_BYTES);
    const at = position - number * READ_AHEAD_BYTES;
    if (length > READ_AHEAD_BYTES / 4 || at + length > READ_AHEAD_BYTES) {
      return this.#read(buffer, offset, length, position);
    }
    const piece = this.#block(number).subarray(at, at + length);
    buffer.set(piece, offset);
    return piece.length;
  }

  #block(number: number): Uint8Array {
    const known = this.#blocks.get(number);
    if (known !== undefined) this.#blocks.delete(number);
    const block = known ?? this.#readBlock(number);
    this.#blocks.set(number, block);
    return block;
  }

  #readBlock(number: number): Uint8Array {
    let memory: Uint8Array | undefined;
    for (const [oldest, block] of this.#blocks) {
      if (this.#blocks.size < READ_AHEAD_BLOCKS) break;
      this.#blocks.delete(oldest);
      if (block.length === READ_AHEAD_BYTES) memory = block;
    }
    const block = memory ?? new Uint8Array(READ_AHEAD_BYTES);
    return block.subarray(0, this.#read(block, 0, READ_AHEAD_BYTES, number * READ_AHEAD_BYTES));
  }
}
