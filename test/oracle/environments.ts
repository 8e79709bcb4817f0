import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const REPOSITORY = join(import.meta.dirname, '..', '..');

/** Each Keras and the Python it is run with: Keras 2.15 ends at 3.11 where Keras 3.15 begins. */
const PYTHON_OF = {
  'keras-1.0.8': '3.6',
  'keras-1.1.2': '3.6',
  'keras-1.2.2': '3.6',
  'keras-2.2.4': '3.7',
  'keras-2.4.0': '3.8',
  'keras-2.10.0': '3.10',
  'keras-2.12.0': '3.11',
  'keras-2.15.0': '3.11',
  'keras-2.16.0': '3.11',
  'keras-2.21.0': '3.11',
  'keras-3.3.3': '3.11',
  'keras-3.15.1': '3.11',
} as const;

export type Environment = keyof typeof PYTHON_OF;

const BIN = process.platform === 'win32' ? 'Scripts' : 'bin';
const EXE = process.platform === 'win32' ? '.exe' : '';

const run = promisify(execFile);

/** Path of the environment's Python, whether or not it has been made yet. */
export function pythonOf(environment: Environment): string {
  return join(REPOSITORY, '.venvs', environment, BIN, `python${EXE}`);
}

/**
 * Makes the virtual environment under `.venvs/` unless a finished one is there: one whose marker holds the digest of its
 * requirements. Safe against a second process that makes the same one.
 *
 * @throws Error with the remedy when no suitable Python is on this machine, or pip fails.
 */
export async function makeEnvironment(environment: Environment): Promise<void> {
  const folder = join(REPOSITORY, '.venvs', environment);
  const requirements = join(import.meta.dirname, 'requirements', `${environment}.txt`);
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const marker = join(folder, 'finished.sha256');
  const isFinished = () => existsSync(marker) && readFileSync(marker, 'utf8') === digest;
  if (isFinished()) return;
  mkdirSync(join(REPOSITORY, '.venvs'), { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  try {
    if (isFinished()) return;
    const python = findPython(PYTHON_OF[environment]);
    rmSync(folder, { recursive: true, force: true });
    await run(python, ['-m', 'venv', folder]);
    const pip = (...options: string[]) =>
      run(pythonOf(environment), ['-m', 'pip', 'install', '--quiet', '--no-input', ...options], { maxBuffer: 2 ** 26 });
    // The pip that came with Python 3.6 or 3.7 does not know today's wheels.
    await pip('--upgrade', 'pip');
    await pip('-r', requirements);
    writeFileSync(marker, digest);
  } catch (cause) {
    throw new Error(`The virtual environment ${folder} could not be made: ${String(cause)}`, { cause });
  } finally {
    unlock();
  }
}

/** A folder is made by one process only; it holds the owner's id, so that one left by a process that died is taken over. */
export async function lock(folder: string): Promise<() => void> {
  const ownerFile = join(folder, 'pid');
  for (;;) {
    try {
      mkdirSync(folder);
      writeFileSync(ownerFile, String(process.pid));
      return () => rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    await sleep(1000);
    if (existsSync(ownerFile) && !isRunning(Number(readFileSync(ownerFile, 'utf8')))) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false; // ESRCH: no such process
  }
}

/** The first Python of that minor version that starts and can make virtual environments with pip. */
function findPython(version: string): string {
  const tried = candidates(version);
  for (const command of tried) {
    try {
      const found = execFileSync(
        command,
        ['-c', 'import ensurepip, sys, venv; print("%d.%d" % sys.version_info[:2], sys.executable)'],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      );
      const [foundVersion, executable] = found.trim().split(/ (.*)/s);
      if (foundVersion === version && executable) return executable;
    } catch {
      // Not there, or a pyenv shim of a version that is not selected: the next may do.
    }
  }
  throw new Error(
    `Python ${version} (with venv and ensurepip) is needed to run real Keras and was not found as ${tried.join(', ')}: ` +
      `install it, for example with "pyenv install ${version}", and run the tests again.`,
  );
}

function candidates(version: string): string[] {
  const roots = [process.env.PYENV_ROOT, join(homedir(), '.pyenv')].filter((root) => root !== undefined);
  const fromPyenv = roots.flatMap((root) => {
    const versions = join(root, 'versions');
    if (!existsSync(versions)) return [];
    return readdirSync(versions)
      .filter((name) => name === version || name.startsWith(`${version}.`))
      .map((name) => join(versions, name, process.platform === 'win32' ? '' : 'bin', `python${EXE}`));
  });
  const onPath = [`python${version}`, 'python3', 'python'];
  return [...new Set([...fromPyenv, ...onPath, ...(process.platform === 'win32' ? fromLauncher(version) : [])])];
}

/** Windows keeps its Pythons behind `py`, which tells where one lies. */
function fromLauncher(version: string): string[] {
  try {
    const found = execFileSync('py', [`-${version}`, '-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
    return [found.trim()];
  } catch {
    return []; // no launcher, or not that version
  }
}
