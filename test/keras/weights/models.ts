import type { ModelGraph } from '../../../src/keras/graph/model.ts';
import { readGraph } from '../../../src/keras/graph/source-graph.ts';
import { chainOf } from '../../../src/keras/graph/source-layer.ts';
import type { JsonObject } from '../../../src/keras/python-json.ts';
import type { KerasObject, LayerOrigin, SourceContext, UpgradedModel } from '../../../src/keras/upgrade/types.ts';
import type { SourceLayer } from '../../../src/keras/weights/types.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';

export const KERAS_2: SourceContext = { kerasVersion: '2.10.0', backend: 'tensorflow', strict: false };

/** A serialized Keras 3 layer. */
export function layer(className: string, config: JsonObject, inputs: readonly string[] = []): KerasObject {
  const name = config.name ?? null;
  return {
    module: 'keras.layers',
    class_name: className,
    config,
    registered_name: null,
    name,
    inbound_nodes: inputs.length ? [call(inputs)] : [],
  };
}

/** A call of a layer on the first outputs of others. */
export function call(inputs: readonly (string | readonly [string, number])[]): JsonObject {
  const args = inputs.map((input) => {
    const [name, node] = typeof input === 'string' ? [input, 0] : input;
    return {
      class_name: '__keras_tensor__',
      config: { shape: [null], dtype: 'float32', keras_history: [name, node, 0] },
    };
  });
  return { args, kwargs: {} };
}

export function input(name: string): KerasObject {
  return layer('InputLayer', { name, batch_shape: [null, 4], dtype: 'float32' });
}

export function sequential(name: string, layers: KerasObject[], inputs: readonly string[] = []): KerasObject {
  return layer('Sequential', { name, layers: [input(`${name}_input`), ...layers] }, inputs);
}

/** A chain of layers as a Functional; each layer is given its predecessor's output. */
export function functional(name: string, chain: KerasObject[], inputs: readonly string[] = []): KerasObject {
  const layers = [input(`${name}_input`), ...chain];
  for (const [index, object] of layers.entries()) {
    const before = layers[index - 1];
    if (before) object.inbound_nodes = [call([String(before.name)])];
  }
  const last = layers.at(-1);
  // A nested Functional's calls are counted from 1 here (`functional.py: get_tensor`).
  const ends = [[last?.name ?? null, last?.class_name === 'Functional' ? 1 : 0, 0]];
  return layer(
    'Functional',
    { name, trainable: true, layers, input_layers: [[`${name}_input`, 0, 0]], output_layers: ends },
    inputs,
  );
}

/** The upgraded model, every named layer with an origin equal to itself unless told otherwise. */
export function upgraded(
  model: KerasObject,
  changes: Readonly<Record<string, Partial<LayerOrigin>>> = {},
): UpgradedModel {
  const origins = new Map<KerasObject, LayerOrigin>();
  for (const object of layersIn(model)) {
    const config = object.config as JsonObject;
    const name = String(config.name);
    origins.set(object, {
      className: String(object.class_name),
      name,
      config,
      custom: false,
      adjustments: [],
      configFromWeights: [],
      ...changes[name],
    });
  }
  const graphs = graphsIn(model);
  return {
    model,
    origins,
    made: new Map(),
    graphs,
    graphsInCode: graphs,
    maskedOutputs: [],
    changes: [],
    warnings: [],
    refusals: [],
  };
}

/** The graphs of a model and of those inside it, as its configuration has them. */
export function graphsIn(model: KerasObject): ReadonlyMap<KerasObject, ModelGraph> {
  return new Map(
    layersIn(model).flatMap((object): [KerasObject, ModelGraph][] => {
      const config = object.config as JsonObject;
      if (!Array.isArray(config.layers)) return [];
      return [[object, 'output_layers' in config ? readGraph(config) : chainOf(config.layers as KerasObject[])]];
    }),
  );
}

function layersIn(value: unknown): KerasObject[] {
  if (Array.isArray(value)) return value.flatMap(layersIn);
  if (typeof value !== 'object' || value === null) return [];
  const object = value as KerasObject;
  const inner = Object.values(object).flatMap(layersIn);
  return typeof object.class_name === 'string' && object.class_name !== '__keras_tensor__' ? [object, ...inner] : inner;
}

export function tensor(path: string, ...shape: number[]): Tensor {
  return { path, shape, dtype: 'float32' };
}

/** A layer group of a source file: weight names with their shapes, in order. */
export function group(name: string, weights: Readonly<Record<string, readonly number[]>>): SourceLayer {
  return {
    name,
    weights: Object.entries(weights).map(([weight, shape]) => ({ name: weight, tensor: tensor(weight, ...shape) })),
  };
}
