import { type Expression, NONE, NotFollowed } from './expression.ts';
import { MalformedBytecode } from './malformed.ts';

/** The keywords of a call, in their order. */
export type Keywords = readonly (readonly [string, Expression])[];

/** Values of which the last are those of the names. */
export function named(
  values: readonly Expression[],
  names: readonly string[],
): [Expression[], (readonly [string, Expression])[]] {
  const count = values.length - names.length;
  if (count < 0) throw new MalformedBytecode('a call has more keywords than arguments');
  return [values.slice(0, count), names.map((name, index) => [name, values[count + index] ?? NONE])];
}

export function textOf(value: Expression): string {
  if (value.kind === 'constant' && typeof value.value === 'string') return value.value;
  throw new MalformedBytecode('a keyword is not text');
}

export function textsOf(value: Expression): string[] {
  if (value.kind !== 'tuple') throw new MalformedBytecode('the keywords of a call are no tuple');
  return value.items.map(textOf);
}

export function keywordsOf(value: Expression): (readonly [string, Expression])[] {
  if (value.kind === 'dict') return value.entries.map(([key, item]) => [textOf(key), item]);
  throw new NotFollowed('calls a function with keywords that are known only when it runs');
}
