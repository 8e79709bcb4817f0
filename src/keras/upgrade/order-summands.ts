import type { Shape } from '../classes/shapes.ts';
import type { TensorFacts } from '../facts/shape-facts.ts';
import { type Argument, type Call, type Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { numpy } from '../operations/compose.ts';
import { summation } from '../operations/summands.ts';
import { isObject, type Json } from '../python-json.ts';
import { isArray } from './constants.ts';
import type { Notes } from './notes.ts';

/** The layers that add their inputs up, one after the other (`_merge_function` of Keras 3's add.py and average.py). */
const ADDING: ReadonlySet<string> = new Set(['Add', 'Average']);

/** One of the tensors that a layer adds up: by its place in the call, and what it is to be broadcast by. */
export interface Summand {
  readonly index: number;
  readonly broadcast: Operation | undefined;
}

/**
 * In which order a layer is given what it adds up, where Keras 3 would take one of them for a bias as they stand
 * (operations/summands.ts). A tensor that no order helps is broadcast by operations first.
 *
 * @param call in the form of Keras 3, its tensors those of the source
 * @returns undefined where the call may stay as it is
 */
export function orderSummands(
  className: unknown,
  call: Call,
  facts: TensorFacts,
  notes: Notes,
): readonly Summand[] | undefined {
  const [summands] = call.args;
  if (notes.writer.isKeras3) return undefined;
  if (typeof className !== 'string' || !ADDING.has(className) || !Array.isArray(summands)) return undefined;
  const found = summands.map((summand) => shapeOf(summand, facts));
  if (!found.every((shape) => shape !== undefined)) return undefined;
  const rank = Math.max(...found.map((shape) => shape.length));
  const { order, broadcast } = summation(found.map((shape) => raised(shape, rank)));
  if (order.every((index, place) => index === place) && broadcast.size === 0) return undefined;
  return order.map((index, place) => {
    const before = order.slice(0, place).map((other) => summands[other] ?? null);
    return { index, broadcast: broadcast.has(place) ? broadcastBy(before, summands[index] ?? null) : undefined };
  });
}

function shapeOf(summand: Argument, facts: TensorFacts): Shape | undefined {
  if (summand instanceof TensorRef) return facts.shapeOf(summand);
  const config = isObject(summand as Json) ? (summand as { config?: Argument }).config : undefined;
  const value = isObject(config as Json) ? (config as { value?: Argument }).value : undefined;
  return isArray(value) ? sizesOf(value) : undefined;
}

function sizesOf(value: Argument): number[] {
  return Array.isArray(value) ? [value.length, ...sizesOf(value[0] ?? null)] : [];
}

/** Tensors of fewer axes are given axes behind that of the batch (`call` of base_merge.py, in Keras 2 and 3). */
function raised(shape: Shape, rank: number): Shape {
  return [...shape.slice(0, 1), ...Array.from({ length: rank - shape.length }, () => 1), ...shape.slice(1)];
}

/** Times ones of the shapes of the tensors before, which changes no number. */
function broadcastBy(before: readonly Argument[], summand: Argument): Operation {
  const product = before.reduce<OperationArgument>(
    (total, one) => numpy('Multiply', [total, numpy('OnesLike', [one as OperationArgument])]),
    summand as OperationArgument,
  );
  return product as Operation;
}
