import type { VariableNode } from './layer-tree.ts';

/** Every name that Keras 1 (since its names have them) and 2 gave a variable of a built-in layer. */
const KNOWN: ReadonlySet<string> = new Set([
  'kernel',
  'bias',
  'recurrent_kernel',
  'depthwise_kernel',
  'pointwise_kernel',
  'embeddings',
  'gamma',
  'beta',
  'moving_mean',
  'moving_variance',
  'moving_stddev',
  'renorm_mean',
  'renorm_stddev',
  'renorm_mean_weight',
  'renorm_stddev_weight',
  'mean',
  'variance',
  'count',
  'alpha',
  'scale',
  'concat_score_weight',
  'vector_u',
  'summary',
]);

/** `sub/dense_1/kernel_2:0` → `kernel`; TensorFlow appends the output's number, and `_n` where a name was taken. */
export function variableNameIn(weightName: string): string {
  const last = weightName.slice(weightName.lastIndexOf('/') + 1).replace(/:\d+$/, '');
  return KNOWN.has(last) ? last : last.replace(/_\d+$/, '');
}

/** What a weight is called in the file, against what an order takes it for: names that Keras does not use prove nothing. */
export function contradicts(weightName: string, variable: VariableNode): boolean {
  const name = variableNameIn(weightName);
  if (name === variable.name || name === variable.legacyName) return false;
  return KNOWN.has(name);
}

/** How many of the layers that hold a variable its name in the file mentions, the top-level layer apart. */
export function layersMentioned(weightName: string, variable: VariableNode): number {
  const components = new Set(weightName.split('/'));
  const holders = variable.owner.path.split('/').slice(1);
  return holders.filter((holder) => components.has(holder)).length;
}

/** Whether a weight's name says that it is this variable of this very layer. */
export function isNamedAfter(weightName: string, variable: VariableNode): boolean {
  const name = variableNameIn(weightName);
  if (name !== variable.name && name !== variable.legacyName) return false;
  const holder = weightName.split('/').at(-2);
  return holder !== undefined && variable.owner.path.split('/').slice(-2).includes(holder);
}
