import type { OpenFile } from '../platform/platform.ts';
import type { Dtype } from '../tensor/tensor.ts';
import type { Attribute } from './attribute.ts';
import { type AttributeMessage, decodeAttribute, readAttributeMessage } from './attribute-message.ts';
import { dtypeOfMessage, isUsualNumber } from './datatype-message.ts';
import { ITEM_BYTES } from './dtype.ts';
import { MAX_DEPTH } from './limits.ts';
import { number64, type ObjectHeader, readDataspace, readObjectHeader } from './object-header.ts';
import { ReadAhead } from './read-ahead.ts';
import { elementsOf } from './slabs.ts';
import { type GroupLinks, readGroupLinks } from './symbol-table.ts';

/** What a dataset's header says. */
export interface DatasetFacts {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  /** Where its values lie, little-endian in C order; undefined where the library has to find them. */
  readonly address: number | undefined;
}

/** Headers and groups that are kept: those of a path, and the last few. */
const KEPT = 48;
const SUPERBLOCK_BYTES = 96;
const CONTIGUOUS = 1;

/**
 * A file in the library's default format (H5F_LIBVER_EARLIEST: superblock 0, version 1 headers, symbol tables), in which
 * h5py and Keras write: what describes its objects, and where contiguous values lie. For thousands of small tensors a call
 * into the WebAssembly library for each costs more than all else.
 *
 * Only what is exactly in that format is answered: for anything else, and for every fault, the answer is undefined, and the
 * library is to be asked, in whose words faults are told. Bounded as the library's own reading is (limits.ts).
 */
export class EarliestFile implements Disposable {
  readonly #file: OpenFile;
  readonly #ahead: ReadAhead;
  readonly #end: number;
  readonly #root: number;
  readonly #headers = new Recent<ObjectHeader>();
  readonly #groups = new Recent<GroupLinks>();
  readonly #named = new Recent<ReadonlyMap<string, AttributeMessage>>();

  private constructor(file: OpenFile, ahead: ReadAhead, end: number, root: number) {
    this.#file = file;
    this.#ahead = ahead;
    this.#end = end;
    this.#root = root;
  }

  /**
   * @param start where it begins in an archive
   * @returns undefined where the file does not begin as the default format does
   */
  static of(file: OpenFile, start = 0): EarliestFile | undefined {
    const block = Buffer.alloc(SUPERBLOCK_BYTES);
    if (file.read(block, 0, block.length, start) < block.length) return undefined;
    // Signature; versions; eight bytes an address and a length.
    if (block.toString('latin1', 0, 16) !== '\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0') return undefined;
    const [flags, base, end, driver] = [block.readUInt32LE(20), number64(block, 24), number64(block, 40), 48];
    const hasDriver = block.subarray(driver, driver + 8).some((byte) => byte !== 0xff);
    if (flags !== 0 || base !== 0 || start + end > file.size() || hasDriver) return undefined;
    const ahead = new ReadAhead((into, offset, length, position) => file.read(into, offset, length, start + position));
    return new EarliestFile(file, ahead, end, number64(block, 64));
  }

  kind(path: string): 'group' | 'dataset' | 'missing' | undefined {
    const address = this.#find(path);
    return typeof address === 'number' ? this.#kindAt(address) : address;
  }

