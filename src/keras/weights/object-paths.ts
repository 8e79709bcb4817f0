import { SCALE } from '../classes/hooks/hard-sigmoid.ts';
import { onlyCell } from '../classes/hooks/stacked-cells.ts';
import { asNumber } from '../python-json.ts';
import { toSnakeCase } from '../snake-case.ts';
import { pythonClassName, SiblingNames } from './class-name.ts';
import type { ChildNode, LayerNode, VariableNode } from './layer-tree.ts';
import { sourceChildren } from './source-order.ts';
import { sourceVariables } from './source-variables.ts';
import type { OwnVariables } from './weight-order.ts';

/** One object of the object tree: a layer and the path of its group, '' for the model itself. */
export interface PlacedLayer {
  readonly node: LayerNode;
  readonly path: string;
}

/** How a version of Keras names the places of layers. */
export interface TreeDialect {
  readonly attribute: (child: ChildNode) => string;
  readonly className: (node: LayerNode) => string;
  readonly children: (node: LayerNode) => readonly ChildNode[];
  /** How many numbers a layer takes up among its siblings of the same class. */
  readonly numbersTaken: (child: ChildNode) => number;
  /** Where given: layers of equal identity are one object, which is saved where it is met first. */
  readonly sharedOnce?: (node: LayerNode) => string;
  /** Whether such a layer takes up numbers where it is met again. */
  readonly countsAgain: boolean;
  /** Whether a layer kept the variables of its cell itself, having none. */
  readonly withoutCell: (node: LayerNode) => boolean;
}

export const KERAS_3: TreeDialect = {
  attribute: (child) => child.attribute,
  className: (node) => node.className,
  children: (node) => node.children,
  numbersTaken: () => 1,
  countsAgain: true,
  withoutCell: () => false,
};

/**
 * The tree of the same architecture where Keras 3 builds it from the user's own code: a Sequential stays one, whatever it
 * had to become in a file, and nothing makes up for another hard_sigmoid.
 */
export const KERAS_3_BUILT_ANEW: TreeDialect = {
  ...KERAS_3,
  className: (node) => (wasSequential(node) ? 'Sequential' : node.className),
  children: (node) =>
    (restacked(node) ?? node.children).filter(
      (child) => !isCompensation(child) && !(wasSequential(node) && child.node.className === 'InputLayer'),
    ),
};

/**
 * Keras 2.14 and 2.15 list the layers of a model as Keras 3 does. 2.12 and 2.13 find them in a dictionary for checkpoints,
 * which lists a layer with weights twice (`layer-0`, `layer_with_weights-0`): it takes up two numbers.
 */
export const KERAS_2_DIALECTS: readonly TreeDialect[] = [
  {
    attribute: (child) => child.legacyAttribute,
    className: sourceClass,
    children: originalChildren,
    numbersTaken: () => 1,
    countsAgain: false,
    withoutCell: isCuDNN,
  },
  {
    attribute: (child) => (child.attribute === 'layers' ? '_layer_checkpoint_dependencies' : child.legacyAttribute),
    className: sourceClass,
    children: originalChildren,
    numbersTaken: (child) => (child.attribute === 'layers' && holdsWeights(child.node) ? 2 : 1),
    countsAgain: true,
    withoutCell: isCuDNN,
  },
];

/**
 * Where Keras keeps each layer in its object tree (`saving_lib.py`): by attribute, and in a list by the class name, numbered
 * among its siblings of the same class. Layer names play no part.
 */
export function placeLayers(model: LayerNode, dialect: TreeDialect): PlacedLayer[] {
  const placed: PlacedLayer[] = [];
  const seen = new Map<string, PlacedLayer[]>();
  place(model, '', dialect, placed, seen);
  return placed;
}

function place(
  node: LayerNode,
  path: string,
  dialect: TreeDialect,
  placed: PlacedLayer[],
  seen: Map<string, PlacedLayer[]>,
): void {
  const start = placed.length;
  const [cell] = dialect.withoutCell(node) ? node.children : [];
  if (cell) {
    placed.push({ node: cell.node, path });
    return;
  }
  placed.push({ node, path });
  const siblings = new SiblingNames();
  for (const child of dialect.children(node)) {
    const identity = child.listed ? dialect.sharedOnce?.(child.node) : undefined;
    const before = identity === undefined ? undefined : seen.get(identity);
    if (before) placed.push(...sameLayers(child.node, before));
    if (before && !dialect.countsAgain) continue;
    const under = path === '' ? dialect.attribute(child) : `${path}/${dialect.attribute(child)}`;
    const name = child.listed ? `${under}/${numbered(child, dialect, siblings)}` : under;
    if (!before) place(child.node, name, dialect, placed, seen);
  }
  const identity = dialect.sharedOnce?.(node);
  if (identity !== undefined) seen.set(identity, placed.slice(start));
}

