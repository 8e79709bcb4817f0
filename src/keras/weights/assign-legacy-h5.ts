import { Mismatch } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { SourceContext, UpgradedModel, Warning } from '../upgrade/types.ts';
import { assemble, materialsOf } from './assemble.ts';
import { buildLayerTree, type LayerNode, type VariableNode } from './layer-tree.ts';
import { isGeneratorState, matchWeights } from './match-weights.ts';
import { KERAS_3 } from './object-paths.ts';
import { sourceChildren } from './source-order.ts';
import type { AssignedModel, SourceLayer } from './types.ts';
import { weightsOf } from './weight-order.ts';

type NamedTensor = SourceLayer['weights'][number];

/**
 * Gives every variable of the upgraded model its weights from a legacy-H5 file of Keras 1 or 2.
 *
 * @param layers - the file's layer groups in `layer_names` order, each with its weights in `weight_names` order.
 * @param topLevel - the weights of `top_level_model_weights`.
 * @param dialect - how the object tree of the result names its places
 * @throws Refusal where the file's weights are not those that the configuration promises.
 */
export function assignLegacyH5(
  upgraded: UpgradedModel,
  layers: readonly SourceLayer[],
  topLevel: readonly NamedTensor[],
  context: SourceContext,
  dialect = KERAS_3,
): AssignedModel {
  const model = buildLayerTree(upgraded);
  const pairs = new Map<VariableNode, Tensor>();
  const sourceOnly = new Set<VariableNode>();
  const dropped: Tensor[] = [];
  const warnings: Warning[] = [];
  const listed = new Map<LayerNode, readonly VariableNode[]>();
  const unplaced: string[] = [];
  const disordered: string[] = [];
  for (const [node, source] of pairLayers(model, layers)) {
    const match = matchWeights(node, source, context.backend);
    for (const [variable, tensor] of match.pairs) pairs.set(variable, tensor);
    for (const variable of match.sourceOnly) sourceOnly.add(variable);
    if (match.custom) listed.set(node, match.custom.order);
    for (const layer of match.custom?.unplaced ?? []) {
      unplaced.push(layer.path);
      warnings.push(orderWarning(layer));
      // Keras 2 lists them last; in Keras 3 the layers inside count as trainable where their own class does not freeze them.
      if (layer !== node && !layer.trainable) disordered.push(layer.path);
    }
    const states = source.weights.filter(({ name, tensor }) => isGeneratorState(name, tensor));
    if (states.length > 0) {
      dropped.push(...states.map(({ tensor }) => tensor));
      warnings.push({
        code: 'random-state-dropped',
        layer: node.path,
        text: `layer "${node.path}": the state of its random generator is dropped, as Keras 3 starts a new one`,
      });
    }
  }
  repeatForOwners(model, pairs);
  if (topLevel.length > 0) {
    dropped.push(...topLevel.map(({ tensor }) => tensor));
    const names = topLevel.map(({ name }) => name).join(', ');
    warnings.push({
      code: 'model-weights-dropped',
      text: `the weights that belong to the model and to none of its layers are dropped, as a ${model.className} of Keras 3 has none: ${names}`,
    });
  }
  const materials = materialsOf(pairs, sourceOnly, context.backend);
  const all = {
    ...materials,
    listed,
    untold: { places: unplaced, order: disordered },
    dropped: [...materials.dropped, ...dropped],
    warnings: [...materials.warnings, ...warnings],
  };
  return assemble(model, all, dialect);
}

/** Keras 2 lists what a dictionary holds by sorted keys (`_values` of its data structures), Keras 3 as it was put there. */
function orderWarning({ path, className }: LayerNode): Warning {
  return {
    code: 'custom-order',
    layer: path,
    text: `layer "${path}" is of the class "${className}", which is not Keras's and holds layers: format "h5" keeps their weights in the order in which Keras 2 listed them, which is Keras 3's unless the class keeps layers in a dictionary, whose keys Keras 2 sorted; put them into it in that order`,
  };
}

/** What Keras 3's object tree writes twice: with a lookup, and with the TextVectorization that holds it. */
function repeatForOwners(node: LayerNode, pairs: Map<VariableNode, Tensor>): void {
  for (const { node: child } of node.children) {
    repeatForOwners(child, pairs);
    for (const own of node.variables.filter(({ treeOnly }) => treeOnly)) {
      const tensor = child.variables.map((variable) => pairs.get(variable)).find((found) => found !== undefined);
      if (tensor) pairs.set(own, tensor);
    }
  }
}

/**
 * Layers by the name the source gives them. A file of weights alone may come from another building of the same
 * architecture, with other numbers in its names: then, as Keras itself does, layers with weights are taken in order.
 */
function pairLayers(model: LayerNode, layers: readonly SourceLayer[]): [LayerNode, SourceLayer][] {
  const nodes = model.custom ? [model] : model.children.map(({ node }) => node);
  const weighted = layers.filter(({ weights }) => weights.length > 0);
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const known = new Set(nodes.map((node) => node.path));
  if (weighted.every(({ name }) => known.has(name))) {
    return nodes.map((node) => [node, byName.get(node.path) ?? { name: node.path, weights: [] }]);
  }
  const expecting = (model.custom ? nodes : sourceChildren(model).map(({ node }) => node)).filter(
    (node) => node.custom || weightsOf(node).some(({ owner }) => !owner.made || owner.origin?.state),
  );
  if (expecting.length !== weighted.length) throw new Mismatch(layerCountMismatch(expecting, weighted, known));
  const inOrder = new Map(expecting.map((node, index) => [node, weighted[index]]));
  return nodes.map((node) => [node, inOrder.get(node) ?? { name: node.path, weights: [] }]);
}

function layerCountMismatch(
  expecting: readonly LayerNode[],
  weighted: readonly SourceLayer[],
  known: ReadonlySet<string>,
): string {
  const names = (items: readonly string[]) => items.map((name) => `"${name}"`).join(', ');
  const strangers = names(weighted.map(({ name }) => name).filter((name) => !known.has(name)));
  return `the file has weights for ${weighted.length} layers, but by its configuration the model has ${expecting.length} layers with weights (the configuration does not know ${strangers}); check that the architecture and the weights belong together`;
}
