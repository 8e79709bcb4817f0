import type { Operation, OperationArgument } from '../graph/graph.ts';
import { pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { array, cast, numpy } from './compose.ts';
import type { OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

/** By so much arguments are raised, that few terms of the series are exact to float32. */
const STEPS = 8;

/** The terms of Stirling's series for log Γ and for its derivative ψ: Bernoulli's numbers over 2k(2k-1) and over -2k. */
const LOG_GAMMA = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680];
const DIGAMMA = [-1 / 12, 1 / 120, -1 / 252, 1 / 240];

function plus(x: OperationArgument, y: OperationArgument): Operation {
  return numpy('Add', [x, y]);
}

function times(x: OperationArgument, y: OperationArgument): Operation {
  return numpy('Multiply', [x, y]);
}

function minus(x: OperationArgument, y: OperationArgument): Operation {
  return numpy('Subtract', [x, y]);
}

/** A polynomial by Horner's rule. */
function polynomial(coefficients: readonly number[], x: OperationArgument): OperationArgument {
  const [last = 0, ...others] = coefficients.toReversed();
  return others.reduce<OperationArgument>(
    (sum, coefficient) => plus(times(sum, x), pythonFloat(coefficient)),
    pythonFloat(last),
  );
}

/** The numbers of a float64 argument that the series are made of. */
interface Parts {
  /** The argument, or 1 minus it where that is less than a half. */
  readonly raised: Operation;
  readonly inverse: Operation;
  /** The argument, and the 7 numbers after it by ones, along a new last axis. */
  readonly ladder: Operation;
  /** π times what the argument lacks to the nearest integer. */
  readonly angle: Operation;
  readonly isSmall: Operation;
}

function partsOf(x: OperationArgument): Parts {
  const isSmall = numpy('Less', [x, pythonFloat(0.5)]);
  const turned = numpy('Where', [isSmall, minus(pythonFloat(1), x), x]);
  const raised = plus(turned, pythonFloat(STEPS));
  const rungs = array(
    Array.from({ length: STEPS }, (_, index) => pythonFloat(index)),
    'float64',
  );
  return {
    raised,
    inverse: numpy('Reciprocal', [raised]),
    ladder: plus(numpy('ExpandDims', [turned], { axis: -1 }), rungs),
    angle: times(minus(x, numpy('Round', [x], { decimals: 0 })), pythonFloat(Math.PI)),
    isSmall,
  };
}

function sumOf(ladder: OperationArgument): Operation {
  return numpy('Sum', [ladder], { axis: -1, keepdims: false });
}

/** `log |Γ(x)|`, as Γ(x) = Γ(x + 8) / x(x + 1)…(x + 7) and Γ(x)Γ(1 - x) = π / sin πx. */
function logGamma(x: OperationArgument): Operation {
  const { raised, inverse, ladder, angle, isSmall } = partsOf(x);
  const main = minus(times(minus(raised, pythonFloat(0.5)), numpy('Log', [raised])), raised);
  const tail = times(polynomial(LOG_GAMMA, times(inverse, inverse)), inverse);
  const series = plus(plus(main, tail), pythonFloat(Math.log(2 * Math.PI) / 2));
  const value = minus(series, sumOf(numpy('Log', [ladder])));
  const sine = numpy('Log', [numpy('Absolute', [numpy('Sin', [angle])])]);
  return numpy('Where', [isSmall, minus(minus(pythonFloat(Math.log(Math.PI)), sine), value), value]);
}

/** Its derivative, by the derivatives of the same. */
function digamma(x: OperationArgument): Operation {
  const { raised, inverse, ladder, angle, isSmall } = partsOf(x);
  const square = times(inverse, inverse);
  const tail = plus(times(polynomial(DIGAMMA, square), square), times(inverse, pythonFloat(-0.5)));
  const value = minus(plus(numpy('Log', [raised]), tail), sumOf(numpy('Reciprocal', [ladder])));
  const cotangent = numpy('Divide', [pythonFloat(Math.PI), numpy('Tan', [angle])]);
  return numpy('Where', [isSmall, minus(value, cotangent), value]);
}

/** Computed in float64, whose digits are more than the sums lose, and rounded to the type of the argument. */
function rounded(compute: (x: OperationArgument) => Operation): (given: Arguments) => Operation {
  return (given) => {
    const dtype = given.dtype(given.raw('x')) ?? 'float32';
    if (dtype !== 'float32' && dtype !== 'float16') throw new Unsupported(`of ${dtype} has no counterpart in Keras 3`);
    return cast(compute(cast(given.operand('x'), 'float64')), dtype);
  };
}

/** The logarithm of the gamma function and its derivative. */
export const GAMMA: readonly OperationRow[] = [
  { names: 'math.lgamma lgamma', parameters: 'x', build: rounded(logGamma) },
  { names: 'math.digamma digamma', parameters: 'x', build: rounded(digamma) },
];
