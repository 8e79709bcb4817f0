import { configOf, refsOf, type SourceGraph, type SourceLayer } from '../graph/source-graph.ts';
import type { Notes } from '../upgrade/notes.ts';
import type { KerasVersion } from '../version.ts';
import { givableParts, TAKING, takesMask } from './given-masks.ts';
import { lostOrRegained } from './mask.ts';
import { noteMaskedAttention } from './masked-attention.ts';
import { ignoredMasks } from './plain-values.ts';
import { classOf, innerOf, type MaskOf } from './tensor-masks.ts';

/** Layers whose output depends on a mask. */
const HEEDING: ReadonlySet<string> = new Set([
  ...TAKING,
  'AdditiveAttention',
  'Attention',
  'MultiHeadAttention',
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
  maskOf: MaskOf,
  notes: Notes,
): void {
  if (!notes.hasMasks) return;
  for (const layer of graph.layers) {
    if (!heedsMasks(layer, notes.writer) || ignoredMasks(classOf(layer), notes.writer)) continue;
    for (const node of kept.get(layer.name) ?? []) {
      const call = layer.calls[node];
      if (!call) continue;
      const masks = refsOf(call).map(maskOf);
      const heeded = TAKING.has(classOf(layer)) || classOf(layer) === 'TimeDistributed' ? masks.slice(0, 1) : masks;
      const other = heeded.find(
        (mask) => mask && lostOrRegained(mask) && !(takesMask(layer, mask) && givableParts(mask)),
      );
      const cause = lostOrRegained(other);
      if (cause) refuse(layer.name, cause, notes);
      else if (masks.some((mask) => mask && !lostOrRegained(mask)))
        noteMaskedAttention(classOf(layer), layer, call, notes);
    }
  }
}

/** What stands inside TimeDistributed heeds masks of its steps; a model there is looked at by itself. */
function heedsMasks(layer: SourceLayer, writer: KerasVersion): boolean {
  if (classOf(layer) === 'TimeDistributed') return heedsMasks({ name: '', object: innerOf(layer), calls: [] }, writer);
  // Along the last axis it becomes an Activation, see layers/activations.ts.
  const isActivation = classOf(layer) === 'Softmax' && writer.before(2, 4) && (configOf(layer).axis ?? -1) === -1;
  return HEEDING.has(classOf(layer)) && !isActivation;
}

function refuse(layer: string, mask: NonNullable<ReturnType<typeof lostOrRegained>>, notes: Notes) {
  const what =
    mask.kind === 'merged'
      ? `a mask that layer "${mask.by.name}" combined from its inputs, which Keras 3 versions lose or combine otherwise`
      : `a mask in Keras 3 that layer "${mask.by.name}" lost in Keras 2`;
  notes.refuse(
    layer,
    `layer "${layer}" heeds ${what}; rebuild the model in Keras 3 with the mask it needs passed to the layer and load the weights into it`,
  );
}
