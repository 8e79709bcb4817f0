import type { TensorRef } from './graph.ts';
import type { UpgradedLayer } from './layer.ts';
import { kerasObject } from './layers/draft.ts';
import type { LayerNames } from './names.ts';
import type { Notes } from './notes.ts';
import { nameInserted } from './sequential.ts';
import { refsOf, type SourceLayer } from './source-graph.ts';
import { classOf, isKnown, type Mask, PASSING_SINCE_KERAS_3 } from './tensor-masks.ts';

/** Layers that Keras 2 had lose the mask of their input get a copy of it, which has none. */
export function unmasked(
  upgraded: UpgradedLayer,
  source: SourceLayer,
  maskOf: (ref: TensorRef) => Mask | undefined,
  names: LayerNames,
  notes: Notes,
): UpgradedLayer {
  if (notes.writer.isKeras3 || !PASSING_SINCE_KERAS_3.has(classOf(source))) return upgraded;
  if (!source.calls.some((call) => refsOf(call).some((ref) => isKnown(maskOf(ref))))) return upgraded;
  const copy = { ...kerasObject('keras.src.ops.numpy', 'Copy', { name: 'unmasked' }), registered_name: 'Copy' };
  nameInserted([copy], names.of(source.name), names);
  return { ...upgraded, before: [copy, ...(upgraded.before ?? [])] };
}
