import type { Operation, OperationArgument } from '../graph/graph.ts';
import type { JsonObject } from '../python-json.ts';
import { pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { cast, linalg, math, numpy, reversed, slice, sliced } from './compose.ts';
import { alike, type OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

const REDUCTION = 'input|input_tensor|x axis|reduction_indices|dim|dims keepdims|keep_dims';

/** `axis` and `keepdims` as Keras 3's reductions are configured; no axis stands for all of them. */
function reduction(given: Arguments): JsonObject {
  return { axis: axes(given), keepdims: given.flag('keepdims') };
}

function axes(given: Arguments): null | number | number[] {
  if (!given.given('axis')) return null;
  const list = given.integers('axis');
  if (list.length === 0) throw new Unsupported('over an empty list of axes has no counterpart in Keras 3');
  return list.length === 1 ? (list[0] ?? null) : list;
}

function isInteger(dtype: string | undefined): boolean {
  return dtype !== undefined && /^u?int/.test(dtype);
}

/** Refuses the types that Keras 3 widens where TensorFlow lets them overflow. */
function withoutSmallIntegers(given: Arguments): OperationArgument {
  const dtype = given.dtype(given.raw('input'));
  if (dtype !== undefined && /^u?int(8|16)$/.test(dtype)) {
    throw new Unsupported(`of ${dtype} tensors overflows in TensorFlow and not in Keras 3`);
  }
  return given.operand('input');
}

/** TensorFlow's mean of integers is an integer, rounded towards zero; Keras 3's is a float. */
function mean(given: Arguments): Operation {
  const x = given.operand('input');
  const dtype = given.dtype(given.raw('input'));
  if (!isInteger(dtype) || dtype === undefined) return numpy('Mean', [x], reduction(given));
  return cast(numpy('Mean', [cast(x, 'float64')], reduction(given)), dtype);
}

function euclidean(x: OperationArgument, config: JsonObject): Operation {
  return numpy('Sqrt', [numpy('Sum', [numpy('Square', [x])], config)]);
}

/** Norms as `tf.norm` computes them; over two axes all but the Frobenius norm are norms of matrices. */
function norm(given: Arguments): Operation {
  const x = given.operand('tensor');
  const config = { axis: axes(given), keepdims: given.flag('keepdims') };
  const ord = given.raw('ord') ?? 'euclidean';
  const matrix = Array.isArray(config.axis);
  if (ord === 'euclidean' || (ord === 'fro' && matrix) || (!matrix && Number(ord) === 2)) return euclidean(x, config);
  if (!matrix && Number(ord) === 1) return numpy('Sum', [numpy('Absolute', [x])], config);
  if (!matrix && Number(ord) === Number.POSITIVE_INFINITY) return numpy('Max', [numpy('Absolute', [x])], config);
  throw new Unsupported('of this order has no counterpart in Keras 3');
}

/** `x / sqrt(max(sum(x ** 2), epsilon))`: Keras 3's Normalize bounds the root, not the sum. */
function l2Normalize(given: Arguments): Operation {
  const x = given.operand('x');
  const squares = numpy('Sum', [numpy('Square', [x])], { axis: axes(given), keepdims: true });
  const bounded = numpy('Maximum', [squares, pythonFloat(given.number('epsilon', 1e-12))]);
  return numpy('Multiply', [x, math('Rsqrt', [bounded])]);
}

function argument(className: string): (given: Arguments) => Operation {
  return (given) => numpy(className, [given.operand('input')], { axis: given.integer('axis', 0) });
}

/** Running sums and products; `exclusive` ones start from the neutral element and leave the last entry out. */
function cumulative(className: string, neutral: string): (given: Arguments) => Operation {
  return (given) => {
    const axis = given.integer('axis', 0);
    const front = given.frontAxis(axis, given.raw('x'));
    const turn = (x: OperationArgument) => (given.flag('reverse') ? reversed(x, axis) : x);
    let x = turn(given.operand('x'));
    if (given.flag('exclusive')) {
      const first = numpy(neutral, [sliced(x, front(), slice(null, 1, null))]);
      x = numpy('Concatenate', [[first, sliced(x, front(), slice(null, -1, null))]], { axis });
    }
    return turn(numpy(className, [x], { axis })) as Operation;
  };
}

function sort(given: Arguments): Operation {
  const axis = given.integer('axis', -1);
  const sorted = numpy('Sort', [given.operand('values')], { axis });
  return given.text('direction', 'ASCENDING') === 'ASCENDING' ? sorted : reversed(sorted, axis);
}

function argsort(given: Arguments): Operation {
  const values = given.operand('values');
  const axis = given.integer('axis', -1);
  if (given.text('direction', 'ASCENDING') === 'ASCENDING') return numpy('Argsort', [values], { axis });
  // Of equal values the first comes first in either direction, so that a reversed order would not do.
  return numpy('Argsort', [numpy('Negative', [values])], { axis });
}

export const REDUCTIONS: readonly OperationRow[] = [
  { names: 'math.reduce_mean reduce_mean mean', parameters: REDUCTION, build: mean },
  ...alike({ Sum: 'math.reduce_sum reduce_sum sum', Prod: 'math.reduce_prod reduce_prod prod' }, (className) => ({
    parameters: REDUCTION,
    build: (given) => numpy(className, [withoutSmallIntegers(given)], reduction(given)),
  })),
  ...alike(
    {
      Max: 'math.reduce_max reduce_max max',
      Min: 'math.reduce_min reduce_min min',
      Std: 'math.reduce_std',
      Var: 'math.reduce_variance',
    },
    (className) => ({
      parameters: REDUCTION,
      build: (given) => numpy(className, [given.operand('input')], reduction(given)),
    }),
  ),
  ...alike({ All: 'math.reduce_all reduce_all all', Any: 'math.reduce_any reduce_any any' }, (className) => ({
    parameters: REDUCTION,
    build: (given) => numpy(className, [given.operand('input')], reduction(given)),
    dtype: 'bool',
  })),
  {
    names: 'math.reduce_logsumexp reduce_logsumexp',
    parameters: REDUCTION,
    build: (given) => {
      const { axis, keepdims } = reduction(given);
      // 3.3.3 takes only lists of axes here.
      const list = typeof axis === 'number' ? [axis] : (axis ?? null);
      return math('Logsumexp', [given.operand('input')], { axis: list, keepdims: keepdims ?? false });
    },
  },
  {
    names: 'math.reduce_euclidean_norm euclidean_norm',
    parameters: REDUCTION,
    build: (given) => euclidean(given.operand('input'), reduction(given)),
  },
  {
    names: 'math.count_nonzero count_nonzero',
    parameters: `${REDUCTION} dtype`,
    build: (given) => {
      const nonzero = numpy('NotEqual', [given.operand('input'), 0]);
      return numpy('Sum', [cast(nonzero, 'int32')], reduction(given));
    },
    dtype: 'int32',
  },
  ...alike({ Argmax: 'math.argmax argmax arg_max', Argmin: 'math.argmin argmin arg_min' }, (className) => ({
    parameters: 'input axis|dimension output_type',
    build: argument(className),
    dtype: 'int32',
  })),
  { names: 'math.cumsum cumsum', parameters: 'x axis exclusive reverse', build: cumulative('Cumsum', 'ZerosLike') },
  { names: 'math.cumprod cumprod', parameters: 'x axis exclusive reverse', build: cumulative('Cumprod', 'OnesLike') },
  { names: 'norm linalg.norm', parameters: 'tensor ord axis keepdims|keep_dims', build: norm },
  {
    names: 'math.l2_normalize nn.l2_normalize linalg.l2_normalize',
    parameters: 'x axis|dim epsilon',
    build: l2Normalize,
  },
  {
    names: 'math.top_k nn.top_k',
    parameters: 'input k sorted index_type',
    build: (given) => math('TopK', [given.operand('input')], { k: given.integer('k', 1), sorted: true }),
    others: 'int32',
  },
  {
    names: 'math.in_top_k nn.in_top_k',
    parameters: 'predictions targets k',
    build: (given) =>
      math('InTopK', [given.operand('targets'), given.operand('predictions')], { k: given.integer('k', 1) }),
    dtype: 'bool',
  },
  { names: 'sort', parameters: 'values axis direction', build: sort },
  { names: 'argsort', parameters: 'values axis direction stable', build: argsort, dtype: 'int32' },
  { names: 'linalg.det', parameters: 'input', build: (given) => linalg('Det', [given.operand('input')], {}) },
];
