import { open } from 'node:fs/promises';
import { behindEntryNotes, type StagedFile } from './changes.ts';
import type { PublishedFile } from './files.ts';
import { readFilters, readIgnored } from './filters.ts';
import type { Git } from './git.ts';
import { lfsObstacle, lfsPointer } from './lfs.ts';
import { withinLimits } from './limits.ts';
import { heldBack, type Note } from './note.ts';
import type { ScratchRepository } from './scratch-repository.ts';
import { isBehindEntry } from './tree.ts';
import type { Workspace } from './workspace.ts';

export interface Staged {
  readonly staged: StagedFile[];
  readonly notes: Note[];
}

/**
 * Writes every file into the scratch repository as the blob it will be committed as: LFS files as pointers, through git
 * lfs, all others byte for byte. What cannot be committed rightly is left out with a note.
 */
export async function stageFiles(
  files: readonly PublishedFile[],
  workspace: Workspace,
  scratch: ScratchRepository,
): Promise<Staged> {
  const pathOf = (file: PublishedFile) => workspace.prefix + file.path;
  // git ends with an error where it is asked of such paths.
  const behind = files.filter((file) => isBehindEntry(workspace.tree, pathOf(file)));
  const own = files.filter((file) => !behind.includes(file));
  const ignored = await readIgnored(workspace.git, own.map(pathOf));
  const kept = own.filter((file) => !ignored.has(pathOf(file)));
  const filters = await readFilters(workspace.git, kept.map(pathOf));
  const plain = kept.filter((file) => !filters.has(pathOf(file)));
  const lfs = kept.filter((file) => filters.get(pathOf(file)) === 'lfs');
  const others = kept.filter((file) => filters.has(pathOf(file)) && !lfs.includes(file));

  const parts = [await stagePlain(plain, workspace, scratch.git), await stageLfs(lfs, workspace, scratch.git)];
  const paths = (held: readonly PublishedFile[]) => held.map(({ path }) => path);
  const drivers = [...new Set(others.map((file) => filters.get(pathOf(file))))];
  const notes = [
    ...behindEntryNotes(paths(behind)),
    ...heldBack(
      'warning',
      paths(own.filter((file) => ignored.has(pathOf(file)))),
      'excluded by .gitignore',
      'add an exception to .gitignore',
    ),
    ...drivers.flatMap((driver) =>
      heldBack(
        'error',
        paths(others.filter((file) => filters.get(pathOf(file)) === driver)),
        `sent through the filter ${driver} by .gitattributes, which this action does not run`,
        'commit by hand, or take the artifact',
      ),
    ),
  ];
  return {
    staged: parts.flatMap(({ staged }) => staged),
    notes: [...notes, ...parts.flatMap((part) => part.notes)],
  };
}

async function stagePlain(files: readonly PublishedFile[], workspace: Workspace, git: Git): Promise<Staged> {
  const within = withinLimits(files);
  const staged: StagedFile[] = [];
  for (const file of within.files) staged.push(stagedFile(file, workspace, await storeBlob(git, file.absolute), false));
  return { staged, notes: within.notes };
}

async function stageLfs(files: readonly PublishedFile[], workspace: Workspace, git: Git): Promise<Staged> {
  const obstacle = files.length === 0 ? undefined : await lfsObstacle(git, workspace);
  if (obstacle !== undefined) {
    const paths = files.map(({ path }) => path);
    const notes = heldBack('error', paths, `kept in Git LFS by .gitattributes, but ${obstacle.why}`, obstacle.remedy);
    return { staged: [], notes };
  }
  const staged: StagedFile[] = [];
  for (const file of files) {
    const pointer = await lfsPointer(git, file);
    const oid = await git.line(['hash-object', '-w', '--no-filters', '--stdin'], { stdin: pointer });
    staged.push(stagedFile(file, workspace, oid, true));
  }
  return { staged, notes: [] };
}

function stagedFile(file: PublishedFile, workspace: Workspace, oid: string, lfs: boolean): StagedFile {
  return {
    ...file,
    repositoryPath: workspace.prefix + file.path,
    sourceRepositoryPath: workspace.prefix + file.source,
    oid,
    lfs,
  };
}

/** The file is handed over as an open descriptor: its name, whatever it is, is no argument. */
async function storeBlob(git: Git, path: string): Promise<string> {
  await using handle = await open(path, 'r');
  return await git.line(['hash-object', '-w', '--no-filters', '--stdin'], { stdin: handle.fd });
}
