/**
 * JSON as Python's `json` module writes it, read without losing what JavaScript's own parser loses: `1.0` stays a float
 * (an integer tensor times `2.0` is a float tensor, times `2` it is not), `NaN` and `Infinity` are values, and integers
 * beyond 2^53 keep their digits.
 */

/** A float whose value is integral: Python wrote `2.0`, and must read `2.0` again. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  valueOf(): number {
    return this.value;
  }
}

export type Json = null | boolean | number | bigint | string | Float | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Deeper than any architecture nests (a model inside a model costs 4 levels), shallow enough to recurse over safely. */
export const MAX_JSON_DEPTH = 512;

export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float);
}

/** The number a JSON value stands for, whether Python wrote it as an int or as a float; undefined for anything else. */
export function asNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Float) return value.value;
  if (typeof value === 'bigint') return Number(value);
  return undefined;
}

/** A number that Python reads back as a float, whatever its value. */
export function pythonFloat(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** Deep equality of JSON values; `1` and `1.0` differ, as they do in a file. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && writeJson(a) === writeJson(b);
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
/** Python's own limit (`sys.set_int_max_str_digits`); without one, the time that an integer takes is quadratic. */
const MAX_INTEGER_DIGITS = 4300;

/**
 * Parses a JSON text written by Python.
 *
 * @throws JsonSyntaxError with the offset of what is wrong: a syntax error, nesting beyond {@link MAX_JSON_DEPTH}, or a
 * key named `__proto__`, which no Keras configuration has.
 */
export function parseJson(text: string): Json {
  let at = 0;

  function fail(what: string): never {
    throw new JsonSyntaxError(`${what} at offset ${at} of the JSON text`);
  }

  function skipSpace(): void {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
  }

  function literal<T extends Json>(word: string, value: T): T {
    if (!text.startsWith(word, at)) fail('unexpected character');
    at += word.length;
    return value;
  }

  function string(): string {
    if (text[at] !== '"') fail('malformed string');
    // Not by a regular expression: one that repeats a choice overflows the stack on a string of some megabytes.
    let end = text.indexOf('"', at + 1);
    while (end !== -1 && isEscaped(end)) end = text.indexOf('"', end + 1);
    if (end === -1) fail('unterminated string');
    try {
      const read = JSON.parse(text.slice(at, end + 1)) as string;
      at = end + 1;
      return read;
    } catch {
      return fail('malformed string');
    }
  }

  /** Whether the character at `place` follows an odd number of backslashes. */
  function isEscaped(place: number): boolean {
    let backslashes = 0;
    while (text[place - 1 - backslashes] === '\\') backslashes++;
    return backslashes % 2 === 1;
  }

  function number(): Json {
    if (text.startsWith('-Infinity', at)) return literal('-Infinity', Number.NEGATIVE_INFINITY);
    NUMBER.lastIndex = at;
    const match = NUMBER.exec(text);
    if (!match) fail('unexpected character');
    at = NUMBER.lastIndex;
    const digits = match[0];
    const value = Number(digits);
    if (digits.length > MAX_INTEGER_DIGITS) fail(`a number of ${digits.length} digits`);
    if (/[.eE]/.test(digits)) return pythonFloat(value);
    return Number.isSafeInteger(value) ? value : BigInt(digits);
  }

  function value(depth: number): Json {
    if (depth > MAX_JSON_DEPTH) fail(`nesting deeper than ${MAX_JSON_DEPTH} levels`);
    skipSpace();
    switch (text[at]) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return string();
      case 't':
        return literal('true', true);
      case 'f':
        return literal('false', false);
      case 'n':
        return literal('null', null);
      case 'N':
        return literal('NaN', Number.NaN);
      case 'I':
        return literal('Infinity', Number.POSITIVE_INFINITY);
      default:
        return number();
    }
  }

  function object(depth: number): JsonObject {
    const result: JsonObject = {};
    at++;
    skipSpace();
    if (text[at] === '}') {
      at++;
      return result;
    }
    for (;;) {
      skipSpace();
      const key = string();
      if (key === '__proto__') fail('a key named "__proto__"');
      skipSpace();
      if (text[at] !== ':') fail('expected ":"');
      at++;
      result[key] = value(depth + 1);
      skipSpace();
      const next = text[at++];
      if (next === '}') return result;
      if (next !== ',') {
        at--;
        fail('expected "," or "}"');
      }
    }
  }

  function array(depth: number): Json[] {
    const result: Json[] = [];
    at++;
    skipSpace();
    if (text[at] === ']') {
      at++;
      return result;
    }
    for (;;) {
      result.push(value(depth + 1));
      skipSpace();
      const next = text[at++];
      if (next === ']') return result;
      if (next !== ',') {
        at--;
        fail('expected "," or "]"');
      }
    }
  }

  const result = value(0);
  skipSpace();
  if (at < text.length) fail('unexpected text after the value');
  return result;
}

/** Writes a JSON text that Python's `json.loads` reads back to the same values: {@link Float}s keep their point. */
export function writeJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Object.is(value, -0) ? '-0.0' : writeNumber(value);
  if (value instanceof Float) return Object.is(value.value, -0) ? '-0.0' : writeFloat(value.value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${writeJson(item)}`)
    .join(', ')}}`;
}

function writeNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return String(value);
}

function writeFloat(value: number): string {
  const digits = String(value);
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}
