import { basename, dirname, join } from './paths.ts';
import { platform } from './platform.ts';

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
  const random = Buffer.from(crypto.getRandomValues(new Uint8Array(4))).toString('hex');
  const name = `${PREFIX}${shortStem(target)}.${platform().processId}.${random}${SUFFIX}`;
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
 * Makes the written file durable and gives it its final name, replacing what is there. Until then its owner alone may read
 * it; then whoever might read the file that it replaces, or its source.
 *
 * @throws NodeJS.ErrnoException if the disk refuses
 */
export async function publishFile(temporary: string, target: string, source: string): Promise<void> {
  const { files } = platform();
  await files.takeAccess(temporary, target, source);
  await files.sync(temporary);
  await files.rename(temporary, target);
  // A rename is durable once its folder is; Windows and some network file systems cannot sync one.
  await files.sync(dirname(target)).catch(() => undefined);
}

/** Removes temporary files that a killed run left in a folder: those whose process is gone, or that are an hour old. */
export async function removeAbandoned(folder: string): Promise<void> {
  const { files } = platform();
  for (const name of await files.list(folder)) {
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) continue;
    const pid = Number(/\.(\d+)\.[0-9a-f]{8}\.keras3-migrate\.tmp$/.exec(name)?.[1]);
    const path = join(folder, name);
    if (!Number.isInteger(pid) || !(await isAbandoned(path, pid))) continue;
    await files.remove(path);
  }
}

async function isAbandoned(path: string, pid: number): Promise<boolean> {
  const { files, processId, isRunning } = platform();
  const found = await files.lstat(path);
  if (found?.kind !== 'file') return false;
  return (
    (pid === processId && !named.has(basename(path))) || !isRunning(pid) || Date.now() - found.modified > ABANDONED_MS
  );
}
