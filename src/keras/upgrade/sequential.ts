import { isObject, type Json, type JsonObject } from '../python-json.ts';
import { chainedGraph, isFunctional } from './chain.ts';
import { TensorRef } from './graph.ts';
import { inputLayer, upgradeInputLayer } from './input-layer.ts';
import { suitInput } from './integer-input.ts';
import { nameOf, upgradeLayer } from './layer.ts';
import { checkMergedMasks } from './merged-masks.ts';
import { LayerNames } from './names.ts';
import { modelKind } from './nested.ts';
import type { Notes, Place } from './notes.ts';
import { outputDtype } from './output-dtype.ts';
import { sourceClassOf } from './source-class.ts';
import type { SourceLayer } from './source-graph.ts';
import { tensorMasks } from './tensor-masks.ts';
import type { KerasObject } from './types.ts';
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
  const layers = upgradeMembers(object, place, notes);
  checkChainedMasks(layersOf(object), place, notes);
  const trainable = isObject(object.config) ? object.config.trainable : undefined;
  const graph = !isCustom && layers.some(isFunctional) ? chainedGraph(layers) : undefined;
  if (graph) return trainable === false ? { name, trainable, ...graph } : { name, ...graph };
  return typeof trainable === 'boolean' ? { name, trainable, layers: [...layers] } : { name, layers: [...layers] };
}

function checkChainedMasks(sources: readonly JsonObject[], place: Place, notes: Notes): void {
  const layers = sources.map((object, index): SourceLayer => {
    const before = sources[index - 1];
    const input = new TensorRef(before ? nameOf(before) : '', 0, 0);
    return { name: nameOf(object), object, calls: [{ args: [input], kwargs: {} }] };
  });
  const graph = { layers, inputs: [], outputs: [] };
  const calls = new Map(layers.map(({ name }) => [name, new Set([0])]));
  checkMergedMasks(graph, calls, tensorMasks(graph, place.length > 1, false), notes);
}

/** The layers of a Sequential in their order, an InputLayer first where the shape of the input is known. */
export function upgradeMembers(object: JsonObject, place: Place, notes: Notes): readonly KerasObject[] {
  const config = isObject(object.config) ? object.config : {};
  const sources = layersOf(object);
  const names = new LayerNames(sources.map(nameOf));
  const layers: KerasObject[] = [];
  const first = sources[0];
  if (first && !isInput(first)) {
    const input = impliedInput(first, config, names, sources);
    if (input) layers.push(input);
  }
  let dtype = layers[0] && isObject(layers[0].config) ? upgradeDtype(layers[0].config.dtype) : undefined;
  for (const source of sources) {
    layers.push(...upgradeMember(source, dtype, place, names, notes));
    dtype = outputDtype(source, dtype);
  }
  return layers;
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
): readonly KerasObject[] {
  const name = names.of(nameOf(source));
  if (isInput(source)) return [upgradeInputLayer(source, place, notes, name)];
  const {
    before = [],
    object,
    after = [],
  } = suitInput(upgradeLayer(source, place, notes, name), nameOf(source), dtype, notes);
  nameInserted([...before, ...after], name, names);
  return [...before, object, ...after];
}

/** Names the layers inserted around the layer `name`, by their endings; the objects keep their identity. */
export function nameInserted(inserted: readonly KerasObject[], name: string, names: LayerNames): void {
  for (const { config } of inserted) {
    if (isObject(config)) config.name = names.fresh(`${name}_${String(config.name)}`);
  }
}

/**
 * The InputLayer a Sequential without one is called with: of the shape its first layer was given, or that it was built
 * with, whose batch size was that of one call unless a layer keeps states between batches.
 */
function impliedInput(
  first: JsonObject,
  config: JsonObject,
  names: LayerNames,
  sources: readonly JsonObject[],
): KerasObject | undefined {
  const given = givenInput(first);
  const built = config.build_input_shape;
  const shape = knownShape(given?.shape, Array.isArray(built) ? unbatched(built, sources) : undefined);
  if (!shape || shape.some(Array.isArray)) return undefined;
  const dtype = given?.dtype ?? variableDtype(dtypeOf(first));
  return inputLayer(names.fresh(`${names.of(nameOf(first))}_input`), [...shape], dtype);
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
