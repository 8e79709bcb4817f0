import { type OpenFile, platform } from '../platform/platform.ts';
import type { Dtype } from '../tensor/tensor.ts';
import type { FileBytes } from './chunks.ts';
import { dtypeOfMessage } from './datatype-message.ts';
import { type Filter, filtersIn } from './filters.ts';
import { heapObject } from './fractal-heap.ts';
import { unsigned } from './little-endian.ts';
import { heapOfMessages } from './shared-messages.ts';

/**
 * How numbers lie in their bytes, which h5wasm does not tell: a two-byte float may be IEEE's half or bfloat16, and a type
 * may leave bits unused. Read from the datatype message of an object's header (HDF5 File Format Specification 3.0, IV.A).
 */
export class BitLayouts implements Disposable {
  readonly #file: OpenFile;
  /** Where the file's addresses count from: behind a user block. */
  #base = 0;
  #offsetBytes = 8;
  #lengthBytes = 8;
  /** Of the superblock's extension; undefined before version 2 of it. */
  #extension: number | undefined;
  /** Where the messages of a type lie that headers share, once it is asked for. */
  readonly #heaps = new Map<number, number | undefined>();

  /** @param path absolute path of an HDF5 file */
  constructor(path: string) {
    this.#file = platform().files.open(path, 'read');
    this.#readSuperblock();
  }

  /**
   * The dtype that the datatype message at an object's address stands for; undefined for a layout that is none of
   * NumPy's, or a header that cannot be followed.
   */
  dtypeAt(address: number): Dtype | undefined {
    const message = this.#messageOf(address, DATATYPE);
    return message && dtypeOfMessage(message);
  }

  /** The filters that the chunks of a dataset at an object's address went through, in that order. */
  filtersAt(address: number): Filter[] {
    const message = this.#messageOf(address, FILTER_PIPELINE);
    return message === undefined ? [] : filtersIn(message);
  }

  /** The data layout message of a dataset at an object's address. */
  layoutAt(address: number): Buffer | undefined {
    for (const { body } of this.#messages(address, DATA_LAYOUT)) return body;
    return undefined;
  }

  /** The file's bytes by its own addresses. */
  get bytes(): FileBytes {
    return {
      read: (address, length) => this.#read(this.#base + address, length),
      offsetBytes: this.#offsetBytes,
      lengthBytes: this.#lengthBytes,
    };
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }

  /** The signature is at 0, or at 512, 1024, 2048 … behind a user block; versions 0 and 1 keep the widths further on. */
  #readSuperblock(): void {
    for (let at = 0; ; at = at === 0 ? 512 : at * 2) {
      const block = this.#read(at, 28);
      if (block.length < 16) return;
      if (!block.subarray(0, 8).equals(SIGNATURE)) continue;
      const isNew = (block[8] ?? 0) >= 2;
      const widths = isNew ? 9 : 13;
      this.#base = at;
      this.#offsetBytes = block[widths] ?? 8;
      this.#lengthBytes = block[widths + 1] ?? 8;
      if (isNew) this.#extension = unsigned(block, 12 + this.#offsetBytes, this.#offsetBytes);
      return;
    }
  }

