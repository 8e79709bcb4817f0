import type { Transform } from '../../tensor/transform.ts';
import { asNumber, type JsonObject } from '../python-json.ts';
import { numbersOf } from './numbers.ts';

/** How a Keras 3 variable is made from a layer's Keras 1 weights, given by their places in `weight_names`. */
export interface Keras1Variable {
  readonly variable: string;
  readonly sources: readonly number[];
  readonly steps: readonly Transform[];
}

type Shape = readonly number[];

/** Running statistics of a file that are standard deviations, and what was added to them; undefined: each layer's own epsilon. */
export interface Deviations {
  readonly added: number | undefined;
}

interface Layer {
  readonly config: JsonObject;
  readonly theano: boolean;
  readonly deviations: Deviations | undefined;
  readonly shapes: readonly Shape[];
}

type Rule = (layer: Layer) => readonly Keras1Variable[] | undefined;

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Dense', maxout],
  ['BatchNormalization', statistics],
  ['Conv1D', conv1d],
  ['Conv2D', (layer) => convolution(layer, 2)],
  ['Conv3D', (layer) => convolution(layer, 3)],
  ['Conv2DTranspose', deconvolution],
  ['SeparableConv2D', separable],
  ['ConvLSTM2D', convLstm],
  ['LSTM', (layer) => (layer.shapes.length === 12 ? gates(LSTM_GATES) : undefined)],
  ['GRU', (layer) => (layer.shapes.length === 9 ? gates(GRU_GATES) : undefined)],
]);

/** Where the input, forget, candidate and output gate begin in Keras 1's list: it kept i, c, f, o (`layers/recurrent.py: LSTM.build`). */
const LSTM_GATES = [0, 6, 3, 9];
/** Update, reset, candidate. */
const GRU_GATES = [0, 3, 6];

/** Kernel (out, in, rows, columns) to (rows, columns, in, out). */
const CHANNELS_FIRST_2D: Transform = { kind: 'transpose', permutation: [2, 3, 1, 0] };
const CHANNELS_FIRST_3D: Transform = { kind: 'transpose', permutation: [2, 3, 4, 1, 0] };

/**
 * Which Keras 1 weights make which Keras 3 variables of one layer (a wrapper's inner layer, each direction of a
 * Bidirectional by itself), by Keras 2's `preprocess_weights_for_loading` (`keras/engine/saving.py`, 2.2.4).
 *
 * @param className Keras 2's class
 * @param config the layer's configuration in Keras 2's dialect, its `data_format` as Keras 1 had it (`stored` of `keras1ToKeras2`)
 * @param backend `theano` kernels are flipped, and turned over
 * @param shapes of the layer's weights, in `weight_names` order
 * @param deviations that the file keeps in place of variances
 * @returns undefined where Keras 1 kept the same variables in the same order as Keras 2
 */
export function keras1Variables(
  className: string,
  config: JsonObject,
  backend: string | undefined,
  shapes: readonly Shape[],
  deviations?: Deviations,
): readonly Keras1Variable[] | undefined {
  return RULES.get(className)?.({ config, theano: backend === 'theano', deviations, shapes });
}

/**
 * The backend that wrote a Keras 1 file, by its weights' names: TensorFlow's end in `:0`, Theano's are what Keras called
 * them. Undefined if no name tells (`param_0` is the name of a weight that has none).
 */
export function keras1Backend(weightNames: Iterable<string>): 'tensorflow' | 'theano' | undefined {
  let backend: 'theano' | undefined;
  for (const name of weightNames) {
    if (/:\d+$/.test(name)) return 'tensorflow';
    if (!/^param_\d+$/.test(name)) backend = 'theano';
  }
  return backend;
}

/** A weight at `at` with the steps given, if the layer has it. */
function weight(layer: Layer, variable: string, at: number, steps: readonly Transform[]): Keras1Variable[] {
  return at < layer.shapes.length ? [{ variable, sources: [at], steps }] : [];
}

/** Theano's convolution turns the kernel over on every spatial axis; after transposition those come first. */
function flips(layer: Layer, axes: number): Transform[] {
  return layer.theano ? [{ kind: 'flip', axes: [...new Array(axes).keys()] }] : [];
}

function isChannelsFirst({ config }: Layer): boolean {
  return config.data_format === 'channels_first';
}

