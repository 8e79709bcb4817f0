import type { Warning } from '../upgrade/types.ts';
import { hasVersionedOrder, layerObjectsInOrder } from './graph-order.ts';
import type { LayerNode } from './layer-tree.ts';
import { MASK_GRAPH_VERSIONS } from './mask-nodes.ts';

/**
 * Warns of models whose layers older Keras 3 versions list in another order than the newest: weights are loaded by it, so
 * that one file cannot suit all.
 */
export function olderOrderWarnings(model: LayerNode): Warning[] {
  const below = model.children.flatMap(({ node }) => olderOrderWarnings(node));
  const needs = model.kind === 'functional' ? oldestOfThisOrder(model) : undefined;
  if (needs === undefined) return below;
  const place = model.path === '' ? 'the model' : `model "${model.path}"`;
  const text = `Keras before ${needs} lists the layers of ${place} in another order, as it counts masks otherwise, and loads weights into the wrong ones: load the file with Keras ${needs} or newer`;
  const finding = { code: 'layer-order', text, needs };
  return [...below, model.path === '' ? finding : { ...finding, layer: model.path }];
}

/** The first Keras 3 that lists layers with weights in the order in which the children stand; undefined where all do. */
function oldestOfThisOrder({ graph, children }: LayerNode): string | undefined {
  const today = children.filter(({ node }) => hasVariables(node)).map(({ node }) => node.object);
  if (graph === undefined || today.length < 2 || !hasVersionedOrder(graph)) return undefined;
  const weighted = new Set(today);
  const [newest, ...older] = MASK_GRAPH_VERSIONS;
  let needs = newest.since;
  for (const version of older) {
    const order = layerObjectsInOrder(graph, version).filter((object) => weighted.has(object));
    if (today.some((object, index) => object !== order[index])) return needs;
    needs = version.since;
  }
  return undefined;
}

function hasVariables({ variables, children, custom }: LayerNode): boolean {
  return custom || variables.length > 0 || children.some(({ node }) => hasVariables(node));
}
