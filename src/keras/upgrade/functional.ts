import { emitGraph, type TargetGraph } from '../emit/emit-graph.ts';
import { waitable } from '../emit/relays.ts';
import { tensorFacts } from '../facts/tensor-facts.ts';
import { type Call, type Operation, TensorRef } from '../graph/graph.ts';
import { type Layer, type ModelGraph, mapPorts } from '../graph/model.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import {
  listOutputs,
  MalformedGraph,
  reachableCalls,
  readGraph,
  refsOf,
  type SourceGraph,
  type SourceLayer,
} from '../graph/source-graph.ts';
import { givenMask } from '../masks/given-masks.ts';
import { checkMergedMasks } from '../masks/merged-masks.ts';
import { masksIn, noteGivenMasks } from '../masks/model-masks.ts';
import { noteNumericMask } from '../masks/numeric-masks.ts';
import { copyWithoutMask, ignoredMasks } from '../masks/plain-values.ts';
import { classOf } from '../masks/tensor-masks.ts';
import { unmasked } from '../masks/unmasked.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import { type Kept, keepLayer, LOSS_LAYERS, mapRef } from './layer-in-graph.ts';
import { LayerNames, plainName } from './names.ts';
import type { Notes, Place } from './notes.ts';
import { placeLayer, placeOperations, type Refused } from './place-layer.ts';
import { placeOperation } from './place-operation.ts';
import { renameClashing } from './rename-clashing.ts';

/** A model's configuration in Keras 3's form, and its graph. */
export interface UpgradedConfig {
  readonly config: JsonObject;
  readonly graph: ModelGraph;
}

/** A functional model's configuration in Keras 3's form, and the graph that it holds. */
export function upgradeFunctional(object: JsonObject, name: string, place: Place, notes: Notes): UpgradedConfig {
  const config = isObject(object.config) ? object.config : {};
  const upgraded: JsonObject = { name };
  // True would unfreeze every layer of the model (Functional.__init__ of Keras 3 sets it on all of them).
  if (config.trainable === false) upgraded.trainable = false;
  try {
    const graph = upgradeGraph(object, readGraph(config), place, notes);
    return { config: { ...upgraded, ...emitGraph(graph) }, graph };
  } catch (error) {
    if (!(error instanceof MalformedGraph)) throw error;
    notes.refuse(
      place.at(-1),
      `the model "${place.join('/')}" cannot be read: ${error.message}; the file may be damaged`,
      { code: 'model-unreadable' },
    );
    const graph = { layers: [], inputs: [], outputs: [] };
    return { config: { ...upgraded, ...emitGraph(graph) }, graph };
  }
}

function upgradeGraph(object: JsonObject, graph: SourceGraph, place: Place, notes: Notes): TargetGraph {
  const names = new LayerNames(graph.layers.map((layer) => layer.name));
  const reached = reachableCalls(graph);
  const facts = tensorFacts(graph);
  const maskOf = masksIn(graph, object, notes);
  const kept = new Map<string, Kept>();
  for (const source of graph.layers) {
    const nodes = [...(reached.get(source.name) ?? [])].sort((a, b) => a - b);
    if (nodes.length === 0) continue;
    noteGivenMasks(source, nodes, maskOf, notes);
    noteNumericMask(source, nodes, facts, notes);
    const layer = keepLayer(source, nodes, facts, names, place, notes);
    const upgraded = layer.upgraded && unmasked(layer.upgraded, source, maskOf, names);
    kept.set(source.name, { ...layer, upgraded });
  }
  noteUnused(graph, kept, place, notes);
  checkMergedMasks(graph, reached, maskOf, notes);
  const map = (ref: TensorRef) => mapRef(ref, kept);
  const all: Layer[] = [];
  const refused = new Map<string, Refused>();
  const inserted = new Map<string, TensorRef>();
  const placeOnce = (key: string, name: string, operation: Operation): TensorRef => {
    const before = inserted.get(key);
    if (before) return before;
    const placed = new TensorRef(names.fresh(name), 0, 0);
    all.push(...placeOperation(operation, placed.layer, map, (fresh) => names.fresh(fresh)));
    inserted.set(key, placed);
    return placed;
  };
  const giveMask = (source: SourceLayer, call: Call): TensorRef | undefined => {
    const mask = givenMask(source, call, maskOf, notes);
    return mask && placeOnce(`mask ${mask.key}`, `${plainName(mask.by.name)}_mask`, mask.operation);
  };
  const mapUnmasked = (ref: TensorRef): TensorRef => {
    const copy = copyWithoutMask(ref, maskOf(ref));
    if (!copy) return map(ref);
    return placeOnce(`copy ${ref.node} ${ref.tensor} ${ref.layer}`, `${plainName(ref.layer)}_unmasked`, copy);
  };
  for (const layer of kept.values()) {
    const mapInput = ignoredMasks(classOf(layer.source), notes.writer) ? mapUnmasked : map;
    if (layer.isOperation) all.push(...placeOperations(layer, facts, map, names, place, notes, refused));
    else all.push(...placeLayer(layer, mapInput, (call) => giveMask(layer.source, call), notes));
  }
  const [inputs, outputs] = [mapPorts(graph.inputs, map), mapPorts(graph.outputs, map)];
  const needed = neededNames(all, [...listOutputs(inputs), ...listOutputs(outputs)]);
  for (const [name, { source, refusal }] of refused)
    if (needed.has(name)) notes.refuse(source, refusal, { code: 'operation-unknown' });
  const freshName = (name: string) => names.fresh(name);
  const layers = all.filter((layer) => needed.has(layer.name));
  const renamed = renameClashing({ layers, inputs, outputs }, freshName, place, notes);
  return { ...renamed, layers: waitable(renamed.layers, freshName) };
}

/**
 * The entries of the new graph that the outputs depend on. The source's graph reaches more: what it computes from shapes
 * is written out as numbers where it is used.
 */
function neededNames(placed: readonly Layer[], ends: readonly TensorRef[]): ReadonlySet<string> {
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

function noteUnused(graph: SourceGraph, kept: ReadonlyMap<string, Kept>, place: Place, notes: Notes): void {
  for (const { name, object } of graph.layers) {
    const className = sourceClassOf(object).className ?? '';
    if (LOSS_LAYERS.has(className)) {
      notes.warn(
        name,
        `Keras 3 keeps no ${className} layers: the model predicts the same, but training goes on without what layer "${name}" added`,
        { code: 'loss-layer-dropped' },
      );
    } else if (!kept.has(name)) {
      notes.warn(
        name,
        `layer "${name}" of "${place.join('/')}" is left out, because no output depends on it and Keras 3 keeps no such layers`,
        { code: 'unused-layer-dropped' },
      );
    }
  }
}
