import type { JsonObject } from '../python-json.ts';
import { visitRefs } from './call-arguments.ts';
import type { Call, TensorRef } from './graph.ts';

/** A layer of a model's graph, in the source or in Keras 3's model. */
export interface Layer {
  /** The name by which the graph knows it. */
  readonly name: string;
  /** The layer as it is serialized. */
  readonly object: JsonObject;
  /** Its calls, which count from 0 whatever the dialect; an input has none. */
  readonly calls: readonly Call[];
}

/** The graph of a model, in the source or in Keras 3's; a Sequential's is a chain. Models inside it have graphs of their own. */
export interface ModelGraph {
  readonly layers: readonly Layer[];
  readonly inputs: Ports;
  readonly outputs: Ports;
}

/** What a model takes or returns: a list, or a dict. */
export type Ports = readonly TensorRef[] | ReadonlyMap<string, TensorRef>;

export function isNamed(ports: Ports): ports is ReadonlyMap<string, TensorRef> {
  return ports instanceof Map;
}

/** The tensors of inputs or outputs, in their order. */
export function listPorts(ports: Ports): readonly TensorRef[] {
  return isNamed(ports) ? [...ports.values()] : ports;
}

/** The same inputs or outputs, of other tensors. */
export function mapPorts(ports: Ports, map: (ref: TensorRef) => TensorRef): Ports {
  if (!isNamed(ports)) return ports.map(map);
  return new Map([...ports].map(([key, ref]) => [key, map(ref)]));
}

/** A layer of a model, or of a model inside it. */
export interface NestedLayer extends Layer {
  /** The names of the models around it and its own, joined by `/`. */
  readonly path: string;
}

/**
 * The layers of a model and of those inside it, each before what is in it.
 *
 * @param graphs the graph of each model, by its object
 */
export function nestedLayers(
  model: JsonObject,
  graphs: ReadonlyMap<JsonObject, ModelGraph>,
  place = '',
): NestedLayer[] {
  const layers = graphs.get(model)?.layers ?? [];
  return layers.flatMap((layer) => {
    const path = place === '' ? layer.name : `${place}/${layer.name}`;
    return [{ ...layer, path }, ...nestedLayers(layer.object, graphs, path)];
  });
}

/** All tensors a call takes. */
export function refsOf(call: Call): TensorRef[] {
  const refs: TensorRef[] = [];
  visitRefs([...call.args], (ref) => refs.push(ref));
  visitRefs({ ...call.kwargs }, (ref) => refs.push(ref));
  return refs;
}
