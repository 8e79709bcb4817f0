import { returnsSequences } from '../classes/lookups.ts';
import { unaliased } from '../classes/table.ts';
import type { TensorFacts } from '../facts/shape-facts.ts';
import { tensorFacts } from '../facts/tensor-facts.ts';
import { type Call, TensorRef } from '../graph/graph.ts';
import { hasKnownInput } from '../graph/implied-input.ts';
import { type Layer, listPorts, type ModelGraph, refsOf } from '../graph/model.ts';
import { isModel, modelKind } from '../graph/model-kind.ts';
import { kerasClassOf, sourceClassOf } from '../graph/source-class.ts';
import { configOf } from '../graph/source-graph.ts';
import { classOf, innerOf } from '../graph/source-layer.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { Notes } from '../upgrade/notes.ts';
import type { KerasVersion } from '../version.ts';
import { noteMixedMasks } from './check.ts';
import {
  distinct,
  isWhole,
  lostOrRegained,
  type Mask,
  type MaskOf,
  type MaskPart,
  type ModelMasks,
  madeMask,
  namedMask,
  type OuterMask,
  partsOf,
} from './mask.ts';
import { isRegained, producesMask, sourceFlow } from './rules.ts';

/** Whether any layer of a configuration makes masks, or is given one by name. */
export function hasMasks(config: Json): boolean {
  const pending = [config];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    for (const item of inner) pending.push(item);
    if (!isObject(value)) continue;
    // Given by name, as a tensor of the graph.
    if (Array.isArray(value.mask) || isObject(value.mask)) return true;
    const className = kerasClassOf(value);
    if (producesMask(unaliased(className), isObject(value.config) ? value.config : {})) return true;
  }
  return false;
}

/** The masks of a graph of the model `object`, which may be nested in another. */
export function masksIn(graph: ModelGraph, object: JsonObject, facts: TensorFacts, notes: Notes): MaskOf {
  if (!notes.hasMasks) return () => undefined;
  const given = notes.givenMasks.get(object) ?? [];
  return tensorMasks(graph, {
    given,
    areUnmasked: areUnmasked(object),
    facts,
    outputMasks: outputMasksOf(notes),
    writer: notes.writer,
  });
}

/**
 * Notes the masks that the calls of a model give to its inputs, and those of a TimeDistributed to the model inside, before
 * that model is upgraded.
 */
export function noteGivenMasks(layer: Layer, nodes: readonly number[], maskOf: MaskOf, notes: Notes): void {
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
  const graph = notes.models.readableGraphOf(object);
  const inputs = listPorts(graph.inputs);
  const given = inputs.map((_, input) => outerMask(input, undefined));
  const facts = tensorFacts(graph);
  const maskOf = tensorMasks(graph, {
    given,
    areUnmasked: areUnmasked(object),
    facts,
    outputMasks,
    writer: notes.writer,
  });
  return { inputs, outputs: listPorts(graph.outputs).map(maskOf) };
}

/** The masks of the outputs of a model or layer, in terms of a graph of its own, whose inputs all have masks (`outer`). */
export type OutputMasks = (object: JsonObject) => ModelMasks;

/** How masks come to a graph. */
export interface MaskSource {
  /** The masks of the graph's inputs. */
  readonly given: readonly (Mask | undefined)[];
  /** Whether layers that hand masks on in Keras 3 alone are given their inputs without. */
  readonly areUnmasked: boolean;
  readonly facts: TensorFacts;
  readonly outputMasks: OutputMasks;
  readonly writer: KerasVersion;
}

