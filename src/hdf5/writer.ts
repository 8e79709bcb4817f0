import { Failure, Refusal } from '../errors.ts';
import type { Dtype } from '../tensor.ts';
import { ITEM_BYTES, numericMetadata } from './dtype.ts';
import { H5T_ENUM, H5T_FLOAT, H5T_INTEGER, H5T_STRING, type WriteMetadata } from './h5wasm-types.ts';
import { HDF5_OBJECT_HEADER_LIMIT } from './limits.ts';
import { type Hdf5, loadHdf5 } from './module.ts';
import { type Attribute, shorten } from './reader.ts';
import { elementsOf, type Slab } from './slabs.ts';

/**
 * A new HDF5 file. h5wasm's codes for creating things prove little (a dataset without a parent and a full disk both
 * return 0), so what was written is proved by reopening it (verify.ts).
 */
export class Hdf5Writer implements Disposable {
  readonly #hdf5: Hdf5;
  readonly #file: bigint;
  readonly #allowance: Disposable;
  #open = true;

  private constructor(hdf5: Hdf5, file: bigint, allowance: Disposable) {
    this.#hdf5 = hdf5;
    this.#file = file;
    this.#allowance = allowance;
  }

  /**
   * @param path absolute path of a file that does not exist
   * @throws Failure if it exists or cannot be made
   */
  static async create(path: string): Promise<Hdf5Writer> {
    const hdf5 = await loadHdf5();
    const allowance = hdf5.allow(path);
    hdf5.takeDiagnostics();
    const file = withFixedClock(() => hdf5.module.open(path, hdf5.module.H5F_ACC_EXCL, false, -1, -1));
    if (file < 0n) {
      allowance[Symbol.dispose]();
      throw new Failure(
        `the result cannot be created (${hdf5.takeDiagnostics() || 'no reason given'}): check the folder's permissions and free space`,
      );
    }
    return new Hdf5Writer(hdf5, file, allowance);
  }

  /** The parent must be there. */
  group(path: string): void {
    this.#check(path, () => this.#hdf5.module.create_group(this.#file, path, false));
  }

  /** A scalar of variable-length UTF-8, as h5py writes a Python string. */
  stringAttribute(owner: string, name: string, value: string): void {
    this.#variableStrings(owner, name, [value], []);
  }

  /**
   * A list of names as Keras writes it: fixed-length bytes, an empty list as float64 of shape (0,), and one longer than
   * {@link HDF5_OBJECT_HEADER_LIMIT} in equal parts `name0`, `name1`, … (`save_attributes_to_hdf5_group`, legacy_h5_format.py).
   */
  namesAttribute(owner: string, name: string, names: readonly string[]): void {
    const encoded = names.map((text) => Buffer.from(text, 'utf8'));
    const width = encoded.reduce((widest, bytes) => Math.max(widest, bytes.length), 0) + 1;
    if (width > HDF5_OBJECT_HEADER_LIMIT) {
      throw new Refusal(
        `a name of ${width - 1} bytes, "${shorten(names.find((text) => Buffer.byteLength(text) === width - 1) ?? '')}", does not fit in an HDF5 attribute: rename it in the model`,
      );
    }
    if (names.length === 0) {
      this.numberAttribute(owner, name, [], 'float64');
      return;
    }
    const parts = splitEvenly(encoded, Math.ceil((encoded.length * width) / HDF5_OBJECT_HEADER_LIMIT), width);
    parts.forEach((part, index) => {
      const bytes = Buffer.alloc(part.length * width);
      part.forEach((text, at) => {
        text.copy(bytes, at * width);
      });
      const metadata = { type: H5T_STRING, size: width, signed: false, cset: 0 };
      this.#rawAttribute(owner, parts.length > 1 ? `${name}${index}` : name, bytes, metadata, [part.length]);
    });
  }

  /** A scalar, or a vector when `values` is a list. */
  numberAttribute(owner: string, name: string, values: number | readonly number[], dtype: 'float64' | 'int64'): void {
    const list = typeof values === 'number' ? [values] : values;
    const bytes = new Uint8Array(list.length * 8);
    const view = new DataView(bytes.buffer);
    list.forEach((value, index) => {
      if (dtype === 'float64') view.setFloat64(index * 8, value, true);
      else view.setBigInt64(index * 8, BigInt(value), true);
    });
    const type = dtype === 'float64' ? H5T_FLOAT : H5T_INTEGER;
    const metadata = { type, size: 8, signed: true };
    this.#rawAttribute(owner, name, bytes, metadata, typeof values === 'number' ? [] : [list.length]);
  }

  /**
   * Writes an attribute as it was read: text as variable-length UTF-8, numbers bit for bit, h5py's booleans as int8.
   *
   * @returns false if HDF5 types that h5wasm cannot write make that impossible
   */
  copyAttribute(owner: string, name: string, attribute: Attribute): boolean {
    const { metadata } = attribute;
    const shape = metadata.shape;
    if (shape === null) return false;
    if (attribute.strings) {
      this.#variableStrings(owner, name, attribute.strings, shape);
      return true;
    }
    const type = metadata.type === H5T_ENUM ? H5T_INTEGER : metadata.type;
    const writable = type === H5T_INTEGER || (type === H5T_FLOAT && metadata.size >= 4);
    if (!writable) return false;
    this.#rawAttribute(owner, name, attribute.bytes, { type, size: metadata.size, signed: metadata.signed }, shape);
    return true;
  }

