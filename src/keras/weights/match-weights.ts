import { Mismatch, Refusal } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { LayerNode, VariableNode } from './layer-tree.ts';
import { type SourceVariables, sourceVariables } from './source-variables.ts';
import type { SourceLayer } from './types.ts';
import { contradicts, isNamedAfter, layersMentioned } from './weight-names.ts';
import { keras2H5Orders } from './weight-order.ts';
import { fits } from './weight-steps.ts';

type NamedTensor = SourceLayer['weights'][number];

export interface Match {
  /** Every variable of Keras 3 and of the source that a tensor was found for. */
  readonly pairs: ReadonlyMap<VariableNode, Tensor>;
  /** Variables in {@link pairs} that Keras 3 has not. */
  readonly sourceOnly: ReadonlySet<VariableNode>;
}

/**
 * Finds, for a top-level layer, the tensor of each variable. The file's order is the first witness and its names the
 * second: of the orders Keras 1 and 2 may have written, that one is taken whose names and shapes agree with the file.
 *
 * @throws Refusal where the number of weights, their names or shapes do not agree with the configuration.
 */
export function matchWeights(node: LayerNode, source: SourceLayer, backend: string | undefined): Match {
  const weights = withoutGeneratorState(source.weights);
  const alternatives = sourceVariables(node, 'legacy-h5');
  const custom = customLayers(node);
  if (custom.length > 0) return apportion(node, custom, source, weights);
  let best: { match: Match; mentioned: number } | undefined;
  for (const match of candidates(node, weights, alternatives, backend)) {
    const mentioned = mentions(match, weights);
    if (best === undefined || mentioned > best.mentioned) best = { match, mentioned };
  }
  const found = best?.match;
  if (!found) throw new Mismatch(disagreement(node, source, alternatives[0]));
  return found;
}

/** Every reading of the file that its names and shapes allow, the likeliest first: equal evidence leaves it at that. */
function candidates(
  node: LayerNode,
  weights: readonly NamedTensor[],
  alternatives: readonly SourceVariables[],
  backend: string | undefined,
): Match[] {
  const inOrders = alternatives.flatMap((alternative) =>
    keras2H5Orders(node, alternative.own).map((order) => inOrder(order, weights, alternative, backend)),
  );
  const byNames = alternatives.map((alternative) => byName(node, weights, alternative, backend));
  return [...inOrders, ...byNames].filter((match) => match !== undefined);
}

/** How often the weights' names speak for a reading, by the layers they mention. */
function mentions({ pairs }: Match, weights: readonly NamedTensor[]): number {
  const names = new Map(weights.map(({ name, tensor }) => [tensor, name]));
  return [...pairs].reduce((sum, [variable, tensor]) => sum + layersMentioned(names.get(tensor) ?? '', variable), 0);
}

/** Random layers of TensorFlow 2 could save the state of their generator: three integers that Keras 3 keeps elsewhere. */
function withoutGeneratorState(weights: readonly NamedTensor[]): NamedTensor[] {
  return weights.filter(({ name, tensor }) => !isGeneratorState(name, tensor));
}

export function isGeneratorState(name: string, tensor: Tensor): boolean {
  return /(^|\/)(StateVar|Variable)(_\d+)?(:0)?$/.test(name) && /^u?int64$/.test(tensor.dtype) && tensor.shape[0] === 3;
}

function inOrder(
  order: readonly VariableNode[],
  weights: readonly NamedTensor[],
  { sourceOnly }: SourceVariables,
  backend: string | undefined,
): Match | undefined {
  if (order.length !== weights.length) return undefined;
  const pairs = new Map<VariableNode, Tensor>();
  for (const [index, variable] of order.entries()) {
    const weight = weights[index];
    if (!weight || contradicts(weight.name, variable)) return undefined;
    pairs.set(variable, weight.tensor);
  }
  return order.every((variable) => fits(variable, pairs, backend)) ? { pairs, sourceOnly } : undefined;
}

/** The names alone, where each variable is named by exactly one weight. */
function byName(
  node: LayerNode,
  weights: readonly NamedTensor[],
  alternative: SourceVariables,
  backend: string | undefined,
): Match | undefined {
  const order = keras2H5Orders(node, alternative.own)[0] ?? [];
  const pairs = namedPairs(order, weights);
  if (!pairs || order.length !== weights.length) return undefined;
  const all = order.every((variable) => fits(variable, pairs, backend));
  return all ? { pairs, sourceOnly: alternative.sourceOnly } : undefined;
}

