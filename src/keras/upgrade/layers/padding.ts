import { asNumber, type Json } from '../../python-json.ts';
import { insertedLayer, type LayerDraft, setKey } from './draft.ts';

/** Keras 3's SeparableConv1D knows no causal padding: zeros before the first step do the same. */
export function padCausally(layer: LayerDraft): void {
  if (layer.config.padding !== 'causal') return;
  const reach = (sizeOf(layer.config.kernel_size) - 1) * sizeOf(layer.config.dilation_rate);
  layer.before.push(insertedLayer(layer, 'ZeroPadding1D', 'padding', { padding: [reach, 0] }));
  setKey(layer, 'padding', 'valid');
}

function sizeOf(value: Json | undefined): number {
  return asNumber(Array.isArray(value) ? value[0] : value) ?? 1;
}
