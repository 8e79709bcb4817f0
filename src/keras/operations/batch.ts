import { Memo } from '../facts/memo.ts';
import type { TensorFacts } from '../facts/shape-facts.ts';
import { type Argument, type Call, TensorRef } from '../graph/graph.ts';
import { Batch, known } from './dimensions.ts';
import { functionCall } from './names.ts';

/** Functions that work sample by sample on tensors of the same batch, whatever their arguments. */
const ELEMENTWISE =
  /^(?:math\.(?!reduce|arg|cum|count|top_k|bincount|segment|unsorted|in_top)|nn\.|__operators__\.add$|cast$|identity$|stop_gradient$|clip_by_value$|where$|zeros_like$|ones_like$|floor_div$|image\.)/;

/** Whether the first axis of a tensor is surely the model's batch. */
export function startsWithBatch(ref: TensorRef, facts: TensorFacts, depth = 0): boolean {
  return depth <= MAX_STEPS && FOUND.of(ref, facts, false, () => findBatch(ref, facts, depth));
}

const FOUND = new Memo<boolean>();

function findBatch(ref: TensorRef, facts: TensorFacts, depth: number): boolean {
  const producer = facts.producerOf(ref);
  if (producer === undefined) return false;
  if (producer.className === 'InputLayer') return true;
  if (OPAQUE.has(producer.className)) return false;
  const made = functionCall(producer.className, producer.config, producer.call);
  if (made?.name === 'reshape') return reshapesSamples(made.call, facts, depth + 1);
  const tensors = tensorsOf([...producer.call.args, ...Object.values(producer.call.kwargs)]);
  if (tensors.length === 0 || !tensors.every((tensor) => startsWithBatch(tensor, facts, depth + 1))) return false;
  if (made !== undefined) return keepsBatch(made.name, made.call, tensors, facts);
  return !OPERATION_CLASS.test(producer.className);
}

/** What is inside may do anything: code, or operations of its own. */
const OPAQUE = new Set(['Lambda', 'Functional', 'Model', 'Sequential']);

/** Operations that are not known by name may do anything. */
const OPERATION_CLASS = /OpLambda$|^TensorFlowOpLayer$|^ClassMethod$|^Instance/;

// Deeper than networks are, and no deeper than the stack.
const MAX_STEPS = 1024;

function tensorsOf(values: readonly Argument[]): TensorRef[] {
  return values.flatMap((value) => {
    if (value instanceof TensorRef) return [value];
    return Array.isArray(value) ? tensorsOf(value) : [];
  });
}

function keepsBatch(name: string, call: Call, tensors: readonly TensorRef[], facts: TensorFacts): boolean {
  const argument = (key: string): Argument => call.kwargs[key] ?? null;
  const [tensor] = tensors;
  const rank = tensor === undefined ? undefined : facts.shapeOf(tensor)?.length;
  switch (name) {
    case 'transpose': {
      const perm = argument('perm');
      return Array.isArray(perm) && perm[0] === 0;
    }
    case 'concat':
    case 'stack':
    case 'expand_dims':
    case 'split': {
      const axis = argument('axis');
      // -1 is the first axis of a vector alone.
      return typeof axis === 'number' && (axis > 0 || (axis === -1 && rank !== undefined && rank > 1));
    }
    case 'linalg.matmul':
      return rank !== undefined && rank > 2;
    case '__operators__.getitem': {
      const key = argument('slice_spec');
      const part = Array.isArray(key) ? key[0] : undefined;
      return isWholeSlice(part);
    }
    case 'strided_slice': {
      const bit = (mask: string) => Number(argument(mask) ?? 0) & 1;
      const whole = bit('begin_mask') === 1 && bit('end_mask') === 1 && isOne(argument('strides'));
      return whole && bit('shrink_axis_mask') === 0 && bit('new_axis_mask') === 0 && bit('ellipsis_mask') === 0;
    }
    case 'math.reduce_sum':
    case 'math.reduce_mean':
    case 'math.reduce_max': {
      const axis = argument('axis');
      const axes = Array.isArray(axis) ? axis : [axis];
      return axes.every((item) => typeof item === 'number' && rank !== undefined && (item + rank) % rank !== 0);
    }
    default:
      return ELEMENTWISE.test(name);
  }
}

function isOne(strides: Argument): boolean {
  return Array.isArray(strides) && strides[0] === 1;
}

function isWholeSlice(key: Argument | undefined): boolean {
  if (typeof key !== 'object' || key === null || Array.isArray(key) || key instanceof TensorRef) return false;
  const { start, stop, step } = key as { start?: Argument; stop?: Argument; step?: Argument };
  return start === null && stop === null && step === null;
}

/** A reshape keeps the batch if it says so, or if a sample has as many elements before and after. */
function reshapesSamples(call: Call, facts: TensorFacts, depth: number): boolean {
  const [tensor] = call.args;
  const sizes = known(call.args[1] ?? call.kwargs.shape, facts);
  if (!(tensor instanceof TensorRef) || !Array.isArray(sizes) || !startsWithBatch(tensor, facts, depth)) return false;
  const [first] = sizes;
  if (first instanceof Batch) return startsWithBatch(first.of, facts, depth);
  const before = facts.shapeOf(tensor);
  return first === -1 && before !== undefined && count(sizes.slice(1)) === count(before.slice(1));
}

/** How many elements a tensor of these sizes has; NaN if one is not known. */
function count(sizes: readonly unknown[]): number {
  return sizes.reduce<number>((total, size) => total * (typeof size === 'number' && size >= 0 ? size : Number.NaN), 1);
}
