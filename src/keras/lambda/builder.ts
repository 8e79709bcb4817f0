import type { TensorFacts } from '../facts/shape-facts.ts';
import { type Argument, type ArgumentObject, TensorRef } from '../graph/graph.ts';
import type { Layer } from '../graph/model.ts';
import { operationParameters } from '../operations/index.ts';
import { NotConvertible } from './values.ts';

/** Facts that grow with the graph. */
export interface GrowingFacts extends TensorFacts {
  learn(layer: Layer): void;
}

/** Operations that one Lambda may come to. */
const MAX_OPERATIONS = 2000;

/**
 * Writes calls of functions as Keras 2 itself wrote those that were called on its tensors outside of a Lambda: layers of
 * the class TFOpLambda (layers/core/tf_op_layer.py), which the rest of the conversion knows.
 */
export class Builder {
  readonly facts: GrowingFacts;
  readonly layers: Layer[] = [];
  private readonly name: string;
  private readonly isTaken: (name: string) => boolean;

  constructor(name: string, facts: GrowingFacts, isTaken: (name: string) => boolean) {
    this.name = name;
    this.facts = facts;
    this.isTaken = isTaken;
  }

  /**
   * @param name a function of the table of operations, and its arguments by the names of the parameters there
   * @returns its first output
   */
  call(name: string, given: Readonly<Record<string, Argument>>): TensorRef {
    const parameters = operationParameters(name);
    if (!parameters) throw new NotConvertible(`calls ${name}, which has no counterpart in Keras 3`);
    const [first = ''] = parameters;
    const unknown = Object.keys(given).find((key) => !parameters.includes(key));
    if (unknown !== undefined) throw new Error(`${name} has no parameter ${unknown}`);
    const kwargs: ArgumentObject = {};
    for (const parameter of parameters.slice(1)) {
      const value = given[parameter] ?? null;
      if (value !== null) kwargs[parameter] = value;
    }
    if (this.layers.length >= MAX_OPERATIONS)
      throw new NotConvertible(`comes to more than ${MAX_OPERATIONS} operations`);
    const layer = this.layer(name, { args: [given[first] ?? null], kwargs });
    this.layers.push(layer);
    this.facts.learn(layer);
    return new TensorRef(layer.name, 0, 0);
  }

  private layer(operation: string, call: Layer['calls'][number]): Layer {
    const wanted = `${this.name}_${operation.slice(operation.lastIndexOf('.') + 1).replaceAll('__', '')}`;
    let name = wanted;
    const isTaken = (candidate: string) =>
      this.isTaken(candidate) || this.layers.some((layer) => layer.name === candidate);
    for (let number = 1; isTaken(name); number++) name = `${wanted}_${number}`;
    const config = { name, trainable: true, dtype: 'float32', function: operation };
    return { name, object: { class_name: 'TFOpLambda', config, name, inbound_nodes: [] }, calls: [call] };
  }

  /** The sizes of a tensor. @throws NotConvertible where they are not known */
  shape(tensor: TensorRef): readonly (number | null)[] {
    const shape = this.facts.shapeOf(tensor);
    if (!shape) throw new NotConvertible('needs the shape of a tensor that the file does not tell');
    return shape;
  }

  rank(tensor: TensorRef): number {
    return this.shape(tensor).length;
  }

  dtype(tensor: TensorRef): string | undefined {
    return this.facts.isGuessed?.(tensor) ? undefined : this.facts.dtypeOf(tensor);
  }
}
