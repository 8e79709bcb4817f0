import { isObject, type JsonObject } from '../python-json.ts';
import { layersOf } from './implied-input.ts';
import type { ModelGraph } from './model.ts';
import { modelKind } from './model-kind.ts';
import { MalformedGraph, readGraph } from './source-graph.ts';
import { chainOf } from './source-layer.ts';

/** The graphs of a source's models, each read once, when it is first asked for. */
export class SourceModels {
  readonly #read = new Map<JsonObject, ModelGraph | MalformedGraph>();

  /**
   * The graph of a model; a Sequential's is a chain, and any other layer's the layer alone.
   *
   * @throws MalformedGraph
   */
  graphOf(object: JsonObject): ModelGraph {
    const graph = this.#read.get(object) ?? read(object);
    this.#read.set(object, graph);
    if (graph instanceof MalformedGraph) throw graph;
    return graph;
  }

  /** The same, empty where the model is malformed, for which its own upgrade refuses it. */
  readableGraphOf(object: JsonObject): ModelGraph {
    try {
      return this.graphOf(object);
    } catch (error) {
      if (error instanceof MalformedGraph) return { layers: [], inputs: [], outputs: [] };
      throw error;
    }
  }
}

function read(object: JsonObject): ModelGraph | MalformedGraph {
  const kind = modelKind(object);
  if (kind !== 'functional') return chainOf(kind === 'sequential' ? layersOf(object) : [object]);
  try {
    return readGraph(isObject(object.config) ? object.config : {});
  } catch (error) {
    if (error instanceof MalformedGraph) return error;
    throw error;
  }
}
