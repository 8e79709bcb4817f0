import type { Expression } from '../../python-bytecode/expression.ts';
import { type JsonObject, pythonFloat } from '../python-json.ts';
import { knownPath } from './modules.ts';

/** A layer of Keras 2 that computes what a Lambda does. */
export interface SimpleLayer {
  readonly className: string;
  readonly config: JsonObject;
}

/** What the choice of a layer depends on: each input's sizes and type, where they are known. */
export interface InputFacts {
  readonly shape: readonly (number | null)[] | undefined;
  readonly dtype: string | undefined;
}

/** The layer that a person would have written in the place of a Lambda, where there is one that computes the same. */
export function simpleLayer(expression: Expression, inputs: readonly InputFacts[]): SimpleLayer | undefined {
  const [input] = inputs;
  if (!input || inputs.some(({ dtype }) => dtype !== undefined && !dtype.includes('float'))) return undefined;
  if (inputs.length > 1) return merging(expression, inputs);
  if (isInput(expression)) return { className: 'Activation', config: { activation: 'linear' } };
  return rescaling(expression) ?? activation(expression) ?? shaping(expression, input);
}

function isInput(expression: Expression | undefined): boolean {
  return expression?.kind === 'argument';
}

const MERGING: ReadonlyMap<string, string> = new Map([
  ['+', 'Add'],
  ['-', 'Subtract'],
  ['*', 'Multiply'],
]);

/** Two tensors of one shape. */
function merging(expression: Expression, inputs: readonly InputFacts[]): SimpleLayer | undefined {
  if (expression.kind !== 'operator' || inputs.length !== 2) return undefined;
  const className = MERGING.get(expression.operator);
  const [left, right] = expression.operands;
  const [a, b] = inputs;
  const isPair =
    left?.kind === 'argument' && left.text === 'x[0]' && right?.kind === 'argument' && right.text === 'x[1]';
  if (className === undefined || !isPair || !a?.shape || a.shape.join() !== b?.shape?.join()) return undefined;
  return a.dtype === b.dtype ? { className, config: {} } : undefined;
}

/** Beyond it, a sum of products rounds otherwise than a product of sums. */
const MAX_OFFSET = 1e4;

function rescaling(expression: Expression): SimpleLayer | undefined {
  const found = linear(expression);
  if (!found) return undefined;
  return {
    className: 'Rescaling',
    config: { scale: pythonFloat(found.scale), offset: pythonFloat(found.offset) },
  };
}

interface Linear {
  readonly scale: number;
  readonly offset: number;
}

/** Beyond these, what stands between two operations may be lost in float32, or become infinite. */
const SCALES = { least: 1e-20, greatest: 1e20 } as const;

/** `scale * x + offset`, if that is what an expression comes to, and all that it computes on the way is in range. */
function linear(expression: Expression): Linear | undefined {
  const found = combined(expression);
  const scale = Math.abs(found?.scale ?? 0);
  const isInRange = scale >= SCALES.least && scale <= SCALES.greatest && Math.abs(found?.offset ?? 0) <= MAX_OFFSET;
  return isInRange ? found : undefined;
}

function combined(expression: Expression): Linear | undefined {
  if (isInput(expression)) return { scale: 1, offset: 0 };
  if (expression.kind !== 'operator') return undefined;
  const [left, right] = expression.operands;
  if (!left) return undefined;
  if (!right) {
    const of = expression.operator === '-' ? linear(left) : undefined;
    return of && { scale: -of.scale, offset: -of.offset };
  }
  const number = numberOf(right) ?? numberOf(left);
  const isReversed = numberOf(left) !== undefined;
  const of = linear(isReversed ? right : left);
  if (number === undefined || !of) return undefined;
  switch (expression.operator) {
    case '+':
      return { scale: of.scale, offset: of.offset + number };
    case '-':
      return isReversed
        ? { scale: -of.scale, offset: number - of.offset }
        : { scale: of.scale, offset: of.offset - number };
    case '*':
      return { scale: of.scale * number, offset: of.offset * number };
    case '/':
    case 'classic /':
      return isReversed || number === 0 ? undefined : { scale: of.scale / number, offset: of.offset / number };
    default:
      return undefined;
  }
}

function numberOf(expression: Expression): number | undefined {
  if (expression.kind !== 'constant') return undefined;
  const { value } = expression;
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined;
}

const ACTIVATIONS: ReadonlyMap<string, string> = new Map([
  ['elu', 'elu'],
  ['exp', 'exponential'],
  ['relu', 'relu'],
  ['relu6', 'relu6'],
  ['selu', 'selu'],
  ['sigmoid', 'sigmoid'],
  ['softplus', 'softplus'],
  ['softsign', 'softsign'],
  ['tanh', 'tanh'],
]);

/** A function of one argument, the input. */
function activation(expression: Expression): SimpleLayer | undefined {
  const path = calledOnInput(expression, 1);
  const match =
    path === undefined ? null : /^(?:keras\.(?:backend|activations)|tensorflow(?:\.nn|\.math)?)\.(\w+)$/.exec(path);
  const name = match && ACTIVATIONS.get(match[1] ?? '');
  return name ? { className: 'Activation', config: { activation: name } } : undefined;
}

/** The function that an expression calls on the input, with `count` arguments by position and none by name. */
function calledOnInput(expression: Expression, count: number): string | undefined {
  if (expression.kind !== 'call' || expression.function.kind !== 'name') return undefined;
  if (expression.args.length !== count || expression.keywords.length > 0) return undefined;
  return isInput(expression.args[0]) ? knownPath(expression.function.path) : undefined;
}

/** Reshape and Permute, where the samples stay apart. */
function shaping(expression: Expression, { shape }: InputFacts): SimpleLayer | undefined {
  const path = calledOnInput(expression, 2);
  if (path === undefined || expression.kind !== 'call') return undefined;
  const numbers = integersOf(expression.args[1]);
  if (!numbers) return undefined;
  const [first, ...others] = numbers;
  if (path === 'keras.backend.reshape' || path === 'tensorflow.reshape') {
    const product = (sizes: readonly (number | null)[]) =>
      sizes.reduce<number>((total, size) => total * (size ?? Number.NaN), 1);
    if (first !== -1 || !shape || others.some((size) => size < 1) || product(shape.slice(1)) !== product(others))
      return undefined;
    return { className: 'Reshape', config: { target_shape: others } };
  }
  if (path !== 'keras.backend.permute_dimensions' && path !== 'tensorflow.transpose') return undefined;
  return first === 0 && others.every((axis) => axis > 0)
    ? { className: 'Permute', config: { dims: others } }
    : undefined;
}

function integersOf(expression: Expression | undefined): number[] | undefined {
  if (expression?.kind !== 'tuple' && expression?.kind !== 'list') return undefined;
  const numbers = expression.items.map((item) =>
    item.kind === 'constant' && typeof item.value === 'bigint' ? Number(item.value) : undefined,
  );
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}
