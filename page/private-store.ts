import type { Store, StoredFile } from './files.ts';

/** A conversion opens its files while it runs and cannot wait: so many are made beforehand. */
const FILES_AT_ONCE = 8;

/**
 * Keeps files in the origin's private file system (File System Standard, `FileSystemSyncAccessHandle`), so that a result
 * takes no memory.
 */
export class PrivateStore implements Store {
  readonly #folder: FileSystemDirectoryHandle;
  readonly #free: Handle[] = [];
  #made = 0;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  /** Makes files for the next conversion. */
  async refill(): Promise<void> {
    while (this.#free.length < FILES_AT_ONCE) {
      const name = String(this.#made++);
      const handle = await this.#folder.getFileHandle(name, { create: true });
      this.#free.push({ handle, access: await handle.createSyncAccessHandle() });
    }
  }

  create(): StoredFile {
    const free = this.#free.pop();
    if (free === undefined) throw new Error('the page has no file left for a result');
    return new PrivateFile(free, this.#folder);
  }
}

interface Handle {
  readonly handle: FileSystemFileHandle;
  readonly access: FileSystemSyncAccessHandle;
}

class PrivateFile implements StoredFile {
  readonly #file: Handle;
  readonly #folder: FileSystemDirectoryHandle;
  #isOpen = true;

  constructor(file: Handle, folder: FileSystemDirectoryHandle) {
    this.#file = file;
    this.#folder = folder;
  }

  size(): number {
    return this.#isOpen ? this.#file.access.getSize() : 0;
  }

  read(into: Uint8Array<ArrayBuffer>, position: number): number {
    return this.#file.access.read(into, { at: position });
  }

  write(bytes: Uint8Array<ArrayBuffer>, position: number): void {
    const written = this.#file.access.write(bytes, { at: position });
    if (written !== bytes.length) throw new Error('the browser has no room left for the result');
  }

  async toBlob(): Promise<Blob> {
    this.#file.access.flush();
    this.#close();
    return this.#file.handle.getFile();
  }

  remove(): void {
    this.#close();
    // Nothing waits for it: what stays goes when the page is opened the next time.
    this.#folder.removeEntry(this.#file.handle.name).catch(() => undefined);
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#file.access.close();
  }
}
