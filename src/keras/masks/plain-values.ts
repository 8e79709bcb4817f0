import type { Operation, TensorRef } from '../graph/graph.ts';
import { numpy } from '../operations/compose.ts';
import type { KerasVersion } from '../version.ts';
import type { Mask } from './mask.ts';

/**
 * Since 3.6 Maximum, Minimum and Multiply leave masked steps out of what they compute (`_apply_merge_op_and_or_mask` of
 * Keras 3's base_merge.py, and multiply.py); no Keras 2 did. A Concatenate joins masks by an operation that has the layer's
 * own name, and a model that is called with such a mask does not load.
 */
const MERGING_UNMASKED: ReadonlySet<string> = new Set(['Concatenate', 'Maximum', 'Minimum', 'Multiply']);

/**
 * Whether layers of this class (by the name it has today) computed as if their inputs had no masks, where Keras 3 heeds
 * them. Keras 2.10 made MultiHeadAttention heed and hand on masks (`_compute_attention_mask` of multi_head_attention.py).
 */
export function ignoredMasks(className: string, writer: KerasVersion): boolean {
  if (writer.isKeras3) return false;
  return MERGING_UNMASKED.has(className) || lostAttentionMask(className, writer);
}

/** See {@link ignoredMasks}. */
export function lostAttentionMask(className: string, writer: KerasVersion): boolean {
  return className === 'MultiHeadAttention' && writer.before(2, 10);
}

/** The copy of a tensor, which has no mask, where the tensor may have one. */
export function copyWithoutMask(ref: TensorRef, mask: Mask | undefined): Operation | undefined {
  return mask && numpy('Copy', [ref]);
}
