import type { Operation, TensorRef } from './graph.ts';
import { numpy } from './operations/compose.ts';
import type { SourceLayer } from './source-graph.ts';
import { classOf, isKnown, type Mask } from './tensor-masks.ts';
import type { Writer } from './writer.ts';

/**
 * Since 3.6 these leave masked steps out of what they compute (`_apply_merge_op_and_or_mask` of Keras 3's base_merge.py, and
 * multiply.py); no Keras 2 did.
 */
const MERGING_UNMASKED_STEPS: ReadonlySet<string> = new Set(['Maximum', 'Minimum', 'Multiply']);

/** Whether the layer computed as if its inputs had no masks, where Keras 3 heeds them. */
export function ignoredMasks(layer: SourceLayer, writer: Writer): boolean {
  return !writer.isKeras3 && MERGING_UNMASKED_STEPS.has(classOf(layer));
}

/** The copy of a tensor, which has no mask, where the tensor has one in Keras 3. */
export function copyWithoutMask(ref: TensorRef, mask: Mask | undefined): Operation | undefined {
  const isLost = mask?.kind === 'merged' && MERGING_UNMASKED_STEPS.has(classOf(mask.by));
  return isKnown(mask) && !isLost ? numpy('Copy', [ref]) : undefined;
}
