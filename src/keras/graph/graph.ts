import type { Float, JsonObject } from '../python-json.ts';

/** A tensor of a functional graph: which call (`node`) of which layer made it, and which of that call's outputs it is. */
export class TensorRef {
  readonly layer: string;
  readonly node: number;
  readonly tensor: number;
  constructor(layer: string, node: number, tensor: number) {
    this.layer = layer;
    this.node = node;
    this.tensor = tensor;
  }

  /** The same for the same tensor. */
  get key(): string {
    return `${this.node} ${this.tensor} ${this.layer}`;
  }

  /** The same for all that one call made. */
  get callKey(): string {
    return callKey(this.layer, this.node);
  }
}

/** The key of a call of a layer. */
export function callKey(layer: string, node: number): string {
  return `${node} ${layer}`;
}

/** An argument of a layer's call: JSON whose leaves may be tensors of the graph. */
export type Argument = null | boolean | number | bigint | string | Float | TensorRef | Argument[] | ArgumentObject;
export interface ArgumentObject {
  [key: string]: Argument;
}

/** One call of a layer: an entry of `inbound_nodes`, whatever dialect it was written in. */
export interface Call {
  readonly args: readonly Argument[];
  readonly kwargs: Readonly<ArgumentObject>;
}

/**
 * A Keras 3 operation or layer standing for (a part of) a Keras 2 tensor operation. Its arguments may be further
 * operations: upgrade/place-operation.ts gives each a name and an entry of its own, the outermost taking the name of the
 * layer it replaces.
 */
export class Operation {
  /** As Keras 3 serializes it, e.g. `keras.src.ops.numpy` or `keras.layers`. */
  readonly module: string;
  readonly className: string;
  /** Without `name` unless Keras 3.3.3 writes one there; see {@link Operation.named}. */
  readonly config: JsonObject;
  readonly args: readonly OperationArgument[];
  readonly kwargs: Readonly<Record<string, OperationArgument>>;
  /** Whether Keras 3.3.3 expects `name` inside the config. */
  readonly named: boolean;

  constructor(
    module: string,
    className: string,
    config: JsonObject,
    args: readonly OperationArgument[],
    options: { kwargs?: Readonly<Record<string, OperationArgument>>; named?: boolean } = {},
  ) {
    this.module = module;
    this.className = className;
    this.config = config;
    this.args = args;
    this.kwargs = options.kwargs ?? {};
    this.named = options.named ?? false;
  }
}

export type OperationArgument =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | TensorRef
  | Operation
  | OperationArgument[]
  | { [key: string]: OperationArgument };
