import { MalformedBytecode } from './malformed.ts';

/** What Python's `marshal` wrote: integers as bigint, floats as number, text as string, bytes as Uint8Array. */
export type Marshalled =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | typeof ELLIPSIS
  | Complex
  | Container
  | Code;

export const ELLIPSIS = Symbol('...');

export class Complex {
  readonly real: number;
  readonly imaginary: number;
  constructor(real: number, imaginary: number) {
    this.real = real;
    this.imaginary = imaginary;
  }
}

/** A tuple, list, set, slice (three items), or a dict, whose keys and values take turns. */
export class Container {
  readonly kind: 'tuple' | 'list' | 'set' | 'frozenset' | 'slice' | 'dict';
  readonly items: readonly Marshalled[];
  constructor(kind: Container['kind'], items: readonly Marshalled[]) {
    this.kind = kind;
    this.items = items;
  }
}

/** A code object's fields, by the names they have in Python without `co_`. */
export class Code {
  readonly fields: ReadonlyMap<string, Marshalled>;
  constructor(fields: ReadonlyMap<string, Marshalled>) {
    this.fields = fields;
  }
}

/** The order of a code object's fields (`Python/marshal.c`): those that begin with `#` are 32-bit integers. */
export type CodeLayout = string;

/** Containers and code objects within one another; functions within functions come to a few. */
export const MAX_DEPTH = 64;

/** Objects in all: the largest function that a file of the survey holds has 300. */
const MAX_OBJECTS = 200_000;

const REF = 0x80;
const NULL = Symbol('the end of a dict');

/**
 * Reads one object of `marshal` versions 0 to 5 (`Python/marshal.c`).
 *
 * @param layout the fields of code objects, in order, separated by spaces
 * @throws MalformedBytecode if the bytes are not one such object, to the last of them, or beyond a limit
 */
export function readMarshal(bytes: Uint8Array, layout: CodeLayout): Marshalled {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = layout.split(' ');
  const refs: (Marshalled | undefined)[] = [];
  const interned: string[] = [];
  let at = 0;
  let objects = 0;

  function take(count: number): number {
    if (count < 0 || at + count > bytes.length) throw new MalformedBytecode('it ends too early');
    const start = at;
    at += count;
    return start;
  }
  const byte = () => view.getUint8(take(1));
  const int = () => view.getInt32(take(4), true);
  const double = () => view.getFloat64(take(8), true);
  const raw = (count: number): Uint8Array => {
    const start = take(count);
    return bytes.subarray(start, start + count);
  };

  /** Every item takes a byte at least. */
  function count(value: number): number {
    if (value < 0 || value > bytes.length - at) throw new MalformedBytecode('a container has more items than bytes');
    return value;
  }

  function items(length: number, depth: number): Marshalled[] {
    return Array.from({ length: count(length) }, () => item(depth + 1));
  }

  function item(depth: number): Marshalled {
    const value = object(depth);
    if (value === NULL) throw new MalformedBytecode('a container ends too early');
    return value;
  }

  function dict(depth: number): Marshalled[] {
    const entries: Marshalled[] = [];
    for (let key = object(depth + 1); key !== NULL; key = object(depth + 1)) entries.push(key, item(depth + 1));
    return entries;
  }

  function code(depth: number): Code {
    const values = new Map<string, Marshalled>();
    for (const field of fields) {
      if (field.startsWith('#')) values.set(field.slice(1), BigInt(int()));
      else values.set(field, item(depth + 1));
    }
    return new Code(values);
  }

  function long(): bigint {
    const size = int();
    const digits = count(Math.abs(size));
    let value = 0n;
    for (let index = 0; index < digits; index++) value |= BigInt(view.getUint16(take(2), true)) << BigInt(15 * index);
    return size < 0 ? -value : value;
  }

  function text(length: number): string {
    return decodeText(raw(count(length)));
  }

  function keep(value: string): string {
    interned.push(value);
    return value;
  }

  function read(type: string, depth: number): Marshalled | typeof NULL {
    switch (type) {
      case '0':
        return NULL;
      case 'N':
        return null;
      case 'T':
        return true;
      case 'F':
        return false;
      case '.':
        return ELLIPSIS;
      case 'i':
        return BigInt(int());
      case 'I':
        return view.getBigInt64(take(8), true);
      case 'l':
        return long();
      case 'g':
        return double();
      case 'f':
        return floatOfText(text(byte()));
      case 'y':
        return new Complex(double(), double());
      case 's':
        return raw(count(int()));
      case 't':
        return keep(text(int()));
      case 'R':
        return internedAt(int());
      case 'u':
      case 'a':
      case 'A':
        return text(int());
      case 'z':
      case 'Z':
        return text(byte());
      case '(':
        return new Container('tuple', items(int(), depth));
      case ')':
        return new Container('tuple', items(byte(), depth));
      case '[':
        return new Container('list', items(int(), depth));
      case '<':
        return new Container('set', items(int(), depth));
      case '>':
        return new Container('frozenset', items(int(), depth));
      case '{':
        return new Container('dict', dict(depth));
      case ':':
        return new Container('slice', items(3, depth));
      case 'c':
        return code(depth);
      default:
        throw new MalformedBytecode(`it holds an object of the unknown type ${JSON.stringify(type)}`);
    }
  }

  function internedAt(index: number): string {
    const value = interned[index];
    if (value === undefined) throw new MalformedBytecode('it refers to a name that it does not hold');
    return value;
  }

  function referred(index: number): Marshalled {
    const value = refs[index];
    if (value === undefined) throw new MalformedBytecode('it refers to an object that it does not hold');
    return value;
  }

  function object(depth: number): Marshalled | typeof NULL {
    if (depth > MAX_DEPTH) throw new MalformedBytecode(`it nests deeper than ${MAX_DEPTH} levels`);
    if (++objects > MAX_OBJECTS) throw new MalformedBytecode(`it holds more than ${MAX_OBJECTS} objects`);
    const flagged = byte();
    const type = String.fromCharCode(flagged & ~REF);
    if (type === 'r') return referred(int());
    if ((flagged & REF) === 0) return read(type, depth);
    // The slot is reserved before the content is read, whose own objects come behind it.
    const slot = refs.length;
    refs.push(undefined);
    const value = read(type, depth);
    if (value !== NULL) refs[slot] = value;
    return value;
  }

  const value = item(0);
  if (at !== bytes.length) throw new MalformedBytecode(`${bytes.length - at} bytes are left over`);
  return value;
}

function floatOfText(text: string): number {
  const value = Number(text.replace(/^([+-]?)inf$/, '$1Infinity'));
  if (Number.isNaN(value) && !/^[+-]?nan$/.test(text)) throw new MalformedBytecode('a float is not a number');
  return value;
}

/** UTF-8; lone surrogates, which Python writes too, become U+FFFD and are in no name. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
