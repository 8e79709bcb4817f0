import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Target } from '../job.ts';
import type { Options } from '../options/options.ts';
import type { Format } from '../plan/plan.ts';
import { formatOfName, resultName, SUFFIXES } from './file-names.ts';
import type { FoundFile } from './find.ts';
import { isClosed, isInside, relativeName } from './paths.ts';

/** Where one source's results go; `refusal` says why they cannot, in one sentence, if the source needs converting at all. */
export interface Destination {
  readonly source: FoundFile;
  readonly targets: readonly Target[];
  readonly refusal?: string;
}

type Where = Pick<Options, 'root' | 'contained' | 'formats' | 'outputDir' | 'inPlace'>;

/**
 * Where the results of all sources go. Nothing is written here, and sources are not opened: whether one that is refused
 * needs converting at all, the caller must find out.
 */
export async function planTargets(files: readonly FoundFile[], where: Where): Promise<Destination[]> {
  const destinations = await Promise.all(files.map((source) => destinationOf(source, where)));
  return refuseSharedTargets(destinations);
}

async function destinationOf(source: FoundFile, where: Where): Promise<Destination> {
  const targets = where.formats.map((format) => {
    const path = where.inPlace ? source.path : targetPath(source, folderFor(source, where), format);
    return { format, path, name: relativeName(where.root, path) };
  });
  const refusal =
    (where.inPlace ? findMisfit(source, where.formats) : undefined) ?? (await findObstacle(targets, where));
  return { source, targets, ...(refusal === undefined ? {} : { refusal }) };
}

/** The same folders below `output-dir` as below the root; a source outside the root (in a shell) goes to its top. */
function folderFor(source: FoundFile, { root, outputDir }: Where): string {
  if (outputDir === undefined) return dirname(source.path);
  if (!isInside(root, source.path)) return outputDir;
  return join(outputDir, relative(root, dirname(source.path)));
}

function targetPath(source: FoundFile, folder: string, format: Format): string {
  const name = basename(source.path);
  const plain = join(folder, resultName(name, format));
  return foldCase(plain) === foldCase(source.path) ? join(folder, resultName(name, format, true)) : plain;
}

/** Why a source cannot be overwritten in these formats: its name decides what Keras 3 will expect in it. */
function findMisfit(source: FoundFile, formats: readonly Format[]): string | undefined {
  const expected = formatOfName(source.path);
  const misfit = formats.find((format) => format !== expected);
  if (misfit === undefined) return undefined;
  const name = basename(source.path);
  return expected === undefined
    ? `Keras 3 opens no file named "${name}": rename it to end in ${SUFFIXES[misfit]}, or convert it without in-place`
    : `Keras 3 expects format ${expected} in a file named "${name}", not ${misfit}: use format ${expected} in place, or convert it without in-place`;
}

/** A target that is a link or a folder, or whose folder is reached through a link that leads outside. */
async function findObstacle(targets: readonly Target[], where: Where): Promise<string | undefined> {
  const top = where.contained ? where.root : where.outputDir;
  for (const { path, name } of targets) {
    const found = await lstat(path).catch(() => undefined);
    if (found !== undefined && !found.isFile()) {
      return `"${name}" is there already and is not a regular file: move it away, or choose another output-dir`;
    }
    const folder = await realFolder(dirname(path));
    if (top !== undefined && !isInside(await realFolder(top), folder)) {
      return `the folder of "${name}" is a link that leads outside: choose another output-dir`;
    }
    if (where.contained && isClosed(relative(where.root, folder))) {
      return `"${name}" would lie in .git or node_modules: choose another output-dir`;
    }
  }
  return undefined;
}

/** The real path of a folder that may not be there yet: links of its deepest existing ancestor resolved. */
export async function realFolder(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => undefined);
  if (real !== undefined) return real;
  const parent = dirname(folder);
  return parent === folder ? folder : resolve(await realFolder(parent), basename(folder));
}

/** Of sources that would write one file none may: which one should win is not for us to say. */
function refuseSharedTargets(destinations: readonly Destination[]): Destination[] {
  const claims = new Map<string, Destination[]>();
  for (const destination of destinations) {
    for (const { path } of destination.targets) {
      const key = foldCase(path);
      claims.set(key, [...(claims.get(key) ?? []), destination]);
    }
  }
  return destinations.map((destination) => {
    if (destination.refusal !== undefined) return destination;
    for (const target of destination.targets) {
      const others = claims.get(foldCase(target.path))?.filter((other) => other !== destination) ?? [];
      if (others.length > 0) return { ...destination, refusal: sharedTarget(target, others) };
    }
    return destination;
  });
}

const MOST_NAMED = 5;

function sharedTarget(target: Target, others: readonly Destination[]): string {
  const names = others.slice(0, MOST_NAMED).map(({ source }) => `"${source.name}"`);
  const list =
    others.length > MOST_NAMED ? `${names.join(', ')} and ${others.length - MOST_NAMED} more` : names.join(', ');
  return `"${target.name}" would also be the result of ${list}: exclude all but one with a "!" pattern, or rename them`;
}

/** Names that differ in case, or in how an accent is composed, are one file on Windows and macOS. */
function foldCase(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
