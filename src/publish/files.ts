import { lstat, realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Report } from '../result.ts';
import { type Note, note } from './note.ts';

/** One converted file, as it lies in the workspace. */
export interface PublishedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly absolute: string;
  /** The file it was converted from, relative to the root; equal to `path` when converted in place. */
  readonly source: string;
  readonly bytes: number;
}

/**
 * The files that this run wrote: outputs of `converted` results, regular files inside the root once links are resolved,
 * never below `.git`. Anything else a path could mean is left out with a note.
 */
export async function convertedFiles(
  report: Report,
  root: string,
): Promise<{ readonly files: PublishedFile[]; readonly notes: Note[] }> {
  const realRoot = await realpath(root);
  const files: PublishedFile[] = [];
  const notes: Note[] = [];
  for (const result of report.files) {
    if (result.status !== 'converted') continue;
    for (const output of result.outputs) {
      const absolute = resolve(realRoot, output.path);
      const found = await inspect(realRoot, absolute);
      if (typeof found === 'string') notes.push(note('error', `${output.path}: ${found}, so it is not published`));
      else files.push({ path: output.path, absolute, source: result.source, bytes: found.bytes });
    }
  }
  return { files, notes };
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
