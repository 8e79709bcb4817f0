import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { realFolder } from '../find/targets.ts';
import type { FileResult, Report } from '../result.ts';
import type { PublishIo } from './github-context.ts';
import { type Note, note } from './note.ts';
import type { PublishOptions } from './options.ts';
import { readTree, type Tree } from './tree.ts';
import { checkoutGit, findRepository, repositoryAbove } from './workspace.ts';

/** One converted file, as it lies in the workspace. */
export interface PublishedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly absolute: string;
  /** The file it was converted from, relative to the root; equal to `path` when converted in place. */
  readonly source: string;
  readonly bytes: number;
}

/** The results that a run may publish. */
export interface Publishable {
  /** Those of the repository that the workspace is a checkout of, or of none. */
  readonly files: readonly PublishedFile[];
  /** Those of other repositories, checked out below the workspace: never committed, uploaded only where that was asked for. */
  readonly foreign: readonly PublishedFile[];
  /** Paths of those that a dry run would write. */
  readonly planned: readonly string[];
  readonly notes: readonly Note[];
}

/**
 * The results to publish: those that this run wrote, and those of an earlier step that are up to date but not in the
 * commit that is checked out. Regular files inside the root once links are resolved, never below `.git`; anything else a
 * path could mean is left out with a note.
 */
export async function publishableFiles(
  report: Report,
  options: Pick<PublishOptions, 'root' | 'inPlace' | 'dryRun'>,
  io: PublishIo,
): Promise<Publishable> {
  const realRoot = await realpath(options.root);
  const { top, prefix } = findRepository(realRoot);
  const tree = once(async () => await committedTree(top, io));
  const files: PublishedFile[] = [];
  const foreign: PublishedFile[] = [];
  const planned: string[] = [];
  const notes: Note[] = [];
  const isOwn = async (absolute: string, source: string) => {
    const repositories = await Promise.all([absolute, resolve(realRoot, source)].map(repositoryOf));
    return repositories.every((repository) => repository === top);
  };
  for (const result of report.files) {
    if (options.dryRun && result.status === 'would-convert') {
      for (const { path } of result.outputs) {
        const absolute = resolve(realRoot, path);
        if (await isOwn(absolute, result.source)) planned.push(path);
        else foreign.push({ path, absolute, source: result.source, bytes: 0 });
      }
    }
    for (const path of pathsOf(result, options.inPlace)) {
      const absolute = resolve(realRoot, path);
      const found = await inspect(realRoot, absolute);
      if (typeof found === 'string') {
        if (result.status === 'converted') notes.push(note('error', `${path}: ${found}, so it is not published`));
        continue;
      }
      const file = { path, absolute, source: result.source, bytes: found.bytes };
      if (result.status !== 'converted' && (await isCommitted(file, (await tree()).get(prefix + path)))) continue;
      ((await isOwn(absolute, result.source)) ? files : foreign).push(file);
    }
  }
  return { files, foreign, planned, notes };
}

/** What is said of results that lie in repositories of their own, or were converted from files there: one note for all. */
export async function foreignNote(root: string, foreign: readonly PublishedFile[]): Promise<Note | undefined> {
  if (foreign.length === 0) return undefined;
  const realRoot = await realpath(root);
  const { top } = findRepository(realRoot);
  const folders = new Set<string>();
  for (const { absolute, source } of foreign) {
    for (const place of [absolute, resolve(realRoot, source)]) {
      const repository = await repositoryOf(place);
      if (repository !== undefined && repository !== top)
        folders.add(relative(realRoot, repository).replaceAll(sep, '/'));
    }
  }
  const named = [...folders].slice(0, MOST_NAMED).join(', ') + (folders.size > MOST_NAMED ? ', …' : '');
  if (top === undefined) {
    return note(
      'error',
      `Nothing is committed: the repository is checked out in ${named}, and only one that is checked out at the top of the workspace is committed to; leave path out of actions/checkout`,
    );
  }
  const count = foreign.length === 1 ? '1 result is' : `${foreign.length} results are`;
  return note(
    'warning',
    `${count} not committed: they belong to other repositories, checked out in ${named}; commit them there`,
  );
}

const MOST_NAMED = 10;

/** An in-place result of an earlier step is a source of this one, which finds that this converter made it. */
function pathsOf(result: FileResult, inPlace: boolean): readonly string[] {
  if (result.status === 'converted' || result.status === 'up-to-date') return result.outputs.map(({ path }) => path);
  return inPlace && result.ownResult === true ? [result.source] : [];
}

async function committedTree(top: string | undefined, io: PublishIo): Promise<Tree> {
  if (top === undefined) return new Map();
  const git = checkoutGit(top, io);
  const head = await git.try(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return head.code === 0 ? await readTree(git, head.stdout.toString('utf8').trim()) : new Map();
}

/** Whether the commit's entry is this very file, as it is or as its Git LFS pointer; computed here, since git would run filters. */
async function isCommitted(file: PublishedFile, entry: { readonly oid: string } | undefined): Promise<boolean> {
  if (entry === undefined) return false;
  const algorithm = entry.oid.length === 64 ? 'sha256' : 'sha1';
  const blob = createHash(algorithm).update(`blob ${file.bytes}\0`);
  const content = createHash('sha256');
  for await (const chunk of createReadStream(file.absolute)) {
    blob.update(chunk);
    content.update(chunk);
  }
  if (blob.digest('hex') === entry.oid) return true;
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${content.digest('hex')}\nsize ${file.bytes}\n`;
  return createHash(algorithm).update(`blob ${pointer.length}\0${pointer}`).digest('hex') === entry.oid;
}

/** The folder of the nearest `.git` (a submodule's and a worktree's is a file) above a file, links resolved. */
async function repositoryOf(absolute: string): Promise<string | undefined> {
  return repositoryAbove(await realFolder(dirname(absolute)));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function inspect(realRoot: string, absolute: string): Promise<{ readonly bytes: number } | string> {
  if (!absolute.startsWith(realRoot + sep)) return 'lies outside the workspace';
  // Case does not matter to NTFS and APFS, nor to git, which guards `.GIT` too.
  if (
    absolute
      .slice(realRoot.length)
      .split(sep)
      .some((part) => part.toLowerCase() === '.git')
  )
    return 'lies in .git';
  try {
    const real = await realpath(absolute);
    if (!real.startsWith(realRoot + sep)) return 'is reached through a link that leaves the workspace';
    const status = await lstat(absolute);
    return status.isFile() ? { bytes: status.size } : 'is not a regular file';
  } catch {
    return 'is not there any more';
  }
}
