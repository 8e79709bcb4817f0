import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * A result is written beside its target under a name of this form, verified, then renamed: a run that is killed leaves
 * no half-written file under a final name.
 */
const SUFFIX = '.keras3-migrate.tmp';
const PREFIX = '.';
/** A temporary file untouched for so long has no living writer. */
const ABANDONED_MS = 60 * 60 * 1000;
/** What this process has named: in a container, a dead process's number soon belongs to another, which may be this one. */
const named = new Set<string>();

/** A path in the target's folder that no other run has. */
export function temporaryPath(target: string): string {
  // The name is random so that two runs never share it; it never reaches an output.
  const name = `${PREFIX}${shortStem(target)}.${process.pid}.${randomBytes(4).toString('hex')}${SUFFIX}`;
  named.add(name);
  return join(dirname(target), name);
}

/** File systems allow 255 bytes a name. */
function shortStem(target: string): string {
  return Buffer.from(basename(target))
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
}

/**
 * Makes the written file durable and gives it its final name, replacing what is there.
 *
 * @throws NodeJS.ErrnoException if the disk refuses
 */
export async function publishFile(temporary: string, target: string): Promise<void> {
  await syncPath(temporary);
  await rename(temporary, target);
  // A rename is durable once its folder is; Windows and some network file systems cannot sync one.
  await syncPath(dirname(target)).catch(() => undefined);
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r+').catch(() => open(path, 'r'));
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes temporary files that a killed run left in a folder: those whose process is gone, or that are an hour old. */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) continue;
    const pid = Number(/\.(\d+)\.[0-9a-f]{8}\.keras3-migrate\.tmp$/.exec(name)?.[1]);
    const path = join(folder, name);
    if (!Number.isInteger(pid) || !(await isAbandoned(path, pid))) continue;
    await rm(path, { force: true });
  }
}

async function isAbandoned(path: string, pid: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;
  return (
    (pid === process.pid && !named.has(basename(path))) || !isRunning(pid) || Date.now() - found.mtimeMs > ABANDONED_MS
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
