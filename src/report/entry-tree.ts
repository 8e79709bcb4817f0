import type { RenamedEntry } from '../plan/plan.ts';

interface Node {
  readonly children: Map<string, Node>;
  inSource: boolean;
  inResult: boolean;
}

/** Renamed entries as lines of a tree, and how many of them it holds. */
export interface EntryTree {
  readonly lines: readonly string[];
  readonly shown: number;
}

/**
 * Renamed entries as one tree in the manner of a diff: what only the source has after `-`, what only the result has
 * after `+`, and the groups of both after a space. Whole entries are left out where the tree would be longer.
 *
 * @param limit the most lines
 * @returns names as the file has them, unescaped
 */
export function entryTree(renamed: readonly RenamedEntry[], limit: number): EntryTree {
  const root: Node = { children: new Map(), inSource: false, inResult: false };
  let nodes = 0;
  let shown = 0;
  for (const { from, to } of renamed) {
    nodes += added(root, { from, to });
    if (nodes > limit) break;
    insert(root, from, 'inSource');
    insert(root, to, 'inResult');
    shown++;
  }
  const lines: string[] = [];
  print(root, '', lines);
  return { lines, shown };
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** How many nodes an entry adds: what the tree lacks of its two paths, what both begin with counted once. */
function added(root: Node, { from, to }: RenamedEntry): number {
  const [before, after] = [partsOf(from), partsOf(to)];
  const shared = before.findIndex((name, at) => name !== after[at]);
  const common = shared < 0 ? before.length : shared;
  const lacking = before.length - depthOf(root, before);
  return lacking + after.length - Math.max(depthOf(root, after), common);
}

/** How many leading parts the tree has. */
function depthOf(root: Node, parts: readonly string[]): number {
  let node = root;
  for (const [at, name] of parts.entries()) {
    const child = node.children.get(name);
    if (child === undefined) return at;
    node = child;
  }
  return parts.length;
}

function insert(root: Node, path: string, side: 'inSource' | 'inResult'): void {
  let node = root;
  for (const name of partsOf(path)) {
    const child = node.children.get(name) ?? { children: new Map<string, Node>(), inSource: false, inResult: false };
    child[side] = true;
    node.children.set(name, child);
    node = child;
  }
}

function print(node: Node, indent: string, lines: string[]): void {
  for (const [name, child] of node.children) {
    const mark = child.inSource && child.inResult ? ' ' : child.inSource ? '-' : '+';
    lines.push(`${mark} ${indent}${name}${child.children.size > 0 ? '/' : ''}`);
    print(child, `${indent}  `, lines);
  }
}
