/**
 * The part of h5wasm's low-level module that this room uses, with its real return codes. The high-level API is not
 * used: it ignores the codes.
 */
export interface Metadata {
  /** H5T_class_t. */
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly littleEndian: boolean;
  /** A variable-length string. */
  readonly vlen: boolean;
  readonly cset?: number;
  readonly strpad?: number;
  readonly total_size: number;
  /** `null` for a null dataspace. */
  readonly shape: readonly number[] | null;
  readonly chunks: readonly number[] | null;
  readonly enum_type?: { readonly type: number; readonly members: Readonly<Record<string, number>> };
  readonly virtual_sources?: readonly unknown[];
}

export interface EmscriptenStream {
  readonly fd: number;
}

export interface H5Module {
  readonly FS: {
    open(path: string, ...rest: unknown[]): EmscriptenStream;
    read(stream: EmscriptenStream, buffer: Uint8Array, offset: number, length: number, position?: number): number;
    write(stream: EmscriptenStream, buffer: Uint8Array, offset: number, length: number, ...rest: unknown[]): number;
    readonly ErrnoError: new (errno: number) => Error;
  };
  /** Replaced whenever memory grows: never keep a view. */
  readonly HEAPU8: Uint8Array;
  readonly H5F_ACC_RDONLY: number;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  open(path: string, mode: number, trackOrder: boolean, libverLow: number, libverHigh: number): bigint;
  close_file(file: bigint): number;
  get_type(file: bigint, path: string): number;
  get_names(file: bigint, path: string, recursive: boolean): readonly string[];
  get_attribute_names(file: bigint, path: string): readonly string[];
  get_attribute_metadata(file: bigint, path: string, name: string): Metadata;
  get_attribute_data(file: bigint, path: string, name: string, pointer: bigint): number;
  get_dataset_metadata(file: bigint, path: string): Metadata;
  get_dataset_data(
    file: bigint,
    path: string,
    count: readonly bigint[] | null,
    offset: readonly bigint[] | null,
    strides: readonly bigint[] | null,
    pointer: bigint,
  ): number;
  reclaim_vlen_memory(file: bigint, path: string, attribute: string, pointer: bigint): number;
  /** An object's address in the file, little-endian (H5R_OBJECT). */
  create_object_reference(file: bigint, path: string): readonly number[];
}

/** H5T_class_t (H5Tpublic.h). */
export const H5T_INTEGER = 0;
export const H5T_FLOAT = 1;
export const H5T_STRING = 3;
export const H5T_OPAQUE = 5;
export const H5T_ENUM = 8;

/** H5G_obj_t as `get_type` returns it (H5Gpublic.h); -1: no such object. */
export const H5G_GROUP = 0;
export const H5G_DATASET = 1;
