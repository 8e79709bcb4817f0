import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askChild } from './inspect/ask-child.ts';
import type { Difference, Inspection } from './inspect/types.ts';
import { Pool } from './isolate/pool.ts';
import { readOptions, type SettingName } from './options/read.ts';
import type { Format } from './plan/plan.ts';
import { nodePlatform } from './platform/node.ts';
import { installPlatform } from './platform/platform.ts';
import type { FileResult } from './result.ts';
import { run } from './run.ts';

export type { DatasetFacts, Difference, Inspection, LayerOutline, WeightFacts } from './inspect/types.ts';
export type { ConfigChange, Warning } from './keras/upgrade/types.ts';
export type { Format, RenamedEntry } from './plan/plan.ts';
export type { FileResult, Output, Status } from './result.ts';

installPlatform(nodePlatform);

/** The worker's bundle lies beside this one. */
const WORKER = join(dirname(fileURLToPath(import.meta.url)), 'worker.js');

/** What a conversion may be told; each has the meaning of the flag of the same name. */
export interface ConvertOptions {
  /** Folder that patterns, other paths and the results' names are relative to; default: the current one. */
  readonly root?: string;
  /** Default: `['h5']`. */
  readonly formats?: readonly Format[];
  /** Default: beside each source. */
  readonly outputDir?: string;
  readonly inPlace?: boolean;
  readonly overwrite?: boolean;
  /** Write nothing, say what would be done. */
  readonly check?: boolean;
  /** Default: true. */
  readonly compile?: boolean;
  readonly strict?: boolean;
  /** The oldest Keras 3 that is to load the results, as `3.12`: a file that needs a newer one is refused. */
  readonly minKeras?: string;
  /** Path of `to_json()` or `to_yaml()` output, or of a whole-model file, for files that hold weights alone, and in the place of what others hold. */
  readonly architecture?: string;
  /** What globals that Lambdas use stand for: `NAME=VALUE` lines, or the path of a JSON object of them. */
  readonly lambdaValues?: string;
  /** Classes of other packages that stay as they are, though Keras has an equal: `Addons>AdamW`. */
  readonly keepCustom?: readonly string[];
  /** Files at once; default: one a processor. */
  readonly concurrency?: number;
  /** Resident memory in MB that one file may take; default: 3072. */
  readonly memoryLimit?: number;
  /** Seconds that one file may take; default: by its size. */
  readonly timeout?: number;
  /** Called as each file is done. */
  readonly onResult?: (result: FileResult) => void;
}

export interface Conversion {
  /** In the order of the files' names. */
  readonly files: readonly FileResult[];
  /** One sentence for each pattern without a match and each match left out. */
  readonly notes: readonly string[];
}

/** Options by the name of their setting. */
const SETTINGS: readonly (readonly [SettingName, (options: ConvertOptions) => unknown])[] = [
  ['format', ({ formats }) => formats?.join(',')],
  ['output-dir', ({ outputDir }) => outputDir],
  ['in-place', ({ inPlace }) => inPlace],
  ['overwrite', ({ overwrite }) => overwrite],
  ['check', ({ check }) => check],
  ['compile', ({ compile }) => compile],
  ['strict', ({ strict }) => strict],
  ['min-keras', ({ minKeras }) => minKeras],
  ['architecture', ({ architecture }) => architecture],
  ['lambda-values', ({ lambdaValues }) => lambdaValues],
  ['keep-custom', ({ keepCustom }) => keepCustom?.join(',')],
  ['concurrency', ({ concurrency }) => concurrency],
  ['memory-limit', ({ memoryLimit }) => memoryLimit],
  ['timeout', ({ timeout }) => timeout],
];

/**
 * Converts files to what Keras 3 loads, each in a child process. What becomes of a file is in its result: a file that is
 * refused or damaged does not make this throw.
 *
 * @param files paths, folders, or globs (`!` in front excludes), relative to `options.root`
 * @throws Refusal for options that cannot be followed
 */
export async function convert(files: string | readonly string[], options: ConvertOptions = {}): Promise<Conversion> {
  const texts = new Map(
    SETTINGS.flatMap(([name, given]) => {
      const value = given(options);
      return value === undefined ? [] : [[name, String(value)] as const];
    }),
  );
  const settings = await readOptions({
    text: (name) => texts.get(name),
    spelled: (name) => `option ${name}`,
    files: typeof files === 'string' ? [files] : files,
    root: resolve(options.root ?? '.'),
    contained: false,
    reportFolders: [],
  });
  await using pool = new Pool({
    workerPath: WORKER,
    memoryLimit: settings.memoryLimit,
    timeLimit: settings.timeLimit,
  });
  const { report, notes } = await run(settings, {
    convert: (job, bytes) => pool.convert(job, bytes),
    ...(options.onResult === undefined ? {} : { onResult: options.onResult }),
  });
  return { files: report.files, notes };
}

/**
 * What a Keras file is, and what a conversion would change. Reads in a child process; writes nothing.
 *
 * @param path relative to the current directory
 * @throws Failure where the file is damaged; NodeJS.ErrnoException where it cannot be read
 */
export async function inspect(path: string): Promise<Inspection> {
  const answer = await askChild(WORKER, { inspect: [{ path: resolve(path), name: path }] });
  if (answer.kind !== 'inspection') throw new TypeError(`asked for an inspection, the worker sent a ${answer.kind}`);
  return answer.inspection;
}

/**
 * How two Keras files differ: datasets by path, shape, dtype and SHA-256 of their values, then settings.
 *
 * @param first, second relative to the current directory
 * @throws Failure where a file is damaged or none of Keras's; NodeJS.ErrnoException where it cannot be read
 */
export async function diff(first: string, second: string): Promise<Difference> {
  const answer = await askChild(WORKER, {
    inspect: [
      { path: resolve(first), name: first },
      { path: resolve(second), name: second },
    ],
  });
  if (answer.kind !== 'difference') throw new TypeError(`asked for a difference, the worker sent an ${answer.kind}`);
  return answer.difference;
}
