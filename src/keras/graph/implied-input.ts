import { upgradeDtype, variableDtype } from '../dtype.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import { modelKind } from './model-kind.ts';
import { sourceClassOf } from './source-class.ts';

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

export function isInput(layer: JsonObject): boolean {
  return sourceClassOf(layer).className === 'InputLayer';
}

/**
 * The input that a Sequential without an InputLayer is called with: of the shape its first layer was given, or that it was
 * built with, whose batch size was that of one call unless a layer keeps states between batches.
 */
export function impliedInput(object: JsonObject): { shape: readonly Json[]; dtype: string } | undefined {
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

/** The input that the first layer of a Sequential was given, as a layer of its own; undefined where it has one, or the file tells of none. */
export function inputLayerOf(object: JsonObject): JsonObject | undefined {
  const input = impliedInput(object);
  const layers = layersOf(object);
  const [first] = layers;
  if (!input || !first) return undefined;
  const names = new Set(layers.map((layer) => (isObject(layer.config) ? layer.config.name : undefined)));
  const wanted = `${isObject(first.config) && typeof first.config.name === 'string' ? first.config.name : 'sequential'}_input`;
  let name = wanted;
  for (let number = 1; names.has(name); number++) name = `${wanted}_${number}`;
  const config = { name, batch_input_shape: [...input.shape], dtype: input.dtype, sparse: false };
  return { class_name: 'InputLayer', config, name, inbound_nodes: [] };
}
