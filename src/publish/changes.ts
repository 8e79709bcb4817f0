import type { PublishedFile } from './files.ts';
import { type Note, note } from './note.ts';
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
  const notes: Note[] = [];
  for (const file of files) {
    const there = target.get(file.repositoryPath);
    if (there?.oid === file.oid) continue;
    const moved = [file.sourceRepositoryPath, file.repositoryPath].find(
      (path) => checkedOut.get(path)?.oid !== current.get(path)?.oid,
    );
    if (moved !== undefined) {
      notes.push(
        note(
          'warning',
          `${file.path} is not committed: ${moved} on the branch is not the one that was checked out; bring the branch up to date with its base, or run again`,
        ),
      );
    } else if (isBehindEntry(target, file.repositoryPath)) {
      notes.push(behindEntryNote(file));
    } else if (there !== undefined && !there.mode.startsWith('100')) {
      notes.push(
        note(
          'warning',
          `${file.path} is not committed: on the branch it is a link or a submodule; remove it there first`,
        ),
      );
    } else {
      changes.push({ file, mode: there?.mode ?? '100644' });
    }
  }
  return { changes, notes };
}

export function behindEntryNote(file: PublishedFile): Note {
  return note('warning', `${file.path} is not committed: in the repository it lies in a submodule or behind a link`);
}