/** Only MaxoutDense had a kernel of three axes: (features, in, out). */
function maxout(layer: Layer): readonly Keras1Variable[] | undefined {
  const [features, inputs, outputs] = layer.shapes[0] ?? [];
  if (features === undefined || inputs === undefined || outputs === undefined) return undefined;
  return [
    ...weight(layer, 'kernel', 0, [
      { kind: 'transpose', permutation: [1, 0, 2] },
      { kind: 'reshape', shape: [inputs, features * outputs] },
    ]),
    ...weight(layer, 'bias', 1, [{ kind: 'reshape', shape: [features * outputs] }]),
  ];
}

/** Keras before 1.0.6 divided by its `running_std` and epsilon (layers/normalization.py of 0.3.3). */
function statistics(layer: Layer): readonly Keras1Variable[] | undefined {
  if (layer.deviations === undefined) return undefined;
  const epsilon = asNumber(layer.config.epsilon) ?? 1e-3;
  const { added = epsilon } = layer.deviations;
  return [
    ...weight(layer, 'gamma', 0, []),
    ...weight(layer, 'beta', 1, []),
    ...weight(layer, 'moving_mean', 2, []),
    ...weight(layer, 'moving_variance', 3, [{ kind: 'square-deviations', added, epsilon }]),
  ];
}

/** (length, 1, in, out), before Keras 1.1 (out, in, length, 1). */
function conv1d(layer: Layer): readonly Keras1Variable[] | undefined {
  const shape = layer.shapes[0] ?? [];
  if (shape.length !== 4) return undefined;
  const [length] = numbersOf(layer.config.kernel_size, 1) ?? [];
  const isLatest = shape[0] === length && shape[1] === 1 && shape[3] === layer.config.filters;
  const [a = 0, b = 0, c = 0, d = 0] = shape;
  const steps: Transform[] = isLatest
    ? [{ kind: 'reshape', shape: [a, c, d] }]
    : [CHANNELS_FIRST_2D, { kind: 'reshape', shape: [c, b, a] }];
  return [...weight(layer, 'kernel', 0, [...steps, ...flips(layer, 1)]), ...weight(layer, 'bias', 1, [])];
}

function convolution(layer: Layer, axes: 2 | 3): readonly Keras1Variable[] {
  const transposition = axes === 2 ? CHANNELS_FIRST_2D : CHANNELS_FIRST_3D;
  const steps = [...(isChannelsFirst(layer) ? [transposition] : []), ...flips(layer, axes)];
  return [...weight(layer, 'kernel', 0, steps), ...weight(layer, 'bias', 1, [])];
}

/** A transposed convolution's kernel is (rows, columns, out, in) in Keras 2 and 3, but Keras 1 kept a convolution's. */
function deconvolution(layer: Layer): readonly Keras1Variable[] {
  const permutation = isChannelsFirst(layer) ? [2, 3, 0, 1] : [0, 1, 3, 2];
  const steps: Transform[] = [{ kind: 'transpose', permutation }, ...flips(layer, 2)];
  return [...weight(layer, 'kernel', 0, steps), ...weight(layer, 'bias', 1, [])];
}

function separable(layer: Layer): readonly Keras1Variable[] {
  const steps = isChannelsFirst(layer) ? [CHANNELS_FIRST_2D] : [];
  return [
    ...weight(layer, 'depthwise_kernel', 0, steps),
    ...weight(layer, 'pointwise_kernel', 1, steps),
    ...weight(layer, 'bias', 2, []),
  ];
}

function convLstm(layer: Layer): readonly Keras1Variable[] | undefined {
  if (layer.shapes.length !== 12) return undefined;
  const steps = [...(isChannelsFirst(layer) ? [CHANNELS_FIRST_2D] : []), ...flips(layer, 2)];
  const joined: Transform = { kind: 'concatenate', axis: 3 };
  return [
    { variable: 'kernel', sources: LSTM_GATES, steps: [...steps, joined] },
    { variable: 'recurrent_kernel', sources: LSTM_GATES.map((at) => at + 1), steps: [...steps, joined] },
    { variable: 'bias', sources: LSTM_GATES.map((at) => at + 2), steps: [{ kind: 'concatenate', axis: 0 }] },
  ];
}

/** A matrix for the input, one for the state and a bias, gate by gate. */
function gates(starts: readonly number[]): readonly Keras1Variable[] {
  return [
    { variable: 'kernel', sources: starts, steps: [{ kind: 'concatenate', axis: 1 }] },
    { variable: 'recurrent_kernel', sources: starts.map((at) => at + 1), steps: [{ kind: 'concatenate', axis: 1 }] },
    { variable: 'bias', sources: starts.map((at) => at + 2), steps: [{ kind: 'concatenate', axis: 0 }] },
  ];
}
