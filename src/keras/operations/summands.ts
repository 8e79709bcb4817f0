import type { Shape } from '../classes/shapes.ts';

/**
 * What a size may be where one axis of a summand has the length n and all others have one entry: a number, n itself, or
 * anything.
 */
type Size = number | 'n' | 'any';

/**
 * Whether Keras 3 may add the second of two tensors wrongly. From 3.7 to 3.15.1 on TensorFlow it takes one with a single
 * axis that is longer than 1 for a bias, and adds it along the last axis of the first if that is as long, else along the
 * second axis if that is (`add` of backend/tensorflow/numpy.py): whichever axis it is, and that of the batch, too. An axis
 * that is open in both is taken for the same size.
 */
export function isTakenForBias(first: Shape, second: Shape): boolean {
  if (first.length < 2) return false;
  return second.some((length, axis) => length !== 1 && isMisplaced(first, second, axis));
}

/** Whether it is, where `axis` is the only one of the second tensor that is longer than 1. */
function isMisplaced(first: Shape, second: Shape, axis: number): boolean {
  if (second.some((size, other) => other !== axis && size !== null && size !== 1)) return false;
  const length = second[axis] ?? 'n';
  const offset = first.length - second.length;
  const sizes = first.map((size, at): Size => {
    const opposite = second[at - offset];
    if (size !== null || opposite !== null) return size ?? 'any';
    return at - offset === axis ? 'n' : 1;
  });
  const [last, channels] = [sizes.at(-1) ?? 1, sizes[1] ?? 1];
  // A tensor of more axes than the first is squeezed to one of as many.
  const isPlace = (place: number) => offset >= 0 && place === axis + offset;
  if (mayBe(last, length) && !isPlace(first.length - 1)) return true;
  return last !== length && mayBe(channels, length) && !isPlace(1);
}

function mayBe(size: Size, length: number | 'n'): boolean {
  if (size === 'any' || size === length) return true;
  return length === 'n' && typeof size === 'number' && size > 1;
}

/** An order in which tensors are added one after the other as they should be, and those that must be broadcast beforehand. */
export interface Summation {
  readonly order: readonly number[];
  /** By their place in `order`. */
  readonly broadcast: ReadonlySet<number>;
}

/**
 * How to add tensors of these shapes: as they stand where that is safe, else those that are broadcast along most axes
 * first, since a first summand is taken for no bias.
 */
export function summation(shapes: readonly Shape[]): Summation {
  const given = shapes.map((_, index) => index);
  if (misplaced(shapes).length === 0) return { order: given, broadcast: new Set() };
  const ones = (index: number) => shapes[index]?.filter((size) => size === 1).length ?? 0;
  const order = given.toSorted((a, b) => ones(b) - ones(a));
  return { order, broadcast: new Set(misplaced(order.map((index) => shapes[index] ?? []))) };
}

/** The tensors that are added wrongly to the sum of those before, by their places. */
function misplaced(shapes: readonly Shape[]): number[] {
  const found: number[] = [];
  let total: Shape = shapes[0] ?? [];
  for (const [index, shape] of shapes.entries()) {
    if (index === 0) continue;
    if (isTakenForBias(total, shape)) found.push(index);
    total = broadcastShapes(total, shape);
  }
  return found;
}

/** The shape that two tensors are broadcast to. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const [x, y] = [a, b].map((sizes) => [...Array.from({ length: rank - sizes.length }, () => 1), ...sizes]);
  return Array.from({ length: rank }, (_, axis) => larger(x?.[axis] ?? null, y?.[axis] ?? null));
}

function larger(a: number | null, b: number | null): number | null {
  if (a === 1) return b;
  return b === 1 || b === null ? a : b;
}
