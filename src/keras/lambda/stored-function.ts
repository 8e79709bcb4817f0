import { constant, type Expression } from '../../python-bytecode/expression.ts';
import { Float, isObject, type Json } from '../python-json.ts';

/** A Python function as Keras 1 and 2 stored it (`func_dump` of their generic_utils.py). */
export interface StoredFunction {
  /** What `marshal.dumps` gave for its code. */
  readonly bytes: Uint8Array;
  readonly defaults: readonly Expression[];
  /** The values of its closure, as they were when the model was saved. */
  readonly closure: readonly Expression[];
}

/**
 * Reads a function: `[code, defaults, closure]` of Keras 1.1 to 2.15, the bare text of Keras 1.0, and the objects
 * `__tuple__` and `__lambda__` of SavedModels and of archives since 2.13.
 *
 * @returns undefined for what is no function's code, such as the name of one
 */
export function storedFunction(value: Json | undefined): StoredFunction | undefined {
  if (typeof value === 'string') return read(value, null, null);
  if (Array.isArray(value)) return readParts(value);
  if (!isObject(value)) return undefined;
  if (value.class_name === '__tuple__' && Array.isArray(value.items)) return readParts(value.items);
  if (value.class_name !== '__lambda__' || !isObject(value.config)) return undefined;
  const { code, defaults, closure } = value.config;
  if (Array.isArray(code)) return readParts(code);
  return typeof code === 'string' ? read(code, defaults ?? null, closure ?? null) : undefined;
}

function readParts([code, defaults = null, closure = null]: readonly Json[]): StoredFunction | undefined {
  return typeof code === 'string' ? read(code, defaults, closure) : undefined;
}

function read(code: string, defaults: Json, closure: Json): StoredFunction {
  return { bytes: bytesOf(code), defaults: listOf(defaults), closure: listOf(closure) };
}

function listOf(value: Json): Expression[] {
  const items = isObject(value) && value.class_name === '__tuple__' ? value.items : value;
  return Array.isArray(items) ? items.map(storedValue) : [];
}

/** Base64 since Keras 2.1.2, before that Python's `raw_unicode_escape`: one character a byte, those beyond as `\uXXXX`. */
function bytesOf(code: string): Uint8Array {
  const compact = code.replaceAll('\n', '');
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(compact) && compact.length % 4 === 0) {
    return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
  }
  const bytes: number[] = [];
  for (const character of code) {
    const point = character.codePointAt(0) ?? 0;
    if (point <= 0xff) bytes.push(point);
    else {
      const escaped =
        point > 0xffff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`;
      for (const one of escaped) bytes.push(one.charCodeAt(0));
    }
  }
  return Uint8Array.from(bytes);
}

/**
 * A value of a closure, of defaults or arguments. Tuples and arrays have become lists on the way, before 2.13 without a
 * mark; a function is its name, and a module what it is called.
 */
export function storedValue(value: Json): Expression {
  if (typeof value === 'number') return constant(Number.isInteger(value) ? BigInt(value) : value);
  if (value instanceof Float) return constant(value.value);
  if (Array.isArray(value)) return { kind: 'list', items: value.map(storedValue), isOfUnknownType: true };
  if (!isObject(value)) return constant(value);
  const { class_name: className, config } = value;
  if (value.type === 'ndarray') return arrayOf(value.value);
  if (className === '__numpy__' && isObject(config)) return arrayOf(config.value);
  if (className === '__tuple__' && Array.isArray(value.items))
    return { kind: 'tuple', items: value.items.map(storedValue) };
  if (className === 'module' && typeof config === 'string') return { kind: 'name', path: config };
  if (typeof className === 'string') {
    return {
      kind: 'global',
      name: typeof config === 'string' && /^[\w.<>]{1,100}$/.test(config) ? config : className.slice(0, 100),
    };
  }
  return { kind: 'dict', entries: Object.entries(value).map(([key, item]) => [constant(key), storedValue(item)]) };
}

function arrayOf(value: Json | undefined): Expression {
  return storedValue(value ?? null);
}