  /** The first message of a type in an object's header, wherever it lies. */
  #messageOf(address: number, type: number, isShared = false): Buffer | undefined {
    for (const { flags, body } of this.#messages(address, type)) {
      if ((flags & SHARED) === 0) return body;
      // A committed type has a header of its own (versions 1 to 3 of a shared message differ in what lies before the address).
      const [version = 0, kind = 0] = body;
      if (isShared || version > 3) return undefined;
      if (version === 3 && kind === IN_HEAP) return this.#sharedMessage(type, body.subarray(2, 2 + HEAP_ID_BYTES));
      if (version === 3 && kind !== COMMITTED) return undefined;
      return this.#messageOf(unsigned(body, version === 1 ? 8 : 2, this.#offsetBytes), type, true);
    }
    return undefined;
  }

  #sharedMessage(type: number, id: Buffer): Buffer | undefined {
    if (!this.#heaps.has(type)) {
      const [table] = this.#extension === undefined ? [] : this.#messages(this.#extension, SHARED_MESSAGES);
      this.#heaps.set(type, table && heapOfMessages(table.body, type, this.bytes));
    }
    const heap = this.#heaps.get(type);
    return heap === undefined ? undefined : heapObject(heap, id, this.bytes);
  }

  /** The messages of one type in an object's header. */
  *#messages(address: number, type: number): Generator<Message> {
    const prefix = this.#read(this.#base + address, PREFIX_BYTES);
    const isNew = prefix.subarray(0, 4).toString('latin1') === 'OHDR';
    // What was read already need not be read again: it holds all of most headers.
    const read = (start: number, length: number) =>
      start >= address && start - address + length <= prefix.length
        ? prefix.subarray(start - address, start - address + Math.max(0, length))
        : this.#read(this.#base + start, length);
    const blocks = [isNew ? newHeader(prefix, address) : oldHeader(prefix, address)];
    for (let block = blocks.shift(), left = MAX_BLOCKS; block && left > 0; block = blocks.shift(), left--) {
      if (block.length > MAX_BLOCK_BYTES) return;
      const bytes = read(block.start, block.length);
      for (const message of messagesIn(bytes, block.form)) {
        if (message.type === type) yield message;
        if (message.type !== CONTINUATION) continue;
        const start = unsigned(message.body, 0, this.#offsetBytes);
        const length = unsigned(message.body, this.#offsetBytes, this.#lengthBytes);
        // A continuation of the new form has a signature in front and a checksum behind.
        blocks.push(isNew ? { ...block, start: start + 4, length: length - 8 } : { ...block, start, length });
      }
    }
  }

  /** Fewer bytes where the file ends. */
  #read(at: number, length: number): Buffer {
    if (!Number.isSafeInteger(at) || length <= 0) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, this.#file.read(bytes, 0, length, at));
  }
}

const SIGNATURE = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');
/** Keras's headers of datasets take less than 300. */
const PREFIX_BYTES = 512;
/** HDF5's own limit for a message is 64 KiB; a header of Keras's has one or two blocks of some hundred bytes. */
const MAX_BLOCKS = 64;
const MAX_BLOCK_BYTES = 16 * 1024 * 1024;
const DATATYPE = 0x03;
const DATA_LAYOUT = 0x08;
const FILTER_PIPELINE = 0x0b;
/** In the superblock's extension: where the table of shared messages is. */
const SHARED_MESSAGES = 0x0f;
const CONTINUATION = 0x10;
const SHARED = 0x02;
/** Types of a shared message: it lies in the heap of messages, or is that of an object of its own. */
const IN_HEAP = 1;
const COMMITTED = 2;
const HEAP_ID_BYTES = 8;

interface Message {
  readonly type: number;
  readonly flags: number;
  readonly body: Buffer;
}

/** How messages are laid out: the type's width, bytes from its start to the flags and to the body. */
interface Form {
  readonly typeBytes: number;
  readonly flagsAt: number;
  readonly bodyAt: number;
}

interface Block {
  readonly start: number;
  readonly length: number;
  readonly form: Form;
}

/** Version 1: a prefix of 16 bytes, its length at 8. */
function oldHeader(prefix: Buffer, address: number): Block | undefined {
  if (prefix.length < 16 || prefix[0] !== 1) return undefined;
  return { start: address + 16, length: prefix.readUInt32LE(8), form: { typeBytes: 2, flagsAt: 4, bodyAt: 8 } };
}

/** Version 2: flags at 5 tell the width of the length, and whether times, attribute limits and creation orders are kept. */
function newHeader(prefix: Buffer, address: number): Block | undefined {
  const flags = prefix[5] ?? 0;
  const lengthAt = 6 + ((flags & 0x20) === 0 ? 0 : 16) + ((flags & 0x10) === 0 ? 0 : 4);
  const lengthBytes = 1 << (flags & 3);
  if (prefix.length < lengthAt + lengthBytes || prefix[4] !== 2) return undefined;
  return {
    start: address + lengthAt + lengthBytes,
    length: unsigned(prefix, lengthAt, lengthBytes),
    form: { typeBytes: 1, flagsAt: 3, bodyAt: (flags & 0x04) === 0 ? 4 : 6 },
  };
}

function* messagesIn(bytes: Buffer, { typeBytes, flagsAt, bodyAt }: Form): Generator<Message> {
  for (let at = 0; at + bodyAt <= bytes.length; ) {
    const size = unsigned(bytes, at + typeBytes, 2);
    const body = bytes.subarray(at + bodyAt, at + bodyAt + size);
    yield { type: unsigned(bytes, at, typeBytes), flags: bytes[at + flagsAt] ?? 0, body };
    at += bodyAt + size;
  }
}
