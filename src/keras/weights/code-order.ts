import { type Call, TensorRef } from '../graph/graph.ts';
import { type ModelGraph, refsOf } from '../graph/model.ts';
import { turnedFactors } from '../graph/products.ts';
import { isObject, writeJson } from '../python-json.ts';
import type { KerasObject, Warning } from '../upgrade/types.ts';
import { layerObjectsInOrder } from './graph-order.ts';
import type { LayerNode } from './layer-tree.ts';
import type { AssignedModel } from './types.ts';

/**
 * Warns of weights alone where alike layers stand in an order that the operations between them decide: Keras 3 lists layers by
 * their distance from the outputs, in which every operation counts, and a model that is built anew may be written with others.
 *
 * @param written the model as it is written, with its architecture
 * @param inCode the same as its own code builds it, in whose order the weights are placed
 */
export function codeOrderWarnings(written: LayerNode, inCode: LayerNode, weights: AssignedModel): Warning[] {
  const shapes = shapesByPath(weights);
  const found: Warning[] = [];
  const visit = (one: LayerNode, other: LayerNode): void => {
    const names = one.kind === 'functional' ? movedLayers(one, other, shapes) : [];
    if (names.length > 0) found.push(warning(one.path, names));
    const others = new Map(other.children.map(({ node }) => [node.object, node]));
    for (const { node } of one.children) {
      const same = node.object && others.get(node.object);
      if (same) visit(node, same);
    }
  };
  visit(written, inCode);
  return found;
}

/** The layers alike that one of the orders lists in another order than the code's. */
function movedLayers(
  { graph, children }: LayerNode,
  inCode: LayerNode,
  shapes: ReadonlyMap<string, readonly string[]>,
): string[] {
  const nodes = new Map(inCode.children.map(({ node }) => [node.object, node]));
  const today = [...nodes.keys()];
  const orders = [children.map(({ node }) => node.object), ...(graph ? [orderWithTranspositions(graph)] : [])].filter(
    (order) => order.some((object, index) => object !== today[index]),
  );
  if (orders.length === 0) return [];
  const kindOf = (object: KerasObject | undefined) => {
    const node = nodes.get(object);
    const own = node && shapes.get(node.path);
    return own && `${node.className} ${own.join(' ')}`;
  };
  const kinds = byKind(today, kindOf);
  const moved = new Set<KerasObject | undefined>();
  for (const order of orders) {
    const others = byKind(order, kindOf);
    for (const [kind, alike] of kinds) {
      const other = others.get(kind) ?? [];
      for (const [index, object] of alike.entries()) if (other[index] !== object) moved.add(object);
    }
  }
  return today.filter((object) => moved.has(object)).map((object) => nodes.get(object)?.origin?.name ?? '');
}

function byKind(
  objects: readonly (KerasObject | undefined)[],
  kindOf: (object: KerasObject | undefined) => string | undefined,
): Map<string, (KerasObject | undefined)[]> {
  const kinds = new Map<string, (KerasObject | undefined)[]>();
  for (const object of objects) {
    const kind = kindOf(object);
    if (kind === undefined) continue;
    const before = kinds.get(kind);
    if (before) before.push(object);
    else kinds.set(kind, [object]);
  }
  return kinds;
}

/** The shapes of all weights at or below each path. */
function shapesByPath({ objectVariables }: AssignedModel): ReadonlyMap<string, readonly string[]> {
  const shapes = new Map<string, string[]>();
  for (const { layer, shape } of objectVariables) {
    const text = writeJson([...shape]);
    for (let end = layer.length; end > 0; end = layer.lastIndexOf('/', end - 1)) {
      const path = layer.slice(0, end);
      const before = shapes.get(path);
      if (before) before.push(text);
      else shapes.set(path, [text]);
    }
  }
  return shapes;
}

const TRANSPOSE: KerasObject = { module: 'keras.src.ops.numpy', class_name: 'Transpose', config: {} };

/** The order with an operation for each transposition within a product: `ops.matmul` of Keras 3 takes factors as they are. */
function orderWithTranspositions(graph: ModelGraph): readonly KerasObject[] {
  const added: { name: string; object: KerasObject; calls: Call[] }[] = [];
  const layers = graph.layers.map((layer) => {
    const { config } = layer.object;
    const turned = turnedFactors(isObject(config) ? config.subscripts : undefined);
    if (turned.length === 0) return layer;
    const calls = layer.calls.map((call) => {
      const factors = refsOf(call).map((ref, index) => {
        if (!turned.includes(index)) return ref;
        const name = `${layer.name} transposes ${index}`;
        added.push({ name, object: TRANSPOSE, calls: [{ args: [ref], kwargs: {} }] });
        return new TensorRef(name, 0, 0);
      });
      return { args: factors, kwargs: {} };
    });
    return { ...layer, calls };
  });
  return layerObjectsInOrder({ ...graph, layers: [...layers, ...added] });
}

function warning(path: string, names: readonly string[]): Warning {
  const where = path === '' ? '' : ` of model "${path}"`;
  const listed = names.map((name) => `"${name}"`).join(', ');
  const finding = {
    code: 'layer-order-in-code',
    text: `The layers ${listed}${where} are alike, and which of their weights Keras 3 takes for which depends on the operations after them, a transposition counting as one: weights alone are in the order that the source's operations give; where your code builds the model with others, take format "keras" or "h5" instead`,
  };
  return path === '' ? finding : { ...finding, layer: path };
}
