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
  const shapes = shapesByLayer(weights);
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
function movedLayers(written: LayerNode, inCode: LayerNode, shapes: ReadonlyMap<string, string[]>): string[] {
  const { graph } = written;
  if (graph === undefined) return [];
  const nodes = new Map(inCode.children.map(({ node }) => [node.object, node]));
  const kinds = new Map<KerasObject | undefined, string>();
  for (const [object, node] of nodes) {
    const kind = [...shapes].flatMap(([path, own]) => (isWithin(path, node.path) ? own : []));
    if (kind.length > 0) kinds.set(object, `${node.className} ${kind.join(' ')}`);
  }
  const today = [...nodes.keys()];
  const orders = [written.children.map(({ node }) => node.object), layerObjectsInOrder(withTranspositions(graph))];
  const moved = new Set<KerasObject | undefined>();
  for (const kind of new Set(kinds.values())) {
    const isAlike = (object: KerasObject | undefined) => kinds.get(object) === kind;
    const alike = today.filter(isAlike);
    for (const order of orders) {
      for (const [index, object] of order.filter(isAlike).entries()) if (alike[index] !== object) moved.add(object);
    }
  }
  return today.filter((object) => moved.has(object)).map((object) => nodes.get(object)?.origin?.name ?? '');
}

function isWithin(path: string, layer: string): boolean {
  return path === layer || path.startsWith(`${layer}/`);
}

function shapesByLayer({ objectVariables }: AssignedModel): ReadonlyMap<string, string[]> {
  const shapes = new Map<string, string[]>();
  for (const { layer, shape } of objectVariables)
    shapes.set(layer, [...(shapes.get(layer) ?? []), writeJson([...shape])]);
  return shapes;
}

const TRANSPOSE: KerasObject = { module: 'keras.src.ops.numpy', class_name: 'Transpose', config: {} };

/** The graph with an operation for each transposition within a product: `ops.matmul` of Keras 3 takes factors as they are. */
function withTranspositions(graph: ModelGraph): ModelGraph {
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
  return { ...graph, layers: [...layers, ...added] };
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
