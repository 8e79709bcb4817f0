import { TensorRef } from '../graph/graph.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { KerasObject } from '../upgrade/types.ts';
import { type TargetLayer, writeLayers } from './target-graph.ts';

/**
 * A Sequential's layers as the graph of a Functional. Keras 3.15 takes the outputs of a Functional that is written for 3.3
 * for a list of one, which the next layer of a Sequential cannot use; a graph names the tensor itself. Undefined where
 * the Sequential has no known input.
 */
export function chainedGraph(layers: readonly KerasObject[]): JsonObject | undefined {
  const first = layers[0];
  if (first?.class_name !== 'InputLayer') return undefined;
  const entries: TargetLayer[] = [];
  let last: TensorRef | undefined;
  for (const object of layers) {
    const name = nameOf(object);
    entries.push({ name, object, calls: last ? [{ args: [last], kwargs: {} }] : [] });
    last = new TensorRef(name, 0, 0);
  }
  const end = layers.at(-1) ?? first;
  return {
    layers: writeLayers(entries, (name) => name),
    input_layers: [[nameOf(first), 0, 0]],
    output_layers: [[nameOf(end), isFunctional(end) ? 1 : 0, 0]],
  };
}

/** Keras 3 counts the calls of a nested Functional from 1 in `output_layers`. */
export function isFunctional(object: KerasObject): boolean {
  return isObject(object.config) && Object.hasOwn(object.config, 'output_layers');
}

function nameOf(object: KerasObject): string {
  return isObject(object.config) && typeof object.config.name === 'string' ? object.config.name : '';
}
