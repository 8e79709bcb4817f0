import { inputLayerOf, isInput, layersOf } from '../graph/implied-input.ts';
import type { Layer, ModelGraph } from '../graph/model.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { chainOf } from '../graph/source-layer.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { Place } from '../upgrade/layer-notes.ts';
import type { Notes } from '../upgrade/notes.ts';
import { hasActivationLambda } from './activations-apart.ts';
import { expandLambdas } from './expand.ts';

/** A Sequential without the Lambdas that can be followed: a Sequential still, or a graph where operations are part of it. */
export interface WithoutLambdas {
  readonly object: JsonObject;
  readonly graph: ModelGraph | undefined;
}

/**
 * Puts layers and operations in the place of a Sequential's Lambdas. Operations need a graph, and that the shape of the
 * input is known; layers do not.
 */
export function sequentialWithoutLambdas(object: JsonObject, place: Place, notes: Notes): WithoutLambdas {
  const layers = layersOf(object);
  if (notes.writer.isKeras3 || !layers.some((layer) => isLambda(layer) || hasActivationLambda(layer)))
    return { object, graph: undefined };
  const input = inputLayerOf(object);
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

function isOperation({ object }: Layer): boolean {
  return object.class_name === 'TFOpLambda';
}
