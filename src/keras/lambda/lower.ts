import { fold } from '../../python-bytecode/arithmetic.ts';
import type { Expression } from '../../python-bytecode/expression.ts';
import { formatExpression } from '../../python-bytecode/format.ts';
import { type Argument, TensorRef } from '../graph/graph.ts';
import { operationParameters, parameterSpellings } from '../operations/index.ts';
import { Float, isObject, type Json, pythonFloat } from '../python-json.ts';
import { ACTIVATIONS, BACKEND, type Writer } from './backend.ts';
import type { Builder } from './builder.ts';
import { Given } from './given.ts';
import { knownPath } from './modules.ts';
import { CONSTANTS, known, mapped } from './numbers.ts';
import { RENAMED, TENSORFLOW } from './tensorflow.ts';
import { argumentOf, holdsTensor, isTensor, NotConvertible, numberOf } from './values.ts';

/** Expressions within one another: functions that people write have some ten levels. */
const MAX_DEPTH = 400;

/** Python's operators on tensors (`ops/math_ops.py` of TensorFlow: `_OverrideBinaryOperatorHelper`). */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['+', 'math.add'],
  ['-', 'math.subtract'],
  ['*', 'math.multiply'],
  ['/', 'math.truediv'],
  ['//', 'math.floordiv'],
  ['%', 'math.floormod'],
  ['**', 'math.pow'],
  ['<', 'math.less'],
  ['<=', 'math.less_equal'],
  ['>', 'math.greater'],
  ['>=', 'math.greater_equal'],
  ['&', 'math.logical_and'],
  ['|', 'math.logical_or'],
  ['^', 'math.logical_xor'],
]);

/** TensorFlow's functions that are `/`. */
const DIVISIONS: ReadonlySet<string> = new Set(['math.truediv', 'truediv', 'math.divide', 'divide']);

/** What draws at random, or otherwise in training. */
const RANDOM = /(^|[._])(random|truncated_normal|dropout|alpha_dropout|multinomial|shuffle$|noise)/;
const PHASE = /(^|\.)(in_train_phase|in_test_phase|learning_phase)$/;

/** Turns an expression over tensors of the graph into operations of the graph. */
export class Lowering {
  private readonly to: Builder;
  private readonly writer: Writer;
  private readonly tensors: ReadonlyMap<string, TensorRef>;
  private readonly made = new Map<Expression, Argument>();
  private depth = 0;

  /** @param tensors the function's arguments, by the text of their expressions */
  constructor(to: Builder, writer: Writer, tensors: ReadonlyMap<string, TensorRef>) {
    this.to = to;
    this.writer = writer;
    this.tensors = tensors;
  }

  /**
   * The value of an expression: tensors of the graph, and what is known.
   *
   * @throws NotConvertible
   */
  value(expression: Expression): Argument {
    const before = this.made.get(expression);
    if (before !== undefined) return before;
    if (++this.depth > MAX_DEPTH) throw new NotConvertible(`nests expressions deeper than ${MAX_DEPTH}`);
    const value = this.compute(expression);
    this.depth--;
    this.made.set(expression, value);
    return value;
  }

  private compute(expression: Expression): Argument {
    switch (expression.kind) {
      case 'constant': {
        const value = argumentOf(expression.value);
        if (value === undefined) throw new NotConvertible('uses a constant that is no number or text');
        return value;
      }
      case 'argument': {
        const tensor = this.tensors.get(expression.text);
        if (!tensor) throw new NotConvertible(`uses ${expression.text}, which it was not given`);
        return tensor;
      }
      case 'tuple':
      case 'list':
        return expression.items.map((item) => this.value(item));
      case 'set':
        throw new NotConvertible('computes with a set');
      case 'slice': {
        const [start, stop, step] = [expression.start, expression.stop, expression.step].map((part) =>
          this.value(part),
        );
        return { start: start ?? null, stop: stop ?? null, step: step ?? null };
      }
      case 'dict':
        throw new NotConvertible('computes with a dict');
      case 'global':
        throw new NotConvertible(
          `uses the global ${expression.name} of its module, whose value the file does not hold`,
        );
      case 'name':
        return this.constantAt(expression.path);
      case 'attribute':
        return this.attribute(expression.of, expression.name);
      case 'item':
        return this.item(this.value(expression.of), this.value(expression.key));
      case 'operator':
        return this.operate(
          expression.operator,
          expression.operands.map((operand) => this.value(operand)),
        );
      case 'call':
        return this.call(expression);
      case 'function':
        throw new NotConvertible('hands a function of its own on');
    }
  }

