import { isElementwise } from '../../upgrade/values/activation.ts';
import { insertedLayer, type LayerDraft, setKey } from './draft.ts';
import { separateActivation } from './separate-activation.ts';

/**
 * Where TensorFlow has kernels for channels first and for dilated transposed convolutions: Eigen's, which compute on every
 * processor, raise; oneDNN's, which TensorFlow turns on by itself on processors with AVX512_VNNI, AVX512_BF16 or AMX, do not.
 */
export const ONLY_WHERE =
  'on a GPU only, or on a processor where it uses oneDNN (TF_ENABLE_ONEDNN_OPTS=1, by default on some processors)';

/**
 * Convolutions of channels first that Keras 3 on TensorFlow gets wrong: most fail except where `ONLY_WHERE` says, and 3.15 takes a bias for
 * one of the last axis wherever that is as long as there are filters (`add` of its backend/tensorflow/numpy.py). They
 * compute channels last instead, between two Permute layers; the kernels are the same.
 *
 * @param rank the number of spatial axes.
 */
export function convolveChannelsLast(rank: number): (layer: LayerDraft) => void {
  const spatial = Array.from({ length: rank }, (_, axis) => axis + 2);
  const toLast = [...spatial, 1];
  const toFirst = [rank + 1, ...spatial.map((axis) => axis - 1)];
  return (layer) => {
    if (layer.config.data_format !== 'channels_first') return;
    setKey(layer, 'data_format', 'channels_last');
    layer.before.push(insertedLayer(layer, 'Permute', 'channels_last', { dims: toLast }));
    layer.after.push(insertedLayer(layer, 'Permute', 'channels_first', { dims: toFirst }));
    // It acted along the last axis, which was not that of the channels.
    separateActivation(layer);
    layer.notes.warn(
      layer.sourceName,
      `Keras 3 on TensorFlow fails at, or in some shapes miscalculates, a convolution of channels first: ${layer.sourceClass} ` +
        `"${layer.sourceName}" computes channels last now, between two Permute layers, and gives the same`,
      { code: 'channels-moved-last' },
    );
  };
}

/**
 * A ConvLSTM of channels first fails at the same places, and computes channels last instead where nothing but its output is
 * seen of it: a Permute turns neither its states, nor what Bidirectional joins along the last axis, and it loses masks.
 *
 * @param rank the number of spatial axes.
 */
export function recurChannelsLast(rank: number): (layer: LayerDraft) => void {
  const spatial = Array.from({ length: rank }, (_, axis) => axis + 3);
  return (layer) => {
    const { config, notes } = layer;
    if (config.data_format !== 'channels_first') return;
    const { activation = null, recurrent_activation: gates = null } = config;
    const isWrapped = layer.wrapper !== undefined && layer.wrapper !== 'TimeDistributed';
    const isSeen = config.return_state === true || layer.hasStates || isWrapped || notes.hasMasks;
    if (
      isSeen ||
      notes.writer.isKeras3 ||
      !isElementwise(activation, notes.namer) ||
      !isElementwise(gates, notes.namer)
    ) {
      noteChannelsFirst(layer);
      return;
    }
    const back = [rank + 1, ...Array.from({ length: rank }, (_, axis) => axis + 1)];
    const toFirst = config.return_sequences === true ? [1, ...back.map((axis) => axis + 1)] : back;
    setKey(layer, 'data_format', 'channels_last');
    layer.before.push(insertedLayer(layer, 'Permute', 'channels_last', { dims: [1, ...spatial, 2] }));
    layer.after.push(insertedLayer(layer, 'Permute', 'channels_first', { dims: toFirst }));
    notes.warn(
      layer.sourceName,
      `Keras 3 on TensorFlow computes channels first ${ONLY_WHERE}: ${layer.sourceClass} "${layer.sourceName}" computes channels last now, ` +
        'between two Permute layers, and gives the same',
      { code: 'channels-moved-last' },
    );
  };
}

function noteChannelsFirst(layer: LayerDraft): void {
  layer.notes.warn(
    layer.sourceName,
    `${layer.sourceClass} "${layer.sourceName}" has its channels first, which Keras 3 on TensorFlow computes ${ONLY_WHERE}`,
    { code: 'channels-first' },
  );
}
