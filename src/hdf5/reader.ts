import { Failure, Refusal } from '../errors.ts';
import { platform } from '../platform/platform.ts';
import { shorten } from '../shorten.ts';
import type { Dtype, Tensor } from '../tensor/tensor.ts';
import { type Attribute, fixedStrings, numbersOf } from './attribute.ts';
import { BitLayouts } from './bit-layout.ts';
import { type ChunkedDataset, readChunks } from './chunks.ts';
import { dtypeOf, ITEM_BYTES } from './dtype.ts';
import { type DatasetFacts, EarliestFile } from './earliest-file.ts';
import { unknownFilter } from './filters.ts';
import { H5G_DATASET, H5G_GROUP, H5T_FLOAT, H5T_INTEGER, H5T_STRING, type Metadata } from './h5wasm-types.ts';
import {
  CALLS_AN_OPENING,
  FREE_DECLARED_BYTES,
  MAX_ATTRIBUTE_BYTES,
  MAX_DECLARED_EXPANSION,
  MAX_DEPTH,
  MAX_OBJECTS,
  MAX_TRANSFORMED_BYTES,
} from './limits.ts';
import { canUndo } from './lzf.ts';
import { type Hdf5, loadHdf5 } from './module.ts';
import { SlabBuffer } from './slab-buffer.ts';
import { elementsOf, type Slab, slabOf } from './slabs.ts';

export type ObjectKind = 'group' | 'dataset' | 'missing' | 'other';

const KINDS = new Map<number, ObjectKind>([
  [H5G_GROUP, 'group'],
  [H5G_DATASET, 'dataset'],
  [-1, 'missing'],
]);

const NUMERIC: ReadonlySet<number> = new Set([H5T_INTEGER, H5T_FLOAT]);

/**
 * An HDF5 file open for reading. Every return code is checked; what HDF5 says about an error is in the message. A source in
 * the library's default format is read without the library, which then answers only what {@link EarliestFile} does not.
 */
export class Hdf5Reader implements Disposable {
  readonly #hdf5: Hdf5;
  readonly #path: string;
  /** Undefined until the library is needed. */
  #opened: bigint | undefined;
  readonly #earliest: EarliestFile | undefined;
  /** Where the values lie of those datasets that {@link EarliestFile} has placed. */
  readonly #places = new Map<string, number>();
  /** Calls since the file was opened. */
  #calls = 0;
  readonly #allowance: Disposable;
  readonly #fileBytes: number;
  readonly #layouts: BitLayouts | undefined;
  readonly #chunked = new Map<string, ChunkedDataset>();
  #lastChunked: { readonly path: string; readonly values: Uint8Array } | undefined;
  #declaredBytes = 0;
  #objects = 0;

  private constructor(
    hdf5: Hdf5,
    path: string,
    allowance: Disposable,
    fileBytes: number,
    layouts: BitLayouts | undefined,
    earliest: EarliestFile | undefined,
  ) {
    this.#layouts = layouts;
    this.#earliest = earliest;
    this.#hdf5 = hdf5;
    this.#path = path;
    this.#allowance = allowance;
    this.#fileBytes = fileBytes;
  }

  /**
   * @param path absolute path of a regular file
   * @param own whether this process wrote it: the library alone reads it, which judges what was written, and its numbers lie
   * as the library lays them out by default
   * @throws Failure if HDF5 cannot open it
   */
  static async open(path: string, own = false): Promise<Hdf5Reader> {
    const hdf5 = await loadHdf5();
    const allowance = hdf5.allow(path);
    try {
      const fileBytes = (await platform().files.stat(path))?.size ?? 0;
      const earliest = own ? undefined : openEarliest(path);
      const reader = new Hdf5Reader(hdf5, path, allowance, fileBytes, own ? undefined : new BitLayouts(path), earliest);
      if (earliest === undefined) reader.#opened = openFile(hdf5, path);
      return reader;
    } catch (error) {
      allowance[Symbol.dispose]();
      throw error;
    }
  }

  kind(path: string): ObjectKind {
    const known = this.#earliest?.kind(path);
    if (known !== undefined) return known;
    this.#openAnew();
    const code = this.#hdf5.module.get_type(this.#file, path);
    this.#hdf5.takeDiagnostics();
    return KINDS.get(code) ?? 'other';
  }

  /** Names of the links of a group, in HDF5's order. */
  children(path: string): readonly string[] {
    const names =
      this.#earliest?.children(path) ??
      this.#attempt(`group "${path}"`, () => this.#hdf5.module.get_names(this.#file, path, false));
    this.#count(names.length);
    return names;
  }

