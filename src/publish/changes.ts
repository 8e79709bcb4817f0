import type { PublishedFile } from './files.ts';
import { heldBack, type Note } from './note.ts';
import { isBehindEntry, type Tree } from './tree.ts';

/** A converted file as it would stand in a commit. */
export interface StagedFile extends PublishedFile {
  /** Path from the repository's root. */
  readonly repositoryPath: string;
  readonly sourceRepositoryPath: string;
  /** The blob that would be committed: the file itself, or its LFS pointer. */
  readonly oid: string;
  readonly lfs: boolean;
}

export interface Change {
  readonly file: StagedFile;
  readonly mode: string;
}

/**
 * What a commit on `target` has to hold. A file that changed on the branch after the checkout, source or output, is left
 * alone: what was converted here is not what is there.
 *
 * @param checkedOut the commit that the conversion read
 * @param current the branch now, to tell what changed meanwhile
 * @param target the commit to build on: `current`, or the head of the pull request's branch
 */
export function planChanges(
  files: readonly StagedFile[],
  checkedOut: Tree,
  current: Tree,
  target: Tree,
): { readonly changes: Change[]; readonly notes: Note[] } {
  const changes: Change[] = [];
  const moved: string[] = [];
  const behind: string[] = [];
  const links: string[] = [];
  for (const file of files) {
    const there = target.get(file.repositoryPath);
    if (there?.oid === file.oid) continue;
    const changed = [file.sourceRepositoryPath, file.repositoryPath].find(
      (path) => checkedOut.get(path)?.oid !== current.get(path)?.oid,
    );
    if (changed !== undefined) moved.push(changed === file.repositoryPath ? file.path : `${file.path}: ${changed}`);
    else if (isBehindEntry(target, file.repositoryPath)) behind.push(file.path);
    else if (there !== undefined && !there.mode.startsWith('100')) links.push(file.path);
    else changes.push({ file, mode: there?.mode ?? '100644' });
  }
  const notes = [
    ...heldBack(
      'warning',
      moved,
      'the source or the result changed on the branch after the checkout',
      'bring the branch up to date with its base, or run again',
    ),
    ...behindEntryNotes(behind),
    ...heldBack('warning', links, 'a link or a submodule of the same name is on the branch', 'remove it there first'),
  ];
  return { changes, notes };
}

export function behindEntryNotes(paths: readonly string[]): Note[] {
  return heldBack(
    'warning',
    paths,
    'in a submodule or behind a link of the repository',
    'commit in that repository, or choose another output-dir',
  );
}
