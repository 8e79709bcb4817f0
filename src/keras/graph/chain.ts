import { isObject, type JsonObject } from '../python-json.ts';
import { TensorRef } from './graph.ts';
import type { Layer, ModelGraph } from './model.ts';

/** The layers of a Sequential of Keras 3 as a graph: each is called once, with what the one before it gives. */
export function chained(objects: readonly JsonObject[]): ModelGraph {
  const layers: Layer[] = [];
  const end = () => layers.slice(-1).map(({ name }) => new TensorRef(name, 0, 0));
  for (const object of objects) {
    const calls = end().map((last) => ({ args: [last], kwargs: {} }));
    layers.push({ name: nameOf(object), object, calls });
  }
  return { layers, inputs: layers.slice(0, 1).map(({ name }) => new TensorRef(name, 0, 0)), outputs: end() };
}

function nameOf({ config, name }: JsonObject): string {
  if (isObject(config) && typeof config.name === 'string') return config.name;
  return typeof name === 'string' ? name : '';
}
