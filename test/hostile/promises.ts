import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Pool } from '../../src/isolate/pool.ts';
import type { ConversionJob } from '../../src/job.ts';
import type { Format } from '../../src/plan/plan.ts';
import { plainLine } from '../../src/report/escape.ts';
import type { FileResult } from '../../src/result.ts';

/** The folder of the built converter; another one where a build is tried out. */
export const DIST = process.env.KERAS3_MIGRATE_DIST ?? join(import.meta.dirname, '..', '..', 'dist');

export interface Trial {
  /** Absolute folder that holds the sources and gets the results. */
  readonly folder: string;
  /** Names of the sources in it. */
  readonly names: readonly string[];
  readonly formats?: readonly Format[];
  /** Seconds. */
  readonly timeLimit?: number;
  readonly memoryLimit?: number;
  readonly check?: boolean;
  readonly workerPath?: string;
}

export interface Tried {
  readonly result: FileResult;
  readonly seconds: number;
}

/** Converts files as the product does, each in a child process with limits, two at once. */
export async function convertAll(trial: Trial): Promise<Map<string, Tried>> {
  await using pool = new Pool({
    workerPath: trial.workerPath ?? join(DIST, 'worker.js'),
    memoryLimit: trial.memoryLimit ?? 1024 ** 3,
    timeLimit: trial.timeLimit ?? 60,
  });
  const tried = new Map<string, Tried>();
  const queue = trial.names.values();
  const lane = async () => {
    for (const name of queue) {
      const started = performance.now();
      const result = await pool.convert(jobFor(trial, name), 0);
      tried.set(name, { result, seconds: (performance.now() - started) / 1000 });
    }
  };
  await Promise.all([lane(), lane()]);
  return tried;
}

const SUFFIXES: Readonly<Record<Format, string>> = { h5: '.keras3.h5', keras: '.keras3.keras', weights: '.weights.h5' };

function jobFor({ folder, formats, check }: Trial, name: string): ConversionJob {
  const targets = (formats ?? ['h5']).map((format) => {
    const target = `out/${name}${SUFFIXES[format]}`;
    return { format, path: join(folder, target), name: target };
  });
  return {
    source: join(folder, name),
    name,
    targets,
    overwrite: false,
    check: check ?? false,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: 'hostile',
  };
}

const STATUSES: ReadonlySet<string> = new Set([
  'converted',
  'would-convert',
  'up-to-date',
  'already-keras-3',
  'not-keras',
  'lfs-pointer',
  'refused',
  'failed',
] satisfies FileResult['status'][]);

/** What a program says that was not written to be read: the words of an engine, an empty slot, a stack. */
const UNFIT_WORDS =
  /Cannot (?:read|set|convert|mix)|is not (?:a function|iterable|defined|a constructor)|\bundefined\b|\[object|call stack|Invalid (?:array|string|typed|regular)|offset is out|Unexpected token|node:internal|\bat .*:\d+:\d+|Reduce of empty/;
const MOST_CHARACTERS = 2000;

/** What a result says that it must not: empty where all is well. */
export function faultsOf(result: FileResult): string[] {
  const faults: string[] = [];
  const { status, reason } = result;
  if (!STATUSES.has(status)) faults.push(`status "${status}"`);
  if (status === 'converted') {
    if (result.outputs.length === 0) faults.push('converted without an output');
    return faults;
  }
  if (reason === undefined || reason.trim() === '') return [...faults, 'no reason'];
  if (reason.length > MOST_CHARACTERS) faults.push(`a reason of ${reason.length} characters`);
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(plainLine(reason))) faults.push('control characters');
  if (UNFIT_WORDS.test(reason)) faults.push(`words not meant for a user: ${plainLine(reason)}`);
  if (status === 'failed' || status === 'refused') {
    if (result.outputs.length > 0) faults.push(`${status} with outputs`);
  }
  return faults;
}

/** Hexadecimal SHA-256 of every file below a folder, by relative path with `/`. */
export async function digestsIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const digests = new Map<string, string>();
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    digests.set(relative(folder, path).split(sep).join('/'), createHash('sha256').update(bytes).digest('hex'));
  }
  return digests;
}

/** How a folder differs from what it held before and what the results say they wrote. */
export async function differencesIn(
  folder: string,
  before: ReadonlyMap<string, string>,
  results: Iterable<FileResult>,
): Promise<string[]> {
  const after = await digestsIn(folder);
  const differences: string[] = [];
  for (const [name, digest] of before) {
    if (after.get(name) !== digest) differences.push(`${name} is not what it was`);
    after.delete(name);
  }
  for (const { outputs, source } of results) {
    for (const { path, sha256 } of outputs) {
      if (sha256 === undefined) continue;
      if (after.get(path) !== sha256) differences.push(`${source}: ${path} is not what was reported`);
      after.delete(path);
    }
  }
  for (const name of after.keys()) differences.push(`${name} was left behind`);
  return differences;
}
