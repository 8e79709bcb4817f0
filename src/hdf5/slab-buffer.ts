import { Failure } from '../errors.ts';
import type { H5Module } from './h5wasm-types.ts';

/** Memory for one slab: JavaScript's own, and the library's where it is the library that reads; neither before it is needed. */
export class SlabBuffer implements Disposable {
  readonly #capacity: number;
  #plain: Uint8Array | undefined;
  #module: H5Module | undefined;
  #pointer = 0;
  #isPlain = true;
  #length = 0;

  /** @param capacity bytes of the largest slab */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** What was read last. Not to be kept: the library's memory may move with the next call into it. */
  get bytes(): Uint8Array {
    if (this.#isPlain) return (this.#plain ?? new Uint8Array(0)).subarray(0, this.#length);
    return (this.#module as H5Module).HEAPU8.subarray(this.#pointer, this.#pointer + this.#length);
  }

  /** Memory of JavaScript's own for `length` bytes, to be filled. */
  plain(length: number): Uint8Array {
    this.#plain ??= new Uint8Array(this.#capacity);
    this.#isPlain = true;
    this.#length = length;
    return this.bytes;
  }

  /** An address in the library's memory with room for `length` bytes, to be filled. @throws Failure where it has none */
  pointer(module: H5Module, length: number): number {
    if (this.#module === undefined) {
      this.#pointer = module._malloc(this.#capacity);
      if (this.#pointer === 0) throw new Failure(`no memory for ${this.#capacity} bytes`);
      this.#module = module;
    }
    this.#isPlain = false;
    this.#length = length;
    return this.#pointer;
  }

  [Symbol.dispose](): void {
    this.#module?._free(this.#pointer);
  }
}
