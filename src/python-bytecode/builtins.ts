import { fold, truth } from './arithmetic.ts';
import { constant, type Expression, NONE, NotFollowed } from './expression.ts';

/** What a builtin needs of whoever runs it. */
export interface Follower {
  /** The items of a value that is iterated over. */
  iterate(value: Expression): readonly Expression[];
  /** The value of an operator. */
  operate(operator: string, operands: readonly Expression[]): Expression;
  callItem(value: Expression, args: readonly Expression[]): Expression;
  /** A constant that a value is known to be, if it is. */
  known(value: Expression): Expression;
  /** Whether a value is true in a condition. */
  isTrue(value: Expression): boolean;
}

type Builtin = (args: readonly Expression[], follower: Follower) => Expression | undefined;

/** Longer ranges are not unrolled. */
const MAX_RANGE = 4096;

function integer(value: Expression, follower: Follower): number {
  const known = follower.known(value);
  if (known.kind === 'constant' && typeof known.value === 'bigint') return Number(known.value);
  if (known.kind === 'constant' && typeof known.value === 'boolean') return Number(known.value);
  throw new NotFollowed('counts to a number that is known only when the model runs');
}

const range: Builtin = (args, follower) => {
  const numbers = args.map((argument) => integer(argument, follower));
  const [first = 0, second, step = 1] = numbers;
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  if (step === 0 || numbers.length === 0 || numbers.length > 3) return undefined;
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (count > MAX_RANGE) throw new NotFollowed(`runs a loop of ${count} rounds`);
  return { kind: 'list', items: Array.from({ length: count }, (_, index) => constant(BigInt(start + index * step))) };
};

/** The extreme of known numbers. */
function extreme(operator: '<' | '>'): Builtin {
  return (args, follower) => {
    const [only] = args;
    const items = (args.length === 1 && only ? follower.iterate(only) : args).map((item) => follower.known(item));
    const [first, ...others] = items;
    if (!first || items.some((item) => item.kind !== 'constant')) return undefined;
    return others.reduce(
      (best, item) => (follower.isTrue(follower.operate(operator, [item, best])) ? item : best),
      first,
    );
  };
}

/** `int`, `float`, `bool` of a known number. */
function convert(to: (value: bigint | number) => bigint | number): Builtin {
  return ([value], follower) => {
    if (!value) return undefined;
    const known = follower.known(value);
    if (known.kind !== 'constant') return undefined;
    const number = typeof known.value === 'boolean' ? BigInt(known.value) : known.value;
    return typeof number === 'bigint' || (typeof number === 'number' && Number.isFinite(number))
      ? constant(to(number))
      : undefined;
  };
}

function sequence(kind: 'list' | 'tuple'): Builtin {
  return ([value], follower) => ({ kind, items: value ? [...follower.iterate(value)] : [] });
}

/**
 * Python's builtin functions, as far as they make values of values that are known. What is not here, `exec` and `print`
 * among it, is not followed.
 */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['range', range],
  ['xrange', range],
  ['len', ([value], follower) => (value ? constant(BigInt(follower.iterate(value).length)) : undefined)],
  ['list', sequence('list')],
  ['tuple', sequence('tuple')],
  ['reversed', ([value], follower) => value && { kind: 'list', items: [...follower.iterate(value)].reverse() }],
  [
    'enumerate',
    ([value], follower) =>
      value && {
        kind: 'list',
        items: follower
          .iterate(value)
          .map((item, index): Expression => ({ kind: 'tuple', items: [constant(BigInt(index)), item] })),
      },
  ],
  [
    'zip',
    (args, follower) => {
      const columns = args.map((argument) => follower.iterate(argument));
      const count = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.length));
      const items = Array.from({ length: count }, (_, row): Expression => {
        return { kind: 'tuple', items: columns.map((column) => column[row] ?? NONE) };
      });
      return { kind: 'list', items };
    },
  ],
  [
    'map',
    ([called, ...lists], follower) => {
      const [list] = lists;
      if (!called || !list || lists.length > 1) return undefined;
      return { kind: 'list', items: follower.iterate(list).map((item) => follower.callItem(called, [item])) };
    },
  ],
  [
    'sum',
    ([list, start = constant(0n)], follower) => {
      if (!list) return undefined;
      const items = follower.iterate(list);
      const isZero = start.kind === 'constant' && start.value === 0n;
      const [first = start, ...others] = isZero ? items : [start, ...items];
      return others.reduce((total, item) => follower.operate('+', [total, item]), first);
    },
  ],
  ['min', extreme('<')],
  ['max', extreme('>')],
  ['int', convert((value) => (typeof value === 'bigint' ? value : BigInt(Math.trunc(value))))],
  ['float', convert((value) => Number(value))],
  ['bool', ([value], follower) => (value ? constant(follower.isTrue(value)) : constant(false))],
  [
    'abs',
    ([value], follower) => {
      if (!value) return undefined;
      const known = follower.known(value);
      if (known.kind !== 'constant') return undefined;
      const isNegative = fold('<', [known.value, 0n]);
      if (isNegative?.kind !== 'constant') return undefined;
      return truth(isNegative.value) ? fold('-', [known.value]) : known;
    },
  ],
]);
