import { computeDtype, layerShape, outputDtype } from '../classes/lookups.ts';
import type { Shape } from '../classes/shapes.ts';
import { LAYERS, rowOf } from '../classes/table.ts';
import type { TensorRef } from '../graph/graph.ts';
import { inputLayerOf, layersOf } from '../graph/implied-input.ts';
import { type Layer, listPorts, type ModelGraph, refsOf } from '../graph/model.ts';
import { isModel, modelKind } from '../graph/model-kind.ts';
import { kerasClassOf, sourceClassOf } from '../graph/source-class.ts';
import { configOf, MalformedGraph, readGraph } from '../graph/source-graph.ts';
import { chainOf } from '../graph/source-layer.ts';
import { tensorsInOrder } from '../graph/tensor-order.ts';
import { OPERATION_LAYERS, operationOutput, type TensorFacts } from '../operations/index.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';

/** Whether the class tells what its output is: Lambdas, models and classes that are not Keras's do not. */
function isTold(className: string): boolean {
  return rowOf(className) !== undefined || className === 'InputLayer' || OPERATION_LAYERS.has(className);
}

/** Facts of the tensors of a graph, as far as its configuration tells. */
export function tensorFacts(graph: ModelGraph): TensorFacts {
  const facts = growingFacts(graph.layers);
  for (const ref of tensorsInOrder(graph)) facts.shapeOf(ref);
  return facts;
}

/** The same of a graph that is still being made: a layer must be known before its tensors are asked for. */
export function growingFacts(known: readonly Layer[]): TensorFacts & { learn(layer: Layer): void } {
  const layers = new Map(known.map((layer) => [layer.name, layer]));
  const firstInput = (layer: Layer, node: number): TensorRef | undefined => {
    const call = layer.calls[node];
    return call ? refsOf(call)[0] : undefined;
  };
  const found = new Map<string, Found>();
  const UNKNOWN: Found = { shape: undefined, dtype: undefined, guessed: false };

  function find(ref: TensorRef): Found {
    const before = found.get(ref.key);
    if (before) return before;
    // A damaged file may hold a cycle.
    found.set(ref.key, UNKNOWN);
    const made = facts.producerOf(ref);
    const isOperation = made !== undefined && OPERATION_LAYERS.has(made.className);
    const layer = layers.get(ref.layer);
    const value = isOperation
      ? { ...operationOutput(made.className, made.config, made.call, facts, ref.tensor), guessed: guessed(made, ref) }
      : layer
        ? { shape: shape(layer, ref), dtype: dtype(layer, ref), guessed: guessed(made, ref) }
        : UNKNOWN;
    found.set(ref.key, value);
    return value;
  }

  const facts: TensorFacts = {
    shapeOf: (ref) => find(ref).shape,
    dtypeOf: (ref) => find(ref).dtype,
    isGuessed: (ref) => find(ref).guessed,
    producerOf: (ref) => {
      const layer = layers.get(ref.layer);
      const { className, custom } = layer ? sourceClassOf(layer.object) : { className: undefined, custom: true };
      if (!layer || className === undefined || custom) return undefined;
      return { className, config: configOf(layer), call: layer.calls[ref.node] ?? { args: [], kwargs: {} } };
    },
  };

  function guessed(made: Producer, { layer, node }: TensorRef): boolean {
    if (made === undefined || !isTold(made.className)) return true;
    const handsOn = OPERATION_LAYERS.has(made.className)
      ? made.config.function !== 'cast'
      : LAYERS.get(made.className)?.dtype === 'input';
    const call = handsOn ? layers.get(layer)?.calls[node] : undefined;
    return call !== undefined && refsOf(call).some((input) => find(input).guessed);
  }

  function shape(layer: Layer, ref: TensorRef): Shape | undefined {
    if (isModel(layer.object)) return shapesOfModel(layer.object)[ref.tensor];
    const config = configOf(layer);
    const className = kerasClassOf(layer.object);
    if (className === 'InputLayer') return dimensions(config.batch_input_shape ?? config.batch_shape);
    const call = layer.calls[ref.node];
    return call && layerShape(className, config, refsOf(call).map(facts.shapeOf), ref.tensor);
  }

  function dtype(layer: Layer, ref: TensorRef): string | undefined {
    const input = firstInput(layer, ref.node);
    if (input) return outputDtype(layer.object, facts.dtypeOf(input));
    return computeDtype(configOf(layer).dtype);
  }

  return Object.assign(facts, { learn: (layer: Layer) => layers.set(layer.name, layer) });
}

/** The shapes of a model's outputs, by those that its inputs were made for. */
function shapesOfModel(object: JsonObject): readonly (Shape | undefined)[] {
  const before = SHAPES.get(object);
  if (before) return before;
  // A damaged file may hold a model within itself only by its names; this one is in no graph but that around it.
  SHAPES.set(object, []);
  const shapes = findShapes(object);
  SHAPES.set(object, shapes);
  return shapes;
}

const SHAPES = new WeakMap<JsonObject, readonly (Shape | undefined)[]>();

function findShapes(object: JsonObject): readonly (Shape | undefined)[] {
  try {
    const input = inputLayerOf(object);
    const graph =
      modelKind(object) === 'functional'
        ? readGraph(isObject(object.config) ? object.config : {})
        : chainOf(input ? [input, ...layersOf(object)] : layersOf(object));
    const { shapeOf } = tensorFacts(graph);
    return listPorts(graph.outputs).map(shapeOf);
  } catch (error) {
    if (error instanceof MalformedGraph) return [];
    throw error;
  }
}

type Producer = ReturnType<TensorFacts['producerOf']>;

interface Found {
  readonly guessed: boolean;
  readonly shape: Shape | undefined;
  readonly dtype: string | undefined;
}

function dimensions(value: Json | undefined): Shape | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((size) => (typeof size === 'number' ? size : null));
}
