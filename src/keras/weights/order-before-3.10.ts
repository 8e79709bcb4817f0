import type { Warning } from '../upgrade/types.ts';
import { layerObjectsInOrder } from './graph-order.ts';
import type { LayerNode } from './layer-tree.ts';

const ORDER_CHANGED = { code: 'layer-order', needs: '3.10' } as const;

/**
 * Warns of models whose layers Keras before 3.10 lists in another order than newer versions: weights are loaded by it, so
 * that one file cannot suit both.
 */
export function earlyOrderWarnings(model: LayerNode): Warning[] {
  const below = model.children.flatMap(({ node }) => earlyOrderWarnings(node));
  if (model.kind !== 'functional' || !differs(model)) return below;
  const place = model.path === '' ? 'the model' : `model "${model.path}"`;
  const text = `Keras before 3.10 lists the layers of ${place} in another order, as it counts the masks that MultiHeadAttention is given, and loads weights into the wrong ones: load the file with Keras 3.10 or newer`;
  return [...below, { ...ORDER_CHANGED, ...(model.path === '' ? {} : { layer: model.path }), text }];
}

/** The children stand in the order of newer versions. */
function differs({ config, children }: LayerNode): boolean {
  if (!children.some(({ node }) => node.className === 'MultiHeadAttention')) return false;
  const today = children.filter(({ node }) => hasVariables(node)).map(({ node }) => node.object);
  const weighted = new Set(today);
  const early = layerObjectsInOrder(config, true).filter((object) => weighted.has(object));
  return today.some((object, index) => object !== early[index]);
}

function hasVariables({ variables, children, custom }: LayerNode): boolean {
  return custom || variables.length > 0 || children.some(({ node }) => hasVariables(node));
}
