import type { Git } from './git.ts';

export interface TreeEntry {
  readonly mode: string;
  readonly oid: string;
}

/** The files of a commit by their path from the repository's root. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** `git ls-tree -z`: `<mode> SP <type> SP <oid> TAB <path> NUL`, paths as they are. */
export async function readTree(git: Git, commit: string): Promise<Tree> {
  const listing = await git.run(['ls-tree', '-r', '-z', '--full-tree', commit]);
  const tree = new Map<string, TreeEntry>();
  for (const line of listing.toString('utf8').split('\0')) {
    const match = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line);
    const [, mode, oid, path] = match ?? [];
    if (mode !== undefined && oid !== undefined && path !== undefined) tree.set(path, { mode, oid });
  }
  return tree;
}

/** Whether a folder of the path is no folder in the tree but an entry: a submodule, a link, a file. */
export function isBehindEntry(tree: Tree, path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some((_, i) => tree.has(folders.slice(0, i + 1).join('/')));
}
