import { fold } from './arithmetic.ts';
import { type Expression, NONE } from './expression.ts';

/** The value of a key of a dict, of which the last of equal keys holds. */
export function entryOf(entries: readonly [Expression, Expression][], key: Expression): Expression | undefined {
  return entries.findLast(([known]) => areEqual(known, key) === true)?.[1];
}

/** Whether two values are equal, where both are known. */
export function areEqual(left: Expression, right: Expression): boolean | undefined {
  if (left.kind === 'constant' && right.kind === 'constant') {
    const equal = fold('==', [left.value, right.value]);
    return equal?.kind === 'constant' ? equal.value === true : undefined;
  }
  const isSequence = (value: Expression) => value.kind === 'list' || value.kind === 'tuple';
  if (isSequence(left) && isSequence(right) && 'items' in left && 'items' in right) {
    if (left.kind !== right.kind || left.items.length !== right.items.length) return false;
    const parts = left.items.map((item, index) => areEqual(item, right.items[index] ?? NONE));
    if (parts.includes(false)) return false;
    return parts.includes(undefined) ? undefined : true;
  }
  if ((left.kind === 'constant' && isSequence(right)) || (isSequence(left) && right.kind === 'constant')) return false;
  return undefined;
}
