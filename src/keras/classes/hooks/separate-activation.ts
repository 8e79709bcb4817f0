import { isElementwise, upgradeActivation } from '../../upgrade/values/activation.ts';
import { insertedLayer, type LayerDraft, setKey } from './draft.ts';

/**
 * An activation that acts along an axis is put behind what stands after the layer, where the axes are in the source's order;
 * one that acts on each number alone stays.
 */
export function separateActivation(layer: LayerDraft): void {
  const { activation = null } = layer.config;
  if (isElementwise(activation, layer.notes.namer)) return;
  const upgraded = upgradeActivation(activation, layer.sourceName, layer.notes);
  const value = 'value' in upgraded ? upgraded.value : activation;
  setKey(layer, 'activation', 'linear');
  layer.after.push(insertedLayer(layer, 'Activation', 'activation', { activation: value }));
}
