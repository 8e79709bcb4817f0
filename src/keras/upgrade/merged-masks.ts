import { isObject } from '../python-json.ts';
import type { TensorRef } from './graph.ts';
import { LAYER_ALIASES } from './layers/aliases.ts';
import type { Notes } from './notes.ts';
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

/** Layers whose output depends on a mask. */
const HEEDING: ReadonlySet<string> = new Set([
  'AdditiveAttention',
  'Attention',
  'Bidirectional',
  'ConvLSTM1D',
  'ConvLSTM2D',
  'ConvLSTM3D',
  'Functional',
  'GRU',
  'GlobalAveragePooling1D',
  'LSTM',
  'Model',
  'MultiHeadAttention',
  'RNN',
  'Sequential',
  'SimpleRNN',
  'Softmax',
]);

/** What a tensor's mask comes from: a masking layer, or a merging layer that combined masks. */
type Mask = 'plain' | { readonly mergedBy: string };

/**
 * Keras 2 combined the masks of the tensors it merged; Keras 3.3 loses them, and newer versions combine them otherwise
 * (`_Merge.compute_mask`). Where a layer downstream heeds such a mask, the model would predict something else.
 */
export function checkMergedMasks(
  graph: SourceGraph,
  kept: ReadonlyMap<string, ReadonlySet<number>>,
  notes: Notes,
): void {
  if (notes.writer.isKeras3) return;
  const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
  const known = new Map<string, Mask | undefined>();

  function maskOf(ref: TensorRef): Mask | undefined {
    const key = `${ref.node} ${ref.layer}`;
    if (known.has(key)) return known.get(key);
    known.set(key, undefined);
    const layer = layers.get(ref.layer);
    const mask = layer ? outputMask(layer, ref.node) : undefined;
    known.set(key, mask);
    return mask;
  }

  function outputMask(layer: SourceLayer, node: number): Mask | undefined {
    const className = classOf(layer);
    const config = isObject(layer.object.config) ? layer.object.config : {};
    if (className === 'Masking' || (className === 'Embedding' && config.mask_zero === true)) return 'plain';
    const call = layer.calls[node];
    if (!call) return undefined;
    const masks = refsOf(call).map(maskOf);
    if (MERGING.has(className)) return masks.some(Boolean) ? { mergedBy: layer.name } : undefined;
    const passes = PASSING.has(className) || (HEEDING.has(className) && config.return_sequences === true);
    return passes ? masks[0] : undefined;
  }

  for (const layer of graph.layers) {
    if (!HEEDING.has(classOf(layer))) continue;
    for (const node of kept.get(layer.name) ?? []) {
      const merged = (layer.calls[node] ? refsOf(layer.calls[node]) : [])
        .map(maskOf)
        .find((mask) => typeof mask === 'object');
      if (typeof merged === 'object') refuse(layer.name, merged.mergedBy, notes);
    }
  }
}

function classOf(layer: SourceLayer): string {
  const { className = '' } = sourceClassOf(layer.object);
  return LAYER_ALIASES.get(className) ?? className;
}

function refuse(layer: string, mergedBy: string, notes: Notes): void {
  notes.refuse(
    layer,
    `layer "${layer}" heeds a mask that layer "${mergedBy}" combined from its inputs, which Keras 3 versions lose or combine otherwise; ` +
      'rebuild the model in Keras 3 with the mask passed to the layer and load the weights into it',
  );
}
