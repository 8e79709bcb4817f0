import { LAYERS, unaliased } from '../classes/table.ts';
import { mapCall } from '../graph/call-arguments.ts';
import { TensorRef } from '../graph/graph.ts';
import { type Layer, type ModelGraph, mapPorts } from '../graph/model.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { configOf } from '../graph/source-graph.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import { activationCode, namedActivation } from './activation-code.ts';

/** Whether a layer's activation is a lambda that can stand behind the layer as a Lambda does. */
export function hasActivationLambda(object: JsonObject): boolean {
  const { className = '', custom } = sourceClassOf(object);
  const code = activationCode(isObject(object.config) ? object.config.activation : undefined);
  if (custom || code === undefined) return false;
  const isApart = className === 'Activation' || LAYERS.get(unaliased(className))?.activated !== undefined;
  return isApart && !('name' in namedActivation(code));
}

/**
 * Puts a Lambda behind each layer whose activation is a lambda that no activation of Keras 3 is. It would lose masks that
 * the layer hands on, so that in models with masks nothing is changed.
 */
export function activationsApart(graph: ModelGraph, hasMasks: boolean): ModelGraph {
  const found = hasMasks ? [] : graph.layers.filter((layer) => hasActivationLambda(layer.object));
  if (found.length === 0) return graph;
  const taken = new Set(graph.layers.map(({ name }) => name));
  const lambdas = new Map<string, string>();
  for (const { name } of found) {
    let own = `${name}_activation`;
    for (let number = 1; taken.has(own); number++) own = `${name}_activation_${number}`;
    taken.add(own);
    lambdas.set(name, own);
  }
  const moved = (ref: TensorRef): TensorRef => {
    const lambda = lambdas.get(ref.layer);
    return lambda === undefined ? ref : new TensorRef(lambda, ref.node, ref.tensor);
  };
  const layers = graph.layers.flatMap((layer): Layer[] => {
    const calls = layer.calls.map((call) => mapCall(call, moved));
    const own = lambdas.get(layer.name);
    if (own === undefined) return [{ ...layer, calls }];
    const { activation, ...others } = configOf(layer);
    const linear = { ...layer, object: { ...layer.object, config: { ...others, activation: 'linear' } }, calls };
    return [linear, lambdaBehind(layer, own, activationCode(activation) ?? null)];
  });
  return { layers, inputs: graph.inputs, outputs: mapPorts(graph.outputs, moved) };
}

function lambdaBehind(layer: Layer, name: string, code: Json): Layer {
  const { dtype, trainable = true } = configOf(layer);
  const config: JsonObject = { name, trainable, function: code, function_type: 'lambda', arguments: {} };
  if (dtype !== undefined) config.dtype = dtype;
  return {
    name,
    object: { class_name: 'Lambda', name, config, inbound_nodes: [] },
    calls: layer.calls.map((_, node) => ({ args: [new TensorRef(layer.name, node, 0)], kwargs: {} })),
  };
}
