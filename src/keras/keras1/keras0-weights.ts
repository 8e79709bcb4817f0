import { Mismatch, Refusal } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { rowOf } from '../classes/table.ts';
import type { Finding } from '../findings.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { SourceLayer } from '../weights/types.ts';
import type { Layer } from './findings.ts';
import { LAYER_ROWS } from './layer-rows.ts';
import { numbersOf } from './numbers.ts';
import { type Item, itemName, savedItems, sequentialItems } from './sequential.ts';

/** Weights of Keras 0.x under the names that Keras 1 would have given them. */
export interface NamedKeras0 {
  readonly layers: readonly SourceLayer[];
  /** Innermost layers by name, as their weights are stored; for an architecture of Keras 0 or 1 its own rewriting tells. */
  readonly stored: ReadonlyMap<string, Layer>;
}

const GATE = (letter: string) => [`W_${letter}`, `U_${letter}`, `b_${letter}`];
const DENSE = ['W', 'b'];
const LSTM = ['i', 'c', 'f', 'o'].flatMap(GATE);
const GRU = ['z', 'r', 'h'].flatMap(GATE);

/** The weights of each class with any, in the order of `get_weights` of Keras 0.3.3, by Keras 1's suffixes; one row a class, Keras 2's names too. */
const SUFFIXES: ReadonlyMap<string, readonly string[]> = new Map([
  ...['Dense', 'TimeDistributedDense', 'MaxoutDense', 'Convolution1D', 'Convolution2D', 'Convolution3D'].map(
    (name): [string, string[]] => [name, DENSE],
  ),
  ...['Conv1D', 'Conv2D', 'Conv3D'].map((name): [string, string[]] => [name, DENSE]),
  ['BatchNormalization', ['gamma', 'beta', 'running_mean', 'running_std']],
  ['Embedding', ['W']],
  ['PReLU', ['alphas']],
  ['SimpleRNN', ['W', 'U', 'b']],
  ['LSTM', LSTM],
  ['GRU', GRU],
  ['Highway', ['W', 'b', 'W_carry', 'b_carry']],
  ['SReLU', ['t_left', 'a_left', 't_right', 'a_right']],
]);

/** Classes that hold layers of their own, by the key of these. */
const WRAPPERS: ReadonlySet<string> = new Set(['TimeDistributed']);
const MODELS: ReadonlySet<string> = new Set(['Sequential', 'Model', 'Functional', 'Container']);

/**
 * Names the weights of a Keras 0.x file after the layers of its architecture: layers are taken in order, as Keras 1 did
 * (`load_weights_from_hdf5_group`, engine/topology.py of 1.2.2).
 *
 * @param architecture of any Keras
 * @throws Mismatch where the architecture has other weights; Refusal where a class is not known
 */
export function nameKeras0Weights(layers: readonly SourceLayer[], architecture: Json): NamedKeras0 {
  const items = topItems(architecture);
  const stored = new Map<string, Layer>();
  const aligned = items.length === layers.length;
  let left = layers.flatMap(({ weights }) => weights.map(({ tensor }) => tensor));
  const all = left.length;
  const named = items.map((item, at): SourceLayer => {
    const name = itemName(item) ?? `layer_${at}`;
    const own = aligned ? layers[at]?.weights.map(({ tensor }) => tensor) : undefined;
    const weights: { name: string; tensor: Tensor }[] = [];
    const inner = innermost(item, name);
    for (const layer of inner) {
      const suffixes = suffixesOf(layer, own && inner.length === 1 ? own.length : undefined);
      const tensors = left.slice(0, suffixes.length);
      left = left.slice(suffixes.length);
      if (tensors.length < suffixes.length) throw new Mismatch(tooFew(layers, all, name));
      const owner = String(layer.config.name);
      tensors.forEach((tensor, index) => {
        weights.push({ name: `${owner}_${suffixes[index] ?? ''}`, tensor });
      });
      const config = { ...layer.config, data_format: orderOf(layer, tensors[0]?.shape ?? []) };
      if (suffixes.length > 0) stored.set(owner, { className: layer.className, config });
    }
    return { name, weights };
  });
  if (left.length > 0) throw new Mismatch(tooMany(layers, all, all - left.length));
  return { layers: named, stored };
}

function topItems(architecture: Json): Item[] {
  if (!isObject(architecture)) return [];
  const config = architecture.config ?? architecture.layers ?? null;
  const className = architecture.class_name ?? architecture.name;
  if (className === 'Graph') {
    throw new Refusal('the Graph model is of Keras 0; rebuild it with the functional API of Keras 3');
  }
  const items = sequentialItems(config);
  return className === 'Sequential'
    ? savedItems(items).filter(({ class_name: name }) => name !== 'InputLayer')
    : items.filter(({ class_name: name }) => name !== 'InputLayer');
}

/** The layers with weights that an item holds, itself or further in. */
function innermost(item: Item, name: string): Layer[] {
  const config = isObject(item.config) ? item.config : {};
  if (WRAPPERS.has(item.class_name) && isObject(config.layer) && typeof config.layer.class_name === 'string') {
    const inner = config.layer as Item;
    return innermost(inner, itemName(inner) ?? name);
  }
  if (MODELS.has(item.class_name)) {
    return sequentialItems(item.config).flatMap((each) => innermost(each, itemName(each) ?? name));
  }
  return [{ className: item.class_name, config: { ...config, name } }];
}

