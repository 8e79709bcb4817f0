import type { Tensor } from '../../../tensor/tensor.ts';

/**
 * Pairs slots with variables by name, where the names of both can tell: `Adam/dense/kernel/m:0` (legacy) and
 * `Adam/m/dense/kernel:0` (2.11 on) belong to `/model_weights/dense/dense/kernel:0`. Undefined where names cannot tell
 * (Keras 2.2's `training/Adam/Variable_3:0`, the numbered variables of an object tree, two variables of one name); the
 * order of the list decides there.
 *
 * @param slotNames - Names of one slot, in the order of the list.
 * @returns For each slot, the index of its variable.
 */
export function variablesByName(
  slotNames: readonly (string | undefined)[],
  variables: readonly Tensor[],
): number[] | undefined {
  const paths = variables.map((variable) => segments(variable.path));
  const found = slotNames.map((name) => bestMatch(name, paths));
  const indices = found.filter((index): index is number => index !== undefined);
  return indices.length === variables.length && new Set(indices).size === variables.length ? indices : undefined;
}

/** A variable's own name has at least a layer and a weight: `dense/kernel`. */
const ENOUGH_SEGMENTS = 2;

function bestMatch(name: string | undefined, paths: readonly string[][]): number | undefined {
  if (name === undefined) return undefined;
  const full = segments(name);
  // The legacy optimizers put the slot's name last.
  const scores = paths.map((path) => Math.max(commonEnd(full, path), commonEnd(full.slice(0, -1), path)));
  const best = Math.max(...scores);
  const winners = scores.filter((score) => score === best).length;
  return best >= ENOUGH_SEGMENTS && winners === 1 ? scores.indexOf(best) : undefined;
}

function segments(name: string): string[] {
  return name.replace(/:0$/, '').split('/');
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}