  #kindAt(address: number): 'group' | 'dataset' | undefined {
    const header = this.#header(address);
    if (header === undefined) return undefined;
    if (header.symbolTable !== undefined) return header.layout === undefined ? 'group' : undefined;
    return header.layout && header.datatype && header.dataspace ? 'dataset' : undefined;
  }

  /** Names of a group's links, in HDF5's order. */
  children(path: string): readonly string[] | undefined {
    const address = this.#find(path);
    const links = typeof address === 'number' ? this.#links(address) : undefined;
    return links && [...links.keys()];
  }

  /**
   * All links below the root, those of groups before what is in them, with the kinds of what they lead to; the last is
   * undefined where there is no answer.
   */
  *walk(
    group = '',
    address = this.#root,
    depth = 0,
  ): Generator<{ path: string; kind: 'group' | 'dataset' } | undefined> {
    const links = depth > MAX_DEPTH * 4 ? undefined : this.#links(address);
    if (links === undefined) return yield undefined;
    for (const [name, target] of links) {
      const path = `${group}/${name}`;
      const kind = this.#kindAt(target);
      yield kind && { path, kind };
      if (kind === undefined) return;
      if (kind === 'group') yield* this.walk(path, target, depth + 1);
    }
  }

  /** In the library's order, by name. */
  attributeNames(path: string): readonly string[] | undefined {
    const attributes = this.#attributes(path);
    if (attributes === undefined) return undefined;
    const names = [...attributes.keys()];
    return names.length < 2 ? names : names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  attribute(path: string, name: string): Attribute | undefined {
    const message = this.#attributes(path)?.get(name);
    return message && decodeAttribute(message, (at, length) => this.#read(at, length));
  }

  dataset(path: string): DatasetFacts | undefined {
    const found = this.#find(path);
    const header = typeof found === 'number' ? this.#header(found) : undefined;
    if (!header?.layout || !header.datatype || !header.dataspace || header.symbolTable) return undefined;
    const shape = readDataspace(header.dataspace);
    const dtype = dtypeOfMessage(header.datatype);
    if (shape === undefined || dtype === undefined || !isUsualNumber(header.datatype)) return undefined;
    const { layout } = header;
    if (layout.length < 18 || layout[0] !== 3 || layout[1] !== CONTIGUOUS) return undefined;
    const [address, bytes] = [number64(layout, 2), number64(layout, 10)];
    const isWhole = bytes > 0 && bytes === elementsOf(shape) * ITEM_BYTES[dtype] && address + bytes <= this.#end;
    return { shape, dtype, address: isWhole ? address : undefined };
  }

  /**
   * What a dataset's header says but for where its values lie, byte for byte: where two headers are alike, so are the datasets.
   */
  likeness(path: string): string | undefined {
    const found = this.#find(path);
    const header = typeof found === 'number' ? this.#header(found) : undefined;
    if (!header?.layout || !header.datatype || !header.dataspace) return undefined;
    const { dataspace, datatype, layout, attributes } = header;
    const parts = [dataspace, datatype, layout.subarray(0, 2), layout.subarray(10), ...attributes];
    return parts.map((part) => `${part.length} ${part.toString('latin1')}`).join('');
  }

  /** The type and the shape of an attribute as its message has them. */
  attributeLikeness(path: string, name: string): string | undefined {
    const message = this.#attributes(path)?.get(name);
    return message && `attribute ${message.datatype.toString('latin1')} ${message.dataspace.toString('latin1')}`;
  }

  /** Fills a buffer from an address; false where the file ends before. */
  values(address: number, into: Uint8Array): boolean {
    return this.#ahead.read(into, 0, into.length, address) === into.length;
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }

  #attributes(path: string): ReadonlyMap<string, AttributeMessage> | undefined {
    const address = this.#find(path);
    if (typeof address !== 'number') return undefined;
    return this.#named.get(address, () => {
      const attributes = new Map<string, AttributeMessage>();
      for (const body of this.#header(address)?.attributes ?? [undefined]) {
        const message = body && readAttributeMessage(body);
        if (message === undefined || attributes.has(message.name)) return undefined;
        attributes.set(message.name, message);
      }
      return attributes;
    });
  }

  /** The address of an object's header. */
  #find(path: string): number | 'missing' | undefined {
    if (path === '/') return this.#root;
    if (!path.startsWith('/')) return undefined;
    let address = this.#root;
    for (let start = 1; start <= path.length; ) {
      const cut = path.indexOf('/', start);
      const end = cut < 0 ? path.length : cut;
      const name = path.slice(start, end);
      // The library passes over both.
      if (name === '' || name === '.') return undefined;
      const links = this.#links(address);
      if (links === undefined) return undefined;
      const next = links.get(name);
      if (next === undefined) return 'missing';
      address = next;
      start = end + 1;
    }
    return address;
  }

  #links(address: number): GroupLinks | undefined {
    return this.#groups.get(address, () => {
      const table = this.#header(address)?.symbolTable;
      return table && readGroupLinks((at, length) => this.#read(at, length), table);
    });
  }

  #header(address: number): ObjectHeader | undefined {
    return this.#headers.get(address, () => readObjectHeader((at, length) => this.#read(at, length), address));
  }

  #read(address: number, length: number): Buffer {
    if (!Number.isSafeInteger(address) || !(address < this.#end) || length <= 0) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(Math.min(length, this.#end - address));
    return bytes.subarray(0, this.#ahead.read(bytes, 0, bytes.length, address));
  }
}

/** What was made for the addresses asked for last: between {@link KEPT} and twice as many. */
class Recent<T> {
  #made = new Map<number, T | undefined>();
  #before = new Map<number, T | undefined>();

  get(address: number, make: () => T | undefined): T | undefined {
    const known = this.#made.get(address);
    if (known !== undefined || this.#made.has(address)) return known;
    const made = this.#before.get(address) ?? make();
    if (this.#made.size >= KEPT) {
      this.#before = this.#made;
      this.#made = new Map();
    }
    this.#made.set(address, made);
    return made;
  }
}
