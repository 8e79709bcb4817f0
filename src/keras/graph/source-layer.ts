import { unaliased } from '../classes/table.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import { TensorRef } from './graph.ts';
import type { Layer, ModelGraph } from './model.ts';
import { kerasClassOf, sourceClassOf } from './source-class.ts';
import { configOf } from './source-graph.ts';
import { nameOf } from './source-name.ts';

/** The layer's class, by the name it has today. */
export function classOf(layer: Layer): string {
  return unaliased(kerasClassOf(layer.object));
}

/** The layer that a wrapper wraps. */
export function innerOf(layer: Layer): JsonObject {
  const { layer: inner } = configOf(layer);
  return isObject(inner) ? inner : {};
}

/** A Sequential's layers as a graph, the source's or Keras 3's; a reference to no layer stands for its input. */
export function chainOf(sources: readonly JsonObject[]): ModelGraph {
  const ref = (object: JsonObject | undefined) => new TensorRef(object ? nameOf(object) : '', 0, 0);
  const [first] = sources;
  const input = first && sourceClassOf(first).className === 'InputLayer' ? ref(first) : ref(undefined);
  const layers = sources.map((object, index): Layer => {
    const calls = index === 0 && input.layer !== '' ? [] : [{ args: [ref(sources[index - 1])], kwargs: {} }];
    return { name: nameOf(object), object, calls };
  });
  return { layers, inputs: [input], outputs: sources.slice(-1).map(ref) };
}
