import { isObject, type Json, type JsonObject } from '../python-json.ts';
import { renameClashing } from './automatic-names.ts';
import { upgradeCall } from './call-forms.ts';
import { isFunctional } from './chain.ts';
import { givenMask } from './given-masks.ts';
import { type Call, type Operation, TensorRef } from './graph.ts';
import { upgradeInputLayer } from './input-layer.ts';
import { suitInput } from './integer-input.ts';
import { type UpgradedLayer, upgradeLayer } from './layer.ts';
import { checkMergedMasks } from './merged-masks.ts';
import { checkInputs } from './model-inputs.ts';
import { LayerNames } from './names.ts';
import type { Notes, Place } from './notes.ts';
import { needsDtype, type TensorFacts, upgradeOperation } from './operations/index.ts';
import { placeOperation } from './place-operation.ts';
import { nameInserted } from './sequential.ts';
import { isSerializedOperation, upgradeSerializedOperation } from './serialized-operation.ts';
import { sourceClassOf } from './source-class.ts';
import {
  listOutputs,
  MalformedGraph,
  type Outputs,
  reachableCalls,
  readGraph,
  refsOf,
  type SourceGraph,
  type SourceLayer,
} from './source-graph.ts';
import { mapCall, type TargetLayer, writeLayers } from './target-graph.ts';
import { tensorFacts } from './tensor-facts.ts';
import { tensorMasks } from './tensor-masks.ts';
import { unmasked } from './unmasked.ts';

/** Layers that hand their input on, to compute a loss or a metric from it (Keras 2's base_layer.py). */
const LOSS_LAYERS: ReadonlySet<string> = new Set(['AddLoss', 'AddMetric']);

/** Tensor operations in place of layers (Keras 2's tf_op_layer.py; TensorFlowOpLayer until TensorFlow 2.3). */
const OPERATION_LAYERS: ReadonlySet<string> = new Set([
  'TFOpLambda',
  'SlicingOpLambda',
  'TensorFlowOpLayer',
  'ClassMethod',
  'InstanceMethod',
  'InstanceProperty',
]);

/** A functional model's configuration: layers, calls, inputs and outputs in Keras 3's form. */
export function upgradeFunctional(object: JsonObject, name: string, place: Place, notes: Notes): JsonObject {
  const config = isObject(object.config) ? object.config : {};
  const upgraded: JsonObject = { name };
  // True would unfreeze every layer of the model (Functional.__init__ of Keras 3 sets it on all of them).
  if (config.trainable === false) upgraded.trainable = false;
  try {
    return { ...upgraded, ...upgradeGraph(readGraph(config), place, notes) };
  } catch (error) {
    if (!(error instanceof MalformedGraph)) throw error;
    notes.refuse(
      place.at(-1),
      `the model "${place.join('/')}" cannot be read: ${error.message}; the file may be damaged`,
    );
    return { ...upgraded, layers: [], input_layers: [], output_layers: [] };
  }
}

/** A layer that the new graph holds too. */
interface Kept {
  readonly source: SourceLayer;
  readonly className: string;
  /** Its calls that the outputs depend on, by their number in the source; an input counts one. */
  readonly nodes: readonly number[];
  /** Its name in the new graph; an operation has one for each call. */
  readonly names: readonly string[];
  /** Undefined for operations, and for layers that only hand their input on. */
  readonly upgraded: UpgradedLayer | undefined;
  readonly isOperation: boolean;
}

