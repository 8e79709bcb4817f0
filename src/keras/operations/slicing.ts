import { type Argument, type Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { type Json, sameJson } from '../python-json.ts';
import { type Arguments, isArgumentObject } from './arguments.ts';
import { array, cast, numpy, reversed, slice, WHOLE } from './compose.ts';
import { Batch } from './dimensions.ts';
import { operandShape } from './operand-shape.ts';
import type { OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

/** `x[key]`: Keras 2 writes slices as `{start, stop, step}` and `...` as a dictionary of its own. */
function itemKeys(given: Arguments): Key[] {
  const spec = given.raw('slice_spec');
  return (Array.isArray(spec) ? spec : [spec]).map((key) => sliceKey(key, given));
}

/** A part of a key: `...` stands for itself until the number of axes is known. */
export type Key = OperationArgument | typeof ELLIPSIS;
export const ELLIPSIS = Symbol('...');

/**
 * An item of a tensor. `...` is written out as so many slices, since Keras 3.3.3 cannot read one from an `.h5`
 * (legacy/saving/saving_utils.py). Where the number of axes is not known, an index or a reversal of the last axis can
 * still be told by other operations.
 */
function pick(given: Arguments, name: string, keys: readonly Key[]): Operation {
  const tensor = given.operand(name);
  const dots = keys.indexOf(ELLIPSIS);
  if (dots === -1) return numpy('GetItem', [tensor, keys.filter(isWritten)]);
  const rank = given.shape(given.raw(name))?.length;
  const [before, after] = [keys.slice(0, dots).filter(isWritten), keys.slice(dots + 1).filter(isWritten)];
  if (rank !== undefined) {
    const left = rank - [...before, ...after].filter((key) => key !== null).length;
    const whole = Array.from({ length: left }, () => WHOLE);
    return numpy('GetItem', [tensor, [...before, ...whole, ...after]]);
  }
  const [last] = after;
  if (before.length === 0 && after.length === 1 && last !== undefined) {
    if (last === null) return numpy('ExpandDims', [tensor], { axis: -1 });
    if (typeof last === 'number') return numpy('Take', [tensor, array(last, 'int32')], { axis: -1 });
    if (sameJson(last as Json, slice(null, null, -1) as Json)) return reversed(tensor, -1);
  }
  throw new Unsupported('is called on a tensor whose number of axes is not known');
}

function isWritten(key: Key): key is OperationArgument {
  return key !== ELLIPSIS;
}

function sliceKey(key: Argument, given: Arguments): Key {
  if (key === null) return null;
  if (key instanceof TensorRef) return given.knownNumber(key, 'slice_spec');
  if (isArgumentObject(key)) {
    if (key.class_name === '__ellipsis__' || key.class_name === 'Ellipsis') return ELLIPSIS;
    const { start, stop, step } = (
      key.class_name === '__slice__' && isArgumentObject(key.config ?? null) ? key.config : key
    ) as {
      [part: string]: Argument;
    };
    const bound = (value: Argument | undefined) =>
      value === undefined || value === null ? null : given.knownNumber(value, 'slice_spec');
    return slice(bound(start), bound(stop), bound(step));
  }
  return given.knownNumber(key, 'slice_spec');
}

/** `tf.slice`: from `begin`, `size` elements, -1 for all that are left. */
function sizedSlice(given: Arguments): Operation {
  const begin = given.knownIntegers('begin');
  const keys = given.sizes('size').map((size, axis) => {
    const start = begin[axis] ?? 0;
    if (size === -1 || (size instanceof Batch && axis === 0 && start === 0)) return slice(start, null, null);
    if (typeof size !== 'number') throw new Unsupported('takes its size from a tensor whose values are not known');
    return slice(start, start + size, null);
  });
  return numpy('GetItem', [given.operand('input'), keys]);
}

/** `tf.strided_slice`, whose masks are bits: one a key. */
function stridedKeys(given: Arguments): Key[] {
  const begin = given.integers('begin');
  const end = given.integers('end');
  const strides = given.given('strides') ? given.integers('strides') : begin.map(() => 1);
  const bit = (mask: string, index: number) => (given.integer(mask, 0) & (1 << index)) !== 0;
  return begin.map((start, index): Key => {
    if (bit('ellipsis_mask', index)) return ELLIPSIS;
    if (bit('new_axis_mask', index)) return null;
    if (bit('shrink_axis_mask', index)) return start;
    return slice(
      bit('begin_mask', index) ? null : start,
      bit('end_mask', index) ? null : (end[index] ?? null),
      strides[index] ?? 1,
    );
  });
}

/** `tf.gather`: like `Take`, which counts negative indices from the end where TensorFlow fails. */
function gather(given: Arguments): Operation {
  const indices = given.raw('indices');
  const batchDims = given.integer('batch_dims', 0);
  const axis = given.integer('axis', batchDims);
  const params = given.operand('params');
  if (batchDims !== 0) return gatherAlongBatch(given, axis, batchDims);
  if (typeof indices === 'number') return numpy('Take', [params, array(indices, 'int32')], { axis });
  return numpy('Take', [params, given.operand('indices')], { axis });
}

function gatherAlongBatch(given: Arguments, axis: number, batchDims: number): Operation {
  const rank = given.shape(given.raw('params'))?.length;
  if (
    rank !== batchDims + 1 ||
    given.shape(given.raw('indices'))?.length !== rank ||
    (axis + rank) % rank !== batchDims
  ) {
    throw new Unsupported('with batch_dims has no counterpart in Keras 3');
  }
  return numpy('TakeAlongAxis', [given.operand('params'), given.operand('indices')], { axis: batchDims });
}

/**
 * `tf.gather_nd`: the first axes of `params` become one, of which each list of indices is a place. With `batch_dims` 1 the
 * axis of the batch stays, and places are looked for in each sample.
 */
function gatherNd(given: Arguments): Operation {
  const batchDims = given.integer('batch_dims', 0);
  const shape = given.shape(given.raw('params'));
  const depth = operandShape(given.raw('indices'), given)?.at(-1);
  if (!shape || !depth || batchDims > 1) throw new Unsupported('is called on tensors of unknown size');
  const [indexed, rest] = [shape.slice(batchDims, batchDims + depth), shape.slice(batchDims + depth)];
  // The size of the first of them is of no use, and may be that of the batch.
  const strides = indexed.map((_, axis) => count(indexed.slice(axis + 1)));
  const size = count(rest);
  if (![...strides, size].every((each) => each > 0)) throw new Unsupported('is called on tensors of unknown size');
  const places = placesOf(given, strides);
  const params = given.operand('params');
  const sizes = rest.map((each) => each ?? 1);
  if (batchDims === 0)
    return numpy('Take', [numpy('Reshape', [params], { newshape: [-1, ...sizes] }), places], { axis: 0 });
  const total = count(indexed);
  const list = operandShape(given.raw('indices'), given)?.slice(1, -1) ?? [];
  if (!(total > 0) || list.length !== 1) throw new Unsupported('with batch_dims has no counterpart in Keras 3');
  if (rest.length === 0) {
    return numpy('TakeAlongAxis', [numpy('Reshape', [params], { newshape: [-1, total] }), places], { axis: 1 });
  }
  const vectors = numpy('Reshape', [params], { newshape: [-1, total, size] });
  const each = numpy('Repeat', [numpy('ExpandDims', [places], { axis: -1 })], { repeats: size, axis: -1 });
  const taken = numpy('TakeAlongAxis', [vectors, each], { axis: 1 });
  return rest.length === 1 ? taken : numpy('Reshape', [taken], { newshape: [-1, list[0] ?? -1, ...sizes] });
}

/** Where along one axis lists of indices point to, as a tensor or as constants. */
function placesOf(given: Arguments, strides: readonly number[]): OperationArgument {
  const indices = given.raw('indices');
  if (indices instanceof TensorRef) {
    const scaled = numpy('Multiply', [cast(given.operand('indices'), 'int32'), array([...strides], 'int32')]);
    return numpy('Sum', [scaled], { axis: -1, keepdims: false });
  }
  const placed = (list: Argument): OperationArgument => {
    if (!Array.isArray(list)) throw new Unsupported('has indices that are no integers');
    if (Array.isArray(list[0])) return list.map(placed);
    return list.reduce<number>((sum, index, axis) => sum + Number(index) * (strides[axis] ?? 1), 0);
  };
  return array(placed(indices), 'int32');
}

/** How many elements a tensor of these sizes has; NaN if one is not known. */
function count(sizes: readonly (number | null)[]): number {
  return sizes.reduce<number>((total, size) => total * (size ?? Number.NaN), 1);
}

function lookup(given: Arguments): Operation {
  given.only('max_norm');
  return numpy('Take', [given.operand('params'), given.operand('ids')], { axis: 0 });
}

/** A mask that is a constant vector picks what it marks. */
function booleanMask(given: Arguments): Operation {
  const mask = given.raw('mask');
  if (!Array.isArray(mask) || !mask.every((item) => typeof item === 'boolean')) {
    throw new Unsupported('gives a number of rows that depends on the data');
  }
  const marked = mask.flatMap((keep, index) => (keep ? [index] : []));
  return numpy('Take', [given.operand('tensor'), array(marked, 'int32')], { axis: given.integer('axis', 0) });
}

/** The keys of both kinds of slicing, for what is to be told of the result. */
export const KEYS: ReadonlyMap<string, (given: Arguments) => Key[]> = new Map([
  ['__operators__.getitem', itemKeys],
  ['strided_slice', stridedKeys],
]);

export const SLICING: readonly OperationRow[] = [
  {
    names: '__operators__.getitem',
    parameters: 'tensor slice_spec var',
    build: (given) => pick(given, 'tensor', itemKeys(given)),
  },
  { names: 'slice', parameters: 'input|input_ begin size', build: sizedSlice },
  {
    names: 'strided_slice',
    parameters: 'input|input_ begin end strides begin_mask end_mask ellipsis_mask new_axis_mask shrink_axis_mask var',
    build: (given) => pick(given, 'input', stridedKeys(given)),
  },
  { names: 'gather gather_v2', parameters: 'params indices validate_indices axis batch_dims', build: gather },
  { names: 'gather_nd', parameters: 'params indices batch_dims bad_indices_policy', build: gatherNd },
  {
    names: 'nn.embedding_lookup',
    parameters: 'params ids partition_strategy validate_indices max_norm',
    build: lookup,
  },
  { names: 'boolean_mask', parameters: 'tensor mask axis', build: booleanMask },
];
