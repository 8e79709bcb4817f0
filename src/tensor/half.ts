import type { Dtype } from './tensor.ts';
import type { Transform } from './transform.ts';

/** What Keras 3 reads as half precision in an object tree, to the same values (asked of 3.3.3 and 3.15.1). */
export const TREE_HALVES: ReadonlySet<Dtype> = new Set<Dtype>(['float16', 'bfloat16']);

/** Transforms that move elements and look at none: they are the same for any two bytes. */
const MOVES: ReadonlySet<Transform['kind']> = new Set([
  'concatenate',
  'permute-blocks',
  'transpose-blocks',
  'reshape',
  'transpose',
  'flip',
  'slice',
]);

export function isHalf(dtype: Dtype): boolean {
  return dtype === 'float16' || dtype === 'bfloat16';
}

/**
 * The steps for tensors some of which may be of half precision: they stay so where their elements are only moved; to be
 * computed with, or joined with others, they are widened first, which keeps their values.
 *
 * @param kept types of half precision that the result may have
 */
export function withHalves(
  sources: readonly { readonly dtype: Dtype }[],
  steps: readonly Transform[],
  kept: ReadonlySet<Dtype>,
): readonly Transform[] {
  if (!sources.some(({ dtype }) => isHalf(dtype))) return steps;
  const isKept = sources.every(({ dtype }) => kept.has(dtype) && dtype === sources[0]?.dtype);
  return isKept && steps.every(({ kind }) => MOVES.has(kind)) ? steps : [{ kind: 'widen' }, ...steps];
}
