import { isObject, type Json, type JsonObject } from '../python-json.ts';
import { chainedGraph, isFunctional } from './chain.ts';
import { inputLayer, upgradeInputLayer } from './input-layer.ts';
import { suitInput } from './integer-input.ts';
import { nameOf, type UpgradedLayer, upgradeLayer } from './layer.ts';
import { checkMergedMasks } from './merged-masks.ts';
import { chainOf, masksIn, noteGivenMasks } from './model-masks.ts';
import { LayerNames } from './names.ts';
import { modelKind } from './nested.ts';
import type { Notes, Place } from './notes.ts';
import { outputDtype } from './output-dtype.ts';
import { sourceClassOf } from './source-class.ts';
import type { SourceGraph } from './source-graph.ts';
import type { MaskOf } from './tensor-masks.ts';
import type { KerasObject } from './types.ts';
import { losesMask, unmasked } from './unmasked.ts';
import { upgradeDtype, variableDtype } from './values/dtype.ts';

/**
 * A Sequential's configuration: `{name, layers}`, or before Keras 2.3 the bare list of layers. Its first layer is made
 * an InputLayer wherever the shape is known, as Keras 3 counts on (`keras/src/models/sequential.py`).
 */
export function upgradeSequential(
  object: JsonObject,
  name: string,
  isCustom: boolean,
  place: Place,
  notes: Notes,
): JsonObject {
  const graph = chainOf(layersOf(object));
  const maskOf = masksIn(graph, object, notes);
  checkMergedMasks(graph, new Map(graph.layers.map(({ name }) => [name, new Set([0])])), maskOf, notes);
  const layers = upgradeMembers(object, graph, maskOf, isCustom, place, notes);
  const trainable = isObject(object.config) ? object.config.trainable : undefined;
  const isGraph = layers.some((layer) => isFunctional(layer) || losesMask(layer));
  const chained = !isCustom && isGraph ? chainedGraph(layers) : undefined;
  if (chained) return trainable === false ? { name, trainable, ...chained } : { name, ...chained };
  return typeof trainable === 'boolean' ? { name, trainable, layers: [...layers] } : { name, layers: [...layers] };
}

/** The layers of a Sequential in their order, an InputLayer first where the shape of the input is known. */
function upgradeMembers(
  object: JsonObject,
  { layers: sources }: SourceGraph,
  maskOf: MaskOf,
  isCustom: boolean,
  place: Place,
  notes: Notes,
): readonly KerasObject[] {
  const names = new LayerNames(sources.map((source) => source.name));
  const shape = impliedInput(object);
  const first = sources[0];
  const layers: KerasObject[] = [];
  if (first && shape)
    layers.push(inputLayer(names.fresh(`${names.of(first.name)}_input`), [...shape.shape], shape.dtype));
  const keepsMasks = isCustom || !hasKnownInput(object);
  let dtype = layers[0] && isObject(layers[0].config) ? upgradeDtype(layers[0].config.dtype) : undefined;
  for (const source of sources) {
    noteGivenMasks(source, [0], maskOf, notes);
    const upgraded = upgradeMember(source.object, dtype, place, names, notes);
    const {
      before = [],
      object: layer,
      after = [],
    } = keepsMasks ? upgraded : unmasked(upgraded, source, maskOf, names);
    layers.push(...before, layer, ...after);
    dtype = outputDtype(source.object, dtype);
  }
  return layers;
}

/** Whether the shape of the input is known, so that the layers can stand in a graph. */
export function hasKnownInput(object: JsonObject): boolean {
  const first = layersOf(object)[0];
  return first !== undefined && (isInput(first) || impliedInput(object) !== undefined);
}

/** The serialized layers of a Sequential, in either form. */
export function layersOf(object: JsonObject): readonly JsonObject[] {
  const { config } = object;
  const layers = Array.isArray(config) ? config : isObject(config) ? config.layers : undefined;
  return Array.isArray(layers) ? layers.filter(isObject) : [];
}

function isInput(layer: JsonObject): boolean {
  return sourceClassOf(layer).className === 'InputLayer';
}

function upgradeMember(
  source: JsonObject,
  dtype: string | undefined,
  place: Place,
  names: LayerNames,
  notes: Notes,
): UpgradedLayer {
  const name = names.of(nameOf(source));
  if (isInput(source)) return { object: upgradeInputLayer(source, place, notes, name) };
  const upgraded = suitInput(upgradeLayer(source, place, notes, name), nameOf(source), dtype, notes);
  nameInserted([...(upgraded.before ?? []), ...(upgraded.after ?? [])], name, names);
  return upgraded;
}

/** Names the layers inserted around the layer `name`, by their endings; the objects keep their identity. */
export function nameInserted(inserted: readonly KerasObject[], name: string, names: LayerNames): void {
  for (const { config } of inserted) {
    if (isObject(config)) config.name = names.fresh(`${name}_${String(config.name)}`);
  }
}

/**
 * The input that a Sequential without an InputLayer is called with: of the shape its first layer was given, or that it was
 * built with, whose batch size was that of one call unless a layer keeps states between batches.
 */
function impliedInput(object: JsonObject): { shape: readonly Json[]; dtype: string } | undefined {
  const sources = layersOf(object);
  const [first] = sources;
  if (!first || isInput(first)) return undefined;
  const given = givenInput(first);
  const built = isObject(object.config) ? object.config.build_input_shape : undefined;
  const shape = knownShape(given?.shape, Array.isArray(built) ? unbatched(built, sources) : undefined);
  if (!shape || shape.some(Array.isArray)) return undefined;
  return { shape, dtype: given?.dtype ?? variableDtype(dtypeOf(first)) };
}

/** The input that a first layer, or the first layer of a model standing first, was given (Keras 2's Sequential.add). */
function givenInput(layer: JsonObject): { shape: readonly Json[]; dtype: string } | undefined {
  const { config } = layer;
  const kind = modelKind(layer);
  if (kind !== undefined) {
    const inner = layersOf(layer);
    const input = kind === 'functional' ? soleInput(inner) : inner[0];
    return input ? givenInput(input) : undefined;
  }
  if (!isObject(config)) return undefined;
  const shape = config.batch_input_shape ?? (isInput(layer) ? config.batch_shape : undefined);
  return Array.isArray(shape) ? { shape, dtype: variableDtype(dtypeOf(layer)) } : undefined;
}

/** The shape given, its unknown sizes taken from the shape built with: an adapted Normalization was given none of them. */
function knownShape(
  given: readonly Json[] | undefined,
  built: readonly Json[] | undefined,
): readonly Json[] | undefined {
  if (!given || !built || given.length !== built.length) return given ?? built;
  return given.map((size, axis) => (axis === 0 ? size : (size ?? built[axis] ?? null)));
}

function soleInput(layers: readonly JsonObject[]): JsonObject | undefined {
  const inputs = layers.filter(isInput);
  return inputs.length === 1 ? inputs[0] : undefined;
}

function dtypeOf(layer: JsonObject): string {
  return upgradeDtype(isObject(layer.config) ? layer.config.dtype : undefined) ?? 'float32';
}

function unbatched(shape: readonly Json[], sources: readonly JsonObject[]): Json[] {
  const stateful = sources.some((source) => isObject(source.config) && source.config.stateful === true);
  return stateful ? [...shape] : [null, ...shape.slice(1)];
}
