import { TAKING } from './given-masks.ts';
import type { TensorRef } from './graph.ts';
import { noteMaskedAttention } from './masked-attention.ts';
import type { Notes } from './notes.ts';
import { refsOf, type SourceGraph, type SourceLayer } from './source-graph.ts';
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
 * (`_Merge.compute_mask`); and newer layers hand masks on that Keras 2 lost. Where a layer downstream heeds such a mask and
 * cannot be given the right one, the model would predict something else.
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
      const other = (TAKING.has(classOf(layer)) ? masks.slice(0, 1) : masks).find(
        (mask) => mask?.kind === 'regained' || (mask?.kind === 'merged' && !(mask.of && TAKING.has(classOf(layer)))),
      );
      if (other?.kind === 'merged' || other?.kind === 'regained') refuse(layer.name, other, notes);
      else if (call && masks.some((mask) => mask?.kind === 'made'))
        noteMaskedAttention(classOf(layer), layer, call, notes);
    }
  }
}

function refuse(layer: string, mask: { readonly kind: 'merged' | 'regained'; readonly by: SourceLayer }, notes: Notes) {
  const what =
    mask.kind === 'merged'
      ? `a mask that layer "${mask.by.name}" combined from its inputs, which Keras 3 versions lose or combine otherwise`
      : `a mask in Keras 3 that layer "${mask.by.name}" lost in Keras 2`;
  notes.refuse(
    layer,
    `layer "${layer}" heeds ${what}; rebuild the model in Keras 3 with the mask it needs passed to the layer and load the weights into it`,
  );
}
