import type { LayerNode, VariableNode } from './layer-tree.ts';

/**
 * Keras 3's variable paths (`Variable.path`): the name scopes that were open when the variable was made. A layer opens its
 * own name while it is built, so `bidirectional/forward_lstm/lstm_cell/kernel`; but what is built while it is deserialized
 * (a nested Functional's layers, a nested Sequential, anything saved with a `build_config`) starts at the root again.
 */
export function variablePaths(model: LayerNode): Map<VariableNode, string> {
  const paths = new Map<VariableNode, string>();
  nameVariables(model, '', paths);
  return paths;
}

function nameVariables(node: LayerNode, scope: string, paths: Map<VariableNode, string>): void {
  const within = `${node.selfBuilt ? '' : scope}${node.name}/`;
  for (const variable of node.variables) {
    if (variable.owner === node) paths.set(variable, within + variable.name);
  }
  for (const { node: child } of node.children) {
    nameVariables(child, node.kind === 'functional' ? '' : within, paths);
  }
}

/**
 * The names of a layer's weights inside its legacy-H5 group: their paths. Two models inside one layer may hold equal paths,
 * which Keras 3 cannot save (h5py refuses the second dataset); as it loads by order, the later ones are numbered here.
 */
export function uniquePaths(
  weights: readonly VariableNode[],
  paths: ReadonlyMap<VariableNode, string>,
): Map<VariableNode, string> {
  const taken = new Set<string>();
  const unique = new Map<VariableNode, string>();
  for (const variable of weights) {
    const path = paths.get(variable) ?? variable.name;
    const name = unusedName(path, taken);
    taken.add(name);
    unique.set(variable, name);
  }
  return unique;
}

/** `name`, or `name_1`, `name_2`, … : the first that is not taken. */
export function unusedName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 1;
  while (taken.has(`${name}_${count}`)) count++;
  return `${name}_${count}`;
}
