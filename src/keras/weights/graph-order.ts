import { type Call, callKey } from '../graph/graph.ts';
import { listPorts, type ModelGraph, type Ports } from '../graph/model.ts';
import type { KerasObject } from '../upgrade/types.ts';
import {
  addMaskNodes,
  type CallNode,
  flatRefs,
  hasMaskNodes,
  isOperation,
  MASK_GRAPH_VERSIONS,
  type MaskGraphVersion,
} from './mask-nodes.ts';

type GraphLayer = CallNode['layer'];

/**
 * The layers of a Functional in the order of its `layers` attribute: by depth, the farthest from the outputs first, and
 * within a depth in the order in which a walk from the outputs back first meets them (`keras/src/ops/function.py:
 * map_graph`). Weights are loaded by this order. Operations are left out, as are layers that no output depends on.
 *
 * @param version of Keras 3: the order may differ between versions where a graph has masks
 */
export function layerObjectsInOrder(
  graph: ModelGraph,
  version: MaskGraphVersion = MASK_GRAPH_VERSIONS[0],
): KerasObject[] {
  const calls = callsOf(graph);
  const inputs = new Set(endsOf(graph.inputs));
  const outputs = endsOf(graph.outputs);
  if (hasMaskNodes(calls)) addMaskNodes(calls, walkBack(calls, outputs, inputs).finished, version);
  const { finished, firstMet } = walkBack(calls, outputs, inputs);
  const depths = layerDepths(calls, finished, firstMet, inputs);
  for (const key of inputs) {
    const layer = calls.get(key)?.layer;
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
export function hasVersionedOrder(graph: ModelGraph): boolean {
  return hasMaskNodes(callsOf(graph));
}

/** An input is made by a call that takes nothing. */
const NO_INPUT: Call = { args: [], kwargs: {} };

function callsOf({ layers }: ModelGraph): Map<string, CallNode> {
  return new Map(
    layers.flatMap((layer) =>
      (layer.calls.length === 0 ? [NO_INPUT] : layer.calls).map((call, node): [string, CallNode] => {
        const inputs = [...call.args, { ...call.kwargs }].flatMap(flatRefs);
        return [callKey(layer.name, node), { layer, call, inputs: inputs.map((ref) => ref.callKey) }];
      }),
    ),
  );
}

/** The calls that make a model's inputs or outputs, in the order in which Keras flattens them. */
function endsOf(ports: Ports): string[] {
  return listPorts(ports).map((ref) => ref.callKey);
}

/** Depth-first from the outputs; `finished` lists a call after all it depends on. Iterative: graphs are thousands of calls deep. */
function walkBack(calls: ReadonlyMap<string, CallNode>, outputs: readonly string[], inputs: ReadonlySet<string>) {
  const finished = new Set<string>();
  const entered = new Set<string>();
  const firstMet = new Map<GraphLayer, number>();
  for (const output of outputs) {
    const pending = [output];
    while (pending.length > 0) {
      const key = pending[pending.length - 1] ?? '';
      const call = calls.get(key);
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
  calls: ReadonlyMap<string, CallNode>,
  finished: readonly string[],
  firstMet: ReadonlyMap<GraphLayer, number>,
  inputs: ReadonlySet<string>,
): Map<GraphLayer, number> {
  const callDepths = new Map<string, number>();
  const depths = new Map<GraphLayer, number>();
  for (const key of [...finished].reverse()) {
    const call = calls.get(key);
    if (!call || !firstMet.has(call.layer)) continue;
    const depth = Math.max(callDepths.get(key) ?? 0, depths.get(call.layer) ?? 0);
    depths.set(call.layer, depth);
    callDepths.set(key, depth);
    if (inputs.has(key)) continue;
    for (const input of call.inputs) callDepths.set(input, Math.max(depth + 1, callDepths.get(input) ?? 0));
  }
  return depths;
}
