import type { RenamedEntry } from '../plan/plan.ts';

interface Node {
  readonly children: Map<string, Node>;
  inSource: boolean;
  inResult: boolean;
}

/**
 * Renamed entries as one tree in the manner of a diff: what only the source has after `-`, what only the result has
 * after `+`, and the groups of both after a space.
 *
 * @returns at most `limit` lines; names are as the file has them, unescaped
 */
export function entryTree(renamed: readonly RenamedEntry[], limit: number): string[] {
  const root = newNode();
  for (const { from, to } of renamed.slice(0, limit)) {
    insert(root, from, 'inSource');
    insert(root, to, 'inResult');
  }
  const lines: string[] = [];
  print(root, '', lines);
  return lines.slice(0, limit);
}

function newNode(): Node {
  return { children: new Map(), inSource: false, inResult: false };
}

function insert(root: Node, path: string, side: 'inSource' | 'inResult'): void {
  let node = root;
  for (const name of path.split('/').filter((part) => part !== '')) {
    const child = node.children.get(name) ?? newNode();
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
