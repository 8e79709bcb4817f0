import type { Argument, ArgumentObject, Call } from '../graph/graph.ts';
import { asNumber, isObject, type Json, type JsonObject } from '../python-json.ts';
import { type NodeDef, readNodeDef } from './node-def.ts';
import { RAW_OPERATIONS, type RawOperation } from './raw-operations.ts';

/** A call of a function of TensorFlow's API. */
export interface FunctionCall {
  /** Without `tf.` and `compat.v1.`; functions whose two generations differ keep the latter. */
  readonly name: string;
  readonly call: Call;
  /** The type of the first input, where the layer says it. */
  readonly dtype?: string;
}

/** The classes Keras 2 wraps TensorFlow functions in when they are called on its tensors (layers/core/tf_op_layer.py). */
const FUNCTION_LAYERS = new Set(['TFOpLambda', 'SlicingOpLambda']);

/** `where` of TensorFlow 1 broadcasts its condition along other axes than NumPy's. */
const OF_TENSORFLOW_1 = new Set(['compat.v1.where', 'compat.v1.image.resize', 'compat.v1.image.resize_images']);

/** What a layer of the source computes, if it is an operation. */
export function functionCall(className: string, config: JsonObject, call: Call): FunctionCall | undefined {
  if (className === 'TensorFlowOpLayer') return rawCall(config, call);
  const name = config.function;
  if (!FUNCTION_LAYERS.has(className) || typeof name !== 'string') return undefined;
  return { name: OF_TENSORFLOW_1.has(name) ? name : name.replace(/^compat\.v[12]\./, ''), call };
}

/** The raw operation of a TensorFlowOpLayer, as TensorFlow names it. */
export function rawName(config: JsonObject): string | undefined {
  return readNodeDef(config.node_def)?.op;
}

function rawCall(config: JsonObject, call: Call): FunctionCall | undefined {
  const node = readNodeDef(config.node_def);
  const raw = node && RAW_OPERATIONS.get(node.op);
  if (!node || !raw) return undefined;
  const values = new Map(inputsOf(raw, withConstants(call, config.constants)));
  for (const [parameter, value] of attributesOf(raw, node)) values.set(parameter, value);
  const [first, ...others] = [...values];
  const dtype = node.attributes.get('T');
  return {
    name: raw.function,
    call: { args: first === undefined ? [] : [first[1]], kwargs: Object.fromEntries(others) as ArgumentObject },
    ...(typeof dtype === 'string' ? { dtype } : {}),
  };
}

/** The operation's inputs: the tensors of the graph, with the constants put in at their places. */
function withConstants(call: Call, constants: Json | undefined): Argument[] {
  const [first] = call.args;
  const inputs = Array.isArray(first) ? [...first] : first === undefined ? [] : [first];
  const entries = Object.entries(isObject(constants) ? constants : {});
  for (const [index, constant] of entries.sort(([a], [b]) => Number(a) - Number(b)))
    inputs.splice(Number(index), 0, constant);
  return inputs;
}

/** Inputs under the names of parameters, the one that comes first in the function's own order first. */
function inputsOf(raw: RawOperation, inputs: readonly Argument[]): [string, Argument][] {
  const parameters = raw.inputs.split(' ');
  const [list, ...fixed] = parameters;
  if (list?.endsWith('*')) {
    const count = inputs.length - fixed.length;
    return [
      [list.slice(0, -1), inputs.slice(0, count)],
      ...fixed.map((name, i): [string, Argument] => [name, inputs[count + i] ?? null]),
    ];
  }
  const named = parameters.map((name, index): [string, Argument] => [name, inputs[index] ?? null]);
  // Split takes its axis first.
  return raw.inputs === 'axis value' ? named.reverse() : named;
}

function attributesOf(raw: RawOperation, node: NodeDef): [string, Argument][] {
  return (raw.attributes?.split(' ') ?? []).flatMap((attribute): [string, Argument][] => {
    const [name = '', parameter = name] = attribute.split('=');
    const value = node.attributes.get(name);
    // Protobuf's JSON leaves an empty list out.
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return [];
    return [[parameter, asNumber(value) ?? value]];
  });
}
