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
  /** Where custom layers have weights. */
  readonly custom?: CustomMatch;
}

/** What an H5 file tells of a layer that is custom, or holds custom layers. */
export interface CustomMatch {
  /** Its weights in the order of the file, in which their class lists them. */
  readonly order: readonly VariableNode[];
  /** Custom layers that hold layers, of which nothing tells where an object tree keeps their weights. */
  readonly unplaced: readonly LayerNode[];
}

/** The reading of a layer's weights that its configuration, their names and shapes speak for; undefined where there is none. */
export function readWeights(
  node: LayerNode,
  weights: readonly NamedTensor[],
  backend: string | undefined,
): Match | undefined {
  let best: { match: Match; mentioned: number } | undefined;
  for (const match of candidates(node, weights, sourceVariables(node, 'legacy-h5'), backend)) {
    const mentioned = mentions(match, weights);
    if (best === undefined || mentioned > best.mentioned) best = { match, mentioned };
  }
  return best?.match;
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

/** The weights that are named after these variables, each after one. */
export function namedPairs(
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