  private constantAt(path: string): Argument {
    const value = CONSTANTS.get(knownPath(path));
    if (value === undefined) throw new NotConvertible(`uses ${path} as a value`);
    return value;
  }

  private attribute(of: Expression, name: string): Argument {
    if (of.kind === 'global') {
      throw new NotConvertible(`uses the global ${of.name} of its module, which the file does not hold`);
    }
    const value = this.value(of);
    if (isTensor(value)) {
      if (name === 'shape') return [...this.to.shape(value)];
      if (name === 'ndim') return this.to.rank(value);
      if (name === 'T') return this.to.call('transpose', { a: value });
      const dtype = name === 'dtype' ? this.to.dtype(value) : undefined;
      if (dtype !== undefined) return dtype;
    }
    if (Array.isArray(value) && (name === 'ndims' || name === 'rank')) return value.length;
    // A Dimension of TensorFlow 1.
    if (name === 'value' && (value === null || typeof value === 'number')) return value;
    throw new NotConvertible(`reads the attribute ${name} of a value`);
  }

  private item(of: Argument, key: Argument): Argument {
    if (Array.isArray(of)) return itemOfList(of, key);
    if (!isTensor(of)) throw new NotConvertible('takes an item of what is neither a tensor nor a list');
    const keys = Array.isArray(key) ? key : [key];
    for (const one of keys) {
      const isFancy = Array.isArray(one) || typeof one === 'boolean' || typeof one === 'string' || one instanceof Float;
      if (isFancy || (isTensor(one) && this.to.facts.dtypeOf(one) === 'bool')) {
        throw new NotConvertible('takes items by what is neither a number nor a slice');
      }
    }
    return this.to.call('__operators__.getitem', { tensor: of, slice_spec: keys });
  }

  private operate(operator: string, operands: readonly Argument[]): Argument {
    const [left, right] = operands;
    if (left === undefined) throw new NotConvertible('computes with nothing');
    if (right === undefined) return this.unary(operator, left);
    if (!holdsTensor(left) && !holdsTensor(right)) return this.numeric(operator, left, right);
    if (![left, right].every((side) => this.isOperand(side)))
      throw new NotConvertible(`computes with a value that is no number`);
    if (operator === '@') return this.to.call('linalg.matmul', { a: left, b: right });
    if (operator === '==' || operator === '!=') return this.equality(operator, left, right);
    if (operator === 'classic /') return this.classicDivision(left, right);
    if ('&|^'.includes(operator)) this.checkLogical([left, right]);
    if (operator === '/') return this.division(left, right);
    const name = OPERATORS.get(operator);
    if (name === undefined) throw new NotConvertible(`computes with tensors by "${operator}"`);
    return this.to.call(name, { x: left, y: right });
  }

  /** Numbers, tensors, and arrays of numbers, which are lists. */
  private isOperand(value: Argument): boolean {
    if (Array.isArray(value)) return value.every((item) => !holdsTensor(item) && this.isOperand(item));
    return isTensor(value) || numberOf(value) !== undefined;
  }