function upgradeGraph(graph: SourceGraph, place: Place, notes: Notes): JsonObject {
  const names = new LayerNames(graph.layers.map((layer) => layer.name));
  const reached = reachableCalls(graph);
  const facts = tensorFacts(graph);
  const maskOf = tensorMasks(graph, place.length > 1, true);
  const kept = new Map<string, Kept>();
  for (const source of graph.layers) {
    const nodes = [...(reached.get(source.name) ?? [])].sort((a, b) => a - b);
    if (nodes.length === 0) continue;
    const layer = keepLayer(source, nodes, facts, names, place, notes);
    const upgraded = layer.upgraded && unmasked(layer.upgraded, source, maskOf, names, notes);
    kept.set(source.name, { ...layer, upgraded });
  }
  noteUnused(graph, kept, place, notes);
  checkMergedMasks(graph, reached, maskOf, notes);
  const map = (ref: TensorRef) => mapRef(ref, kept);
  const all: TargetLayer[] = [];
  const refused = new Map<string, Refused>();
  const masks = new Map<string, TensorRef>();
  const giveMask = (source: SourceLayer, call: Call): TensorRef | undefined => {
    const mask = givenMask(source, call, maskOf, notes);
    if (!mask) return undefined;
    const placed = masks.get(mask.key) ?? new TensorRef(names.fresh(`${mask.by.name}_mask`), 0, 0);
    if (!masks.has(mask.key))
      all.push(...placeOperation(mask.operation, placed.layer, map, (name) => names.fresh(name)));
    masks.set(mask.key, placed);
    return placed;
  };
  for (const layer of kept.values()) {
    if (layer.isOperation) all.push(...placeOperations(layer, facts, map, names, place, notes, refused));
    else all.push(...placeLayer(layer, map, (call) => giveMask(layer.source, call), notes));
  }
  const needed = neededNames(all, [...listOutputs(graph.inputs), ...listOutputs(graph.outputs)].map(map));
  for (const [name, { source, refusal }] of refused) if (needed.has(name)) notes.refuse(source, refusal);
  const { placed, renamed } = renameClashing(
    all.filter((layer) => needed.has(layer.name)),
    (name) => names.fresh(name),
    place,
    notes,
  );
  const layers = writeLayers(placed, (name) => names.fresh(name));
  const models = new Set(placed.filter(({ object }) => isFunctional(object)).map(({ name }) => name));
  const write = (ref: TensorRef): Json => {
    const { layer: name, node, tensor } = map(ref);
    const layer = renamed.get(name) ?? name;
    return [layer, models.has(layer) ? node + 1 : node, tensor];
  };
  return { layers, input_layers: writeOutputs(graph.inputs, write), output_layers: writeOutputs(graph.outputs, write) };
}

/** An operation that has no counterpart. */
interface Refused {
  readonly source: string;
  readonly refusal: string;
}

/**
 * The entries of the new graph that the outputs depend on. The source's graph reaches more: what it computes from shapes
 * is written out as numbers where it is used.
 */
function neededNames(placed: readonly TargetLayer[], ends: readonly TensorRef[]): ReadonlySet<string> {
  const byName = new Map(placed.map((layer) => [layer.name, layer]));
  const needed = new Set<string>();
  const pending = ends.map((ref) => ref.layer);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    for (const call of byName.get(name)?.calls ?? []) pending.push(...refsOf(call).map((ref) => ref.layer));
  }
  return needed;
}

function keepLayer(
  source: SourceLayer,
  nodes: readonly number[],
  facts: TensorFacts,
  names: LayerNames,
  place: Place,
  notes: Notes,
): Kept {
  const className = sourceClassOf(source.object).className ?? '';
  const name = names.of(source.name);
  const isOperation = OPERATION_LAYERS.has(className);
  const base = { source, className, nodes, isOperation };
  if (isOperation) {
    return {
      ...base,
      names: nodes.map((_, call) => (call === 0 ? name : names.fresh(`${name}_${call}`))),
      upgraded: undefined,
    };
  }
  if (LOSS_LAYERS.has(className)) return { ...base, names: [name], upgraded: undefined };
  const upgraded =
    className === 'InputLayer'
      ? { object: upgradeInputLayer(source.object, place, notes, name) }
      : isSerializedOperation(source.object, notes)
        ? { object: upgradeSerializedOperation(source.object, place, notes) }
        : suitInput(
            upgradeLayer(source.object, place, notes, name),
            source.name,
            inputDtype(source, nodes, facts),
            notes,
          );
  nameInserted([...(upgraded.before ?? []), ...(upgraded.after ?? [])], name, names);
  return { ...base, names: [name], upgraded };
}

/** The type of a layer's first input, if it is the same on all of its calls. */
function inputDtype(source: SourceLayer, nodes: readonly number[], facts: TensorFacts): string | undefined {
  const dtypes = nodes.map((node) => {
    const call = source.calls[node];
    const input = call ? refsOf(call)[0] : undefined;
    return input && !facts.isGuessed?.(input) ? facts.dtypeOf(input) : undefined;
  });
  return dtypes.every((dtype) => dtype === dtypes[0]) ? dtypes[0] : undefined;
}

/** A tensor of the source graph in the new one. */
function mapRef(source: TensorRef, kept: ReadonlyMap<string, Kept>): TensorRef {
  const ref = beforeLosses(source, kept);
  const layer = keptLayer(ref, kept);
  const index = layer.nodes.indexOf(ref.node);
  if (layer.isOperation) return new TensorRef(layer.names[index] ?? ref.layer, 0, ref.tensor);
  const after = layer.upgraded?.after?.at(-1);
  if (after) return new TensorRef(nameIn(after), index, 0);
  return new TensorRef(layer.names[0] ?? ref.layer, index, ref.tensor);
}

function keptLayer(ref: TensorRef, kept: ReadonlyMap<string, Kept>): Kept {
  const layer = kept.get(ref.layer);
  if (!layer) throw new MalformedGraph(`it refers to a layer "${ref.layer}" that it does not hold`);
  return layer;
}

