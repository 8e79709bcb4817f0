/** The page's folder in the origin's private file system. */
const FOLDER = 'keras3-migrate';

/**
 * A new folder for this page's results. What pages that were closed have left is removed: a page that is open holds a lock
 * of its folder's name.
 *
 * @returns undefined where the browser gives the page no such files, as it does when it was opened from a file
 */
export async function privateFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle(FOLDER, { create: true });
    const name = crypto.randomUUID();
    await hold(name);
    const folder = await all.getDirectoryHandle(name, { create: true });
    for await (const other of all.keys()) {
      if (other !== name) await removeUnlessHeld(all, other);
    }
    return folder;
  } catch {
    return undefined;
  }
}

/** Held until the worker ends. */
function hold(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`${FOLDER}/${name}`, () => {
        resolve();
        return new Promise(() => {});
      })
      .catch(reject);
  });
}

async function removeUnlessHeld(all: FileSystemDirectoryHandle, name: string): Promise<void> {
  await navigator.locks.request(`${FOLDER}/${name}`, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await all.removeEntry(name, { recursive: true }).catch(() => undefined);
  });
}
