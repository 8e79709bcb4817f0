import { writeArgument } from '../graph/call-arguments.ts';
import type { Call, TensorRef } from '../graph/graph.ts';
import { type ModelGraph, refsOf, writePorts } from '../graph/model.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { TargetLayer } from './relays.ts';

/** The graph of a functional model as it is written: its layers in an order in which Keras 3.3.3 can rebuild it. */
export interface TargetGraph extends ModelGraph {
  readonly layers: readonly TargetLayer[];
}

/**
 * The part of a Functional's configuration that is its graph. The layers' own objects gain their places in it, and stay the
 * objects that their origins are known by.
 */
export function emitGraph({ layers, inputs, outputs }: TargetGraph): JsonObject {
  const awaited = new Set(layers.filter(({ isAwaited }) => isAwaited).map(({ name }) => name));
  const models = new Set(layers.filter(({ object }) => isFunctional(object)).map(({ name }) => name));
  const writeEnd = ({ layer, node, tensor }: TensorRef): Json => [layer, models.has(layer) ? node + 1 : node, tensor];
  return {
    layers: layers.map((layer) => emitLayer(layer, awaited)),
    input_layers: writePorts(inputs, writeEnd),
    output_layers: writePorts(outputs, writeEnd),
  };
}

/** Keras 3 counts the calls of a nested Functional from 1 in `input_layers` and `output_layers` (`functional.py: get_tensor`). */
export function isFunctional(object: JsonObject): boolean {
  return isObject(object.config) && Object.hasOwn(object.config, 'output_layers');
}

/** An operation, which stands in graphs alone. */
export function isOperation({ module }: JsonObject): boolean {
  return typeof module === 'string' && module.startsWith('keras.src.ops.');
}

/** Writes the one input and the one output of a model each as a tensor, where Keras 3.3.3 writes a list of one. */
export function unlistPorts({ config }: JsonObject): void {
  if (!isObject(config)) return;
  for (const key of ['input_layers', 'output_layers']) {
    const tensors = config[key];
    const [only, ...others] = Array.isArray(tensors) ? tensors : [];
    if (Array.isArray(only) && others.length === 0) config[key] = only;
  }
}

function emitLayer({ name, object, calls, isRelay }: TargetLayer, awaited: ReadonlySet<string>): JsonObject {
  object.name = name;
  object.inbound_nodes = calls.map((call) => (isRelay ? emitLegacyCall(call) : emitCall(call, awaited)));
  return object;
}

/** Keras 2's form of a call, which Keras 3 still reads and can wait for; it holds no keyword tensors. */
function emitLegacyCall(call: Call): Json {
  return refsOf(call).map((ref) => [ref.layer, ref.node, ref.tensor, {}]);
}

function emitCall(call: Call, awaited: ReadonlySet<string>): JsonObject {
  const write = (ref: TensorRef): Json => ({
    class_name: '__keras_tensor__',
    // shape and dtype are placeholders: Keras 3 reads only `keras_history`.
    config: {
      shape: [null],
      dtype: 'float32',
      keras_history: [ref.layer, awaited.has(ref.layer) ? -1 : ref.node, ref.tensor],
    },
  });
  return {
    args: call.args.map((argument) => writeArgument(argument, write)),
    kwargs: Object.fromEntries(Object.entries(call.kwargs).map(([key, value]) => [key, writeArgument(value, write)])),
  };
}