/** The masks that Keras 2 computed along a graph. */
function tensorMasks(graph: ModelGraph, source: MaskSource): MaskOf {
  const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
  const known = new Map<string, Mask | undefined>();
  const keyOf = (ref: TensorRef) => `${ref.node} ${ref.tensor} ${ref.layer}`;
  for (const [index, input] of listPorts(graph.inputs).entries()) known.set(keyOf(input), source.given[index]);
  const nodeOf = (ref: TensorRef): MaskNode => {
    const layer = layers.get(ref.layer);
    return layer ? maskNode(layer, ref, source) : NO_MASK;
  };
  // Not by recursion: a file may chain as many layers as it likes.
  return (wanted) => {
    const opened = new Set<string>();
    const pending = [wanted];
    for (let ref = pending.at(-1); ref !== undefined; ref = pending.at(-1)) {
      const key = keyOf(ref);
      const { inputs, combine } = nodeOf(ref);
      const missing = inputs.filter((input) => !known.has(keyOf(input)) && !opened.has(keyOf(input)));
      if (!known.has(key) && !opened.has(key) && missing.length > 0) {
        opened.add(key);
        pending.push(...missing);
        continue;
      }
      if (!known.has(key)) known.set(key, combine(inputs.map((input) => known.get(keyOf(input)))));
      pending.pop();
    }
    return known.get(keyOf(wanted));
  };
}

/** The tensors whose masks matter to an output's, and what becomes of them. */
interface MaskNode {
  readonly inputs: readonly TensorRef[];
  readonly combine: (masks: readonly (Mask | undefined)[]) => Mask | undefined;
}

const NO_MASK: MaskNode = { inputs: [], combine: () => undefined };

function maskNode(layer: Layer, ref: TensorRef, source: MaskSource): MaskNode {
  const className = classOf(layer);
  const call = layer.calls[ref.node];
  const inputs = call ? refsOf(call) : [];
  const [first] = inputs;
  if (!first) return NO_MASK;
  if (producesMask(className, configOf(layer)))
    return { inputs: [], combine: () => madeMask(layer, first, '', source.facts.shapeOf(first)?.length) };
  if (isModel(layer.object)) {
    const model = source.outputMasks(layer.object);
    const apart = `${ref.node} ${layer.name}`;
    return { inputs, combine: (masks) => outsideMask(model.outputs[ref.tensor], model.inputs, inputs, masks, apart) };
  }
  if (isRegained(className, source.writer)) {
    if (source.areUnmasked) return NO_MASK;
    return { inputs: [first], combine: ([mask]) => mask && { kind: 'regained', by: layer, of: partsOf(mask) } };
  }
  const input = inputMask(layer, call, first);
  switch (sourceFlow(className, source.writer)) {
    case 'merge':
      return { inputs, combine: (masks) => mergedMask(layer, masks) };
    case 'steps': {
      const inner = source.outputMasks(innerOf(layer));
      return {
        ...input,
        combine: (masks) => maskOfSteps(layer, inner, first, input.combine(masks), `${ref.node} ${layer.name}`),
      };
    }
    case 'sequence':
      return ref.tensor < sequencesOf(layer) ? input : NO_MASK;
    case 'propagate':
      return ref.tensor === 0 ? input : NO_MASK;
    default:
      return NO_MASK;
  }
}

/** The mask of a layer's first input, or the one it is given by name in its place. */
function inputMask(layer: Layer, call: Call | undefined, first: TensorRef): MaskNode {
  const { mask } = call?.kwargs ?? {};
  if (mask instanceof TensorRef) return { inputs: [], combine: () => namedMask(layer, mask, '') };
  return { inputs: [first], combine: ([only]) => only };
}

/** How many of a recurrent layer's outputs are sequences: its states, which follow, have no masks. */
function sequencesOf(layer: Layer): number {
  const config = configOf(layer);
  if (!returnsSequences(config)) return 0;
  return classOf(layer) === 'Bidirectional' && config.merge_mode === null ? 2 : 1;
}

/** Keras 2 let a step pass where all masks did that there were (`_Merge.compute_mask`), unless it joined tensors in time. */
function mergedMask(layer: Layer, masks: readonly (Mask | undefined)[]): Mask | undefined {
  const present = masks.filter((mask) => mask !== undefined);
  const inKeras2 = present.filter((mask) => mask.kind !== 'regained');
  if (inKeras2.length === 0) return present[0];
  const { of, areAll } = distinct(inKeras2.flatMap(partsOf));
  const axis = configOf(layer).axis ?? -1;
  const isOfSteps = classOf(layer) !== 'Concatenate' || axis === -1 || axis === 2;
  const isKnown = isOfSteps && areAll && inKeras2.every((one) => one.kind !== 'merged' || one.isKnown);
  const isSame = isKnown && of.length === 1 && masks.every((mask) => mask && isSameInKeras3(mask));
  return { kind: 'merged', by: layer, of, isKnown, isSame };
}

