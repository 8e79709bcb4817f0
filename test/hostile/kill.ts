import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from './mutate.ts';
import { DIST, digestsIn } from './promises.ts';

/** Who is ended, and how: the whole run at once, its parent alone, or politely. */
const KILLS = [
  { signal: 'SIGKILL', group: true },
  { signal: 'SIGKILL', group: false },
  { signal: 'SIGTERM', group: false },
  { signal: 'SIGINT', group: true },
] as const;

/** What is run: results beside the sources, or in their place. */
const RUNS: readonly (readonly string[])[] = [['--format', 'h5,keras,weights'], ['--in-place']];

/** HDF5 looks no farther than its own end; of so many bytes the hash is filled in when the result has been compared. */
const LARGE_BYTES = 17 * 1024 * 1024;

/** Sources to convert, what they become in an undisturbed run, and how long that takes. */
export interface KillTrial extends AsyncDisposable {
  readonly folder: string;
  readonly runs: readonly { args: readonly string[]; finished: ReadonlyMap<string, string>; milliseconds: number }[];
  readonly sources: ReadonlyMap<string, string>;
}

/** @param sources absolute paths; they are copied, and the last copy is made large */
export async function prepareKills(sources: readonly string[]): Promise<KillTrial> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'keras3-migrate-kill-')));
  const template = join(folder, 'template');
  await mkdir(template);
  for (const [at, path] of sources.entries()) await cp(path, join(template, `${at}.h5`));
  await truncate(join(template, `${sources.length - 1}.h5`), LARGE_BYTES);
  const runs = [];
  for (const [at, args] of RUNS.entries()) {
    const work = join(folder, `undisturbed-${at}`);
    await cp(template, work, { recursive: true });
    const started = performance.now();
    const { code } = await convert(args, work, folder).ended;
    if (code !== 0) throw new Error(`the undisturbed run ended with code ${code}`);
    runs.push({ args, finished: await digestsIn(work), milliseconds: performance.now() - started });
  }
  return {
    folder,
    runs,
    sources: await digestsIn(template),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What one kill did: faults, one line each, and whether it came before the run had ended. */
export interface KillOutcome {
  readonly faults: readonly string[];
  readonly inTime: boolean;
  /** Temporary files that the killed run left and the next removed. */
  readonly left: number;
}

/** Runs, kills at a moment that the seed chooses, looks at what is there, runs again and looks again. */
export async function killOnce(trial: KillTrial, seed: number): Promise<KillOutcome> {
  const random = randomFrom(seed);
  const { signal, group } = KILLS[random(KILLS.length)] ?? KILLS[0];
  const run = trial.runs[random(trial.runs.length)] ?? trial.runs[0];
  if (run === undefined) throw new Error('no runs were prepared');
  const home = join(trial.folder, `kill-${seed}`);
  const [work, temporary] = [join(home, 'work'), join(home, 'tmp')];
  await mkdir(temporary, { recursive: true });
  await cp(join(trial.folder, 'template'), work, { recursive: true });

  const { child, ended, gone } = convert(run.args, work, temporary);
  await Promise.race([sleep(random(1000) * (run.milliseconds / 1000)), ended]);
  const inTime = child.exitCode === null;
  if (inTime && child.pid !== undefined) endProcess(child.pid, signal, group);
  await ended;
  const faults = (await gone()) ? [] : ['a child process outlived its parent'];

  const isTemporary = (name: string) => name.endsWith('.keras3-migrate.tmp');
  const found = await digestsIn(work);
  const left = [...found.keys(), ...(await digestsIn(temporary)).keys()].filter(isTemporary).length;
  for (const [name, digest] of found) {
    if (isTemporary(name)) continue;
    if (digest !== run.finished.get(name) && digest !== trial.sources.get(name)) faults.push(`${name} is half a file`);
  }
  for (const name of trial.sources.keys()) if (!found.has(name)) faults.push(`${name} is lost`);

  const next = convert(run.args, work, temporary);
  const { code } = await next.ended;
  if (code !== 0) faults.push(`the next run ended with code ${code}`);
  const last = await digestsIn(work);
  for (const [name, digest] of run.finished) if (last.get(name) !== digest) faults.push(`${name} was not finished`);
  for (const name of last.keys()) if (!run.finished.has(name)) faults.push(`${name} was left behind`);
  for (const name of (await digestsIn(temporary)).keys()) faults.push(`${name} was left in the temporary folder`);
  await rm(home, { recursive: true, force: true });
  const how = `kill ${seed} (${signal}${group ? ' to all' : ''}, ${run.args.join(' ')})`;
  return { faults: faults.map((fault) => `${how}: ${fault}`), inTime, left };
}

function convert(args: readonly string[], cwd: string, temporary: string) {
  const child = spawn(process.execPath, [join(DIST, 'cli.js'), ...args, '*.h5'], {
    cwd,
    env: { ...process.env, TMPDIR: temporary },
    stdio: 'ignore',
    detached: process.platform !== 'win32', // a process group of its own
  });
  const ended = new Promise<{ code: number | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code }));
  });
  return { child, ended, gone: () => groupIsGone(child.pid) };
}

function endProcess(pid: number, signal: NodeJS.Signals, group: boolean): void {
  try {
    process.kill(group && process.platform !== 'win32' ? -pid : pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it had just ended
  }
}

/** Waits until every process of the group has ended: children see that their parent is gone when they next look. */
async function groupIsGone(pid: number | undefined): Promise<boolean> {
  if (pid === undefined || process.platform === 'win32') {
    await sleep(3000);
    return true;
  }
  for (let waited = 0; waited < 20_000; waited += 50) {
    try {
      process.kill(-pid, 0);
    } catch {
      return true;
    }
    await sleep(50);
  }
  return false;
}
