import type { Json, JsonObject } from '../python-json.ts';
import { visitRefs } from './call-arguments.ts';
import { type Call, TensorRef } from './graph.ts';

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

/** What a model takes or returns: tensors in lists and dictionaries. */
export type Ports = readonly Port[] | ReadonlyMap<string, Port>;
export type Port = TensorRef | Ports;

export function isNamed(ports: Port): ports is ReadonlyMap<string, Port> {
  return ports instanceof Map;
}

/** The tensors of inputs or outputs in the order in which Keras flattens them: a dictionary's by its sorted keys (`tf.nest`, `tree`). */
export function listPorts(ports: Port): readonly TensorRef[] {
  if (ports instanceof TensorRef) return [ports];
  if (!isNamed(ports)) return ports.flatMap(listPorts);
  return [...ports].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, port]) => listPorts(port));
}

/** The same inputs or outputs, of other tensors. */
export function mapPorts(ports: Ports, map: (ref: TensorRef) => TensorRef): Ports {
  const mapPort = (port: Port): Port => (port instanceof TensorRef ? map(port) : mapPorts(port, map));
  return isNamed(ports) ? new Map([...ports].map(([key, port]) => [key, mapPort(port)])) : ports.map(mapPort);
}

/** The same inputs or outputs as JSON. */
export function writePorts(port: Port, write: (ref: TensorRef) => Json): Json {
  if (port instanceof TensorRef) return write(port);
  if (!isNamed(port)) return port.map((item) => writePorts(item, write));
  return Object.fromEntries([...port].map(([key, item]) => [key, writePorts(item, write)]));
}

/** Whether they are a list or a dictionary of tensors, and no more. */
export function isFlat(ports: Ports): boolean {
  return [...ports.values()].every((port) => port instanceof TensorRef);
}

/**
 * Without lists that say nothing of their own: a list of lists becomes one list, which holds the same tensors in the same
 * order, and a list of one tensor in a dictionary the tensor. Dictionaries within lists stay.
 */
export function flatPorts(ports: Ports): Ports {
  if (isNamed(ports)) return new Map([...ports].map(([key, port]) => [key, unlisted(port)]));
  return ports.some(holdsDictionary) ? ports : listPorts(ports);
}

function unlisted(port: Port): Port {
  if (port instanceof TensorRef) return port;
  const flat = flatPorts(port);
  const [only, ...others] = isNamed(flat) ? [] : flat;
  return only instanceof TensorRef && others.length === 0 ? only : flat;
}

function holdsDictionary(port: Port): boolean {
  if (port instanceof TensorRef) return false;
  return isNamed(port) || port.some(holdsDictionary);
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