function numbered(child: ChildNode, dialect: TreeDialect, siblings: SiblingNames): string {
  const className = toSnakeCase(dialect.className(child.node));
  const name = siblings.next(className);
  for (let more = dialect.numbersTaken(child) - 1; more > 0; more--) siblings.next(className);
  return name;
}

/** By what the Keras of the source held: an adapted layer has no weights in Keras 3. */
function holdsWeights(node: LayerNode): boolean {
  return sourceVariables(node, 'object-tree').some(({ own }) => ownAnywhere(node, own) > 0);
}

function ownAnywhere(node: LayerNode, own: OwnVariables): number {
  return node.children.reduce((sum, child) => sum + ownAnywhere(child.node, own), own(node).length);
}

/** Two readings of one layer's configuration have the same shape, so that their layers correspond one by one. */
function sameLayers(node: LayerNode, before: readonly PlacedLayer[]): PlacedLayer[] {
  const nodes = withDescendants(node);
  return before.flatMap(({ path }, index) => {
    const same = nodes[index];
    return same ? [{ node: same, path }] : [];
  });
}

function withDescendants(node: LayerNode): LayerNode[] {
  return [node, ...originalChildren(node).flatMap((child) => withDescendants(child.node))];
}

/** What the upgrade gave another class (CuDNNLSTM, a Sequential made a Functional, …) was counted under its old one. */
function sourceClass(node: LayerNode): string {
  if (node.origin === undefined || node.object === undefined) return node.className;
  const className = pythonClassName(node.origin.className);
  return className === 'Model' ? 'Functional' : className;
}

/** `_CuDNNRNN` of Keras 2's cudnn_recurrent.py. */
function isCuDNN({ kind, origin, children }: LayerNode): boolean {
  return kind === 'layer' && children.length === 1 && /^CuDNN(LSTM|GRU)$/.test(origin?.className ?? '');
}

/** As Keras 2 listed them, without what the upgrade put in. */
function originalChildren(node: LayerNode): readonly ChildNode[] {
  if (isTwoDirections(node)) return directionsOf(node);
  return restacked(node) ?? sourceChildren(node).filter((child) => !isPutIn(child));
}

/** A Bidirectional that had to become a model of its two layers. */
function isTwoDirections({ kind, origin }: LayerNode): boolean {
  return kind === 'functional' && origin?.className === 'Bidirectional';
}

function directionsOf(node: LayerNode): readonly ChildNode[] {
  const directions = sourceChildren(node).filter((child) => child.node.origin !== undefined);
  return directions.map((child, index) => {
    const attribute = index === 0 ? 'forward_layer' : 'backward_layer';
    return { ...child, attribute, legacyAttribute: attribute, listed: false };
  });
}

/** An RNN of one cell, where the source's was of a list of one: the cell lies in a StackedRNNCells. */
function restacked(node: LayerNode): readonly ChildNode[] | undefined {
  const [cell] = node.children;
  if (!cell || !node.origin || !onlyCell(node.origin.config) || cell.node.className === 'StackedRNNCells')
    return undefined;
  const listed = { ...cell, attribute: 'cells', legacyAttribute: 'cells', listed: true };
  const stack: LayerNode = {
    ...cell.node,
    className: 'StackedRNNCells',
    origin: undefined,
    variables: [],
    children: [listed],
  };
  return [{ ...cell, node: stack }];
}

function isPutIn(child: ChildNode): boolean {
  return child.listed && child.node.origin === undefined && child.node.kind === 'layer';
}

/** The Rescaling before a bare hard_sigmoid. */
function isCompensation(child: ChildNode): boolean {
  return isPutIn(child) && child.node.className === 'Rescaling' && asNumber(child.node.config.scale) === SCALE;
}

/** A Sequential is written as a graph where Keras 3 could not read it otherwise. */
function wasSequential(node: LayerNode): boolean {
  return node.kind === 'functional' && node.origin?.className === 'Sequential';
}

/** The path of a layer's own variables. */
export function varsPath(path: string): string {
  return path === '' ? 'vars' : `${path}/vars`;
}

/** Every group of the tree, parents first; Keras 3 makes `vars` for layers without variables too. */
export function objectGroups(placed: readonly PlacedLayer[]): string[] {
  const groups = new Set<string>();
  for (const { path } of placed) {
    const parts = varsPath(path).split('/');
    for (let length = 1; length <= parts.length; length++) groups.add(parts.slice(0, length).join('/'));
  }
  return [...groups];
}

function variablePath({ within, treeOnly, name }: VariableNode, index: number, path: string): string {
  if (within !== undefined) return path === '' ? within : `${path}/${within}`;
  return `${varsPath(path)}/${treeOnly ? name : index}`;
}

/** Each dataset of the tree with the variable it holds. A variable that two layers list has a dataset in both. */
export function objectDatasets(placed: readonly PlacedLayer[]): { variable: VariableNode; path: string }[] {
  return placed.flatMap(({ node, path }) =>
    node.variables.map((variable, index) => ({ variable, path: variablePath(variable, index, path) })),
  );
}