  /** Creates a dataset without values; contiguous, so that it takes its own size and no more. */
  dataset(path: string, shape: readonly number[], dtype: Dtype): void {
    const type = numericMetadata(dtype);
    if (!type) throw new Refusal(`dataset "${path}" would be ${dtype}, which cannot be written`);
    this.#check(path, () => this.#hdf5.module.create_dataset(this.#file, path, 0n, writeMetadata(type, shape)));
  }

  /** Writes a slab from wasm memory at `pointer`. */
  writeSlab(path: string, shape: readonly number[], slab: Slab, pointer: number): void {
    const scalar = shape.length === 0;
    const code = withFixedClock(() =>
      this.#hdf5.module.set_dataset_data(
        this.#file,
        path,
        scalar ? null : slab.count.map(BigInt),
        scalar ? null : slab.offset.map(BigInt),
        scalar ? null : slab.count.map(() => 1n),
        BigInt(pointer),
      ),
    );
    if (code < 0) throw this.#failure(path);
  }

  /** Writes a whole dataset from little-endian bytes in C order. */
  write(path: string, shape: readonly number[], dtype: Dtype, bytes: Uint8Array): void {
    if (bytes.length !== elementsOf(shape) * ITEM_BYTES[dtype]) {
      throw new Failure(`dataset "${path}": ${bytes.length} bytes do not fill shape (${shape.join(', ')}) of ${dtype}`);
    }
    if (bytes.length === 0) return;
    this.#withCopy(bytes, (pointer) => {
      this.writeSlab(path, shape, { offset: shape.map(() => 0), count: shape, size: elementsOf(shape) }, pointer);
    });
  }

  /** Flushes and closes. @throws Failure if HDF5 could not. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    try {
      const code = withFixedClock(() => {
        const flushed = this.#hdf5.module.flush(this.#file);
        return Math.min(flushed, this.#hdf5.module.close_file(this.#file));
      });
      if (code < 0) throw this.#failure('the result');
    } finally {
      this.#allowance[Symbol.dispose]();
    }
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    this.#hdf5.module.close_file(this.#file);
    this.#allowance[Symbol.dispose]();
    this.#hdf5.takeDiagnostics();
  }

  #variableStrings(owner: string, name: string, values: readonly string[], shape: readonly number[]): void {
    const metadata = writeMetadata({ type: H5T_STRING, size: 4, signed: false, vlen: true, cset: 1 }, shape);
    this.#check(`${owner} ${name}`, () =>
      this.#hdf5.module.create_vlen_str_attribute(this.#file, owner, name, values, metadata),
    );
  }

  #rawAttribute(owner: string, name: string, bytes: Uint8Array, type: WriteType, shape: readonly number[]): void {
    this.#withCopy(bytes, (pointer) => {
      this.#check(`${owner} ${name}`, () =>
        this.#hdf5.module.create_attribute(this.#file, owner, name, BigInt(pointer), writeMetadata(type, shape)),
      );
    });
  }

  #withCopy(bytes: Uint8Array, use: (pointer: number) => void): void {
    const { module } = this.#hdf5;
    const pointer = module._malloc(Math.max(1, bytes.length));
    if (pointer === 0) throw new Failure(`no memory for ${bytes.length} bytes`);
    try {
      module.HEAPU8.set(bytes, pointer);
      use(pointer);
    } finally {
      module._free(pointer);
    }
  }

  #check(place: string, call: () => number): void {
    let code: number;
    try {
      code = withFixedClock(call);
    } catch (cause) {
      throw this.#failure(place, cause);
    }
    if (code < 0) throw this.#failure(place);
  }

  #failure(place: string, cause?: unknown): Failure {
    const words = this.#hdf5.takeDiagnostics();
    return new Failure(
      `"${shorten(place)}" cannot be written${words ? ` (HDF5: ${words})` : ''}: check the free space`,
      { cause },
    );
  }
}

interface WriteType {
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly vlen?: boolean;
  readonly cset?: number;
}

function writeMetadata(type: WriteType, shape: readonly number[]): WriteMetadata {
  return {
    littleEndian: true,
    vlen: false,
    ...type,
    total_size: elementsOf(shape),
    shape: shape.map(BigInt),
    maxshape: null,
    chunks: null,
    track_order: false,
  };
}

/** As NumPy's `array_split`: the first `length % parts` parts are one longer; more parts until each fits in an attribute. */
function splitEvenly(encoded: readonly Buffer[], parts: number, width: number): Buffer[][] {
  const short = Math.floor(encoded.length / parts);
  const longer = encoded.length % parts;
  if ((short + (longer > 0 ? 1 : 0)) * width > HDF5_OBJECT_HEADER_LIMIT) return splitEvenly(encoded, parts + 1, width);
  const result: Buffer[][] = [];
  let start = 0;
  for (let part = 0; part < parts; part++) {
    const end = start + short + (part < longer ? 1 : 0);
    result.push(encoded.slice(start, end));
    start = end;
  }
  return result;
}

/**
 * HDF5 stamps every object header with the time and h5wasm cannot turn that off (H5Pset_obj_track_times is not
 * exported): its clock is `Date.now`, held at zero while the library runs, so that the same input gives the same bytes.
 */
function withFixedClock<T>(call: () => T): T {
  const now = Date.now;
  Date.now = () => 0;
  try {
    return call();
  } finally {
    Date.now = now;
  }
}
