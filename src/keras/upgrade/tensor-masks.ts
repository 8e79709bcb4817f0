import { isObject } from '../python-json.ts';
import type { TensorRef } from './graph.ts';
import { LAYER_ALIASES } from './layers/aliases.ts';
import { sourceClassOf } from './source-class.ts';
import { refsOf, type SourceGraph, type SourceLayer } from './source-graph.ts';

const MERGING: ReadonlySet<string> = new Set([
  'Add',
  'Average',
  'Concatenate',
  'Maximum',
  'Minimum',
  'Multiply',
  'Subtract',
]);

/** Layers that hand a mask on in Keras 2 (`supports_masking`). */
const PASSING: ReadonlySet<string> = new Set([
  'Activation',
  'ActivityRegularization',
  'AlphaDropout',
  'BatchNormalization',
  'Dense',
  'Dropout',
  'ELU',
  'GaussianDropout',
  'GaussianNoise',
  'LayerNormalization',
  'LeakyReLU',
  'PReLU',
  'ReLU',
  'SpatialDropout1D',
  'ThresholdedReLU',
  'TimeDistributed',
]);

/** Layers that hand it on where they return sequences. */
const RECURRENT: ReadonlySet<string> = new Set([
  'Bidirectional',
  'ConvLSTM1D',
  'ConvLSTM2D',
  'ConvLSTM3D',
  'GRU',
  'LSTM',
  'RNN',
  'SimpleRNN',
]);

const MODELS: ReadonlySet<string> = new Set(['Functional', 'Model', 'Sequential']);

/** What a tensor's mask comes from. */
export type Mask =
  /** A layer that makes masks, from this tensor. */
  | { readonly kind: 'made'; readonly by: SourceLayer; readonly from: TensorRef }
  /** A merging layer that combined masks. */
  | { readonly kind: 'merged'; readonly by: SourceLayer }
  /** A model that this graph is nested in, or one nested in it: it may be masked there. */
  | { readonly kind: 'elsewhere' };

/**
 * The masks that Keras 2 computed along a graph.
 *
 * @param isNested whether the graph's inputs are tensors of a model around it
 */
export function tensorMasks(graph: SourceGraph, isNested: boolean): (ref: TensorRef) => Mask | undefined {
  const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
  const known = new Map<string, Mask | undefined>();
  const keyOf = (ref: TensorRef) => `${ref.node} ${ref.layer}`;
  const nodeOf = (ref: TensorRef): MaskNode => {
    const layer = layers.get(ref.layer);
    return layer ? maskNode(layer, ref.node, isNested) : { inputs: [], combine: () => undefined };
  };
  // Not by recursion: a file may chain as many layers as it likes.
  return (wanted) => {
    const opened = new Set<string>();
    const pending = [wanted];
    for (let ref = pending.at(-1); ref !== undefined; ref = pending.at(-1)) {
      const key = keyOf(ref);
      const { inputs, combine } = nodeOf(ref);
      const missing = inputs.filter((input) => !known.has(keyOf(input)) && !opened.has(keyOf(input)));
      if (!known.has(key) && !opened.has(key) && missing.length > 0) {
        opened.add(key);
        pending.push(...missing);
        continue;
      }
      if (!known.has(key)) known.set(key, combine(inputs.map((input) => known.get(keyOf(input)))));
      pending.pop();
    }
    return known.get(keyOf(wanted));
  };
}

/** The tensors whose masks matter to an output's, and what becomes of them. */
interface MaskNode {
  readonly inputs: readonly TensorRef[];
  readonly combine: (masks: readonly (Mask | undefined)[]) => Mask | undefined;
}

function maskNode(layer: SourceLayer, node: number, isNested: boolean): MaskNode {
  const className = classOf(layer);
  const call = layer.calls[node];
  const inputs = call ? refsOf(call) : [];
  const [first] = inputs;
  if (first && makesMask(layer)) return { inputs: [], combine: () => ({ kind: 'made', by: layer, from: first }) };
  if (MERGING.has(className)) {
    return { inputs, combine: (masks) => (masks.some(Boolean) ? { kind: 'merged', by: layer } : undefined) };
  }
  if (MODELS.has(className) || (className === 'InputLayer' && isNested)) {
    return { inputs: [], combine: () => ({ kind: 'elsewhere' }) };
  }
  const passes = PASSING.has(className) || (RECURRENT.has(className) && configOf(layer).return_sequences === true);
  return first && passes ? { inputs: [first], combine: ([mask]) => mask } : { inputs: [], combine: () => undefined };
}

function makesMask(layer: SourceLayer): boolean {
  const className = classOf(layer);
  return className === 'Masking' || (className === 'Embedding' && configOf(layer).mask_zero === true);
}

export function configOf({ object }: SourceLayer) {
  return isObject(object.config) ? object.config : {};
}

/** The layer's class, by the name it has today. */
export function classOf(layer: SourceLayer): string {
  const { className = '' } = sourceClassOf(layer.object);
  return LAYER_ALIASES.get(className) ?? className;
}
