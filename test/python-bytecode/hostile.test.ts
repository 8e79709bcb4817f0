import { describe, expect, it } from 'vitest';
import { readCode } from '../../src/python-bytecode/code-object.ts';
import { NotFollowed } from '../../src/python-bytecode/expression.ts';
import { MalformedBytecode } from '../../src/python-bytecode/malformed.ts';
import { Code, MAX_DEPTH, readMarshal } from '../../src/python-bytecode/marshal.ts';
import { bytesOf, dumpsOf, follow, PYTHONS } from './sources.ts';

const LAYOUT = '#argcount code';

function int(value: number): number[] {
  return [...new Uint8Array(new Int32Array([value]).buffer)];
}

const text = (value: string) => [...value].map((character) => character.charCodeAt(0));

describe('marshal', () => {
  it.each([
    ['a tuple of more items than bytes', [...text('('), ...int(1_000_000_000)]],
    ['a string of more characters than bytes', [...text('s'), ...int(2_000_000_000)]],
    ['a string of negative length', [...text('s'), ...int(-1)]],
    ['an integer of more digits than bytes', [...text('l'), ...int(1_000_000)]],
    ['a list that holds itself', [0x80 + 0x5b, ...int(1), ...text('r'), ...int(0)]],
    ['a reference to nothing', [...text('r'), ...int(7)]],
    ['a name that was not interned', [...text('R'), ...int(0)]],
    ['an unknown type', text('?')],
    ['a dict without an end', text('{NN')],
    ['bytes behind the object', text('NN')],
    ['nothing', []],
    ['too deep a nesting', [...Array.from({ length: MAX_DEPTH + 2 }, () => [0x29, 1]).flat(), ...text('N')]],
  ])('refuses %s', (_, bytes) => {
    expect(() => readMarshal(Uint8Array.from(bytes), LAYOUT)).toThrow(MalformedBytecode);
  });

  it('reads what Python writes of each type', () => {
    const read = (bytes: number[]) => readMarshal(Uint8Array.from(bytes), LAYOUT);
    expect(read(text('N'))).toBeNull();
    expect(read([...text('i'), ...int(-5)])).toBe(-5n);
    expect(read([...text('l'), ...int(-3), 1, 0, 0, 0, 4, 0])).toBe(-((4n << 30n) + 1n));
    expect(read([...text('z'), 3, ...text('abc')])).toBe('abc');
    expect(read([...text('f'), 4, ...text('-1.5')])).toBe(-1.5);
    expect(read([...text('c'), ...int(1), ...text('s'), ...int(1), 83])).toBeInstanceOf(Code);
    expect(read([...text(')'), 2, 0x80 + 0x7a, 1, ...text('a'), ...text('r'), ...int(0)])).toMatchObject({
      items: ['a', 'a'],
    });
  });
});

/** A generator of numbers that gives the same ones in every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe.each(PYTHONS)('damaged code of Python %s', (python) => {
  it('is read or refused, in bounded time', () => {
    const random = sequence(python.length + Number(python));
    const dumps = dumpsOf(python);
    for (let round = 0; round < 400; round++) {
      const dumped = dumps[Math.floor(random() * dumps.length)];
      if (!dumped) continue;
      const bytes = bytesOf(dumped);
      for (let change = 0; change < 1 + random() * 3; change++) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      try {
        follow(dumped, random() < 0.1 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes);
      } catch (error) {
        const isSaid = error instanceof MalformedBytecode || error instanceof NotFollowed;
        expect(isSaid, `${dumped.name}: ${error instanceof Error ? error.stack : error}`).toBe(true);
      }
    }
  });
});

describe('limits', () => {
  it('a loop without an end is not followed for ever', () => {
    // Python 3.6: JUMP_ABSOLUTE 0 in place of RETURN_VALUE.
    const dumped = dumpsOf('3.6').find(({ name }) => name === 'identity');
    if (!dumped) throw new Error('there is no such source');
    const bytes = bytesOf(dumped);
    const at = bytes.findIndex((byte, index) => byte === 83 && bytes[index + 1] === 0);
    expect(readCode(bytes).code).toEqual(Uint8Array.from([124, 0, 83, 0]));
    bytes.set([113, 0], at);
    // It is told from 3.5 by its last instruction.
    expect(() => follow(dumped, bytes)).toThrow();
  });
});
