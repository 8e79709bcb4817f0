import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '../errors.ts';
import type { Options } from '../options/options.ts';
import { type Glob, isPattern, parseGlob } from './glob.ts';
import { isClosed, isInside, relativeName } from './paths.ts';

export interface FoundFile {
  /** Absolute, links resolved, but for a link that a shell's user named: that is the link's own place. */
  readonly path: string;
  /** Relative to the root, with `/`. */
  readonly name: string;
  readonly bytes: number;
}

export interface Found {
  /** Sorted by name, each file once. */
  readonly files: readonly FoundFile[];
  /** Files named outright that are not there. */
  readonly missing: readonly string[];
  /** Patterns and folders that matched nothing; of the default patterns, none: a repository need not have files of each kind. */
  readonly unmatched: readonly string[];
  /** One sentence for each match that was left out. */
  readonly notes: readonly string[];
}

/** Every name Keras gives a file that holds weights. */
export const DEFAULT_FILES: readonly string[] = ['**/*.h5', '**/*.hdf5', '**/*.keras'];
/** What is looked for in a folder that is named outright. */
const FOLDER_PATTERN = '**/*.{h5,hdf5,keras}';

/**
 * Finds the files that patterns, `!` excludes and plain paths name: regular files once links are resolved, and inside the
 * root where `contained`. A text that is the path of something that exists is that path, whatever characters it holds.
 *
 * @throws Refusal for a pattern that leads outside the root or is beyond limits
 */
export async function findFiles(options: Pick<Options, 'root' | 'contained' | 'files'>): Promise<Found> {
  const search = new Search(options.root, options.contained);
  for (const text of options.files) if (text.startsWith('!')) search.exclude(text.slice(1));
  for (const text of options.files) if (!text.startsWith('!')) await search.include(text);
  return search.found();
}

interface Place {
  /** Absolute folder in which the glob's paths start. */
  readonly folder: string;
  readonly glob: Glob;
}

class Search {
  readonly #root: string;
  readonly #contained: boolean;
  readonly #excludes: Place[] = [];
  readonly #files = new Map<string, FoundFile>();
  readonly #missing = new Set<string>();
  readonly #unmatched = new Set<string>();
  readonly #notes = new Set<string>();

  constructor(root: string, contained: boolean) {
    this.#root = root;
    this.#contained = contained;
  }

  exclude(text: string): void {
    this.#excludes.push(this.#place(text));
    this.#excludes.push(this.#place(`${text.replace(/[\\/]+$/, '')}/**`));
  }

  async include(text: string): Promise<void> {
    const path = resolve(this.#root, text);
    const status = await lstat(path).catch(() => undefined);
    if (status !== undefined || !isPattern(text)) {
      this.#refuseOutside(path, text);
      if (status === undefined) this.#missing.add(text);
      else if (await isFolder(path, status))
        await this.#search(text, { folder: path, glob: parseGlob(FOLDER_PATTERN) });
      else await this.#addNamed(path, status);
      return;
    }
    await this.#search(text, this.#place(text));
  }

  found(): Found {
    const files = [...this.#files.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return { files, missing: [...this.#missing], unmatched: [...this.#unmatched], notes: [...this.#notes] };
  }

  #place(text: string): Place {
    // Windows separates folders with either sign; elsewhere a backslash belongs to a name.
    const glob = parseGlob(sep === '\\' ? text.replaceAll('\\', '/') : text);
    const folder = resolve(this.#root, glob.base);
    this.#refuseOutside(folder, text);
    return { folder, glob };
  }

  #refuseOutside(path: string, text: string): void {
    if (this.#contained && !isInside(this.#root, path)) {
      throw new Refusal(`files: ${text} leads outside the workspace; name files inside it`);
    }
  }

  async #search(text: string, { folder, glob }: Place): Promise<void> {
    let matched = false;
    const real = await realpath(folder).catch(() => folder);
    if (this.#contained && !isInside(this.#root, real)) {
      this.#notes.add(`${text}: the folder is a link that leads outside the workspace, so it is left out`);
      return;
    }
    if (isClosed(relative(this.#root, real))) return;
    for await (const path of walk(folder, '')) {
      if (!glob.matches(path)) continue;
      matched = true;
      await this.#add(join(folder, path), this.#contained ? this.#root : real);
    }
    if (!matched && !DEFAULT_FILES.includes(text)) this.#unmatched.add(text);
  }

  /** A path named outright: in a shell it may lead anywhere, and the result of a link lies beside the link. */
  async #addNamed(path: string, status: Stats): Promise<void> {
    if (this.#contained || !status.isSymbolicLink()) return this.#add(path, this.#contained ? this.#root : undefined);
    const target = await stat(path).catch(() => undefined);
    const place = join(await realpath(dirname(path)), basename(path));
    if (target?.isFile()) this.#keep(place, target.size);
    else this.#notes.add(`${relativeName(this.#root, path)} is a link to no regular file, so it is left out`);
  }

  /** @param limit the folder that a match must not leave once links are resolved; undefined: none */
  async #add(path: string, limit: string | undefined): Promise<void> {
    if (this.#excludes.some(({ folder, glob }) => glob.matches(relativeName(folder, path)))) return;
    const name = relativeName(this.#root, path);
    const real = await realpath(path).catch(() => undefined);
    const status = real === undefined ? undefined : await stat(real);
    if (real === undefined || status === undefined) {
      this.#notes.add(`${name} is a link to nothing, or its name is not valid UTF-8, so it is left out`);
    } else if (limit !== undefined && !isInside(limit, real)) {
      const place = this.#contained ? 'the workspace' : 'the folder searched';
      this.#notes.add(`${name} is a link that leads outside ${place}, so it is left out`);
    } else if (isClosed(relative(this.#root, real))) {
      this.#notes.add(`${name} lies in .git or node_modules, so it is left out`);
    } else if (!status.isFile()) {
      this.#notes.add(`${name} is not a regular file, so it is left out`);
    } else this.#keep(real, status.size);
  }

  #keep(path: string, bytes: number): void {
    this.#files.set(path, { path, name: relativeName(this.#root, path), bytes });
  }
}

/** Paths of the files and of the links below a folder, relative to it; links are not followed. */
async function* walk(folder: string, prefix: string): AsyncGenerator<string> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isFile() || entry.isSymbolicLink()) yield prefix + entry.name;
    else if (entry.isDirectory() && !isClosed(entry.name)) {
      yield* walk(join(folder, entry.name), `${prefix}${entry.name}/`);
    }
  }
}

async function isFolder(path: string, status: Stats): Promise<boolean> {
  if (!status.isSymbolicLink()) return status.isDirectory();
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
