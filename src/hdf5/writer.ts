import { Failure, Refusal } from '../errors.ts';
import { type OpenFile, platform } from '../platform/platform.ts';
import { shorten } from '../shorten.ts';
import type { Dtype } from '../tensor/tensor.ts';
import type { Attribute } from './attribute.ts';
import { ITEM_BYTES } from './dtype.ts';
import { GlobalHeap, type HeapText, heapReference } from './global-heap.ts';
import { type GroupIndex, writeGroupIndex } from './group-index.ts';
import { H5T_ENUM, H5T_FLOAT, H5T_INTEGER } from './h5wasm-types.ts';
import {
  attributeBytes,
  attributeMessage,
  datasetMessages,
  datasetType,
  fixedStringType,
  MAX_MESSAGE_BYTES,
  numberType,
  objectHeader,
  symbolTableMessage,
  VARIABLE_STRING_TYPE,
} from './messages.ts';
import { nameParts } from './name-parts.ts';
import { elementsOf, type Slab } from './slabs.ts';
import { SUPERBLOCK_BYTES, superblock } from './superblock.ts';

/** Metadata are written in pieces of this size. */
const BUFFERED_BYTES = 1024 * 1024;
/** A header counts its messages in two bytes; a dataset's own are four of them. */
const MAX_ATTRIBUTES = 65_000;

interface WrittenAttribute {
  readonly type: Buffer;
  readonly shape: readonly number[];
  readonly values: Buffer | readonly HeapText[];
}

interface GroupNode {
  readonly kind: 'group';
  readonly children: Map<string, Node>;
  readonly attributes: Map<string, WrittenAttribute>;
}

interface DatasetNode {
  readonly kind: 'dataset';
  readonly shape: readonly number[];
  readonly type: Buffer;
  /** Undefined where there are no values. */
  readonly address: number | undefined;
  readonly bytes: number;
  readonly itemBytes: number;
  readonly attributes: Map<string, WrittenAttribute>;
}

type Node = GroupNode | DatasetNode;

/**
 * A new HDF5 file. Values are written as they come, what describes them at the end, the superblock last: a file that was
 * not closed is none. The library's own writer takes longer by far, for every object and every attribute anew, and cannot
 * write into an archive; that the library reads the file is proved by reopening it (verify.ts).
 */
export class Hdf5Writer implements Disposable {
  readonly #file: OpenFile;
  readonly #start: number;
  readonly #root: GroupNode = { kind: 'group', children: new Map(), attributes: new Map() };
  readonly #nodes = new Map<string, Node>([['/', this.#root]]);
  readonly #heap = new GlobalHeap();
  #end = SUPERBLOCK_BYTES;
  /** What ends at the end of the file and is not yet written. */
  readonly #buffer = Buffer.alloc(BUFFERED_BYTES);
  #bufferedBytes = 0;
  #open = true;

  private constructor(file: OpenFile, start: number) {
    this.#file = file;
    this.#start = start;
  }

  /**
   * @param path absolute path of a file that does not exist
   * @param start bytes to be left free in front
   * @throws Failure if it exists or cannot be made
   */
  static create(path: string, start = 0): Hdf5Writer {
    try {
      return new Hdf5Writer(platform().files.open(path, 'create'), start);
    } catch (cause) {
      throw new Failure(
        `the result cannot be created (${codeOf(cause)}): check the folder's permissions and free space`,
        { cause },
      );
    }
  }

  /** The parent must be there. */
  group(path: string): void {
    this.#add(path, { kind: 'group', children: new Map(), attributes: new Map() });
  }

  /** A scalar of variable-length UTF-8, as h5py writes a Python string. */
  stringAttribute(owner: string, name: string, value: string): void {
    this.#stringsAttribute(owner, name, [value], []);
  }

  /**
   * Where the text of an attribute that {@link stringAttribute} wrote stands in the file, what was left free in front
   * included: another of as many bytes may be put in its place. Known once the file is closed.
   */
  textPosition(owner: string, name: string): number {
    const values = this.#nodes.get(owner)?.attributes.get(name)?.values;
    const text = values === undefined || Buffer.isBuffer(values) ? undefined : values[0];
    if (text?.collection.address === undefined) throw new Failure(`no text "${name}" of "${owner}" has been written`);
    return this.#start + text.collection.address + text.offset;
  }

