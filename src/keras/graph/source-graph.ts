import { asNumber, isObject, type Json, type JsonObject } from '../python-json.ts';
import { TensorRef } from './graph.ts';
import { layersOf } from './implied-input.ts';
import { type Layer, listPorts, type ModelGraph, type Port, type Ports, refsOf } from './model.ts';
import { modelKind } from './model-kind.ts';
import { isLeaf, parseCall, parseRef, type RefReader } from './parse-call.ts';
import { sourceClassOf } from './source-class.ts';
import { nameOf } from './source-name.ts';

/** A layer's configuration; an empty one where it has none. */
export function configOf({ object }: Layer): JsonObject {
  return isObject(object.config) ? object.config : {};
}

/** Tensor operations in place of layers (`keras/src/layers/core/tf_op_layer.py` of Keras 2): they keep lists of one. */
const KEEPS_LISTS: ReadonlySet<string> = new Set([
  'TFOpLambda',
  'SlicingOpLambda',
  'ClassMethod',
  'InstanceMethod',
  'InstanceProperty',
]);

/** The configuration is not a graph; the message completes "the model cannot be read: …". */
export class MalformedGraph extends Error {
  override readonly name = 'MalformedGraph';
}

/** The graph refers to what is not in it: some Keras 2 left parts of their own models out, and cannot load them either. */
export class IncompleteGraph extends MalformedGraph {}

/**
 * Reads the graph of a functional model's configuration.
 *
 * @throws MalformedGraph
 */
export function readGraph(config: JsonObject): ModelGraph {
  const objects = (Array.isArray(config.layers) ? config.layers : []).filter(isObject);
  const byName = new Map(objects.map((object) => [entryName(object), object]));
  const isModern = objects.some((object) => nodesOf(object).some((node) => isObject(node) && Array.isArray(node.args)));
  const indices = isModern ? new Map<string, Set<number>>() : indicesUsed(objects, config);
  const offsets = new Map(
    [...byName].map(([name, object]) => [name, isModern ? 0 : legacyOffset(object, indices.get(name) ?? new Set())]),
  );
  const reader: RefReader = { has: (name) => byName.has(name), offsetOf: (name) => offsets.get(name) ?? 0 };
  const layers = objects.map((object): Layer => {
    const keepsLists = KEEPS_LISTS.has(sourceClassOf(object).className ?? '');
    const calls = nodesOf(object).flatMap((node) => parseCall(node, reader, keepsLists) ?? []);
    return { name: entryName(object), object, calls };
  });
  // Keras 3 counts a nested Functional's nodes from 1 in output_layers alone.
  const outputReader: RefReader = isModern
    ? {
        ...reader,
        offsetOf: (name) => (byName.has(name) && modelKind(byName.get(name) ?? {}) === 'functional' ? 1 : 0),
      }
    : reader;
  return {
    layers,
    inputs: readPorts(config.input_layers, reader),
    outputs: readPorts(config.output_layers, outputReader),
  };
}

/** The name a graph knows a layer by. */
function entryName(object: JsonObject): string {
  return typeof object.name === 'string' ? object.name : nameOf(object);
}

function nodesOf(object: JsonObject): readonly Json[] {
  return Array.isArray(object.inbound_nodes) ? object.inbound_nodes : [];
}

/**
 * Keras 2 counted a nested model's nodes from 1, as the first was its own graph, unless it was a Sequential without an
 * input (`_should_skip_first_node` of Keras 2's functional.py; before 2.2 every nested model). The references tell where
 * they can: a 0 means counting from 0, the number of calls means counting from 1.
 */
function legacyOffset(object: JsonObject, indices: ReadonlySet<number>): number {
  const kind = modelKind(object);
  if (kind === undefined) return 0;
  if (indices.has(0)) return 0;
  if (indices.has(nodesOf(object).length)) return 1;
  return kind === 'functional' || startsWithInput(object) ? 1 : 0;
}

function startsWithInput(sequential: JsonObject): boolean {
  const first = layersOf(sequential)[0];
  return (
    first !== undefined &&
    (sourceClassOf(first).className === 'InputLayer' ||
      (isObject(first.config) && Array.isArray(first.config.batch_input_shape)))
  );
}

/** The numbers of calls that references name, by layer. */
function indicesUsed(objects: readonly JsonObject[], config: JsonObject): Map<string, Set<number>> {
  const indices = new Map<string, Set<number>>();
  for (const object of objects) collectIndices([...nodesOf(object)], indices);
  collectIndices(config.output_layers ?? null, indices);
  return indices;
}

function collectIndices(value: Json, indices: Map<string, Set<number>>): void {
  const node = isLeaf(value) ? asNumber(value[1]) : undefined;
  if (isLeaf(value) && typeof value[0] === 'string' && node !== undefined) {
    const known = indices.get(value[0]) ?? new Set();
    indices.set(value[0], known.add(node));
  }
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const item of inner) collectIndices(item, indices);
}

/** A tensor alone is a list of one, as Keras 2 wrote it. */
function readPorts(value: Json | undefined, reader: RefReader): Ports {
  const port = value === undefined ? [] : readPort(value, reader);
  return port instanceof TensorRef ? [port] : port;
}

function readPort(value: Json, reader: RefReader): Port {
  if (isLeaf(value)) {
    const ref = parseRef(value, reader);
    if (!ref) throw new MalformedGraph(`${JSON.stringify(value)} is not a tensor of its graph`);
    return ref;
  }
  if (Array.isArray(value)) return value.map((item) => readPort(item, reader));
  if (isObject(value)) return new Map(Object.entries(value).map(([key, item]) => [key, readPort(item, reader)]));
  return [];
}

/**
 * The calls that the outputs depend on, by layer; the inputs of the model always belong. Keras 2 also kept the layers that
 * only losses and metrics depended on (add_loss, add_metric), which Keras 3 leaves out of the model.
 *
 * @throws MalformedGraph where a reference leads nowhere.
 */
export function reachableCalls(graph: ModelGraph): ReadonlyMap<string, ReadonlySet<number>> {
  const layers = new Map<string, Layer>();
  for (const layer of graph.layers) {
    if (layers.has(layer.name)) throw new MalformedGraph(`two of its layers are named "${layer.name}"`);
    layers.set(layer.name, layer);
  }
  const reached = new Map<string, Set<number>>();
  const pending: TensorRef[] = [...listPorts(graph.outputs), ...listPorts(graph.inputs)];
  for (let ref = pending.pop(); ref; ref = pending.pop()) {
    const layer = layers.get(ref.layer);
    if (!layer) throw new IncompleteGraph(`it refers to a layer "${ref.layer}" that it does not hold`);
    const calls = reached.get(ref.layer) ?? new Set<number>();
    reached.set(ref.layer, calls);
    if (calls.has(ref.node)) continue;
    const call = layer.calls[ref.node];
    const isInput = ref.node === 0 && layer.calls.length === 0;
    if (!call && !isInput) {
      throw new IncompleteGraph(
        `it refers to call ${ref.node} of layer "${ref.layer}", which has ${layer.calls.length}`,
      );
    }
    calls.add(ref.node);
    if (call) pending.push(...refsOf(call));
  }
  return reached;
}
