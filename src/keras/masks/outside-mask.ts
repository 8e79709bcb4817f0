import type { TensorRef } from '../graph/graph.ts';
import { distinct, type Mask, type MaskPart, madeMask, partsOf } from './mask.ts';

/**
 * A mask of a model's output, in the graph that calls the model.
 *
 * @param mask in terms of the model's own graph
 * @param inputs the model's inputs
 * @param args the tensors it is called with
 * @param given their masks
 * @param apart tells the call from others
 */
export function outsideMask(
  mask: Mask | undefined,
  inputs: readonly TensorRef[],
  args: readonly TensorRef[],
  given: readonly (Mask | undefined)[],
  apart: string,
): Mask | undefined {
  const outside = (part: MaskPart): Mask | undefined => {
    if (part.kind === 'outer') return given[part.input];
    const { from } = part;
    const index = from ? inputs.findIndex((input) => input.layer === from.layer && input.tensor === from.tensor) : -1;
    const moved = madeMask(part.by, args[index], `${apart} ${part.key}`);
    return part.inSteps ? { ...moved, inSteps: part.inSteps, key: `${moved.key} ${part.inSteps}` } : moved;
  };
  if (mask === undefined) return undefined;
  if (mask.kind === 'made' || mask.kind === 'outer') return outside(mask);
  const masks = mask.of.map(outside).filter((one) => one !== undefined);
  if (masks.length === 0) return undefined;
  if (mask.kind === 'regained') return { ...mask, of: distinct(masks.flatMap(partsOf)).of };
  const inKeras2 = masks.filter((one) => one.kind !== 'regained');
  if (inKeras2.length === 0) return masks[0];
  const { of, areAll } = distinct(inKeras2.flatMap(partsOf));
  const isKnown = mask.isKnown && areAll && inKeras2.every((one) => one.kind !== 'merged' || one.isKnown);
  return { ...mask, of, isKnown };
}