  /**
   * A list of names as Keras writes it: fixed-length bytes, an empty list as float64 of shape (0,), and one longer than
   * an attribute can be in equal parts `name0`, `name1`, … (`save_attributes_to_hdf5_group`, legacy_h5_format.py).
   */
  namesAttribute(owner: string, name: string, names: readonly string[]): void {
    if (names.length === 0) {
      this.numberAttribute(owner, name, [], 'float64');
      return;
    }
    const parts = nameParts(names);
    parts.forEach(({ width, length, values }, index) => {
      const type = fixedStringType(width);
      this.#attribute(owner, parts.length > 1 ? `${name}${index}` : name, { type, shape: [length], values });
    });
  }

  /** A scalar, or a vector when `values` is a list. */
  numberAttribute(owner: string, name: string, values: number | readonly number[], dtype: 'float64' | 'int64'): void {
    const list = typeof values === 'number' ? [values] : values;
    const bytes = Buffer.alloc(list.length * 8);
    list.forEach((value, at) => {
      if (dtype === 'float64') bytes.writeDoubleLE(value, at * 8);
      else bytes.writeBigInt64LE(BigInt(value), at * 8);
    });
    const type = datasetType(dtype);
    if (type)
      this.#attribute(owner, name, { type, shape: typeof values === 'number' ? [] : [list.length], values: bytes });
  }

  /**
   * Writes an attribute as it was read: text as variable-length UTF-8, numbers bit for bit, h5py's booleans as int8.
   *
   * @returns false if it is of a type that is not written, larger than 64 KiB, or there already
   */
  copyAttribute(owner: string, name: string, attribute: Attribute): boolean {
    const { metadata, strings, bytes } = attribute;
    const { shape, size } = metadata;
    if (shape === null || this.#nodes.get(owner)?.attributes.has(name)) return false;
    if (strings) {
      if (attributeBytes(name, VARIABLE_STRING_TYPE, shape, strings.length * 16) > MAX_MESSAGE_BYTES) return false;
      this.#stringsAttribute(owner, name, strings, shape);
      return true;
    }
    const isInteger = metadata.type === H5T_INTEGER || metadata.type === H5T_ENUM;
    if (!isInteger && metadata.type !== H5T_FLOAT) return false;
    // A float of two bytes may be one of several.
    if (!isInteger && size === 2) return false;
    const type = numberType(isInteger ? 'integer' : 'float', size, metadata.signed);
    if (type === undefined || attributeBytes(name, type, shape, bytes.length) > MAX_MESSAGE_BYTES) return false;
    this.#attribute(owner, name, { type, shape, values: Buffer.from(bytes) });
    return true;
  }

  /** Makes room for a dataset's values; contiguous, so that it takes its own size and no more. */
  dataset(path: string, shape: readonly number[], dtype: Dtype): void {
    const type = datasetType(dtype);
    if (!type) throw new Refusal(`dataset "${path}" would be ${dtype}, which cannot be written`);
    const itemBytes = ITEM_BYTES[dtype];
    const bytes = elementsOf(shape) * itemBytes;
    const address = bytes === 0 ? undefined : this.#end;
    this.#add(path, { kind: 'dataset', shape, type, address, bytes, itemBytes, attributes: new Map() });
    this.#end += Math.ceil(bytes / 8) * 8;
  }

  /** Writes a slab's values, little-endian in C order. */
  writeSlab(path: string, slab: Slab, values: Uint8Array): void {
    const node = this.#nodes.get(path);
    if (node?.kind !== 'dataset' || node.address === undefined)
      throw new Failure(`no dataset "${path}" is being written`);
    let first = 0;
    slab.offset.forEach((index, axis) => {
      first = first * (node.shape[axis] ?? 1) + index;
    });
    const at = first * node.itemBytes;
    if (at + values.length > node.bytes) throw new Failure(`a slab leads beyond the end of dataset "${path}"`);
    this.#put(values, node.address + at, path);
  }

  /** Writes a whole dataset from little-endian bytes in C order. */
  write(path: string, shape: readonly number[], dtype: Dtype, bytes: Uint8Array): void {
    if (bytes.length !== elementsOf(shape) * ITEM_BYTES[dtype]) {
      throw new Failure(`dataset "${path}": ${bytes.length} bytes do not fill shape (${shape.join(', ')}) of ${dtype}`);
    }
    if (bytes.length > 0)
      this.writeSlab(path, { offset: shape.map(() => 0), count: shape, size: elementsOf(shape) }, bytes);
  }

  /**
   * Writes what describes the values, and closes.
   *
   * @returns the file's bytes, without those that were left free in front
   * @throws Failure if the disk refuses
   */
  close(): number {
    if (!this.#open) return this.#end;
    this.#heap.write((bytes) => this.#append(bytes));
    const { address, index } = this.#writeGroup(this.#root);
    this.#flush();
    this.#put(superblock(address, index, this.#end), 0, 'the result');
    this[Symbol.dispose]();
    return this.#end;
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    this.#file[Symbol.dispose]();
  }

  #add(path: string, node: Node): void {
    const cut = path.lastIndexOf('/');
    const parent = this.#nodes.get(cut === 0 ? '/' : path.slice(0, cut));
    const name = path.slice(cut + 1);
    if (parent?.kind !== 'group' || name === '' || name.includes('\0') || parent.children.has(name)) {
      throw new Failure(
        `"${shorten(path)}" cannot be written: its group is not there, or something else is in its place`,
      );
    }
    parent.children.set(name, node);
    this.#nodes.set(path, node);
  }

  #stringsAttribute(owner: string, name: string, texts: readonly string[], shape: readonly number[]): void {
    const values = texts.map((text) => this.#heap.add(Buffer.from(text, 'utf8')));
    this.#attribute(owner, name, { type: VARIABLE_STRING_TYPE, shape, values });
  }

  #attribute(owner: string, name: string, attribute: WrittenAttribute): void {
    const attributes = this.#nodes.get(owner)?.attributes;
    if (attributes === undefined || attributes.has(name) || attributes.size >= MAX_ATTRIBUTES) {
      throw new Failure(
        `attribute "${shorten(name)}" of "${shorten(owner)}" cannot be written: there is no such owner, or it has the attribute already`,
      );
    }
    attributes.set(name, attribute);
  }