  private unary(operator: string, value: Argument): Argument {
    if (Array.isArray(value))
      return mapped(value, (item) => (operator === '-' ? pythonFloat(-item) : pythonFloat(item)));
    if (!isTensor(value)) {
      const number = numberOf(value);
      const folded = number === undefined ? undefined : fold(operator, [number]);
      const result = folded?.kind === 'constant' ? argumentOf(folded.value) : undefined;
      if (result === undefined) throw new NotConvertible('computes with a value that is no number');
      return result;
    }
    if (operator === '-') return this.to.call('math.negative', { x: value });
    if (operator === '+') return value;
    this.checkLogical([value]);
    return this.to.call('math.logical_not', { x: value });
  }

  private checkLogical(values: readonly Argument[]): void {
    const areTruths = values.every((value) => !isTensor(value) || this.to.dtype(value) === 'bool');
    if (!areTruths) throw new NotConvertible('computes with the bits of numbers');
  }

  /** Numbers as Python computes them; lists are arrays here, since Python computes with lists otherwise or not at all. */
  private numeric(operator: string, left: Argument, right: Argument): Argument {
    if (Array.isArray(left) || Array.isArray(right)) {
      const count = Array.isArray(left) ? left.length : Array.isArray(right) ? right.length : 0;
      const at = (side: Argument, index: number): Argument => (Array.isArray(side) ? (side[index] ?? null) : side);
      if (Array.isArray(left) && Array.isArray(right) && left.length !== right.length) {
        throw new NotConvertible('computes with lists of different lengths');
      }
      return Array.from({ length: count }, (_, index) => this.numeric(operator, at(left, index), at(right, index)));
    }
    const [a, b] = [numberOf(left), numberOf(right)];
    const folded = a === undefined || b === undefined ? undefined : fold(operator, [a, b]);
    const value = folded?.kind === 'constant' ? argumentOf(folded.value) : undefined;
    if (value === undefined) throw new NotConvertible('computes with a size that is not known');
    return value;
  }

  /** TensorFlow 1's tensors are equal if they are one object. */
  private equality(operator: string, left: Argument, right: Argument): Argument {
    if (this.writer.isTensorFlow1) {
      throw new NotConvertible(
        `compares tensors by "${operator}", which in TensorFlow 1 asks whether they are one object`,
      );
    }
    return this.to.call(operator === '==' ? 'math.equal' : 'math.not_equal', { x: left, y: right });
  }

  /** TensorFlow divides integers of 32 and 64 bits as float64 (`_TRUEDIV_TABLE` of math_ops.py), Keras 3 as float32. */
  private division(left: Argument, right: Argument): Argument {
    const [x, y] = [left, right].map((side) =>
      isTensor(side) && /^u?int(32|64)$/.test(this.to.dtype(side) ?? '')
        ? this.to.call('cast', { x: side, dtype: 'float64' })
        : side,
    );
    return this.to.call('math.truediv', { x: x ?? null, y: y ?? null });
  }

  /** `/` of Python 2, which rounds the quotients of integers down. */
  private classicDivision(left: Argument, right: Argument): Argument {
    const tensors = [left, right].filter(isTensor);
    const [dtype] = tensors.map((tensor) => this.to.facts.dtypeOf(tensor));
    if (tensors.some((tensor) => this.to.dtype(tensor) === undefined)) this.writer.assume('dtype', 'float32');
    return this.to.call(dtype === undefined || dtype.includes('float') ? 'math.truediv' : 'math.floordiv', {
      x: left,
      y: right,
    });
  }

  private call(expression: Extract<Expression, { kind: 'call' }>): Argument {
    const called = expression.function;
    if (called.kind === 'attribute') return this.method(called.of, called.name, expression);
    if (called.kind !== 'name') throw new NotConvertible(unknownFunction(called));
    const path = knownPath(called.path);
    checkKnown(path);
    const args = expression.args.map((argument) => this.value(argument));
    const keywords = new Map(expression.keywords.map(([name, argument]) => [name, this.value(argument)]));
    return this.callFunction(path, args, keywords);
  }

