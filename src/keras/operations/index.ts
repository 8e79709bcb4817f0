import type { TensorFacts } from '../facts/shape-facts.ts';
import { type Argument, type Call, Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import type { JsonObject } from '../python-json.ts';
import { ACTIVATIONS } from './activations.ts';
import { Arguments } from './arguments.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { GAMMA } from './gamma.ts';
import { IMAGE_FRAMES } from './image-frames.ts';
import { IMAGES } from './images.ts';
import { inferShape, type Shape } from './inference.ts';
import { type FunctionCall, functionCall, rawName } from './names.ts';
import { PRODUCTS } from './products.ts';
import { REDUCTIONS } from './reductions.ts';
import type { OperationRow } from './rows.ts';
import { SHAPING } from './shaping.ts';
import { SLICING } from './slicing.ts';
import { Unsupported } from './unsupported.ts';
import { WINDOWS } from './windows.ts';

export type { TensorFacts } from '../facts/shape-facts.ts';

const ROWS: ReadonlyMap<string, OperationRow> = new Map(
  [
    ...ARITHMETIC,
    ...REDUCTIONS,
    ...PRODUCTS,
    ...ACTIVATIONS,
    ...SLICING,
    ...SHAPING,
    ...IMAGES,
    ...IMAGE_FRAMES,
    ...WINDOWS,
    ...GAMMA,
  ].flatMap((row) => row.names.split(' ').map((name): [string, OperationRow] => [name, row])),
);

/** The parameters of a function of the table in order, each by its first spelling; undefined for one that it does not have. */
export function operationParameters(name: string): readonly string[] | undefined {
  return ROWS.get(name)
    ?.parameters.split(' ')
    .map((parameter) => parameter.split('|')[0] ?? '');
}

/** The other spellings of a function's parameters. */
export function parameterSpellings(name: string): readonly (readonly string[])[] | undefined {
  return ROWS.get(name)
    ?.parameters.split(' ')
    .map((parameter) => parameter.split('|'));
}

/** The layer classes that stand for operations on tensors. */
export const OPERATION_LAYERS: ReadonlySet<string> = new Set([
  'TFOpLambda',
  'SlicingOpLambda',
  'ClassMethod',
  'InstanceProperty',
  'InstanceMethod',
  'TensorFlowOpLayer',
]);

/** TensorFlow gives integers for the mean of integers, and doubles for their quotient. */
const DTYPE_DEPENDENT: ReadonlySet<string> = new Set([
  'math.reduce_mean',
  'reduce_mean',
  'mean',
  'math.truediv',
  'truediv',
]);

/** Whether what an operation becomes depends on the dtype of its inputs, so that a guess may be wrong. */
export function needsDtype(className: string, config: JsonObject, call: Call): boolean {
  return DTYPE_DEPENDENT.has(functionCall(className, config, call)?.name ?? '');
}

export interface UpgradedOperation {
  readonly operation: Operation;
  /** The type of its outputs in Keras 2, if it is known. */
  readonly dtype: string | undefined;
  readonly warnings?: string[];
}

/**
 * The operations of Keras 3 that compute what one call of a Keras 2 operation layer does. A value that the model
 * computes from `tf.shape` is followed to its source, so that operations on shapes may be left without a consumer: what
 * no output depends on may be dropped, refused or not.
 *
 * @param className one of {@link OPERATION_LAYERS}
 * @returns the operation, or why there is none: a sentence without the name of the layer
 */
export function upgradeOperation(
  className: string,
  config: JsonObject,
  call: Call,
  facts: TensorFacts,
): UpgradedOperation | { readonly refusal: string } {
  const made = functionCall(className, config, call);
  if (made === undefined) return refuse(describe(className, config), 'has no counterpart in Keras 3');
  const row = ROWS.get(made.name);
  if (row === undefined) {
    return refuse(`tf.${made.name}`, LOST.get(made.name) ?? 'has no counterpart among the operations of Keras 3');
  }
  try {
    const policy = typeof config.dtype === 'string' ? config.dtype : undefined;
    const given = new Arguments(row.parameters, made.call, facts, policy);
    let operation = row.build(given);
    // Keras 3 makes no node of a call without tensors.
    if (!takesTensor(operation)) operation = row.build(new Arguments(row.parameters, made.call, facts, policy, false));
    return { operation, dtype: resultType(row, given, made) };
  } catch (error) {
    if (error instanceof Unsupported) return refuse(`tf.${made.name}`, error.message);
    throw error;
  }
}

// Keras 2 saves arguments by the names of the function's parameters; these have arguments without one.
const LOST = new Map(
  ['__operators__.eq', '__operators__.ne', 'meshgrid', 'einsum', 'linalg.einsum'].map((name) => [
    name,
    'was saved by Keras 2 without its other operands, so that no Keras can load it',
  ]),
);

function describe(className: string, config: JsonObject): string {
  const parts = [config.cls_symbol, config.method_name, config.attr_name, config.function, rawName(config)].filter(
    (part) => typeof part === 'string',
  );
  return parts.length === 0 ? `the operation ${className}` : `the operation ${parts.join('.')} (${className})`;
}

function refuse(what: string, why: string): { refusal: string } {
  return {
    refusal: `${what} ${why}; rebuild the model in Keras 3 with a layer of your own in its place and load the weights into it.`,
  };
}

/**
 * What is known of the tensor that one call of an operation layer makes in Keras 2, without running it. The layer's own
 * configuration says nothing of it: Keras 2 writes the type of the policy there, whatever the operation returns.
 *
 * @param tensor which of the operation's outputs
 */
export function operationOutput(
  className: string,
  config: JsonObject,
  call: Call,
  facts: TensorFacts,
  tensor = 0,
): { readonly shape: Shape | undefined; readonly dtype: string | undefined } {
  const unknown = { shape: undefined, dtype: undefined };
  const made = functionCall(className, config, call);
  const row = made && ROWS.get(made.name);
  if (made === undefined || row === undefined) return unknown;
  try {
    const given = new Arguments(row.parameters, made.call, facts, undefined);
    const shape = inferShape(row.names.split(' ')[0] ?? '', given, tensor);
    return { shape, dtype: tensor > 0 && row.others ? row.others : resultType(row, given, made) };
  } catch (error) {
    // Arguments that cannot be read say nothing; where they matter, upgradeOperation says why.
    if (error instanceof Unsupported || error instanceof RangeError) return unknown;
    throw error;
  }
}

function takesTensor(value: OperationArgument): boolean {
  if (value instanceof TensorRef) return true;
  if (value instanceof Operation) return value.args.some(takesTensor) || Object.values(value.kwargs).some(takesTensor);
  return Array.isArray(value) && value.some(takesTensor);
}

function resultType(row: OperationRow, given: Arguments, made: FunctionCall): string | undefined {
  if (typeof row.dtype === 'function') return row.dtype(given);
  if (row.dtype !== undefined && row.dtype !== 'same') return row.dtype;
  if (made.dtype !== undefined) return made.dtype;
  const first = firstTensor([...made.call.args, ...Object.values(made.call.kwargs)]);
  return first === undefined ? undefined : given.facts.dtypeOf(first);
}

function firstTensor(values: readonly Argument[]): TensorRef | undefined {
  for (const value of values) {
    const found = value instanceof TensorRef ? value : Array.isArray(value) ? firstTensor(value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
