import { describe, expect, it } from 'vitest';
import { EXPRESSIONS } from './expressions.ts';
import { bytesOf, dumpsOf, follow, PYTHONS } from './sources.ts';

const EXPECTED = new Map(EXPRESSIONS);

function said(work: () => string): string {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
}

describe.each(PYTHONS)('functions that Python %s compiled', (python) => {
  it.each(dumpsOf(python).map((dumped) => [dumped.name, dumped] as const))('%s', (name, dumped) => {
    expect(said(() => follow(dumped))).toBe(EXPECTED.get(name));
  });
});

describe('functions saved on Windows', () => {
  // Keras replaced every byte 0x5c by 0x2f there.
  const damaged = (bytes: Uint8Array) => bytes.map((byte) => (byte === 0x5c ? 0x2f : byte));

  it.each(PYTHONS.filter((python) => python !== '3.13'))('of Python %s unpack all the same', (python) => {
    const dumped = dumpsOf(python).find(({ name }) => name === 'windows_damage');
    expect(dumped && follow(dumped, damaged(bytesOf(dumped)))).toBe('x[0] - x[1]');
  });
});