function isSameInKeras3(mask: Mask): boolean {
  return mask.kind !== 'regained' && (mask.kind !== 'merged' || mask.isSame);
}

/**
 * `compute_mask` of Keras 2's TimeDistributed: the mask that the layer inside makes of each step, which Keras 3 loses, or
 * else the mask of the input, reduced to the steps.
 */
function maskOfSteps(
  layer: Layer,
  inner: ModelMasks,
  input: TensorRef,
  mask: Mask | undefined,
  apart: string,
): Mask | undefined {
  const made = outsideMask(inner.outputs[0], inner.inputs, [input], [undefined], apart);
  if (made) {
    const parts = partsOf(made).map((part) => withSteps(inSteps(part, 'whole')));
    const isKnown = made.kind === 'made' && made.inSteps === undefined;
    return { kind: 'merged', by: layer, of: parts, isKnown, isSame: false };
  }
  if (mask === undefined || inner.outputs[0] !== undefined || !partsOf(mask).some(isDeep)) return mask;
  const of = partsOf(mask).map((part) => (isWhole(part) ? inSteps(part, 'reduced') : part));
  if (mask.kind === 'merged') return { ...mask, of, isSame: false };
  return { kind: 'merged', by: layer, of, isKnown: !of.some(isDeep), isSame: false };
}

/** Whether a mask, of this graph or of one around it, has an axis more than the steps. */
function isDeep(part: MaskPart): boolean {
  return isWhole(part) || (part.kind === 'outer' && part.mask !== undefined && partsOf(part.mask).some(isDeep));
}

/** The layer inside does not see the steps, and its mask has an axis less there. */
function withSteps(part: MaskPart): MaskPart {
  return part.kind === 'made' && part.rank !== undefined ? { ...part, rank: part.rank + 1 } : part;
}

function inSteps(part: MaskPart, what: 'whole' | 'reduced'): MaskPart {
  return part.kind === 'made' ? { ...part, inSteps: what, key: `${part.key} ${what}` } : part;
}

/**
 * A mask of a model's output, in the graph that calls the model.
 *
 * @param mask in terms of the model's own graph
 * @param inputs the model's inputs
 * @param args the tensors it is called with
 * @param given their masks
 * @param apart tells the call from others
 */
function outsideMask(
  mask: Mask | undefined,
  inputs: readonly TensorRef[],
  args: readonly TensorRef[],
  given: readonly (Mask | undefined)[],
  apart: string,
): Mask | undefined {
  const outside = (part: MaskPart): Mask | undefined => {
    if (part.kind === 'outer') return given[part.input];
    const { from } = part;
    const index = from ? inputs.findIndex((input) => input.layer === from.layer && input.tensor === from.tensor) : -1;
    if (part.kind === 'named') return namedMask(part.by, args[index], `${apart} ${part.key}`);
    const moved = { ...madeMask(part.by, args[index], `${apart} ${part.key}`), rank: part.rank };
    return part.inSteps ? { ...moved, inSteps: part.inSteps, key: `${moved.key} ${part.inSteps}` } : moved;
  };
  if (mask === undefined) return undefined;
  if (mask.kind !== 'merged' && mask.kind !== 'regained') return outside(mask);
  const masks = mask.of.map(outside).filter((one) => one !== undefined);
  if (masks.length === 0) return undefined;
  if (mask.kind === 'regained') return { ...mask, of: distinct(masks.flatMap(partsOf)).of };
  const inKeras2 = masks.filter((one) => one.kind !== 'regained');
  if (inKeras2.length === 0) return masks[0];
  const { of, areAll } = distinct(inKeras2.flatMap(partsOf));
  const isKnown = mask.isKnown && areAll && inKeras2.every((one) => one.kind !== 'merged' || one.isKnown);
  const isSame = mask.isSame && masks.every(isSameInKeras3);
  return { ...mask, of, isKnown, isSame };
}
