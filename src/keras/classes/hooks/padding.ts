import { asNumber, type Json } from '../../python-json.ts';
import { ONLY_WHERE } from './channels.ts';
import { insertedLayer, type LayerDraft, setKey } from './draft.ts';

/** Keras 3's SeparableConv1D knows no causal padding: zeros before the first step do the same. */
export function padCausally(layer: LayerDraft): void {
  if (layer.config.padding !== 'causal') return;
  const reach = (sizeOf(layer.config.kernel_size) - 1) * sizeOf(layer.config.dilation_rate);
  layer.before.push(insertedLayer(layer, 'ZeroPadding1D', 'padding', { padding: [reach, 0] }));
  setKey(layer, 'padding', 'valid');
}

/** Keras 2 widened the kernel by itself (`atrous_conv2d_transpose`); Keras 3 leaves it to TensorFlow's kernels. */
export function noteDilation(layer: LayerDraft): void {
  const { dilation_rate: rates = null } = layer.config;
  if (layer.notes.writer.isKeras3 || !(Array.isArray(rates) ? rates : [rates]).some((rate) => sizeOf(rate) > 1)) return;
  layer.notes.warn(
    layer.sourceName,
    `${layer.sourceClass} "${layer.sourceName}" has a dilation rate, which Keras 3 on TensorFlow computes ${ONLY_WHERE}`,
    { code: 'dilated-transposed' },
  );
}

/**
 * No `output_padding` is as one of zeros where the layer does not pad and its windows leave no gaps
 * (`compute_conv_transpose_output_shape` of Keras 3's backend/common/backend_utils.py), and every Keras 3 takes it.
 */
export function leaveOutZeroPadding(rank: number): (layer: LayerDraft) => void {
  return (layer) => {
    const { output_padding: given = null, padding, kernel_size: kernel, strides, dilation_rate: rates } = layer.config;
    if (given === null || padding !== 'valid') return;
    const axes = Array.from({ length: rank }, (_, axis) => (value: Json | undefined, unset: number) => {
      return asNumber(Array.isArray(value) ? value[axis] : value) ?? unset;
    });
    const isExact = axes.every((at) => at(given, 1) === 0 && (at(kernel, 1) - 1) * at(rates, 1) + 1 >= at(strides, 1));
    if (isExact) setKey(layer, 'output_padding', null);
  };
}

function sizeOf(value: Json | undefined): number {
  return asNumber(Array.isArray(value) ? value[0] : value) ?? 1;
}