  private callFunction(path: string, args: readonly Argument[], keywords: ReadonlyMap<string, Argument>): Argument {
    const [first] = args;
    const asked = this.ask(path, first ?? keywords.get('x') ?? null);
    if (asked !== undefined) return asked;
    const number = keywords.size === 0 ? known(path, args) : undefined;
    if (number !== undefined) return number;
    if (path === 'builtins.abs') return this.to.call('math.abs', { x: args[0] ?? null });
    if (path === 'builtins.pow') return this.operate('**', args);
    const backend = /^keras\.(backend|activations)\.(\w+)$/.exec(path);
    const row = backend
      ? (backend[1] === 'backend' ? BACKEND : ACTIVATIONS).get(backend[2] ?? '')
      : TENSORFLOW.get(tensorFlowName(path) ?? '');
    if (row) return row.build(new Given(row.parameters, args, keywords), this.to, this.writer);
    const name = tensorFlowName(path);
    const parameters = name === undefined ? undefined : parameterSpellings(name);
    if (name === undefined || !parameters)
      throw new NotConvertible(`calls ${path}, which has no counterpart in Keras 3`);
    if (name === 'raw_ops.einsum') return this.einsum(args);
    const given = new Given(parameters.map((names) => names.join('|')).join(' '), args, keywords);
    if (DIVISIONS.has(name) && parameters[0]?.[0] === 'x') return this.division(given.raw('x'), given.raw('y'));
    return this.to.call(name, Object.fromEntries(parameters.map(([key = '']) => [key, given.raw(key)])));
  }

  private einsum([equation = null, ...inputs]: readonly Argument[]): Argument {
    return this.to.call('raw_ops.einsum', { inputs, equation });
  }

  /** What functions tell of tensors and settings. */
  private ask(path: string, first: Argument): Argument | undefined {
    switch (path) {
      case 'keras.backend.int_shape':
        return isTensor(first) ? [...this.to.shape(first)] : undefined;
      case 'keras.backend.ndim':
      case 'tensorflow.rank':
        return isTensor(first) ? this.to.rank(first) : undefined;
      case 'keras.backend.shape':
        return isTensor(first) ? this.to.call('shape', { input: first }) : undefined;
      case 'keras.backend.dtype':
        return isTensor(first) ? this.to.dtype(first) : undefined;
      case 'keras.backend.epsilon':
        this.writer.assume('epsilon', '1e-07');
        return 1e-7;
      case 'keras.backend.floatx':
        this.writer.assume('floatx', 'float32');
        return 'float32';
      case 'keras.backend.image_data_format':
        this.writer.assume('image_data_format', 'channels_last');
        return 'channels_last';
      case 'keras.backend.image_dim_ordering':
        this.writer.assume('image_dim_ordering', 'tf');
        return 'tf';
      case 'keras.backend.backend':
        return 'tensorflow';
      case 'keras.backend.constant':
        return isTensor(first) ? undefined : first;
      default:
        return undefined;
    }
  }

  private method(of: Expression, name: string, { args, keywords }: Extract<Expression, { kind: 'call' }>): Argument {
    if (of.kind === 'global') {
      throw new NotConvertible(`uses the global ${of.name} of its module, which the file does not hold`);
    }
    const value = this.value(of);
    if (isTensor(value) && name === 'get_shape') return [...this.to.shape(value)];
    if (Array.isArray(value) && name === 'as_list') return value;
    const operation = METHODS.has(name) ? BACKEND.get(METHODS.get(name) ?? '') : undefined;
    if (!isTensor(value) || !operation) throw new NotConvertible(`calls the method ${name} of a value`);
    const others = args.map((argument) => this.value(argument));
    const named = new Map(keywords.map(([key, argument]) => [key, this.value(argument)]));
    return operation.build(new Given(operation.parameters, [value, ...others], named), this.to, this.writer);
  }
}

