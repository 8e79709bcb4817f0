import { mapCall } from '../graph/call-arguments.ts';
import type { Call } from '../graph/graph.ts';
import { TensorRef } from '../graph/graph.ts';
import { parseCall } from '../graph/parse-call.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { KerasObject } from '../upgrade/types.ts';
import {
  addMaskNodes,
  type CallNode,
  callKey,
  flatRefs,
  hasMaskNodes,
  isOperation,
  MASK_GRAPH_VERSIONS,
  type MaskGraphVersion,
} from './mask-nodes.ts';

interface GraphLayer {
  readonly object: KerasObject;
}

interface Graph {
  readonly layers: ReadonlyMap<string, GraphLayer & { readonly calls: readonly CallNode[] }>;
  /** Every call by its key. */
  readonly calls: Map<string, CallNode>;
}

/**
 * The layers of a Functional in the order of its `layers` attribute: by depth, the farthest from the outputs first, and
 * within a depth in the order in which a walk from the outputs back first meets them (`keras/src/ops/function.py:
 * map_graph`). Weights are loaded by this order. Operations are left out, as are layers that no output depends on.
 *
 * @param version of Keras 3: the order may differ between versions where a graph has masks
 */
export function layerObjectsInOrder(
  config: JsonObject,
  version: MaskGraphVersion = MASK_GRAPH_VERSIONS[0],
): KerasObject[] {
  const graph = readGraph(config);
  const inputs = modelEnds(graph, config.input_layers);
  const outputs = modelEnds(graph, config.output_layers);
  if (hasMaskNodes(graph.calls)) {
    addMaskNodes(graph.calls, walkBack(graph, outputs, new Set(inputs)).finished, version);
  }
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

/** Whether Keras 3 versions may list the layers of a Functional in different orders. */
export function hasVersionedOrder(config: JsonObject): boolean {
  return hasMaskNodes(readGraph(config).calls);
}

const NO_INPUT: Call = { args: [], kwargs: {} };

function readGraph(config: JsonObject): Graph {
  const objects = new Map<string, KerasObject>();
  for (const object of Array.isArray(config.layers) ? config.layers : []) {
    if (!isObject(object)) continue;
    const inner = isObject(object.config) ? object.config : {};
    const name = typeof object.name === 'string' ? object.name : inner.name;
    if (typeof name === 'string') objects.set(name, object);
  }
  // An index of -1 means a layer's last call, which may stand further down.
  const callCount = (name: string) => Math.max(nodesOf(objects.get(name)).length, 1);
  const absolute = ({ layer, node, tensor }: TensorRef) =>
    new TensorRef(layer, node < 0 ? node + callCount(layer) : node, tensor);
  const reader = { has: (name: string) => objects.has(name), offsetOf: () => 0 };
  const layers = new Map(
    [...objects].map(([name, object]) => {
      const layer: GraphLayer & { calls: CallNode[] } = { object, calls: [] };
      const nodes = nodesOf(object);
      for (const node of nodes.length === 0 ? [null] : nodes) {
        const call = mapCall(parseCall(node, reader, false) ?? NO_INPUT, absolute);
        const inputs = [...call.args, { ...call.kwargs }].flatMap(flatRefs);
        layer.calls.push({ layer, call, inputs: inputs.map((ref) => callKey(ref.layer, ref.node)) });
      }
      return [name, layer];
    }),
  );
  const calls = [...layers].flatMap(([name, layer]) =>
    layer.calls.map((call, node): [string, CallNode] => [callKey(name, node), call]),
  );
  return { layers, calls: new Map(calls) };
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
