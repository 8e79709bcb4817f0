import { padded, unsigned } from './messages.ts';

/** A text in the global heap. */
export interface HeapText {
  readonly collection: Collection;
  /** From 1. */
  readonly index: number;
  /** Bytes. */
  readonly length: number;
  /** Bytes of the collection before the text. */
  readonly offset: number;
}

const HEADER_BYTES = 16;
/** The library makes none smaller. */
const MIN_COLLECTION_BYTES = 4096;
/** A collection is read whole for any one of its texts. */
const FULL_BYTES = 64 * 1024;

/** Texts of variable length, which attributes refer to. */
export class GlobalHeap {
  readonly #collections: Collection[] = [];

  add(text: Buffer): HeapText {
    let collection = this.#collections.at(-1);
    if (collection === undefined || collection.bytes >= FULL_BYTES) {
      collection = new Collection();
      this.#collections.push(collection);
    }
    return collection.add(text);
  }

  /** @param append writes bytes and tells their address */
  write(append: (bytes: Buffer) => number): void {
    for (const collection of this.#collections) collection.address = append(collection.encoded());
  }
}

class Collection {
  /** Known once it is written. */
  address: number | undefined;
  readonly #objects: Buffer[] = [];
  #bytes = HEADER_BYTES;

  get bytes(): number {
    return this.#bytes;
  }

  add(text: Buffer): HeapText {
    const index = this.#objects.length + 1;
    const head = Buffer.concat([unsigned(index, 2), Buffer.alloc(6), unsigned(text.length, 8)]);
    const object = Buffer.concat([head, padded(text)]);
    const offset = this.#bytes + head.length;
    this.#objects.push(object);
    this.#bytes += object.length;
    return { collection: this, index, length: text.length, offset };
  }

  encoded(): Buffer {
    const free = Math.max(HEADER_BYTES, MIN_COLLECTION_BYTES - this.#bytes);
    // Object 0 is what is free, its own head included.
    const rest = Buffer.concat([Buffer.alloc(8), unsigned(free, 8), Buffer.alloc(free - HEADER_BYTES)]);
    const head = Buffer.concat([Buffer.from('GCOL'), Buffer.from([1, 0, 0, 0]), unsigned(this.#bytes + free, 8)]);
    return Buffer.concat([head, ...this.#objects, rest]);
  }
}

export function heapReference({ collection, index, length }: HeapText): Buffer {
  return Buffer.concat([unsigned(length, 4), unsigned(collection.address ?? 0, 8), unsigned(index, 4)]);
}
