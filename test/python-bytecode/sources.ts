import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCode } from '../../src/python-bytecode/code-object.ts';
import type { Environment } from '../../src/python-bytecode/environment.ts';
import { constant, type Expression } from '../../src/python-bytecode/expression.ts';
import { followFunction } from '../../src/python-bytecode/follow.ts';
import { formatExpression } from '../../src/python-bytecode/format.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/lambdas');

export const PYTHONS = ['2.7', '3.5', '3.6', '3.7', '3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14'] as const;

type Value = null | boolean | number | string | Value[];

/** A function as people write it for a Lambda layer. */
export interface Source {
  readonly name: string;
  readonly source: string;
  readonly inputs: readonly (readonly [string, ...number[]])[];
  readonly arguments?: Readonly<Record<string, Value>>;
}

/** The same compiled by one Python (`test/fixtures/lambdas/dump.py`). */
export interface Dumped {
  readonly name: string;
  readonly code: string;
  readonly defaults: readonly Value[];
  readonly closure: readonly Value[] | null;
  /** `NAME ARGUMENT`, as Python's own `dis` has it, of the function and those within. */
  readonly dis?: readonly (readonly string[])[];
}

export const SOURCES: ReadonlyMap<string, Source> = new Map(
  (JSON.parse(readFileSync(join(FOLDER, 'sources.json'), 'utf8')) as Source[]).map((source) => [source.name, source]),
);

export function dumpsOf(python: string): readonly Dumped[] {
  return JSON.parse(readFileSync(join(FOLDER, `python-${python}.json`), 'utf8'));
}

export function bytesOf({ code }: Dumped): Uint8Array {
  return Uint8Array.from(Buffer.from(code, 'base64'));
}

function expression(value: Value): Expression {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(expression) };
  return constant(typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value);
}

const MODULES = new Map([
  ['K', 'keras.backend'],
  ['be', 'keras.backend'],
  ['tf', 'tensorflow'],
  ['np', 'numpy'],
]);

export const ENVIRONMENT: Environment = {
  global: (name) => {
    if (name === 'True' || name === 'False') return constant(name === 'True');
    const path = MODULES.get(name);
    return path === undefined ? undefined : { kind: 'name', path };
  },
  module: (name) => ({ kind: 'name', path: name }),
};

/** What a dumped function does to `x`, or to `x[0]`, `x[1]`, … where it is given a list. */
export function follow(dumped: Dumped, bytes = bytesOf(dumped)): string {
  const { inputs, arguments: given = {} } = SOURCES.get(dumped.name) ?? { inputs: [] };
  const argument = (text: string): Expression => ({ kind: 'argument', text });
  const x: Expression =
    inputs.length > 1 ? { kind: 'list', items: inputs.map((_, index) => argument(`x[${index}]`)) } : argument('x');
  const value = {
    kind: 'function' as const,
    code: readCode(bytes),
    defaults: dumped.defaults.map(expression),
    keywordDefaults: [],
    cells: (dumped.closure ?? []).map((cell) => ({ value: expression(cell) })),
  };
  const keywords = Object.entries(given).map(([name, item]) => [name, expression(item)] as const);
  return formatExpression(followFunction(value, [x], keywords, ENVIRONMENT));
}
