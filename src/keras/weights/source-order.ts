import { nameOf } from '../graph/source-name.ts';
import { isObject, type Json } from '../python-json.ts';
import type { ChildNode, LayerNode } from './layer-tree.ts';

/**
 * The layers inside a layer in the order in which Keras 1 and 2 listed them: a model's as its own configuration does
 * (`get_config` of Keras 2's functional.py writes `layers` in their order). The upgraded configuration has another order where
 * Keras 3 could not call the layers otherwise. Layers that the upgrade put in stand last.
 */
export function sourceChildren(node: LayerNode): readonly ChildNode[] {
  if (node.kind === 'layer') return node.children;
  const names = sourceNames(node.origin?.config.layers);
  const at = ({ node: { origin } }: ChildNode) => (origin && names.get(origin.name)) ?? names.size;
  return names.size === 0 ? inWrittenOrder(node) : [...node.children].sort((a, b) => at(a) - at(b));
}

/** Each name's place. */
function sourceNames(layers: Json | undefined): ReadonlyMap<string, number> {
  const objects = Array.isArray(layers) ? layers.filter(isObject) : [];
  return new Map(objects.map((object, index) => [nameOf(object), index]));
}

function inWrittenOrder(node: LayerNode): readonly ChildNode[] {
  const objects: unknown[] = (node.graph?.layers ?? []).map(({ object }) => object);
  return [...node.children].sort((a, b) => objects.indexOf(a.node.object) - objects.indexOf(b.node.object));
}
