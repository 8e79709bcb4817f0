import type { SourceLayer } from './types.ts';
import { variableNameIn } from './weight-names.ts';

type NamedTensor = SourceLayer['weights'][number];

/** The weights of one innermost layer, as far as names tell: those with one prefix, by variable name. */
export interface WeightGroup {
  readonly byVariable: ReadonlyMap<string, NamedTensor>;
}

/** What a group of weights must come from, judged by names and shapes alone. */
export type Likeness = 'lstm' | 'gru' | 'cudnn-lstm' | 'cudnn-gru' | 'conv-lstm' | 'normalization' | 'other';

/** The prefix is all before the last `/`; where one variable comes twice (`kernel_1` of stacked cells) a new group begins. */
export function weightGroups(weights: readonly NamedTensor[]): WeightGroup[] {
  const groups: { prefix: string; byVariable: Map<string, NamedTensor> }[] = [];
  for (const weight of weights) {
    const prefix = weight.name.slice(0, weight.name.lastIndexOf('/') + 1);
    const variable = variableNameIn(weight.name);
    const open = groups.findLast((group) => group.prefix === prefix && !group.byVariable.has(variable));
    if (open) open.byVariable.set(variable, weight);
    else groups.push({ prefix, byVariable: new Map([[variable, weight]]) });
  }
  return groups;
}

/** Recurrent layers by `kernel (i, n·u)` and `recurrent_kernel (u, n·u)`: n is 4 for an LSTM, 3 for a GRU. */
export function likenessOf({ byVariable }: WeightGroup): Likeness {
  if (byVariable.has('mean') && byVariable.has('variance') && byVariable.has('count')) return 'normalization';
  const kernel = byVariable.get('kernel')?.tensor.shape;
  const recurrent = byVariable.get('recurrent_kernel')?.tensor.shape;
  if (!kernel || !recurrent || kernel.at(-1) !== recurrent.at(-1)) return 'other';
  const units = recurrent.at(-2) ?? 0;
  const gates = (recurrent.at(-1) ?? 0) / units;
  if (recurrent.length > 2) return gates === 4 ? 'conv-lstm' : 'other';
  const bias = byVariable.get('bias')?.tensor.shape;
  const isDouble = bias?.length === 1 && bias[0] === 2 * gates * units;
  if (gates === 4) return isDouble ? 'cudnn-lstm' : 'lstm';
  if (gates === 3) return isDouble ? 'cudnn-gru' : 'gru';
  return 'other';
}