/** @param found weights of the group, where it is known to be the layer's */
function suffixesOf({ className, config }: Layer, found: number | undefined): readonly string[] {
  const row = SUFFIXES.get(className);
  if (row) return config.use_bias === false || config.bias === false ? row.filter((name) => !/^b/.test(name)) : row;
  // A class of the user's own: Keras's others have no weights.
  if (LAYER_ROWS.has(className) || rowOf(className)) return [];
  return Array.from({ length: found ?? 0 }, (_, at) => `param_${at}`);
}

/** Kernels (filters, channels, rows, columns), or with `dim_ordering="tf"` (rows, columns, channels, filters). */
function orderOf({ config }: Layer, shape: readonly number[]): Json {
  const space = shape.length - 2;
  const size = numbersOf(config.kernel_size, space);
  if (space < 1 || !size || typeof config.filters !== 'number') return config.data_format ?? null;
  const isLast = shape.at(-1) === config.filters && size.every((extent, axis) => extent === shape[axis]);
  const isFirst = shape[0] === config.filters && size.every((extent, axis) => extent === shape[axis + 2]);
  return isLast && !isFirst ? 'channels_last' : 'channels_first';
}

function tooFew(layers: readonly SourceLayer[], found: number, name: string): string {
  return `the file holds ${found} weights of ${layers.length} layers (Keras 0.x), which are used up before layer "${name}" of the architecture; ${BELONG}`;
}

function tooMany(layers: readonly SourceLayer[], found: number, expected: number): string {
  return `the file holds ${found} weights of ${layers.length} layers (Keras 0.x), and the architecture has ${expected}; ${BELONG}`;
}

const BELONG = 'check that the architecture and the weights belong together';

/**
 * Names the weights of a Keras 0.x file whose architecture is not known, by their number and shapes: gates of LSTMs and
 * GRUs, statistics, kernels. The rest keep their order and their values.
 */
export function guessKeras0Weights(layers: readonly SourceLayer[]): NamedKeras0 {
  const stored = new Map<string, Layer>();
  const named = layers.map(({ name, weights }): SourceLayer => {
    const shapes = weights.map(({ tensor }) => tensor.shape);
    const layer = guess(shapes);
    if (!layer) return { name, weights };
    stored.set(name, layer);
    const suffixes = SUFFIXES.get(layer.className) ?? [];
    return { name, weights: weights.map(({ tensor }, at) => ({ name: `${name}_${suffixes[at] ?? at}`, tensor })) };
  });
  return { layers: named, stored };
}

type Shape = readonly number[];

/** What a layer is by its weights; undefined where they do not tell, or need no change. */
function guess(shapes: readonly Shape[]): Layer | undefined {
  const [kernel = [], second = []] = shapes;
  if (shapes.length === 12 && shapes.every(isOfGates)) return { className: 'LSTM', config: {} };
  if (shapes.length === 9 && shapes.every(isOfGates)) return { className: 'GRU', config: {} };
  if (shapes.length === 4 && shapes.every((shape) => shape.length === 1 && shape[0] === kernel[0])) {
    return { className: 'BatchNormalization', config: { epsilon: KERAS_0_EPSILON } };
  }
  if (shapes.length !== 2 || second.length !== 1) return undefined;
  if (kernel.length === 2) return { className: 'Dense', config: {} };
  if (kernel.length !== 4 && kernel.length !== 5) return undefined;
  const [filters = 0] = second;
  const config: JsonObject = { filters };
  config.data_format = kernel[0] !== filters && kernel.at(-1) === filters ? 'channels_last' : 'channels_first';
  if (kernel.length === 5) return { className: 'Conv3D', config };
  // A Convolution1D's kernel is (filters, channels, length, 1).
  return kernel[3] === 1 && (kernel[2] ?? 0) > 1
    ? { className: 'Conv1D', config: { ...config, kernel_size: [kernel[2] ?? 0] } }
    : { className: 'Conv2D', config };
}

/** Input's matrix, state's matrix and bias, in turns. */
function isOfGates(shape: Shape, at: number): boolean {
  return shape.length === (at % 3 === 2 ? 1 : 2);
}

/** Keras 0's default, which its JSON writes out (layers/normalization.py of 0.3.3). */
export const KERAS_0_EPSILON = 1e-6;

export const KERAS_0_NOTE: Finding = {
  code: 'keras-0-weights',
  text: 'The file holds weights of Keras 0.x, which names neither layers nor weights: they are taken in order, and convolution kernels as Theano wrote them, flipped.',
};

export const KERAS_0_GUESSED: Finding = {
  code: 'keras-0-weights',
  text: 'The file holds weights of Keras 0.x, which names neither layers nor weights: they are in the result in their order. By their shapes, kernels with filters first are taken for Theano\'s, and flipped and transposed; (filters, channels, length, 1) for a Conv1D; four vectors for a BatchNormalization, which must be built with epsilon=1e-6. A Dense layer after Flatten expects channels first. Give the architecture with "architecture" to be sure.',
};
