import { type Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { Float, pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { cast, core, math, nn, numpy } from './compose.ts';
import { operandShape } from './operand-shape.ts';
import { alike, type OperationRow } from './rows.ts';
import { isTakenForBias } from './summands.ts';
import { Unsupported } from './unsupported.ts';

const BINARY = {
  Subtract: 'math.subtract subtract',
  Multiply: 'math.multiply multiply',
  DivideNoNan: 'math.divide_no_nan div_no_nan',
  FloorDivide: 'math.floordiv floordiv floor_div',
  Mod: 'math.floormod floormod math.mod mod',
  Power: 'math.pow pow',
  Maximum: 'math.maximum maximum',
  Minimum: 'math.minimum minimum',
};

const COMPARISONS = {
  Equal: 'math.equal equal',
  NotEqual: 'math.not_equal not_equal',
  Greater: 'math.greater greater',
  GreaterEqual: 'math.greater_equal greater_equal',
  Less: 'math.less less',
  LessEqual: 'math.less_equal less_equal',
  LogicalAnd: 'math.logical_and logical_and',
  LogicalOr: 'math.logical_or logical_or',
  LogicalXor: 'math.logical_xor logical_xor',
};

const UNARY = {
  Absolute: 'math.abs abs',
  Negative: 'math.negative negative',
  Exp: 'math.exp exp',
  Expm1: 'math.expm1 expm1',
  Log: 'math.log log',
  Log1p: 'math.log1p log1p',
  Sqrt: 'math.sqrt sqrt',
  Square: 'math.square square',
  Reciprocal: 'math.reciprocal reciprocal',
  Sign: 'math.sign sign',
  Floor: 'math.floor floor',
  Ceil: 'math.ceil math.ceiling ceil',
  Sin: 'math.sin sin',
  Cos: 'math.cos cos',
  Tan: 'math.tan tan',
  Sinh: 'math.sinh sinh',
  Cosh: 'math.cosh cosh',
  Tanh: 'math.tanh tanh nn.tanh',
  Arcsin: 'math.asin asin',
  Arccos: 'math.acos acos',
  Arctan: 'math.atan atan',
  Arcsinh: 'math.asinh asinh',
  Arccosh: 'math.acosh acosh',
  Arctanh: 'math.atanh atanh',
};

/**
 * A sum that no Keras 3 mistakes for one of a tensor and a bias ({@link isTakenForBias}): in the other order where that helps,
 * else as the difference from the negative, which is the same to the last bit.
 */
function addition(given: Arguments): Operation {
  const [x, y] = pair(given);
  const [first, second] = [given.raw('x'), given.raw('y')];
  const [shape, other] = [operandShape(first, given), operandShape(second, given)];
  const turned = () => numpy('Add', [y, x]);
  // A constant stands first, unless it is a number.
  const isArray = first instanceof TensorRef && Array.isArray(second) && y instanceof Object;
  if (shape === undefined || other === undefined) return isArray ? turned() : numpy('Add', [x, y]);
  if (isArray && !isTakenForBias(other, shape)) return turned();
  if (!isTakenForBias(shape, other)) return numpy('Add', [x, y]);
  if (!isTakenForBias(other, shape)) return turned();
  return isSigned(given.dtype(second) ?? given.dtype(first))
    ? numpy('Subtract', [x, numpy('Negative', [y])])
    : turned();
}

function isSigned(dtype: string | undefined): boolean {
  return dtype !== undefined && /^b?float|^int/.test(dtype);
}

/** Sum of several tensors, as nested additions. */
function sum(terms: readonly OperationArgument[]): Operation {
  const [first, ...others] = terms;
  if (first === undefined) throw new Unsupported('is called without tensors');
  if (others.length === 0) return numpy('Copy', [first]);
  return others.reduce<OperationArgument>((total, term) => numpy('Add', [total, term]), first) as Operation;
}

/** `f(x, y)`, but 0 where `x` is 0 whatever `y` may be. */
function zeroWhereZero(x: OperationArgument, result: Operation): Operation {
  return numpy('Where', [numpy('Equal', [x, pythonFloat(0)]), pythonFloat(0), result]);
}

function pair(given: Arguments): [OperationArgument, OperationArgument] {
  return [given.operand('x', given.raw('y')), given.operand('y', given.raw('x'))];
}

export const ARITHMETIC: readonly OperationRow[] = [
  { names: 'math.add add __operators__.add', parameters: 'x y', build: addition },
  ...alike(BINARY, (className) => ({ parameters: 'x y', build: (given) => numpy(className, pair(given)) })),
  {
    // Of integers, TensorFlow's quotient is a float64 and Keras 3's a float32.
    names: 'math.truediv truediv math.divide divide div realdiv',
    parameters: 'x y',
    build: (given) => numpy('Divide', pair(given)),
    dtype: (given) => {
      const dtype = given.dtype(given.raw('x')) ?? given.dtype(given.raw('y'));
      return dtype === undefined || dtype.includes('float') ? dtype : 'float32';
    },
  },
  ...alike(COMPARISONS, (className) => ({
    parameters: 'x y',
    build: (given) => numpy(className, pair(given)),
    dtype: 'bool',
  })),
  ...alike(UNARY, (className) => ({ parameters: 'x|input', build: (given) => numpy(className, [given.operand('x')]) })),
  ...alike(
    { Isnan: 'math.is_nan is_nan', Isinf: 'math.is_inf is_inf', Isfinite: 'math.is_finite is_finite' },
    (className) => ({
      parameters: 'x',
      build: (given) => numpy(className, [given.operand('x')]),
      dtype: 'bool',
    }),
  ),
  ...alike({ Erf: 'math.erf erf', Erfinv: 'math.erfinv', Rsqrt: 'math.rsqrt rsqrt' }, (className) => ({
    parameters: 'x',
    build: (given) => math(className, [given.operand('x')]),
  })),
  {
    names: 'math.logical_not logical_not',
    parameters: 'x',
    build: (given) => numpy('LogicalNot', [given.operand('x')]),
    dtype: 'bool',
  },
  {
    // Both round halves to even.
    names: 'math.round round math.rint',
    parameters: 'x',
    build: (given) => numpy('Round', [given.operand('x')], { decimals: 0 }),
  },
  {
    names: 'math.reciprocal_no_nan reciprocal_no_nan',
    parameters: 'x',
    build: (given) => numpy('DivideNoNan', [pythonFloat(1), given.operand('x')]),
  },
  {
    names: 'math.multiply_no_nan',
    parameters: 'x y',
    build: (given) => zeroWhereZero(given.operand('y'), numpy('Multiply', pair(given))),
  },
  {
    names: 'math.xlogy',
    parameters: 'x y',
    build: (given) => {
      const x = given.operand('x', given.raw('y'));
      return zeroWhereZero(x, numpy('Multiply', [x, numpy('Log', [given.operand('y', given.raw('x'))])]));
    },
  },
  {
    names: 'math.atan2 atan2',
    parameters: 'y x',
    build: (given) => numpy('Arctan2', [given.operand('y', given.raw('x')), given.operand('x', given.raw('y'))]),
  },
  {
    names: 'math.squared_difference squared_difference',
    parameters: 'x y',
    build: (given) => numpy('Square', [numpy('Subtract', pair(given))]),
  },
  {
    names: 'math.add_n add_n math.accumulate_n accumulate_n',
    parameters: 'inputs shape tensor_dtype',
    build: (given) => sum(given.operands('inputs')),
  },
  {
    names: 'math.scalar_mul scalar_mul',
    parameters: 'scalar x',
    build: (given) => numpy('Multiply', [given.operand('scalar', given.raw('x')), given.operand('x')]),
  },
  {
    // TensorFlow takes the lesser first, so that clip_value_min wins where the bounds cross.
    names: 'clip_by_value',
    parameters: 't clip_value_min clip_value_max',
    build: (given) => {
      const t = given.raw('t');
      const upper = numpy('Minimum', [given.operand('t'), given.operand('clip_value_max', t)]);
      return numpy('Maximum', [upper, given.operand('clip_value_min', t)]);
    },
  },
  {
    names: 'where where_v2',
    parameters: 'condition x y',
    build: (given) => {
      if (!given.given('x') || !given.given('y')) {
        throw new Unsupported('without values to choose from gives a number of indices that depends on the data');
      }
      return numpy('Where', [given.operand('condition'), ...pair(given)]);
    },
    dtype: (given) => given.dtype(given.raw('x')) ?? given.dtype(given.raw('y')),
  },
  {
    // That of TensorFlow 1: the condition has the shape of both, or its own broadcasting.
    names: 'compat.v1.where',
    parameters: 'condition x y',
    build: (given) => {
      const [condition, x] = ['condition', 'x'].map((name) => given.shape(given.raw(name)));
      if (!condition || !x || condition.join() !== x.join()) {
        throw new Unsupported('broadcasts its condition as Keras 3 does not');
      }
      return numpy('Where', [given.operand('condition'), ...pair(given)]);
    },
    dtype: (given) => given.dtype(given.raw('x')) ?? given.dtype(given.raw('y')),
  },
  {
    // As many results as inputs, which have one shape where TensorFlow itself makes use of it: swish, whose constant
    // comes last and is not read again.
    names: 'identity_n',
    parameters: 'inputs',
    build: (given) => {
      const operands = given.operands('inputs');
      const constant = operands.findIndex((operand) => typeof operand === 'number' || operand instanceof Float);
      const inputs = constant < 0 ? operands : operands.slice(0, constant);
      if (inputs.length === 0) throw new Unsupported('of constants has no counterpart in Keras 3');
      return core('Unstack', [numpy('Stack', [inputs], { axis: 0 })], { num: inputs.length, axis: 0 });
    },
  },
  {
    names: 'cast dtypes.cast',
    parameters: 'x dtype',
    build: (given) => cast(given.operand('x'), given.dtypeArgument('dtype') ?? 'float32'),
    dtype: (given) => given.dtypeArgument('dtype'),
  },
  ...alike({ float32: 'to_float', int32: 'to_int32', int64: 'to_int64', float64: 'to_double' }, (dtype) => ({
    parameters: 'x',
    build: (given) => cast(given.operand('x'), dtype),
    dtype: () => dtype,
  })),
  {
    names: 'saturate_cast dtypes.saturate_cast',
    parameters: 'value dtype',
    build: (given) => saturateCast(given.operand('value'), given.dtypeArgument('dtype') ?? ''),
    dtype: (given) => given.dtypeArgument('dtype'),
  },
  {
    names: 'identity grad_pass_through ensure_shape',
    parameters: 'input|x shape',
    build: (given) => numpy('Copy', [given.operand('input')]),
  },
  {
    // A tensor stays what it is, mask and all; so does the operand of a cast to its own type.
    names: 'convert_to_tensor',
    parameters: 'value dtype dtype_hint preferred_dtype',
    build: (given) => {
      const dtype = given.dtypeArgument('dtype') ?? given.dtype(given.raw('value'));
      if (dtype === undefined) throw new Unsupported('is called on a tensor of unknown type');
      return cast(given.operand('value'), dtype);
    },
    dtype: (given) => given.dtypeArgument('dtype') ?? given.dtype(given.raw('value')),
  },
  {
    names: 'stop_gradient',
    parameters: 'input',
    build: (given) => core('StopGradient', [given.operand('input')], {}),
  },
  ...alike({ ZerosLike: 'zeros_like', OnesLike: 'ones_like' }, (className) => ({
    parameters: 'input|tensor dtype optimize layout',
    build: (given) => {
      const dtype = given.dtypeArgument('dtype');
      // The type is an argument of the call in 3.3.3 and of the constructor later: a cast says it in both.
      const filled = numpy(className, [given.operand('input')]);
      return dtype === undefined ? filled : cast(filled, dtype);
    },
    dtype: (given) => given.dtypeArgument('dtype') ?? given.dtype(given.raw('input')),
  })),
  {
    names: 'math.log_sigmoid log_sigmoid',
    parameters: 'x',
    build: (given) => nn('LogSigmoid', [given.operand('x')]),
  },
];

// The limits that float32 can hold exactly.
const SATURATED = new Map([
  ['uint8', [0, 255]],
  ['int8', [-128, 127]],
  ['uint16', [0, 65535]],
  ['int16', [-32768, 32767]],
]);

function saturateCast(value: OperationArgument, dtype: string): Operation {
  const [lowest, highest] = SATURATED.get(dtype) ?? [];
  if (lowest === undefined || highest === undefined) {
    throw new Unsupported(`to ${dtype} has no counterpart in Keras 3`);
  }
  const upper = numpy('Minimum', [value, highest]);
  return cast(numpy('Maximum', [upper, lowest]), dtype);
}
