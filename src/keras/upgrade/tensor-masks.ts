import type { JsonObject } from '../python-json.ts';
import type { TensorRef } from './graph.ts';
import { LAYER_ALIASES } from './layers/aliases.ts';
import { sourceClassOf } from './source-class.ts';
import { configOf, refsOf, type SourceGraph, type SourceLayer } from './source-graph.ts';

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
  'AdditiveAttention',
  'AlphaDropout',
  'Attention',
  'BatchNormalization',
  'Dense',
  'Dropout',
  'ELU',
  'GaussianDropout',
  'GaussianNoise',
  'GroupNormalization',
  'LayerNormalization',
  'LeakyReLU',
  'MultiHeadAttention',
  'PReLU',
  'ReLU',
  'Softmax',
  'SpatialDropout1D',
  'ThresholdedReLU',
  'TimeDistributed',
  'UnitNormalization',
]);

/** Layers that hand a mask on in Keras 3, and lost it in Keras 2. */
export const PASSING_SINCE_KERAS_3: ReadonlySet<string> = new Set(['Identity', 'Normalization', 'Rescaling']);

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

/** The mask of a layer that makes masks, from this tensor. */
export interface MadeMask {
  readonly kind: 'made';
  readonly by: SourceLayer;
  readonly from: TensorRef;
}

/** What a tensor's mask comes from. */
export type Mask =
  | MadeMask
  /** A merging layer that combined masks: `of` these, all of which must let a step pass, where that is known. */
  | { readonly kind: 'merged'; readonly by: SourceLayer; readonly of: readonly MadeMask[] | undefined }
  /** A layer that hands on the mask of its input in Keras 3 alone. */
  | { readonly kind: 'regained'; readonly by: SourceLayer }
  /** A model that this graph is nested in, or one nested in it: it may be masked there. */
  | { readonly kind: 'elsewhere' };

/**
 * The masks that Keras 2 computed along a graph.
 *
 * @param isNested whether the graph's inputs are tensors of a model around it
 * @param areUnmasked whether layers that hand masks on in Keras 3 alone are given their inputs without
 */
export function tensorMasks(
  graph: SourceGraph,
  isNested: boolean,
  areUnmasked: boolean,
): (ref: TensorRef) => Mask | undefined {
  const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
  const known = new Map<string, Mask | undefined>();
  const keyOf = (ref: TensorRef) => `${ref.node} ${ref.layer}`;
  const nodeOf = (ref: TensorRef): MaskNode => {
    const layer = layers.get(ref.layer);
    return layer ? maskNode(layer, ref.node, isNested, areUnmasked) : { inputs: [], combine: () => undefined };
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

function maskNode(layer: SourceLayer, node: number, isNested: boolean, areUnmasked: boolean): MaskNode {
  const className = classOf(layer);
  const call = layer.calls[node];
  const inputs = call ? refsOf(call) : [];
  const [first] = inputs;
  if (first && makesMask(className, configOf(layer)))
    return { inputs: [], combine: () => ({ kind: 'made', by: layer, from: first }) };
  if (MERGING.has(className)) {
    return { inputs, combine: (masks) => mergedMask(layer, masks) };
  }
  if (MODELS.has(className) || (className === 'InputLayer' && isNested)) {
    return { inputs: [], combine: () => ({ kind: 'elsewhere' }) };
  }
  if (first && !areUnmasked && PASSING_SINCE_KERAS_3.has(className)) {
    return { inputs: [first], combine: ([mask]) => (isKnown(mask) ? { kind: 'regained', by: layer } : undefined) };
  }
  const passes = PASSING.has(className) || (RECURRENT.has(className) && configOf(layer).return_sequences === true);
  return first && passes ? { inputs: [first], combine: ([mask]) => mask } : { inputs: [], combine: () => undefined };
}

/** Whether a tensor is sure to have a mask. */
export function isKnown(mask: Mask | undefined): boolean {
  return mask !== undefined && mask.kind !== 'elsewhere';
}

/** A hostile graph may merge masks again and again. */
const MOST_MERGED = 16;

/** Keras 2 let a step pass where all masks did that there were (`_Merge.compute_mask`), unless it joined tensors in time. */
function mergedMask(layer: SourceLayer, masks: readonly (Mask | undefined)[]): Mask | undefined {
  const present = masks.filter((mask) => mask !== undefined);
  if (present.length === 0) return undefined;
  const made = new Map<string, MadeMask>();
  for (const mask of present) {
    const parts = mask.kind === 'merged' ? mask.of : mask.kind === 'made' ? [mask] : undefined;
    if (parts === undefined) return { kind: 'merged', by: layer, of: undefined };
    for (const part of parts) made.set(keyOfMask(part), part);
  }
  const axis = configOf(layer).axis ?? -1;
  const isOfSteps = classOf(layer) !== 'Concatenate' || axis === -1 || axis === 2;
  return { kind: 'merged', by: layer, of: isOfSteps && made.size <= MOST_MERGED ? [...made.values()] : undefined };
}

/** Whether layers of this class (by the name it has today) give their output a mask of their own. */
export function makesMask(className: string, config: JsonObject): boolean {
  return className === 'Masking' || (className === 'Embedding' && config.mask_zero === true);
}

/** What tells two masks apart. */
export function keyOfMask({ by, from }: MadeMask): string {
  return `${from.node} ${from.tensor} ${from.layer} ${by.name}`;
}

/** The layer's class, by the name it has today. */
export function classOf(layer: SourceLayer): string {
  const { className = '' } = sourceClassOf(layer.object);
  return LAYER_ALIASES.get(className) ?? className;
}
