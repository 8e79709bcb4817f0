import type { Expression } from '../../python-bytecode/expression.ts';
import { isObject, parseJson } from '../python-json.ts';
import { storedValue } from './stored-function.ts';

/** What the user says that globals stand for, and which of them a Lambda used. */
export function givenGlobals(json: string): { values: ReadonlyMap<string, Expression>; used: Set<string> } {
  const given = parseJson(json);
  const entries = Object.entries(isObject(given) ? given : {});
  return { values: new Map(entries.map(([name, value]) => [name, storedValue(value)])), used: new Set() };
}
