import { isObject, type JsonObject } from '../../python-json.ts';
import { kerasObject, type LayerDraft } from './draft.ts';

/**
 * A recurrent layer whose first axis is time and whose second is the batch: Keras 3's take them the other way round, so that
 * they are exchanged before, and after where sequences are returned; states have no time.
 *
 * @param rank the number of axes of its input.
 */
export function exchangeTime(rank: number): (layer: LayerDraft) => void {
  return (layer) => {
    // Bidirectional does it for the two layers that it holds.
    if (!isTimeMajor(layer.source) || layer.wrapper === 'Bidirectional') return;
    exchange(layer, rank, layer.config.return_sequences === true);
  };
}

/** Bidirectional joins what its two layers give along the last axis, wherever time is. */
export function exchangeTimeOfBoth(layer: LayerDraft): void {
  const configs = [layer.config.layer, layer.config.backward_layer].flatMap((inner) =>
    isObject(inner) && isObject(inner.config) ? [inner.config] : [],
  );
  if (!configs.some(isTimeMajor)) return;
  if (!configs.every(isTimeMajor)) {
    layer.notes.refuse(
      layer.sourceName,
      `layer "${layer.sourceName}" (${layer.sourceClass}) has time_major set for one of its directions alone; rebuild the model without it and save it again`,
      { code: 'time-major-mixed' },
    );
    return;
  }
  const rank = layer.notes.inputShapes.get(layer.source)?.length ?? 3;
  exchange(layer, rank, configs[0]?.return_sequences === true);
}

function isTimeMajor(config: JsonObject): boolean {
  return config.time_major === true;
}

function exchange(layer: LayerDraft, rank: number, returnsSequences: boolean): void {
  const { notes, sourceName, sourceClass } = layer;
  if (notes.hasMasks) {
    notes.refuse(
      sourceName,
      `layer "${sourceName}" (${sourceClass}) has time_major set in a model with masks, which Keras 3 has with the batch first alone; rebuild the model without it and save it again`,
      { code: 'time-major-masked' },
    );
    return;
  }
  const axes = [1, 0, ...Array.from({ length: rank - 2 }, (_, axis) => axis + 2)];
  layer.before.push(transpose(axes, 'batch_major'));
  if (returnsSequences) layer.after.push(transpose(axes, 'time_major'));
  notes.warn(
    sourceName,
    `Keras 3 has no time_major: time and batch are exchanged around "${sourceName}" (${sourceClass}), which computes the same`,
    { code: 'time-major' },
  );
}

function transpose(axes: number[], name: string) {
  return { ...kerasObject('keras.src.ops.numpy', 'Transpose', { axes }), registered_name: 'Transpose', name };
}