/** What layers that only make losses and metrics were given, and handed on. */
function beforeLosses(source: TensorRef, kept: ReadonlyMap<string, Kept>): TensorRef {
  const passed = new Set<string>();
  for (let ref = source; ; ) {
    const layer = keptLayer(ref, kept);
    if (!LOSS_LAYERS.has(layer.className)) return ref;
    const call = layer.source.calls[ref.node];
    const input = call ? refsOf(call)[0] : undefined;
    const key = `${ref.node} ${ref.layer}`;
    if (!input || passed.has(key)) throw new MalformedGraph(`layer "${ref.layer}" has no input`);
    passed.add(key);
    ref = input;
  }
}

function nameIn(object: JsonObject): string {
  return isObject(object.config) && typeof object.config.name === 'string' ? object.config.name : '';
}

/** A layer's entry, and those of the layers that must stand before and after it, each called as often. */
function placeLayer(
  layer: Kept,
  map: (ref: TensorRef) => TensorRef,
  maskFor: (call: Call) => TensorRef | undefined,
  notes: Notes,
): TargetLayer[] {
  const { upgraded, source, nodes } = layer;
  const name = layer.names[0] ?? source.name;
  if (!upgraded) return [];
  checkInputs(source, nodes, upgraded.object, notes);
  const calls = nodes.flatMap((node) => {
    const call = source.calls[node];
    if (!call) return [];
    const written = upgradeCall(source, layer.className, upgraded.object, call, notes);
    const mask = maskFor(written);
    const mapped = mapCall(written, map);
    return [mask ? { ...mapped, kwargs: { ...mapped.kwargs, mask } } : mapped];
  });
  const placed: TargetLayer[] = [];
  let own: readonly Call[] = calls;
  for (const object of upgraded.before ?? []) {
    const before = nameIn(object);
    placed.push({ name: before, object, calls: own.map(({ args }) => ({ args, kwargs: {} })) });
    own = calls.map((call, index) => ({ ...call, args: [new TensorRef(before, index, 0)] }));
  }
  placed.push({ name, object: upgraded.object, calls: own });
  let last = name;
  for (const object of upgraded.after ?? []) {
    const from = last;
    last = nameIn(object);
    placed.push({
      name: last,
      object,
      calls: calls.map((_, index) => ({ args: [new TensorRef(from, index, 0)], kwargs: {} })),
    });
  }
  return placed;
}

function placeOperations(
  layer: Kept,
  facts: ReturnType<typeof tensorFacts>,
  map: (ref: TensorRef) => TensorRef,
  names: LayerNames,
  place: Place,
  notes: Notes,
  refused: Map<string, Refused>,
): TargetLayer[] {
  const { source, className } = layer;
  const config = isObject(source.object.config) ? source.object.config : {};
  const placed: TargetLayer[] = [];
  for (const [index, node] of layer.nodes.entries()) {
    const call = source.calls[node];
    const name = layer.names[index];
    if (!call || name === undefined) continue;
    const upgraded = upgradeOperation(className, config, call, facts);
    if ('refusal' in upgraded) {
      refused.set(name, { source: source.name, refusal: upgraded.refusal });
      continue;
    }
    noteOperation(upgraded.operation, source, place, notes);
    if (needsDtype(className, config, call) && refsOf(call).some((ref) => facts.isGuessed?.(ref))) {
      notes.warn(
        source.name,
        `operation "${source.name}" computes integers otherwise in Keras 3, and the file does not tell whether its input is of them: it is taken for floats`,
      );
    }
    placed.push(...placeOperation(upgraded.operation, name, map, (wanted) => names.fresh(wanted)));
  }
  return placed;
}

function noteOperation(operation: Operation, source: SourceLayer, place: Place, notes: Notes): void {
  notes.change([...place, source.name, 'class_name'], source.object.class_name, operation.className);
}

function noteUnused(graph: SourceGraph, kept: ReadonlyMap<string, Kept>, place: Place, notes: Notes): void {
  for (const { name, object } of graph.layers) {
    const className = sourceClassOf(object).className ?? '';
    if (LOSS_LAYERS.has(className)) {
      notes.warn(
        name,
        `Keras 3 keeps no ${className} layers: the model predicts the same, but training goes on without what layer "${name}" added`,
      );
    } else if (!kept.has(name)) {
      notes.warn(
        name,
        `layer "${name}" of "${place.join('/')}" is left out, because no output depends on it and Keras 3 keeps no such layers`,
      );
    }
  }
}

function writeOutputs(outputs: Outputs, write: (ref: TensorRef) => Json): Json {
  if (Array.isArray(outputs)) return listOutputs(outputs).map(write);
  return Object.fromEntries([...(outputs as ReadonlyMap<string, TensorRef>)].map(([key, ref]) => [key, write(ref)]));
}
