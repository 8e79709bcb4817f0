import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { KerasObject } from '../upgrade/types.ts';
import { addImplicitMasks, type MaskedCall } from './mask-nodes.ts';

interface GraphLayer {
  readonly object: KerasObject;
}

interface CalledLayer extends GraphLayer {
  readonly calls: MaskedCall[];
}

interface Graph {
  readonly layers: ReadonlyMap<string, CalledLayer>;
  /** Every call by its key. */
  readonly calls: Map<string, MaskedCall>;
}

/**
 * The layers of a Functional in the order of its `layers` attribute: by depth, the farthest from the outputs first, and
 * within a depth in the order in which a walk from the outputs back first meets them (`keras/src/ops/function.py:
 * map_graph`). Weights are loaded by this order. Operations are left out, as are layers that no output depends on.
 *
 * @param early the order of Keras before 3.10, which may be another where MultiHeadAttention is given masks
 */
export function layerObjectsInOrder(config: JsonObject, early = false): KerasObject[] {
  const graph = readGraph(config);
  const inputs = modelEnds(graph, config.input_layers);
  const outputs = modelEnds(graph, config.output_layers);
  addImplicitMasks(graph.calls, walkBack(graph, outputs, new Set(inputs)).finished, early);
  const { finished, firstMet } = walkBack(graph, outputs, new Set(inputs));
  const depths = layerDepths(graph, finished, firstMet, new Set(inputs));
  for (const key of inputs) {
    const layer = graph.calls.get(key)?.layer;
    if (layer && !depths.has(layer)) {
      depths.set(layer, 0);
      firstMet.set(layer, -1);
    }
  }
  return [...depths.keys()]
    .sort((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0) || (firstMet.get(a) ?? 0) - (firstMet.get(b) ?? 0))
    .map(({ object }) => object)
    .filter((object) => !isOperation(object));
}

/** Operations stand in the graph as `keras.src.ops.…` objects: nodes, but not layers. */
function isOperation(object: KerasObject): boolean {
  return typeof object.module === 'string' && /^keras(\.src)?\.ops(\.|$)/.test(object.module);
}

function readGraph(config: JsonObject): Graph {
  const layers = new Map<string, CalledLayer>();
  for (const object of Array.isArray(config.layers) ? config.layers : []) {
    if (!isObject(object)) continue;
    const inner = isObject(object.config) ? object.config : {};
    const name = typeof object.name === 'string' ? object.name : inner.name;
    if (typeof name !== 'string') continue;
    layers.set(name, { object, calls: [] });
  }
  // An index of -1 means a layer's last call, which may stand further down.
  const callCount = (name: string) => Math.max(nodesOf(layers.get(name)?.object).length, 1);
  for (const layer of layers.values()) {
    for (const node of nodesOf(layer.object)) {
      const inputs = tensorReferences(node).map(([name, index]) =>
        callKey(name, index < 0 ? index + callCount(name) : index),
      );
      layer.calls.push({ layer, inputs, names: tensorArguments(node) });
    }
    if (layer.calls.length === 0) layer.calls.push({ layer, inputs: [], names: [] });
  }
  const calls = [...layers].flatMap(([name, layer]) =>
    layer.calls.map((call, node): [string, MaskedCall] => [callKey(name, node), call]),
  );
  return { layers, calls: new Map(calls) };
}

/** The calls whose outputs a call reads, in the order of Python's `tree.flatten`: positional first, dictionaries by sorted key. */
function tensorReferences(node: Json): [string, number][] {
  // A relay's call is written in Keras 2's form.
  return Array.isArray(node) ? references(node) : tensorsIn(node);
}

/** The arguments of a call that hold tensors, by their place or name. */
function tensorArguments(node: Json): string[] {
  if (!isObject(node) || !isObject(node.kwargs) || !Array.isArray(node.args)) return ['0'];
  const all = [...Object.entries(node.args), ...Object.entries(node.kwargs)];
  return all.filter(([, value]) => tensorsIn(value).length > 0).map(([name]) => name);
}

function tensorsIn(node: Json | undefined): [string, number][] {
  if (Array.isArray(node)) return node.flatMap(tensorsIn);
  if (!isObject(node)) return [];
  if (node.class_name === '__keras_tensor__' && isObject(node.config)) return references(node.config.keras_history);
  if ('args' in node && 'kwargs' in node) return [...tensorsIn(node.args), ...tensorsIn(node.kwargs)];
  return sortedValues(node).flatMap(tensorsIn);
}

function nodesOf(object: KerasObject | undefined): readonly Json[] {
  return Array.isArray(object?.inbound_nodes) ? object.inbound_nodes : [];
}

function sortedValues(object: JsonObject): Json[] {
  return Object.entries(object)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value);
}

/** `[layer, node, tensor]` or any nesting of it, as layers and numbers of calls. */
function references(reference: Json | undefined): [string, number][] {
  if (isObject(reference)) return sortedValues(reference).flatMap(references);
  if (!Array.isArray(reference)) return [];
  const [name, node] = reference;
  if (typeof name === 'string' && typeof node === 'number') return [[name, node]];
  return reference.flatMap(references);
}

/** `input_layers` and `output_layers` count a nested Functional's calls from 1, the calls themselves from 0 (`functional.py: get_tensor`). */
function modelEnds({ layers }: Graph, reference: Json | undefined): string[] {
  return references(reference).map(([name, node]) => {
    const layer = layers.get(name);
    const className = layer?.object.class_name;
    const index = className === 'Functional' || className === 'Model' ? node - 1 : node;
    return callKey(name, index < 0 ? index + (layer?.calls.length ?? 0) : index);
  });
}

function callKey(layer: string, node: number): string {
  return JSON.stringify([layer, node]);
}

/** Depth-first from the outputs; `finished` lists a call after all it depends on. Iterative: graphs are thousands of calls deep. */
function walkBack(graph: Graph, outputs: readonly string[], inputs: ReadonlySet<string>) {
  const finished = new Set<string>();
  const entered = new Set<string>();
  const firstMet = new Map<GraphLayer, number>();
  for (const output of outputs) {
    const pending = [output];
    while (pending.length > 0) {
      const key = pending[pending.length - 1] ?? '';
      const call = graph.calls.get(key);
      if (!call || finished.has(key)) {
        pending.pop();
      } else if (entered.has(key)) {
        finished.add(key);
        pending.pop();
      } else {
        entered.add(key);
        if (!firstMet.has(call.layer)) firstMet.set(call.layer, firstMet.size);
        if (!inputs.has(key)) pending.push(...call.inputs.filter((input) => !entered.has(input)).reverse());
      }
    }
  }
  return { finished: [...finished], firstMet };
}

function layerDepths(
  graph: Graph,
  finished: readonly string[],
  firstMet: ReadonlyMap<GraphLayer, number>,
  inputs: ReadonlySet<string>,
): Map<GraphLayer, number> {
  const callDepths = new Map<string, number>();
  const depths = new Map<GraphLayer, number>();
  for (const key of [...finished].reverse()) {
    const call = graph.calls.get(key);
    if (!call || !firstMet.has(call.layer)) continue;
    const depth = Math.max(callDepths.get(key) ?? 0, depths.get(call.layer) ?? 0);
    depths.set(call.layer, depth);
    callDepths.set(key, depth);
    if (inputs.has(key)) continue;
    for (const input of call.inputs) callDepths.set(input, Math.max(depth + 1, callDepths.get(input) ?? 0));
  }
  return depths;
}
