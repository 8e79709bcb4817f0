import type { Expression } from '../../python-bytecode/expression.ts';
import { formatExpression } from '../../python-bytecode/format.ts';
import { type Call, TensorRef } from '../graph/graph.ts';
import { type Layer, listPorts, type ModelGraph } from '../graph/model.ts';
import { isModel } from '../graph/model-kind.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { configOf } from '../graph/source-graph.ts';
import { OPERATION_LAYERS } from '../operations/index.ts';
import { asNumber, isObject, type Json } from '../python-json.ts';
import type { Place } from '../upgrade/layer-notes.ts';
import type { Notes } from '../upgrade/notes.ts';
import { interpret } from './interpret.ts';
import { isTensor, NotConvertible } from './values.ts';

/** One slice of a batch: the tensor that is cut into parts, and which of them it is. */
interface Slice {
  readonly of: TensorRef;
  readonly index: number;
  readonly parts: number;
}

/**
 * Calls a model once that `multi_gpu_model` (`utils/multi_gpu_utils.py` of Keras 2) calls on a slice of the batch for each
 * GPU, and whose outputs it puts together again: the samples stay as they were, so that the whole batch at once gives the
 * same. A graph in which this is not exactly so is left as it is.
 */
export function withoutReplicas(graph: ModelGraph, place: Place, notes: Notes): ModelGraph {
  if (notes.writer.isKeras3 || notes.writer.isKeras1) return graph;
  const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
  const slices = new Map<string, Slice>();
  for (const layer of graph.layers) {
    const slice = sliceOf(layer);
    if (slice) slices.set(layer.name, slice);
  }
  if (slices.size === 0) return graph;
  const merged = graph.layers.flatMap((layer) => {
    const whole = wholeOf(layer, layers, slices);
    return whole ? [{ layer, ...whole }] : [];
  });
  const models = new Set(merged.map(({ model }) => model));
  const [model] = models;
  const [{ inputs, parts } = { inputs: [], parts: 0 }] = merged;
  if (model === undefined || models.size > 1 || !isOnlyFor(graph, model, slices, merged)) return graph;
  notes.change([...place, model.name, 'calls'], `${parts}, each on a slice of the batch`, '1');
  const apart = mayMixSamples(model)
    ? ', unless a Lambda or a class of your own in it computes with all samples of a batch'
    : '';
  notes.warn(
    model.name,
    `the model was made for ${parts} GPUs by multi_gpu_model, each of which took a part of the batch: "${model.name}" is called once on the whole batch, ` +
      `which predicts the same${apart}; in training, what depends on the batch, such as BatchNormalization, sees all of it`,
    { code: 'multi-gpu-model' },
  );
  return {
    ...graph,
    layers: graph.layers
      .filter(({ name }) => !slices.has(name))
      .map((layer) => {
        if (layer === model)
          return { ...layer, calls: [{ args: [inputs.length > 1 ? [...inputs] : (inputs[0] ?? null)], kwargs: {} }] };
        const found = merged.find((one) => one.layer === layer);
        return found ? handedOn(layer, new TensorRef(model.name, 0, found.tensor)) : layer;
      }),
  };
}

/** Keras's own layers predict each sample by itself. */
function mayMixSamples(model: Layer): boolean {
  const pending: Json[] = [model.object];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    for (const item of inner) pending.push(item);
    if (!isObject(value) || !isObject(value.config) || typeof value.class_name !== 'string') continue;
    const { className = '', custom } = sourceClassOf(value);
    if (className === 'Lambda' || custom || OPERATION_LAYERS.has(className)) return true;
  }
  return false;
}

/** What a Concatenate of all slices' results stands for, if it is one. */
function wholeOf(
  layer: Layer,
  layers: ReadonlyMap<string, Layer>,
  slices: ReadonlyMap<string, Slice>,
): { model: Layer; tensor: number; inputs: readonly TensorRef[]; parts: number } | undefined {
  const { className, custom } = sourceClassOf(layer.object);
  if (custom || className !== 'Concatenate' || asNumber(configOf(layer).axis) !== 0) return undefined;
  const [refs] = layer.calls.length === 1 ? (layer.calls[0]?.args ?? []) : [];
  if (!Array.isArray(refs) || !refs.every(isTensor)) return undefined;
  const [first] = refs;
  const model = first && layers.get(first.layer);
  if (!model || !isModel(model.object) || model.calls.length !== refs.length) return undefined;
  const inputs = slicedInputs(model.calls[0], 0, refs.length, slices);
  if (!inputs || hasFixedBatch(inputs, layers)) return undefined;
  const isWhole = refs.every(
    ({ layer: name, node, tensor }, index) =>
      name === model.name &&
      tensor === first.tensor &&
      node === index &&
      sameTensors(slicedInputs(model.calls[node], index, refs.length, slices), inputs),
  );
  return isWhole ? { model, tensor: first.tensor, inputs, parts: refs.length } : undefined;
}