/** Methods of Theano's tensors (`theano.tensor.var`) that are functions of the backend. */
const METHODS: ReadonlyMap<string, string> = new Map(
  ['mean', 'sum', 'max', 'min', 'prod', 'std', 'var', 'argmax', 'argmin'].map((name) => [name, name]),
);

/** The name of a function of TensorFlow in the table of operations. */
function tensorFlowName(path: string): string | undefined {
  const match = /^tensorflow\.(.+)$/.exec(path);
  if (!match) return undefined;
  const name = match[1] ?? '';
  const plain = TENSORFLOW.has(name) ? name : name.replace(/^compat\.v1\./, '');
  const found = RENAMED.get(plain) ?? plain;
  if (found === 'einsum' || found === 'linalg.einsum') return 'raw_ops.einsum';
  return found;
}

/** Whether nothing but a value comes of a function of these modules. */
export function isPure(path: string): boolean {
  const found = knownPath(path);
  if (RANDOM.test(found) || PHASE.test(found)) return false;
  const backend = /^keras\.(?:backend|activations)\.(\w+)$/.exec(found)?.[1];
  if (backend !== undefined)
    return BACKEND.has(backend) || /^(int_shape|ndim|shape|dtype|epsilon|floatx|image_data_format)$/.test(backend);
  const name = tensorFlowName(found);
  if (name !== undefined) return TENSORFLOW.has(name) || operationParameters(name) !== undefined;
  return /^(numpy|math|builtins)\./.test(found) && !/\.(load|save|fromfile|random)/.test(found);
}

/** @throws NotConvertible for functions whose result is no function of their arguments, with what to write instead */
function checkKnown(path: string): void {
  if (PHASE.test(path)) {
    throw new NotConvertible(
      `computes otherwise in training than in prediction (${path}): write a layer whose call takes "training"`,
    );
  }
  if (RANDOM.test(path)) {
    throw new NotConvertible(
      `draws at random (${path}), for which Keras 3 has no operation: write a layer of your own in its place, such as the Sampling layer of Keras's own VAE example, which adds keras.random.normal`,
    );
  }
  if (/^keras\.(layers|models|applications)\b/.test(path)) {
    throw new NotConvertible(
      `makes or calls a layer inside (${path}), whose weights are not part of the model: call that layer itself in the model`,
    );
  }
}

function unknownFunction(called: Expression): string {
  if (called.kind === 'global') return `calls the function ${called.name} of its module, which the file does not hold`;
  if (called.kind === 'constant' && typeof called.value === 'string') {
    return `calls the function ${formatExpression(called)} that it was given, of which the file holds the name alone`;
  }
  if (called.kind === 'call')
    return `makes a layer or function inside and calls it (${formatExpression(called)}): call that layer itself in the model`;
  return `calls ${formatExpression(called)}, which is no function that is known`;
}

function itemOfList(of: readonly Argument[], key: Argument): Argument {
  if (typeof key === 'number') {
    const found = of.at(key);
    if (found === undefined) throw new NotConvertible('takes an item that a list does not have');
    return found;
  }
  if (!isObject(key as Json) || key instanceof TensorRef)
    throw new NotConvertible('takes an item of a list by what is no number');
  const { start = null, stop = null, step = null } = key as { [part: string]: Argument };
  const bounds = [start, stop, step].map((bound) => (bound === null ? undefined : Number(numberOf(bound))));
  if (bounds.some((bound) => bound !== undefined && !Number.isSafeInteger(bound)))
    throw new NotConvertible('takes items of a list by what is no number');
  if (bounds[2] === -1 && bounds[0] === undefined && bounds[1] === undefined) return of.toReversed();
  if (bounds[2] !== undefined && bounds[2] !== 1) throw new NotConvertible('takes every few items of a list');
  return of.slice(bounds[0], bounds[1]);
}
