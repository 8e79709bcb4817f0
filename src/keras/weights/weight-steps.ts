import { shapeAfter } from '../../tensor/apply-transform.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Transform } from '../../tensor/transform.ts';
import { flipsKernels } from '../backends/backends.ts';
import { stateOf } from '../classes/table.ts';
import type { VariableNode } from './layer-tree.ts';

/** Which source tensor each variable is made from, as far as it is settled. */
export type Pairs = ReadonlyMap<VariableNode, Tensor>;

/** Steps from the layout in which the source kept a variable to Keras 3's, then the changes to its values that the upgrade asks for. */
export function stepsFor(variable: VariableNode, pairs: Pairs, backend: string | undefined): Transform[] {
  const adjustments = (variable.owner.origin?.adjustments ?? [])
    .filter((adjustment) => adjustment.variable === variable.name)
    .flatMap((adjustment) => adjustment.steps);
  const relaid = adjustments.some(({ kind }) => kind !== 'scale-blocks');
  if (relaid) return adjustments;
  return [
    ...cudnnSteps(variable, pairs),
    ...theanoSteps(variable, pairs, backend),
    ...virtualBatchSteps(variable, pairs),
    ...maxoutSteps(variable, pairs),
    ...adjustments,
  ];
}

/** A MaxoutDense has a kernel (features, in, out) and biases (features, out), of which one wide Dense is made. */
function maxoutSteps(variable: VariableNode, pairs: Pairs): Transform[] {
  const [features = 0, inputs = 0, outputs] = pairs.get(variable)?.shape ?? [];
  if (variable.owner.origin?.className !== 'MaxoutDense') return [];
  if (outputs === undefined) return [{ kind: 'reshape', shape: [features * inputs] }];
  return [
    { kind: 'transpose', permutation: [1, 0, 2] },
    { kind: 'reshape', shape: [inputs, features * outputs] },
  ];
}

/** A BatchNormalization with virtual batches shapes its weights as its input, with 1 for all axes but the one it has. */
function virtualBatchSteps(variable: VariableNode, pairs: Pairs): Transform[] {
  const { className, origin } = variable.owner;
  const shape = pairs.get(variable)?.shape ?? [];
  if (className !== 'BatchNormalization' || (origin?.config.virtual_batch_size ?? null) === null || shape.length < 2)
    return [];
  return [{ kind: 'reshape', shape: [shape.reduce((product, size) => product * size, 1)] }];
}

/** The bias alone tells a cuDNN source: it is twice as long, and flat. */
export function isCudnnSource(variable: VariableNode, pairs: Pairs): boolean {
  const rule = stateOf(variable.owner.className)?.cudnn;
  const bias = variable.owner.variables.find(({ name }) => name === 'bias');
  const units = variable.owner.config.units;
  const shape = bias && pairs.get(bias)?.shape;
  return rule !== undefined && typeof units === 'number' && shape?.length === 1 && shape[0] === 2 * rule.gates * units;
}

function cudnnSteps(variable: VariableNode, pairs: Pairs): Transform[] {
  const rule = stateOf(variable.owner.className)?.cudnn;
  if (!rule || !isCudnnSource(variable, pairs)) return [];
  if (variable.name === 'bias') return [rule.bias(pairs.get(variable)?.shape[0] ?? 0)];
  return [{ kind: 'transpose-blocks', blocks: rule.gates }];
}

/** Theano convolves with kernels flipped along every spatial axis. */
export function isFlipped(variable: VariableNode, backend: string | undefined): boolean {
  return flipsKernels(backend) && (stateOf(variable.owner.className)?.flipped ?? []).includes(variable.name);
}

function theanoSteps(variable: VariableNode, pairs: Pairs, backend: string | undefined): Transform[] {
  const rank = pairs.get(variable)?.shape.length ?? 0;
  if (!isFlipped(variable, backend) || rank <= 2) return [];
  return [{ kind: 'flip', axes: Array.from({ length: rank - 2 }, (_, axis) => axis) }];
}

/** Whether a tensor, after its steps, has a shape that the configuration allows. */
export function fits(variable: VariableNode, pairs: Pairs, backend: string | undefined): boolean {
  const tensor = pairs.get(variable);
  if (!tensor) return false;
  if (variable.owner.made) return allows(variable, tensor.shape);
  return allows(variable, shapeAfter([tensor], stepsFor(variable, pairs, backend)).shape);
}

/** Whether the configuration allows a variable this shape. */
function allows(variable: VariableNode, shape: readonly number[]): boolean {
  const expected = variable.shape;
  if (expected === undefined) return true;
  return expected.length === shape.length && expected.every((size, axis) => size === null || size === shape[axis]);
}
