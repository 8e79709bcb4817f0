import { type Argument, type Operation, type OperationArgument, TensorRef } from '../graph.ts';
import { type Arguments, isArgumentObject } from './arguments.ts';
import { array, ELLIPSIS, numpy, slice, sliced } from './compose.ts';
import type { OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

/** `x[key]`: Keras 2 writes slices as `{start, stop, step}` and `...` as a dictionary of its own. */
function getItem(given: Arguments): Operation {
  const spec = given.raw('slice_spec');
  const keys = Array.isArray(spec) ? spec : [spec];
  return numpy('GetItem', [given.operand('tensor'), keys.map((key) => sliceKey(key, given))]);
}

function sliceKey(key: Argument, given: Arguments): OperationArgument {
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
  const begin = given.integers('begin');
  const keys = given.integers('size').map((size, axis) => {
    const start = begin[axis] ?? 0;
    return slice(start, size === -1 ? null : start + size, null);
  });
  return numpy('GetItem', [given.operand('input'), keys]);
}

/** `tf.strided_slice`, whose masks are bits: one a key. */
function stridedSlice(given: Arguments): Operation {
  const begin = given.integers('begin');
  const end = given.integers('end');
  const strides = given.given('strides') ? given.integers('strides') : begin.map(() => 1);
  const bit = (mask: string, index: number) => (given.integer(mask, 0) & (1 << index)) !== 0;
  const keys = begin.map((start, index): OperationArgument => {
    if (bit('ellipsis_mask', index)) return ELLIPSIS;
    if (bit('new_axis_mask', index)) return null;
    if (bit('shrink_axis_mask', index)) return start;
    return slice(
      bit('begin_mask', index) ? null : start,
      bit('end_mask', index) ? null : (end[index] ?? null),
      strides[index] ?? 1,
    );
  });
  return numpy('GetItem', [given.operand('input'), keys]);
}

/** `tf.gather`: like `Take`, which counts negative indices from the end where TensorFlow fails. */
function gather(given: Arguments): Operation {
  const indices = given.raw('indices');
  const batchDims = given.integer('batch_dims', 0);
  const axis = given.integer('axis', batchDims);
  const params = given.operand('params');
  if (batchDims !== 0) return gatherAlongBatch(given, axis, batchDims);
  if (typeof indices === 'number') return sliced(params, axis, indices);
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

export const SLICING: readonly OperationRow[] = [
  { names: '__operators__.getitem', parameters: 'tensor slice_spec var', build: getItem },
  { names: 'slice', parameters: 'input|input_ begin size', build: sizedSlice },
  {
    names: 'strided_slice',
    parameters: 'input|input_ begin end strides begin_mask end_mask ellipsis_mask new_axis_mask shrink_axis_mask var',
    build: stridedSlice,
  },
  { names: 'gather gather_v2', parameters: 'params indices validate_indices axis batch_dims', build: gather },
  {
    names: 'nn.embedding_lookup',
    parameters: 'params ids partition_strategy validate_indices max_norm',
    build: lookup,
  },
  { names: 'boolean_mask', parameters: 'tensor mask axis', build: booleanMask },
];
