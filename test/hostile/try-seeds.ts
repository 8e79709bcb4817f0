import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Format } from '../../src/plan/plan.ts';
import { damagedFile } from './material.ts';
import { convertAll, differencesIn, digestsIn, faultsOf } from './promises.ts';

export interface SeedsTried {
  /** One line for each promise that a seed broke. */
  readonly faults: readonly string[];
  /** Names of the files that were stopped because their time was over. */
  readonly stopped: readonly string[];
  readonly statuses: ReadonlyMap<string, number>;
  /** The longest that one file took. */
  readonly seconds: number;
}

/** Between the limit and the end of a stopped process, on a busy machine. */
const GRACE_SECONDS = 10;

const FORMATS: readonly (readonly Format[])[] = [['h5'], ['keras', 'weights'], ['h5', 'keras', 'weights']];

/** Converts the damaged files of some seeds and holds what comes of them against every promise. */
export async function trySeeds(seeds: readonly number[], mostSeconds = 20): Promise<SeedsTried> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'keras3-migrate-seeds-')));
  const scratch = process.env.TMPDIR;
  try {
    const [work, temporary] = [join(folder, 'work'), join(folder, 'tmp')];
    await mkdir(work);
    await mkdir(temporary);
    // Child processes unpack archives in the temporary folder: in one of our own, what stays behind shows.
    process.env.TMPDIR = temporary;
    return await trySeedsIn(work, temporary, seeds, mostSeconds);
  } finally {
    if (scratch === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = scratch;
    await rm(folder, { recursive: true, force: true });
  }
}

async function trySeedsIn(
  work: string,
  temporary: string,
  seeds: readonly number[],
  mostSeconds: number,
): Promise<SeedsTried> {
  const files = await Promise.all(seeds.map(damagedFile));
  for (const { name, bytes } of files) await writeFile(join(work, name), bytes);
  const before = await digestsIn(work);
  const names = files.map(({ name }) => name);
  const formats = FORMATS[(seeds[0] ?? 0) % FORMATS.length] ?? ['h5'];
  const tried = await convertAll({ folder: work, names, formats, timeLimit: mostSeconds });

  const faults: string[] = [];
  const stopped: string[] = [];
  const statuses = new Map<string, number>();
  let seconds = 0;
  for (const [name, { result, seconds: taken }] of tried) {
    statuses.set(result.status, (statuses.get(result.status) ?? 0) + 1);
    seconds = Math.max(seconds, taken);
    for (const fault of faultsOf(result)) faults.push(`${name} (${formats}): ${fault}`);
    // A loop inside the HDF5 library is no fault of ours while it ends when it should.
    if (/took longer/.test(result.reason ?? '')) stopped.push(name);
    if (taken > mostSeconds + GRACE_SECONDS) faults.push(`${name} (${formats}): it took ${taken.toFixed(0)} s`);
  }
  const results = [...tried.values()].map(({ result }) => result);
  faults.push(...(await differencesIn(work, before, results)));
  for (const name of (await digestsIn(temporary)).keys()) faults.push(`${name} was left in the temporary folder`);

  // What was written, this converter must read again and find to be its own.
  const written = results.flatMap(({ outputs }) => outputs.map(({ path }) => path));
  const again = await convertAll({ folder: work, names: written, check: true });
  for (const [name, { result }] of again) {
    if (result.status !== 'already-keras-3') faults.push(`${name} reads as ${result.status}: ${result.reason}`);
  }
  return { faults, stopped, statuses, seconds };
}
