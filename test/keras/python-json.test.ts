import { describe, expect, it } from 'vitest';
import {
  asNumber,
  Float,
  isObject,
  JsonSyntaxError,
  parseJson,
  sameJson,
  writeJson,
} from '../../src/keras/python-json.ts';

describe('parseJson and writeJson', () => {
  it.each([
    ['{"a": 1, "b": [true, false, null]}'],
    ['[1, 1.0, -0.0, 1e-07, 123456789012345678901234567890]'.replace('1e-07', '1e-7')],
    ['[NaN, Infinity, -Infinity]'],
    ['{"text": "caf\u00e9 \\n \\u0007"}'],
    ['[]'],
    ['{}'],
    ['"\\ud83d\\ude00"'.replace('\\ud83d\\ude00', '😀')],
  ])('keeps %s', (text) => {
    expect(writeJson(parseJson(text))).toBe(text);
  });

  it('keeps a float a float, because an integer tensor times 2.0 is another thing than times 2', () => {
    const parsed = parseJson('{"float": 2.0, "int": 2, "exponent": 1e3}');
    if (!isObject(parsed)) throw new Error('not an object');
    expect(parsed.float).toBeInstanceOf(Float);
    expect(parsed.int).toBe(2);
    expect([asNumber(parsed.float), asNumber(parsed.int), asNumber(parsed.exponent)]).toEqual([2, 2, 1000]);
    expect(writeJson(parsed)).toBe('{"float": 2.0, "int": 2, "exponent": 1000.0}');
    expect(sameJson(parsed.float, parsed.int)).toBe(false);
  });

  it.each([
    ['', 'unexpected character at offset 0'],
    ['{"a": }', 'unexpected character at offset 6'],
    ['[1, 2', 'expected "," or "]" at offset 5'],
    ['{"a": 1,}', 'malformed string at offset 8'],
    ['[1] x', 'unexpected text after the value at offset 4'],
    ['{"__proto__": {"polluted": true}}', 'a key named "__proto__"'],
    ['"\u0001"', 'malformed string at offset 0'],
    ['01', 'unexpected text after the value at offset 1'],
  ])('refuses %j', (text, message) => {
    expect(() => parseJson(text)).toThrow(JsonSyntaxError);
    expect(() => parseJson(text)).toThrow(message);
  });

  it('refuses nesting that would exhaust the stack', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow('nesting deeper than 512 levels');
    expect(() => parseJson('{"a":'.repeat(10_000))).toThrow('nesting deeper than 512 levels');
  });
});
