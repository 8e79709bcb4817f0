import type { LayerNode, VariableNode } from './layer-tree.ts';
import { sourceChildren } from './source-order.ts';

/** Keras 3's `Layer.weights`: a layer's own variables, then its layers' in order of creation, each once. */
export function weightsOf(node: LayerNode): VariableNode[] {
  return [...new Set([...inWeights(node), ...node.children.flatMap((child) => weightsOf(child.node))])];
}

/** A layer's own variables, but those that stand in the object tree alone. */
export function inWeights(node: LayerNode): VariableNode[] {
  return node.variables.filter((variable) => !variable.treeOnly);
}

/** A variable learns if it was made to and the layer that owns it is not frozen; a frozen layer around it does not count (`layer.py: _track_variable`). */
export function isTrainable(variable: VariableNode): boolean {
  return variable.trainable && variable.owner.trainable;
}

/** The order of a layer's weights in Keras 3's legacy H5 (`legacy_h5_format.py: _legacy_weights`). */
export function keras3H5Order(node: LayerNode): VariableNode[] {
  const weights = weightsOf(node);
  if (!node.trainable) return weights;
  return [...weights.filter(isTrainable), ...weights.filter((variable) => !isTrainable(variable))];
}

/** `Model.trainable_variables` of Keras 3: what its optimizer builds slots for, in order. */
export function keras3Trainables(model: LayerNode): VariableNode[] {
  return model.trainable ? weightsOf(model).filter(isTrainable) : [];
}

/** The variables a layer has of its own: Keras 3's, or those of the Keras that wrote the source. */
export type OwnVariables = (node: LayerNode) => readonly VariableNode[];

/**
 * The orders in which Keras 1 and 2 may have listed a layer's weights, most likely first. A file tells whether a layer was
 * frozen only through the configuration, and not every version saved that of nested models: names decide.
 */
export function keras2H5Orders(node: LayerNode, own: OwnVariables): VariableNode[][] {
  const asConfigured = [...keras2Trainables(node, own), ...keras2NonTrainables(node, own)];
  const frozen = keras2Weights(node, own);
  const unfrozen = [
    ...frozen.filter((variable) => variable.trainable),
    ...frozen.filter((variable) => !variable.trainable),
  ];
  return [asConfigured, frozen, unfrozen].map((order) => [...new Set(order)]);
}

/** `trainable_weights` of Keras 1 and 2: a frozen layer, nested model or wrapper contributes nothing, whatever lies inside. */
export function keras2Trainables(node: LayerNode, own: OwnVariables = inWeights): VariableNode[] {
  if (!node.trainable) return [];
  const variables = own(node).filter((variable) => variable.trainable);
  return [...new Set([...variables, ...sourceChildren(node).flatMap((child) => keras2Trainables(child.node, own))])];
}

/** `non_trainable_weights` of Keras 1 and 2 (`base_layer.py`, `training.py`). */
function keras2NonTrainables(node: LayerNode, own: OwnVariables): VariableNode[] {
  const children = sourceChildren(node).map((child) => child.node);
  const nested = children.flatMap((child) => keras2NonTrainables(child, own));
  if (node.trainable) return [...own(node).filter((variable) => !variable.trainable), ...nested];
  if (node.kind === 'layer') return keras2Weights(node, own);
  return [...children.flatMap((child) => keras2Trainables(child, own)), ...nested];
}

function keras2Weights(node: LayerNode, own: OwnVariables): VariableNode[] {
  return [...own(node), ...sourceChildren(node).flatMap((child) => keras2Weights(child.node, own))];
}
