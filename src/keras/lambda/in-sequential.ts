import { impliedInput, isInput, layersOf } from '../graph/implied-input.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import type { SourceGraph, SourceLayer } from '../graph/source-graph.ts';
import { chainOf } from '../graph/source-layer.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { Place } from '../upgrade/layer-notes.ts';
import type { Notes } from '../upgrade/notes.ts';
import { expandLambdas } from './expand.ts';

/** A Sequential without the Lambdas that can be followed: a Sequential still, or a graph where operations are part of it. */
export interface WithoutLambdas {
  readonly object: JsonObject;
  readonly graph: SourceGraph | undefined;
}

/**
 * Puts layers and operations in the place of a Sequential's Lambdas. Operations need a graph, and that the shape of the
 * input is known; layers do not.
 */
export function sequentialWithoutLambdas(object: JsonObject, place: Place, notes: Notes): WithoutLambdas {
  const layers = layersOf(object);
  if (notes.writer.isKeras3 || !layers.some(isLambda)) return { object, graph: undefined };
  const input = inputLayer(object, layers);
  const chain = chainOf(input ? [input, ...layers] : layers);
  const takesOperations = input !== undefined || (layers[0] !== undefined && isInput(layers[0]));
  const expanded = expandLambdas(chain, place, notes, takesOperations);
  if (expanded === chain) return { object, graph: undefined };
  if (expanded.layers.some(isOperation)) return { object, graph: expanded };
  const own = expanded.layers.map((layer) => layer.object).filter((layer) => layer !== input);
  return {
    object: { ...object, config: isObject(object.config) ? { ...object.config, layers: own } : own },
    graph: undefined,
  };
}

function isLambda(layer: JsonObject): boolean {
  const { className } = sourceClassOf(layer);
  if (className === 'Lambda') return true;
  const inner = isObject(layer.config) ? layer.config.layer : undefined;
  return className === 'TimeDistributed' && isObject(inner) && sourceClassOf(inner).className === 'Lambda';
}

function isOperation({ object }: SourceLayer): boolean {
  return object.class_name === 'TFOpLambda';
}

/** The input that the first layer was given, as a layer of its own. */
function inputLayer(object: JsonObject, layers: readonly JsonObject[]): JsonObject | undefined {
  const input = impliedInput(object);
  const [first] = layers;
  if (!input || !first) return undefined;
  const names = new Set(layers.map((layer) => (isObject(layer.config) ? layer.config.name : undefined)));
  const wanted = `${isObject(first.config) && typeof first.config.name === 'string' ? first.config.name : 'sequential'}_input`;
  let name = wanted;
  for (let number = 1; names.has(name); number++) name = `${wanted}_${number}`;
  const config = { name, batch_input_shape: [...input.shape], dtype: input.dtype, sparse: false };
  return { class_name: 'InputLayer', config, name, inbound_nodes: [] };
}
