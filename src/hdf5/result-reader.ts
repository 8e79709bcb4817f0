import { Failure } from '../errors.ts';
import { platform } from '../platform/platform.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Attribute } from './attribute.ts';
import { EarliestFile } from './earliest-file.ts';
import { Hdf5Reader } from './reader.ts';
import type { SlabBuffer } from './slab-buffer.ts';
import type { Slab } from './slabs.ts';

/** Headers of which the library has told what they say, in this process: the same bytes say the same in every file. */
const judged = new Set<string>();
const MOST_JUDGED = 10_000;
/** Characters of one. */
const MOST_REMEMBERED = 1000;

/**
 * A result that this converter wrote, open to be judged: the HDF5 library finds every object by its name and reads every
 * value. What headers say is read without it, for it is slow at that; of those that are the same byte for byte the library
 * is asked about one.
 */
export class ResultReader implements Disposable {
  readonly #library: Hdf5Reader;
  readonly #written: EarliestFile | undefined;

  private constructor(library: Hdf5Reader, written: EarliestFile | undefined) {
    this.#library = library;
    this.#written = written;
  }

  /**
   * @param path absolute path
   * @param start where HDF5 begins in it
   * @throws Failure if the library cannot open it
   */
  static async open(path: string, start: number): Promise<ResultReader> {
    const library = await Hdf5Reader.open(path, true);
    try {
      const file = platform().files.open(path, 'read');
      const written = EarliestFile.of(file, start);
      if (written === undefined) file[Symbol.dispose]();
      return new ResultReader(library, written);
    } catch (error) {
      library[Symbol.dispose]();
      throw error;
    }
  }

  /** Absolute paths of all links, those of groups before what is in them. @throws Failure where they cannot be followed */
  *links(): Generator<string> {
    for (const link of this.#written?.walk() ?? [undefined]) {
      if (link === undefined) throw new Failure('what was written is not laid out as it should be: convert again');
      yield link.path;
    }
  }

  /** Whether the library finds a group. */
  isGroup(path: string): boolean {
    return this.#library.kind(path) === 'group';
  }

  /** As {@link Hdf5Reader.tensor}. */
  tensor(path: string): Tensor {
    const likeness = this.#written?.likeness(path);
    if (likeness !== undefined && judged.has(likeness)) {
      const found = this.#written?.dataset(path);
      if (found !== undefined) return { path, shape: found.shape, dtype: found.dtype };
    }
    const tensor = this.#library.tensor(path);
    remember(likeness);
    return tensor;
  }

  /** As {@link Hdf5Reader.readSlab}: the library reads. */
  readSlab(tensor: Tensor, slab: Slab, buffer: SlabBuffer): void {
    this.#library.readSlab(tensor, slab, buffer);
  }

  /** As {@link Hdf5Reader.read}: the library reads. */
  read(tensor: Tensor): Uint8Array {
    return this.#library.read(tensor);
  }

  attributeNames(owner: string): readonly string[] {
    return this.#library.attributeNames(owner);
  }

  /** As {@link Hdf5Reader.attribute}: the library reads the values. */
  attribute(owner: string, name: string): Attribute {
    const likeness = this.#written?.attributeLikeness(owner, name);
    if (likeness !== undefined && judged.has(likeness)) {
      const found = this.#written?.attribute(owner, name);
      if (found !== undefined && !found.metadata.vlen) {
        const bytes = this.#library.attributeBytes(owner, name, found.bytes.length);
        if (Buffer.compare(bytes, found.bytes) === 0) return found;
      }
    }
    const attribute = this.#library.attribute(owner, name);
    remember(likeness);
    return attribute;
  }

  [Symbol.dispose](): void {
    this.#library[Symbol.dispose]();
    this.#written?.[Symbol.dispose]();
  }
}

function remember(likeness: string | undefined): void {
  if (likeness !== undefined && judged.size < MOST_JUDGED && likeness.length < MOST_REMEMBERED) judged.add(likeness);
}
