import type { TensorRef } from './graph.ts';
import { noteMaskedAttention } from './masked-attention.ts';
import type { Notes } from './notes.ts';
import { refsOf, type SourceGraph } from './source-graph.ts';
import { classOf, type Mask } from './tensor-masks.ts';

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

/**
 * Keras 2 combined the masks of the tensors it merged; Keras 3.3 loses them, and newer versions combine them otherwise
 * (`_Merge.compute_mask`). Where a layer downstream heeds such a mask, the model would predict something else.
 */
export function checkMergedMasks(
  graph: SourceGraph,
  kept: ReadonlyMap<string, ReadonlySet<number>>,
  maskOf: (ref: TensorRef) => Mask | undefined,
  notes: Notes,
): void {
  if (notes.writer.isKeras3) return;
  for (const layer of graph.layers) {
    if (!HEEDING.has(classOf(layer))) continue;
    for (const node of kept.get(layer.name) ?? []) {
      const call = layer.calls[node];
      const masks = call ? refsOf(call).map(maskOf) : [];
      const merged = masks.find((mask) => mask?.kind === 'merged');
      if (merged?.kind === 'merged') refuse(layer.name, merged.by.name, notes);
      else if (call && masks.some((mask) => mask?.kind === 'made'))
        noteMaskedAttention(classOf(layer), layer, call, notes);
    }
  }
}

function refuse(layer: string, mergedBy: string, notes: Notes): void {
  notes.refuse(
    layer,
    `layer "${layer}" heeds a mask that layer "${mergedBy}" combined from its inputs, which Keras 3 versions lose or combine otherwise; ` +
      'rebuild the model in Keras 3 with the mask passed to the layer and load the weights into it',
  );
}
