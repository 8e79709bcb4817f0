import { isHalf, TREE_HALVES, withHalves } from '../../../tensor/half.ts';
import type { Dtype, Tensor } from '../../../tensor/tensor.ts';
import type { Transform } from '../../../tensor/transform.ts';

/**
 * Whether what happens to a variable's values may happen to its slots. Moving and reordering elements may. Scaling may not:
 * an optimizer's step does not scale with its parameter, so a run resumed with scaled slots takes other steps. Nor may
 * adding two variables into one.
 */
export function slotsFollow(steps: readonly Transform[]): boolean {
  return steps.every(
    (step) =>
      step.kind !== 'sum-halves' && (step.kind !== 'scale-blocks' || step.factors.every((factor) => factor === 1)),
  );
}

/** The steps of a variable, for slots of a type of their own. */
export function slotSteps(steps: readonly Transform[], slots: readonly Tensor[]): { steps: Transform[]; dtype: Dtype } {
  const moves = steps.filter((step) => step.kind !== 'widen' && step.kind !== 'scale-blocks');
  const all = withHalves(slots, moves, TREE_HALVES);
  const own = slots[0]?.dtype ?? 'float32';
  const cast = moves.findLast((step) => step.kind === 'cast');
  const isWidened = all[0]?.kind === 'widen' && isHalf(own);
  return { steps: [...all], dtype: cast?.kind === 'cast' ? cast.dtype : isWidened ? 'float32' : own };
}