  /**
   * All datasets below a group, by absolute path, depth first in link order; links that lead nowhere or outside are left
   * out.
   *
   * @param known kinds that need no asking: asking is most of the cost of a walk over thousands of small datasets
   */
  *datasets(group: string, known?: ReadonlyMap<string, 'group' | 'dataset'>, depth = 0): Generator<string> {
    if (depth > MAX_DEPTH) {
      throw new Refusal(`groups nest deeper than ${MAX_DEPTH} levels at "${shorten(group)}", which no Keras file does`);
    }
    for (const name of this.children(group)) {
      const path = group === '/' ? `/${name}` : `${group}/${name}`;
      const kind = known?.get(path) ?? this.kind(path);
      if (kind === 'dataset') yield path;
      else if (kind === 'group') yield* this.datasets(path, known, depth + 1);
    }
  }

  attributeNames(owner: string): readonly string[] {
    return (
      this.#earliest?.attributeNames(owner) ??
      this.#attempt(`"${owner}"`, () => this.#hdf5.module.get_attribute_names(this.#file, owner))
    );
  }

  /** @throws Failure if the attribute cannot be read, Refusal if it is larger than {@link MAX_ATTRIBUTE_BYTES} */
  attribute(owner: string, name: string): Attribute {
    const known = this.#earliest?.attribute(owner, name);
    if (known !== undefined) return known;
    const place = `attribute "${name}" of "${owner}"`;
    const { module } = this.#hdf5;
    const metadata = this.#attempt(place, () => module.get_attribute_metadata(this.#file, owner, name));
    const bytes = metadata.shape === null ? 0 : metadata.size * metadata.total_size;
    if (bytes > MAX_ATTRIBUTE_BYTES) {
      throw new Refusal(`${place} declares ${bytes} bytes, more than the ${MAX_ATTRIBUTE_BYTES} that are read`);
    }
    const empty = new Uint8Array(0);
    if (bytes === 0)
      return { metadata, strings: metadata.type === H5T_STRING ? [] : undefined, numbers: [], bytes: empty };
    const pointer = module._malloc(bytes);
    if (pointer === 0) throw new Failure(`${place}: no memory for ${bytes} bytes`);
    try {
      const code = module.get_attribute_data(this.#file, owner, name, BigInt(pointer));
      if (code < 0) throw this.#failure(place);
      const raw = module.HEAPU8.slice(pointer, pointer + bytes);
      if (metadata.type === H5T_STRING && metadata.vlen) {
        const strings = this.#variableStrings(raw, place);
        module.reclaim_vlen_memory(this.#file, owner, name, BigInt(pointer));
        return { metadata, strings, numbers: undefined, bytes: empty };
      }
      const strings = metadata.type === H5T_STRING ? fixedStrings(raw, metadata) : undefined;
      return { metadata, strings, numbers: strings ? undefined : numbersOf(raw, metadata), bytes: raw };
    } finally {
      module._free(pointer);
    }
  }

  /**
   * An attribute's bytes, little-endian.
   *
   * @param length that the attribute is known to have
   */
  attributeBytes(owner: string, name: string, length: number): Uint8Array {
    const { module } = this.#hdf5;
    const place = `attribute "${name}" of "${owner}"`;
    this.#openAnew();
    const pointer = module._malloc(Math.max(1, length));
    if (pointer === 0) throw new Failure(`${place}: no memory for ${length} bytes`);
    try {
      if (module.get_attribute_data(this.#file, owner, name, BigInt(pointer)) < 0) throw this.#failure(place);
      return module.HEAPU8.slice(pointer, pointer + length);
    } finally {
      module._free(pointer);
    }
  }

  /**
   * Shape and dtype of a dataset.
   *
   * @throws Failure if it cannot be opened; Refusal if its dtype is not one of Keras's, it is a virtual dataset, or all
   * datasets together declare far more bytes than the file could hold
   */
  tensor(path: string): Tensor {
    const { shape, dtype } = this.#earliestDataset(path) ?? this.#libraryDataset(path);
    this.#declaredBytes += elementsOf(shape) * Math.max(1, ITEM_BYTES[dtype]);
    const limit = FREE_DECLARED_BYTES + this.#fileBytes * MAX_DECLARED_EXPANSION;
    if (!(this.#declaredBytes <= limit)) {
      throw new Refusal(
        `dataset "${path}" brings the declared size to ${this.#declaredBytes} bytes in a file of ${this.#fileBytes}: if that is meant, store the weights uncompressed (h5repack) and convert again`,
      );
    }
    this.#count(1);
    return { path, shape, dtype };
  }

  #earliestDataset(path: string): DatasetFacts | undefined {
    const found = this.#earliest?.dataset(path);
    if (found?.address !== undefined) this.#places.set(path, found.address);
    return found;
  }

  #libraryDataset(path: string): { readonly shape: readonly number[]; readonly dtype: Dtype } {
    const metadata = this.#attempt(`dataset "${path}"`, () => this.#hdf5.module.get_dataset_metadata(this.#file, path));
    const dtype = NUMERIC.has(metadata.type) ? this.#numericDtype(path, metadata) : dtypeOf(metadata);
    const filtered = this.#filtered(path, metadata);
    if (dtype === undefined || metadata.shape === null) {
      throw new Refusal(
        `dataset "${path}" has a datatype that Keras does not write (HDF5 class ${metadata.type}, ${metadata.size} bytes)`,
      );
    }
    if (metadata.virtual_sources !== undefined) {
      throw new Refusal(
        `dataset "${path}" is a virtual dataset, whose values lie in other files: write it as an ordinary dataset first`,
      );
    }
    if (filtered) {
      const { littleEndian } = metadata;
      this.#chunked.set(path, { ...filtered, shape: metadata.shape, itemBytes: ITEM_BYTES[dtype], littleEndian });
    }
    return { shape: metadata.shape, dtype };
  }

  /** Reads a slab, little-endian in C order. @param buffer with room for it */
  readSlab(tensor: Tensor, slab: Slab, buffer: SlabBuffer): void {
    const itemBytes = ITEM_BYTES[tensor.dtype];
    const bytes = slab.size * itemBytes;
    const place = this.#places.get(tensor.path);
    if (place !== undefined) {
      const first = slab.offset.reduce((index, offset, axis) => index * (tensor.shape[axis] ?? 1) + offset, 0);
      if (this.#earliest?.values(place + first * itemBytes, buffer.plain(bytes))) return;
    }
    const chunked = this.#chunked.get(tensor.path);
    if (chunked) {
      const values = this.#chunkedValues(tensor.path, chunked);
      buffer.plain(bytes).set(slabOf(values, tensor.shape, slab, chunked.itemBytes));
      return;
    }
    const pointer = buffer.pointer(this.#hdf5.module, bytes);
    // A scalar has no hyperslab; without one, a whole dataset is read in a third less time.
    const isWhole = slab.size === elementsOf(tensor.shape);
    this.#openAnew();
    const code = this.#hdf5.module.get_dataset_data(
      this.#file,
      tensor.path,
      isWhole ? null : slab.count.map(BigInt),
      isWhole ? null : slab.offset.map(BigInt),
      isWhole ? null : slab.count.map(() => 1n),
      BigInt(pointer),
    );
    if (code < 0) throw this.#failure(`dataset "${tensor.path}"`);
  }

  /** Reads a whole tensor, little-endian, C order. For small or transformed ones. */
  read(tensor: Tensor): Uint8Array {
    const size = elementsOf(tensor.shape);
    const bytes = size * ITEM_BYTES[tensor.dtype];
    if (bytes === 0) return new Uint8Array(0);
    using buffer = new SlabBuffer(bytes);
    this.readSlab(tensor, { offset: tensor.shape.map(() => 0), count: tensor.shape, size }, buffer);
    return Uint8Array.prototype.slice.call(buffer.bytes);
  }

  [Symbol.dispose](): void {
    if (this.#opened !== undefined) this.#hdf5.module.close_file(this.#opened);
    this.#allowance[Symbol.dispose]();
    this.#layouts?.[Symbol.dispose]();
    this.#earliest?.[Symbol.dispose]();
    this.#hdf5.takeDiagnostics();
  }

  /** @throws Refusal for a layout that NumPy has not, whose bits would be read as other numbers, or for a filter that is not known */
  #numericDtype(path: string, metadata: Metadata): Dtype | undefined {
    const expected = dtypeOf(metadata);
    if (this.#layouts === undefined || expected === undefined) return expected;
    const place = `dataset "${path}"`;
    const address = this.#addressOf(path);
    const found = this.#layouts.dtypeAt(address);
    if (found === expected || (found === 'bfloat16' && expected === 'float16')) return found;
    throw new Refusal(
      `${shorten(place)} lays out the bits of its numbers in a way of its own (in ${metadata.size} bytes), which Keras never does: store it as ${expected} and convert again`,
    );
  }

  /**
   * Chunks that the library lacks a filter for and that are read here.
   *
   * @throws Refusal for filters that are not
   */
  #filtered(path: string, metadata: Metadata): Pick<ChunkedDataset, 'file' | 'layout' | 'filters'> | undefined {
    if (this.#layouts === undefined || metadata.chunks === null) return undefined;
    const address = this.#addressOf(path);
    const filters = this.#layouts.filtersAt(address);
    const unknown = unknownFilter(filters);
    if (!unknown) return undefined;
    const layout = this.#layouts.layoutAt(address);
    const bytes = metadata.size * elementsOf(metadata.shape ?? []);
    if (layout && canUndo(filters) && bytes <= MAX_TRANSFORMED_BYTES)
      return { file: this.#layouts.bytes, layout, filters };
    throw new Refusal(
      `dataset "${shorten(path)}" is compressed with ${shorten(unknown.name)} (HDF5 filter ${unknown.id}), which is not read here: write it without, by h5repack -f NONE OLD.h5 NEW.h5 where that filter is installed, and convert again`,
    );
  }

  #addressOf(path: string): number {
    const reference = this.#attempt(`dataset "${path}"`, () =>
      this.#hdf5.module.create_object_reference(this.#file, path),
    );
    return Number(Buffer.from(reference).readBigUInt64LE());
  }

  /** The values of a dataset in {@link #chunked}; the last ones are kept, as slabs of one dataset follow each other. */
  #chunkedValues(path: string, dataset: ChunkedDataset): Uint8Array {
    if (this.#lastChunked?.path === path) return this.#lastChunked.values;
    try {
      const values = readChunks(dataset);
      this.#lastChunked = { path, values };
      return values;
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal(`dataset "${shorten(path)}": ${error.message}`);
      if (error instanceof Failure) throw new Failure(`dataset "${shorten(path)}": ${error.message}`);
      throw error;
    }
  }

  #variableStrings(raw: Uint8Array, place: string): string[] {
    const pointers = new Uint32Array(raw.buffer, raw.byteOffset, raw.byteLength / 4);
    const heap = this.#hdf5.module.HEAPU8;
    const strings: string[] = [];
    let total = 0;
    for (const start of pointers) {
      const end = start === 0 ? 0 : heap.indexOf(0, start);
      total += end - start;
      if (end < start || total > MAX_ATTRIBUTE_BYTES) throw new Refusal(`${place} holds more text than is read`);
      strings.push(Buffer.from(heap.subarray(start, end)).toString('utf8'));
    }
    return strings;
  }

  /** @throws Failure if HDF5 cannot open the file */
  get #file(): bigint {
    this.#opened ??= openFile(this.#hdf5, this.#path);
    return this.#opened;
  }

  /** Gives back what HDF5 keeps of the objects read until now, where they are many. */
  #openAnew(): void {
    this.#calls++;
    if (this.#calls < CALLS_AN_OPENING) return;
    this.#calls = 0;
    this.#hdf5.module.close_file(this.#file);
    this.#opened = openFile(this.#hdf5, this.#path);
  }

  #attempt<T>(place: string, call: () => T): T {
    this.#openAnew();
    try {
      return call();
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'RuntimeError') throw cause; // an abort: the module is dead
      throw this.#failure(place, cause);
    }
  }

  #failure(place: string, cause?: unknown): Failure {
    const words = this.#hdf5.takeDiagnostics();
    return new Failure(
      `${shorten(place)} cannot be read${words ? ` (HDF5: ${words})` : ''}; the file may be damaged: restore it from its origin`,
      { cause },
    );
  }

  #count(objects: number): void {
    this.#objects += objects;
    if (this.#objects > MAX_OBJECTS) {
      throw new Refusal(`the file holds more than ${MAX_OBJECTS} groups and datasets, which no Keras file does`);
    }
  }
}

/** Undefined where the file is not in the library's default format. */
function openEarliest(path: string): EarliestFile | undefined {
  const file = platform().files.open(path, 'read');
  const earliest = EarliestFile.of(file);
  if (earliest === undefined) file[Symbol.dispose]();
  return earliest;
}

function openFile(hdf5: Hdf5, path: string): bigint {
  hdf5.takeDiagnostics();
  const file = hdf5.module.open(path, hdf5.module.H5F_ACC_RDONLY, false, -1, -1);
  if (file >= 0n) return file;
  throw new Failure(
    `HDF5 cannot open the file (${hdf5.takeDiagnostics() || 'no reason given'}); it may be truncated or damaged: restore it from its origin`,
  );
}
