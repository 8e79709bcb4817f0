import { chmod, chown, stat } from 'node:fs/promises';

/** Mode and owner of the file that is replaced; of a new one the source's mode within the umask, as `cp` has it. */
export async function takeAccess(path: string, replaced: string, source: string): Promise<void> {
  if (process.platform === 'win32') return;
  const before = await stat(replaced).catch(() => undefined);
  if (before === undefined) {
    const { mode } = await stat(source);
    return await chmod(path, mode & 0o666 & ~process.umask()).catch(() => undefined);
  }
  const own = await stat(path);
  const isForeign = own.uid !== before.uid || own.gid !== before.gid;
  const isGiven = !isForeign || (await succeeds(chown(path, before.uid, before.gid)));
  // Only root may give a file away: where the group is another, what the first might do is not for this one.
  const mode = isGiven || own.gid === before.gid ? before.mode & 0o777 : before.mode & 0o707;
  // Some file systems know no modes.
  await chmod(path, mode).catch(() => undefined);
}

async function succeeds(attempt: Promise<void>): Promise<boolean> {
  return await attempt.then(
    () => true,
    () => false,
  );
}
