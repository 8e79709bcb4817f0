import type { TensorFacts } from '../facts/shape-facts.ts';
import { type Argument, type ArgumentObject, type Call, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { asNumber, Float, isObject, type Json } from '../python-json.ts';
import { array } from './compose.ts';
import { Batch, type Known, known } from './dimensions.ts';
import { Unsupported } from './unsupported.ts';

/** The arguments of one call under the names of the function's parameters. */
export class Arguments {
  readonly facts: TensorFacts;
  private readonly policy: string | undefined;
  private readonly folds: boolean;
  private readonly values: ReadonlyMap<string, Argument>;

  /**
   * Keras 2 records the first argument by position and the others by the function's own parameter names
   * (engine/node.py, `Node.serialize`), but calls built from raw operations give all by position.
   *
   * @param parameters the function's parameters in order, separated by spaces; alternative spellings by `|`
   * @param policy the type of floats that the source's layer was made for
   * @param folds whether operands that are numbers made of the sizes of tensors become constants
   */
  constructor(parameters: string, call: Call, facts: TensorFacts, policy: string | undefined, folds = true) {
    this.facts = facts;
    this.policy = policy;
    this.folds = folds;
    const spellings = parameters.split(' ').map((parameter) => parameter.split('|'));
    const values = new Map<string, Argument>();
    call.args.forEach((value, index) => {
      const name = spellings[index]?.[0];
      if (name === undefined) throw new Unsupported('is called with more arguments than TensorFlow documents');
      values.set(name, value);
    });
    for (const [key, value] of Object.entries(call.kwargs)) {
      if (key === 'name') continue;
      const name = spellings.find((names) => names.includes(key))?.[0];
      if (name === undefined) throw new Unsupported(`is called with the argument "${key}", which is not known`);
      // Of two spellings of one parameter (keepdims and keep_dims) the one that says something counts.
      if (value !== null || !values.has(name)) values.set(name, value);
    }
    this.values = values;
  }

  /** The argument as it stands, a missing one as null. */
  raw(name: string): Argument {
    return this.values.get(name) ?? null;
  }

  /** All that was given, in the order of the call. */
  all(): Argument[] {
    return [...this.values.values()];
  }

  given(name: string): boolean {
    return this.raw(name) !== null;
  }

  /** A tensor or a constant, to be handed to an operation; arrays take the type of `like` if that is known. */
  operand(name: string, like?: Argument): OperationArgument {
    return this.asOperand(this.raw(name), name, like);
  }

  /** A list of tensors and constants. */
  operands(name: string): OperationArgument[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) return [this.asOperand(value, name)];
    const like = value.find((item) => item instanceof TensorRef);
    return value.map((item) => this.asOperand(item, name, like));
  }

  asOperand(value: Argument, name: string, like?: Argument): OperationArgument {
    if (value instanceof TensorRef) return (this.folds ? this.constant(value) : undefined) ?? value;
    if (value === null) throw new Unsupported(`is recorded without its argument "${name}"`);
    if (Array.isArray(value)) return array(constants(value, name), this.dtype(like) ?? arrayType(value));
    if (typeof value === 'string' || (typeof value === 'object' && !(value instanceof Float))) {
      throw new Unsupported(`takes a "${name}" that is neither a tensor nor a number`);
    }
    return value;
  }

  /** The type of a tensor of the graph, if it is known; undefined for constants. */
  dtype(value: Argument | undefined): string | undefined {
    return value instanceof TensorRef ? this.facts.dtypeOf(value) : undefined;
  }

  shape(value: Argument | undefined): readonly (number | null)[] | undefined {
    return value instanceof TensorRef ? this.facts.shapeOf(value) : undefined;
  }

  /** The type a layer must be given so that it does not cast a tensor; undefined if that is not known. */
  layerDtype(value: Argument): string | undefined {
    const dtype = this.dtype(value);
    // Layers cast floats only.
    if (dtype !== undefined && !dtype.includes('float')) return 'float32';
    return dtype ?? this.policy;
  }

  /** An axis counted from the front, when it is asked for. */
  frontAxis(axis: number, tensor: Argument): () => number {
    return () => {
      if (axis >= 0) return axis;
      const rank = this.shape(tensor)?.length;
      if (rank === undefined) throw new Unsupported('is called on a tensor whose number of axes is not known');
      return axis + rank;
    };
  }

  number(name: string, missing: number): number {
    const value = this.raw(name);
    return value === null ? missing : this.knownNumber(value, name);
  }

  /** A number, written as such or made of the sizes of tensors. */
  knownNumber(value: Argument, name: string): number {
    const number = value instanceof TensorRef ? this.constant(value) : asNumber(value as Json);
    if (number === undefined) throw new Unsupported(`takes "${name}" from a tensor whose values are not known`);
    return Number(number);
  }

  /** Integers, written as such or made of the sizes of tensors. */
  knownIntegers(name: string): number[] {
    return this.sizes(name).map((size) => {
      if (typeof size !== 'number') throw new Unsupported(`takes "${name}" from a tensor whose values are not known`);
      return size;
    });
  }

  /** Sizes of tensors: numbers, the batch, or undefined for what is not known. */
  sizes(name: string): (number | Batch | undefined)[] {
    const value = known(this.raw(name), this.facts);
    if (!Array.isArray(value)) throw new Unsupported(`takes "${name}" from a tensor whose values are not known`);
    return value.map((size: Known) => {
      if (size instanceof Batch) return size;
      const number = Array.isArray(size) ? undefined : asNumber(size as Json | undefined);
      return Number.isSafeInteger(number) ? number : undefined;
    });
  }

  private constant(ref: TensorRef): number | Float | undefined {
    const value = known(ref, this.facts);
    return typeof value === 'number' || value instanceof Float ? value : undefined;
  }

  integer(name: string, missing: number): number {
    const number = this.number(name, missing);
    if (!Number.isSafeInteger(number)) throw new Unsupported(`has the "${name}" ${number}, which is not an integer`);
    return number;
  }

  /** A list of integers, a single one counting as a list. */
  integers(name: string): number[] {
    const value = this.raw(name);
    const items = Array.isArray(value) ? value : [value];
    return items.map((item) => {
      const number = item instanceof TensorRef ? undefined : asNumber(item as Json);
      if (number === undefined || !Number.isSafeInteger(number)) {
        throw new Unsupported(`takes "${name}" from a tensor, not from integers`);
      }
      return number;
    });
  }

  flag(name: string): boolean {
    const value = this.raw(name);
    if (value === null) return false;
    if (typeof value !== 'boolean') throw new Unsupported(`has a "${name}" that is neither true nor false`);
    return value;
  }

  text(name: string, missing: string): string {
    const value = this.raw(name);
    if (value === null) return missing;
    if (typeof value !== 'string') throw new Unsupported(`has a "${name}" that is not a string`);
    return value;
  }

  /** A type as Keras 3 spells it; undefined where none is given. */
  dtypeArgument(name: string): string | undefined {
    const value = this.raw(name);
    if (value === null) return undefined;
    const dtype = typeof value === 'string' ? value.replace(/^(<dtype: '|tf\.)|'>$/g, '') : '';
    if (!KERAS_DTYPES.has(dtype))
      throw new Unsupported(`has the ${name} ${describe(value)}, which Keras 3 does not have`);
    return dtype;
  }

  /** Refuses a call that gives `name` a value other than those that change nothing. */
  only(name: string, ...harmless: Argument[]): void {
    const value = this.raw(name);
    if (value === null || harmless.includes(value instanceof Float ? value.value : value)) return;
    throw new Unsupported(`is called with ${name}=${describe(value)}, for which Keras 3 has no counterpart`);
  }
}

// `allowed_dtypes` of keras/src/backend/common/variables.py, as of 3.3.3.
const KERAS_DTYPES = new Set(
  'float16 float32 float64 bfloat16 uint8 uint16 uint32 uint64 int8 int16 int32 int64 bool'.split(' '),
);

function describe(value: Argument): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : 'of that kind';
}

function constants(value: readonly Argument[], name: string): OperationArgument[] {
  return value.map((item) => {
    if (Array.isArray(item)) return constants(item, name);
    if (typeof item === 'number' || typeof item === 'boolean' || typeof item === 'bigint' || item instanceof Float)
      return item;
    throw new Unsupported(`takes a "${name}" whose parts are tensors`);
  });
}

/** The type TensorFlow gives a list of Python numbers. */
function arrayType(value: readonly Argument[]): string {
  const leaves = value.flat(32 as 1) as readonly Argument[];
  if (leaves.every((leaf) => typeof leaf === 'boolean')) return 'bool';
  return leaves.every((leaf) => typeof leaf === 'bigint' || (typeof leaf === 'number' && Number.isInteger(leaf)))
    ? 'int32'
    : 'float32';
}

/** Narrows an argument to an object of named parts, such as the `{start, stop, step}` of a slice. */
export function isArgumentObject(value: Argument): value is ArgumentObject {
  return isObject(value as Json) && !(value instanceof TensorRef);
}