/** The tensors of which a call is given slice `index` of `parts`, of each; undefined where it is given anything else. */
function slicedInputs(
  call: Call | undefined,
  index: number,
  parts: number,
  slices: ReadonlyMap<string, Slice>,
): TensorRef[] | undefined {
  const [argument = null, ...others] = call?.args ?? [];
  if (others.length > 0 || Object.values(call?.kwargs ?? {}).some((value) => value !== null)) return undefined;
  const refs = Array.isArray(argument) ? argument : [argument];
  const inputs = refs.map((ref) => {
    const slice = isTensor(ref) ? slices.get(ref.layer) : undefined;
    return slice?.index === index && slice.parts === parts ? slice.of : undefined;
  });
  return inputs.every((input) => input !== undefined) ? inputs : undefined;
}

function sameTensors(some: readonly TensorRef[] | undefined, others: readonly TensorRef[]): boolean {
  return some !== undefined && some.map(({ key }) => key).join() === others.map(({ key }) => key).join();
}

/** A model for batches of one size would have been one for batches of a part of it. */
function hasFixedBatch(inputs: readonly TensorRef[], layers: ReadonlyMap<string, Layer>): boolean {
  return inputs.some((input) => {
    const layer = layers.get(input.layer);
    const shape = layer && configOf(layer).batch_input_shape;
    return !layer || layer.calls.length > 0 || (Array.isArray(shape) && shape[0] !== null);
  });
}

/** Whether the slices, and the model's results for them, go nowhere else. */
function isOnlyFor(
  graph: ModelGraph,
  model: Layer,
  slices: ReadonlyMap<string, Slice>,
  merged: readonly { readonly layer: Layer }[],
): boolean {
  const takes = (layer: Layer, isOf: (name: string) => boolean) =>
    JSON.stringify(layer.calls, (_, value: unknown) =>
      value instanceof TensorRef && isOf(value.layer) ? 'TAKEN' : value,
    ).includes('"TAKEN"');
  const outputs = listPorts(graph.outputs);
  const isMerged = (layer: Layer) => merged.some((one) => one.layer === layer);
  return (
    !outputs.some(({ layer }) => slices.has(layer) || layer === model.name) &&
    graph.layers.every(
      (layer) =>
        (layer === model || !takes(layer, (name) => slices.has(name))) &&
        (isMerged(layer) || !takes(layer, (name) => name === model.name)),
    )
  );
}

/** Slice `i` of `parts`, the last of which takes what is left over, as every Keras 2 computes it. */
const SHAPE = 'shape(x)';
const STEP = `${SHAPE}[:1] // PARTS`;
const START = `concatenate([${STEP}, ${SHAPE}[1:] * 0], axis=0) * INDEX`;
const SIZES = [STEP, `${SHAPE}[:1] - ${STEP} * INDEX`] as const;

function sliceOf(layer: Layer): Slice | undefined {
  const { className, custom } = sourceClassOf(layer.object);
  if (custom || className !== 'Lambda' || layer.calls.length !== 1) return undefined;
  const config = configOf(layer);
  const [input] = layer.calls[0]?.args ?? [];
  const given = config.arguments;
  const isGiven = given !== null && typeof given === 'object' && 'i' in given && 'parts' in given;
  if (!isGiven || !isTensor(input)) return undefined;
  const [index, parts] = [asNumber(given.i), asNumber(given.parts)];
  if (index === undefined || parts === undefined) return undefined;
  const size = SIZES[index === parts - 1 ? 1 : 0];
  const expected = `slice(x, ${START}, concatenate([${size}, ${SHAPE}[1:]], axis=0))`
    .replaceAll('INDEX', String(index))
    .replaceAll('PARTS', String(parts));
  return computedText(config) === expected ? { of: input, index, parts } : undefined;
}

/** What the function computes, its own functions by their last names: they are TensorFlow's in some releases, the backend's in others. */
function computedText(config: ReturnType<typeof configOf>): string | undefined {
  const x: Expression = { kind: 'argument', text: 'x' };
  try {
    const text = formatExpression(interpret(config, x, { globals: new Map(), replacesBytes: false }));
    return text
      .replace(/\b(?:keras\.backend|tensorflow|array_ops)\.(\w+)\(/g, '$1(')
      .replace(/\bconcat\(/g, 'concatenate(');
  } catch (error) {
    if (error instanceof NotConvertible) return undefined;
    throw error;
  }
}

/** A layer of the name that hands one tensor on: the outputs of a model are called by it. */
function handedOn(layer: Layer, input: TensorRef): Layer {
  const { name = layer.name, trainable = true, dtype } = configOf(layer);
  const config = { name, trainable, activation: 'linear', ...(dtype === undefined ? {} : { dtype }) };
  return {
    ...layer,
    object: { ...layer.object, class_name: 'Activation', config },
    calls: [{ args: [input], kwargs: {} }],
  };
}
