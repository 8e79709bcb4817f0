import { variableSpecs } from '../classes/lookups.ts';
import { asNumber, isObject, type JsonObject } from '../python-json.ts';
import type { LayerNode, VariableNode } from './layer-tree.ts';
import type { OwnVariables } from './weight-order.ts';

/**
 * What Keras 1 and 2 kept beside the variables of Keras 3, each with the number of lists that were in use: renorm's
 * statistics lost their counters in TensorFlow 2.
 */
const RENORM: readonly (readonly string[])[] = [
  ['moving_stddev', 'renorm_mean', 'renorm_stddev'],
  ['renorm_mean', 'renorm_mean_weight', 'renorm_stddev', 'renorm_stddev_weight'],
  ['renorm_mean', 'renorm_stddev'],
];

/** Variables of the source that Keras 3 has not. */
export type SourceOnly = ReadonlySet<VariableNode>;

export interface SourceVariables {
  readonly own: OwnVariables;
  readonly sourceOnly: SourceOnly;
}

/** Where the source keeps its variables: in the groups of a legacy H5, or in an object tree. */
export type SourceKind = 'legacy-h5' | 'object-tree';

/** The variables that the Keras which wrote the source gave each layer, one alternative for each way it may have done so. */
export function sourceVariables(node: LayerNode, kind: SourceKind): SourceVariables[] {
  if (!somewhere(node, isRenormalized)) return [withExtras(kind, () => [])];
  return RENORM.map((names) => withExtras(kind, (layer) => (isRenormalized(layer) ? names : [])));
}

function withExtras(kind: SourceKind, renorm: (node: LayerNode) => readonly string[]): SourceVariables {
  const sourceOnly = new Set<VariableNode>();
  const known = new Map<LayerNode, readonly VariableNode[]>();
  const own = (node: LayerNode): readonly VariableNode[] => {
    const before = known.get(node);
    if (before) return before;
    if (node.made) {
      const state = (node.origin?.state ?? []).map((spec) => ({ ...spec, owner: node }));
      for (const variable of state) sourceOnly.add(variable);
      known.set(node, state);
      return state;
    }
    const extras = [...adaptedState(node), ...renorm(node).map((name) => statistic(node, name))];
    for (const extra of extras) sourceOnly.add(extra);
    const variables = [...node.variables.filter((one) => !one.treeOnly || isListed(one, kind)), ...extras];
    known.set(node, variables);
    return variables;
  };
  return { own, sourceOnly };
}

/** Keras 2 listed the idf_weights of a lookup with its weights; a TextVectorization's own are those of its lookup. */
function isListed({ name, owner }: VariableNode, kind: SourceKind): boolean {
  return kind === 'legacy-h5' && name === 'idf_weights' && owner.className !== 'TextVectorization';
}

function isRenormalized(node: LayerNode): boolean {
  return node.className === 'BatchNormalization' && node.origin?.config.renorm === true && node.config.renorm !== true;
}

function somewhere(node: LayerNode, holds: (node: LayerNode) => boolean): boolean {
  return holds(node) || node.children.some((child) => somewhere(child.node, holds));
}

/** The state of an adapted preprocessing layer: Keras 3 takes it from the configuration. */
function adaptedState(node: LayerNode): VariableNode[] {
  const { origin } = node;
  if (!origin || node.object === undefined) return [];
  if (node.className === 'Normalization' && origin.configFromWeights.length > 0) {
    return variableSpecs('Normalization', origin.config).map((spec) => ({ ...spec, owner: node }));
  }
  const isSummary = node.className === 'Discretization' && !Array.isArray(boundaries(origin.config));
  return isSummary ? [statistic(node, 'summary')] : [];
}

function boundaries(config: JsonObject): unknown {
  const given = config.bin_boundaries ?? config.bins;
  if (isObject(given)) return given.items;
  return asNumber(given) === undefined ? given : undefined;
}

function statistic(owner: LayerNode, name: string): VariableNode {
  return { name, trainable: false, owner };
}
