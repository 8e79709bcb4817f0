import { describe, expect, it } from 'vitest';
import { type CodeObject, readCode } from '../../src/python-bytecode/code-object.ts';
import { disassemble } from '../../src/python-bytecode/instructions.ts';
import { bytesOf, dumpsOf, PYTHONS } from './sources.ts';

function nested(code: CodeObject): CodeObject[] {
  const inner = code.constants.filter((item): item is CodeObject => {
    return typeof item === 'object' && item !== null && 'opcodes' in item;
  });
  return [code, ...inner.flatMap(nested)];
}

const read = (code: CodeObject) =>
  disassemble(code)
    .filter(({ name }) => name !== 'CACHE')
    .map(({ name, argument }) => `${name} ${argument}`);

describe.each(PYTHONS.filter((python) => python !== '3.5'))('code of Python %s', (python) => {
  it.each(dumpsOf(python).map((dumped) => [dumped.name, dumped] as const))('%s reads as dis has it', (_, dumped) => {
    expect(nested(readCode(bytesOf(dumped))).map(read)).toEqual(dumped.dis);
  });
});

/** Those whose code is the same are told apart where it differs: 3.6 from 3.7 nowhere, 3.8 from 3.9 by opcodes alone. */
const TOLD: ReadonlyMap<string, readonly string[]> = new Map([
  ['2.7', ['2.7']],
  ['3.5', ['3.5']],
  ['3.6', ['3.6']],
  ['3.7', ['3.6']],
  ['3.8', ['3.8']],
  ['3.9', ['3.8', '3.9']],
  ['3.10', ['3.10']],
  ['3.11', ['3.11', '3.12']],
  ['3.12', ['3.12']],
  ['3.13', ['3.13']],
  ['3.14', ['3.14']],
]);

describe('the version', () => {
  it.each(PYTHONS)('%s is told from the bytes alone', (python) => {
    const told = new Set(dumpsOf(python).map((dumped) => readCode(bytesOf(dumped)).opcodes.table.version));
    expect([...told].sort()).toEqual(TOLD.get(python));
  });
});