  #writeGroup(group: GroupNode): { address: number; index: GroupIndex } {
    const links = [...group.children].map(([name, node]) => ({
      name,
      ...(node.kind === 'group' ? this.#writeGroup(node) : { address: this.#writeDataset(node) }),
    }));
    const index = writeGroupIndex(links, (bytes) => this.#append(bytes));
    const messages = [symbolTableMessage(index.tree, index.heap), ...encodedAttributes(group)];
    return { address: this.#append(objectHeader(messages)), index };
  }

  #writeDataset(node: DatasetNode): number {
    const { shape, type, address, bytes } = node;
    return this.#append(objectHeader([...datasetMessages(shape, type, address, bytes), ...encodedAttributes(node)]));
  }

  /** Adds bytes (a multiple of eight) to what is written at the file's end, and tells their address. */
  #append(bytes: Buffer): number {
    const address = this.#end;
    if (this.#bufferedBytes + bytes.length > this.#buffer.length) this.#flush();
    this.#end += bytes.length;
    if (bytes.length > this.#buffer.length) this.#put(bytes, address, 'the result');
    else this.#bufferedBytes += bytes.copy(this.#buffer, this.#bufferedBytes);
    return address;
  }

  #flush(): void {
    this.#put(this.#buffer.subarray(0, this.#bufferedBytes), this.#end - this.#bufferedBytes, 'the result');
    this.#bufferedBytes = 0;
  }

  #put(bytes: Uint8Array, address: number, place: string): void {
    try {
      this.#file.write(bytes, this.#start + address);
    } catch (cause) {
      throw new Failure(`"${shorten(place)}" cannot be written (${codeOf(cause)}): check the free space`, { cause });
    }
  }
}

function encodedAttributes({ attributes }: Node): Buffer[] {
  return [...attributes].map(([name, { type, shape, values }]) =>
    attributeMessage(name, type, shape, Buffer.isBuffer(values) ? values : Buffer.concat(values.map(heapReference))),
  );
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
