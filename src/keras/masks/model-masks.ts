import { unaliased } from '../classes/table.ts';
import { TensorRef } from '../graph/graph.ts';
import { hasKnownInput, layersOf } from '../graph/implied-input.ts';
import { isModel, modelKind } from '../graph/model-kind.ts';
import { kerasClassOf, sourceClassOf } from '../graph/source-class.ts';
import {
  listOutputs,
  MalformedGraph,
  readGraph,
  refsOf,
  type SourceGraph,
  type SourceLayer,
} from '../graph/source-graph.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { Notes } from '../upgrade/notes.ts';
import { lostOrRegained, type Mask, makesMask, type OuterMask } from './mask.ts';
import { classOf, innerOf, type MaskOf, type ModelMasks, type OutputMasks, tensorMasks } from './tensor-masks.ts';

/** Whether any layer of a configuration makes masks. */
export function hasMasks(config: Json): boolean {
  const pending = [config];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    for (const item of inner) pending.push(item);
    if (!isObject(value)) continue;
    const className = kerasClassOf(value);
    if (makesMask(unaliased(className), isObject(value.config) ? value.config : {})) return true;
  }
  return false;
}

/** The masks of a graph of the model `object`, which may be nested in another. */
export function masksIn(graph: SourceGraph, object: JsonObject, notes: Notes): MaskOf {
  if (!notes.hasMasks) return () => undefined;
  const given = notes.givenMasks.get(object) ?? [];
  return tensorMasks(graph, {
    given,
    areUnmasked: areUnmasked(object),
    outputMasks: outputMasksOf(notes),
    writer: notes.writer,
  });
}

/** A Sequential's layers as a graph; a reference to no layer stands for its input. */
export function chainOf(sources: readonly JsonObject[]): SourceGraph {
  const ref = (object: JsonObject | undefined) => new TensorRef(object ? nameOf(object) : '', 0, 0);
  const [first] = sources;
  const input = first && sourceClassOf(first).className === 'InputLayer' ? ref(first) : ref(undefined);
  const layers = sources.map((object, index): SourceLayer => {
    const calls = index === 0 && input.layer !== '' ? [] : [{ args: [ref(sources[index - 1])], kwargs: {} }];
    return { name: nameOf(object), object, calls };
  });
  return { layers, inputs: [input], outputs: [ref(sources.at(-1))] };
}

/**
 * Notes the masks that the calls of a model give to its inputs, and those of a TimeDistributed to the model inside, before
 * that model is upgraded.
 */
export function noteGivenMasks(layer: SourceLayer, nodes: readonly number[], maskOf: MaskOf, notes: Notes): void {
  const object = classOf(layer) === 'TimeDistributed' ? innerOf(layer) : layer.object;
  if (!notes.hasMasks || !isModel(object)) return;
  const given: (Mask | undefined)[] = [];
  for (const node of nodes) {
    const call = layer.calls[node];
    const masks = call ? refsOf(call).map(maskOf) : [];
    if (object === layer.object) noteMixedMasks(layer.name, masks, notes);
    for (const [input, mask] of masks.entries()) {
      if (mask && !lostOrRegained(given[input])) given[input] = outerMask(input, mask);
    }
  }
  notes.givenMasks.set(object, Array.from(given));
}

/** Keras 3.3 takes no list of masks that not all are there (`Functional.call` of its functional.py). */
function noteMixedMasks(model: string, masks: readonly (Mask | undefined)[], notes: Notes): void {
  const inKeras33 = masks.filter((mask) => mask && !lostOrRegained(mask));
  if (inKeras33.length === 0 || inKeras33.length === masks.length) return;
  notes.warn(
    model,
    `model "${model}" is called with inputs of which some have masks and others have none, at which Keras before 3.4 fails: load the file with Keras 3.4 or newer`,
  );
}

function outerMask(input: number, mask: Mask | undefined): OuterMask {
  return { kind: 'outer', input, mask, key: `outer ${input}` };
}

/** Layers that hand masks on in Keras 3 alone are given a copy of their inputs, for which Keras 3 needs a graph. */
function areUnmasked(object: JsonObject): boolean {
  return modelKind(object) === 'functional' || (!sourceClassOf(object).custom && hasKnownInput(object));
}

function outputMasksOf(notes: Notes): OutputMasks {
  const outputMasks: OutputMasks = (object) => {
    const before = notes.modelMasks.get(object);
    if (before) return before;
    const found = findOutputMasks(object, outputMasks, notes);
    notes.modelMasks.set(object, found);
    return found;
  };
  return outputMasks;
}

function findOutputMasks(object: JsonObject, outputMasks: OutputMasks, notes: Notes): ModelMasks {
  const graph = graphOf(object);
  const inputs = listOutputs(graph.inputs);
  const given = inputs.map((_, input) => outerMask(input, undefined));
  const maskOf = tensorMasks(graph, { given, areUnmasked: areUnmasked(object), outputMasks, writer: notes.writer });
  return { inputs, outputs: listOutputs(graph.outputs).map(maskOf) };
}

function graphOf(object: JsonObject): SourceGraph {
  const kind = modelKind(object);
  if (kind !== 'functional') return chainOf(kind === 'sequential' ? layersOf(object) : [object]);
  try {
    return readGraph(isObject(object.config) ? object.config : {});
  } catch (error) {
    // Whoever upgrades the model refuses it.
    if (error instanceof MalformedGraph) return { layers: [], inputs: [], outputs: [] };
    throw error;
  }
}