function namedPairs(
  variables: readonly VariableNode[],
  weights: readonly NamedTensor[],
): Map<VariableNode, Tensor> | undefined {
  const pairs = new Map<VariableNode, Tensor>();
  const taken = new Set<NamedTensor>();
  for (const variable of variables) {
    const named = bestNamed(weights, variable);
    const [weight] = named;
    if (!weight || named.length > 1 || taken.has(weight)) return undefined;
    taken.add(weight);
    pairs.set(variable, weight.tensor);
  }
  return pairs;
}

/** Two layers may hold a layer of one name, as all LSTMs hold an `lstm_cell`: the more holders are named, the better. */
function bestNamed(weights: readonly NamedTensor[], variable: VariableNode): readonly NamedTensor[] {
  const named = weights.filter(({ name }) => isNamedAfter(name, variable));
  if (named.length < 2) return named;
  const most = Math.max(...named.map(({ name }) => layersMentioned(name, variable)));
  return named.filter(({ name }) => layersMentioned(name, variable) === most);
}

function customLayers(node: LayerNode): LayerNode[] {
  return node.custom ? [node] : node.children.flatMap((child) => customLayers(child.node));
}

/** What Keras's own layers do not claim by name belongs to the custom layers: to the only one, or to the one it is named after. */
function apportion(
  node: LayerNode,
  custom: readonly LayerNode[],
  source: SourceLayer,
  weights: readonly NamedTensor[],
): Match {
  const [alternative] = sourceVariables(node, 'legacy-h5');
  const known = alternative ? (keras2H5Orders(node, alternative.own)[0] ?? []) : [];
  const pairs = namedPairs(known, weights);
  if (!pairs) throw new Refusal(unnamed(node, source));
  const claimed = new Set(pairs.values());
  for (const weight of weights) {
    if (claimed.has(weight.tensor)) continue;
    const owner = custom.length === 1 ? custom[0] : onlyNamesake(custom, weight.name);
    if (!owner) throw new Refusal(unnamed(node, source));
    pairs.set(addVariable(owner, weight), weight.tensor);
  }
  return { pairs, sourceOnly: new Set() };
}

function onlyNamesake(custom: readonly LayerNode[], weightName: string): LayerNode | undefined {
  const components = weightName.split('/');
  const named = custom.filter((layer) => components.includes(layer.path.split('/').at(-1) ?? ''));
  return named.length === 1 ? named[0] : undefined;
}

/** A custom layer's variable is known by its tensor alone; its name is the file's, within the layer. */
function addVariable(owner: LayerNode, weight: NamedTensor): VariableNode {
  const plain = weight.name.replace(/:\d+$/, '');
  const sourceName = owner.path.split('/').at(-1) ?? '';
  const within = plain.split(`${sourceName}/`).at(-1) ?? plain;
  const variable: VariableNode = { name: within, trainable: true, owner };
  owner.variables.push(variable);
  return variable;
}

function unnamed(node: LayerNode, source: SourceLayer): string {
  return `layer "${node.path}" holds custom layers, and the names of its ${source.weights.length} weights do not tell which of them belong to which layer; save the custom layers' model on its own and convert that`;
}

function disagreement(node: LayerNode, source: SourceLayer, alternative: SourceVariables | undefined): string {
  const expected = alternative ? (keras2H5Orders(node, alternative.own)[0] ?? []) : [];
  const wanted = expected.map(describeVariable).join(', ') || 'no weights';
  const found = source.weights.map(({ name, tensor }) => `${name} (${tensor.shape.join(', ')})`).join(', ') || 'none';
  const why =
    expected.length === source.weights.length ? 'in another order or shape' : `${source.weights.length} weights`;
  return `layer "${node.path}" (${node.className}): by its configuration Keras 3 expects ${expected.length ? `${expected.length} weights: ` : ''}${wanted}; the file has ${why}: ${found}; check that the architecture and the weights belong together and that both were saved by the same Keras`;
}

function describeVariable(variable: VariableNode): string {
  const shape = variable.shape?.map((size) => size ?? '?').join(', ');
  return shape === undefined ? variable.name : `${variable.name} (${shape})`;
}
