import type { Shape } from '../classes/shapes.ts';
import { type Argument, TensorRef } from '../graph/graph.ts';
import type { Arguments } from './arguments.ts';
import { broadcastShapes } from './summands.ts';

/** The shape of a tensor or of a constant; undefined where it is not known. */
export function operandShape(value: Argument, given: Arguments): Shape | undefined {
  if (value instanceof TensorRef) return given.shape(value);
  if (!Array.isArray(value)) return [];
  const [first] = value;
  if (value.some((item) => item instanceof TensorRef)) return broadcast(value.map((item) => operandShape(item, given)));
  const inner = first === undefined ? [] : operandShape(first, given);
  return inner && [value.length, ...inner];
}

/** The shape that several are broadcast to; undefined if one is not known. */
export function broadcast(shapes: readonly (Shape | undefined)[]): Shape | undefined {
  let result: Shape = [];
  for (const shape of shapes) {
    if (shape === undefined) return undefined;
    result = broadcastShapes(result, shape);
  }
  return result;
}
