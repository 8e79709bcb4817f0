import { PYTHON_2_7 } from './python-2.7.ts';
import { PYTHON_3_5 } from './python-3.5.ts';
import { PYTHON_3_6 } from './python-3.6.ts';
import { PYTHON_3_8 } from './python-3.8.ts';
import { PYTHON_3_9 } from './python-3.9.ts';
import { PYTHON_3_10 } from './python-3.10.ts';
import { PYTHON_3_11 } from './python-3.11.ts';
import { PYTHON_3_12 } from './python-3.12.ts';
import { PYTHON_3_13 } from './python-3.13.ts';
import { PYTHON_3_14 } from './python-3.14.ts';
import { type OpcodeTable, readPairs } from './table.ts';

/** A table with its names and numbers looked up. */
export interface Opcodes {
  readonly table: OpcodeTable;
  readonly names: ReadonlyMap<number, string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly caches: ReadonlyMap<string, number>;
}

function lookUp(table: OpcodeTable): Opcodes {
  const pairs = readPairs(table.opcodes);
  return {
    table,
    names: new Map(pairs.map(([name, number]) => [number, name])),
    numbers: new Map(pairs),
    caches: new Map(readPairs(table.caches ?? '')),
  };
}

/** Every table, by the oldest Python it is of. */
export const OPCODES: ReadonlyMap<string, Opcodes> = new Map(
  [
    PYTHON_2_7,
    PYTHON_3_5,
    PYTHON_3_6,
    PYTHON_3_8,
    PYTHON_3_9,
    PYTHON_3_10,
    PYTHON_3_11,
    PYTHON_3_12,
    PYTHON_3_13,
    PYTHON_3_14,
  ].map((table) => [table.version, lookUp(table)]),
);
