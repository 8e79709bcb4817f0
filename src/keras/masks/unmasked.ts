import { kerasObject } from '../classes/hooks/draft.ts';
import { refsOf, type SourceLayer } from '../graph/source-graph.ts';
import type { UpgradedLayer } from '../upgrade/layer.ts';
import type { LayerNames } from '../upgrade/names.ts';
import { nameInserted } from '../upgrade/names.ts';
import type { KerasObject } from '../upgrade/types.ts';
import { classOf, type MaskOf, PASSING_SINCE_KERAS_3 } from './tensor-masks.ts';

/** Layers that Keras 2 had lose the mask of their input get a copy of it, which has none. */
export function unmasked(
  upgraded: UpgradedLayer,
  source: SourceLayer,
  maskOf: MaskOf,
  names: LayerNames,
): UpgradedLayer {
  if (!PASSING_SINCE_KERAS_3.has(classOf(source)) || upgraded.object.class_name === 'Lambda') return upgraded;
  if (!source.calls.some((call) => refsOf(call).some((ref) => maskOf(ref) !== undefined))) return upgraded;
  const copy: KerasObject = {
    ...kerasObject('keras.src.ops.numpy', 'Copy', { name: 'unmasked' }),
    registered_name: 'Copy',
  };
  nameInserted([copy], names.of(source.name), names);
  return { ...upgraded, before: [copy, ...(upgraded.before ?? [])] };
}

/** Whether the object is the copy that loses a mask, which only a graph can hold. */
export function losesMask({ module, class_name: className }: KerasObject): boolean {
  return module === 'keras.src.ops.numpy' && className === 'Copy';
}
