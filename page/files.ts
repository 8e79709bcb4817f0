import { basename, dirname } from 'path-browserify';
import type { FileFacts, Files, OpenFile } from '../src/platform/platform.ts';

/** Bytes that were moved, told as they are. */
export type OnBytes = (what: 'read' | 'written', bytes: number) => void;

/** Results and temporary files: where their bytes are kept. */
export interface Store {
  /**
   * A new file of no bytes.
   *
   * @throws Error where there is no room
   */
  create(): StoredFile;
}

export interface StoredFile {
  size(): number;
  read(into: Uint8Array, position: number): number;
  write(bytes: Uint8Array, position: number): void;
  /** The contents as they are, for the page to offer; nothing is written afterwards. */
  toBlob(): Promise<Blob>;
  remove(): void;
}

/**
 * The files of one conversion: what was dropped, which is read by slices and never written, and what is made of it. Paths
 * are those of a small system of files of its own, in which folders are there as soon as a file lies in them.
 */
export class PageFiles implements Files {
  readonly #dropped: ReadonlyMap<string, Blob>;
  readonly #made = new Map<string, StoredFile>();
  readonly #store: Store;
  readonly #onBytes: OnBytes;
  readonly #reader = new FileReaderSync();
  readonly #kept: ReadonlyMap<Blob, Uint8Array>;

  /** @param kept contents of what was dropped, where they are in memory */
  constructor(
    dropped: ReadonlyMap<string, Blob>,
    store: Store,
    onBytes: OnBytes,
    kept: ReadonlyMap<Blob, Uint8Array> = new Map(),
  ) {
    this.#dropped = dropped;
    this.#store = store;
    this.#onBytes = onBytes;
    this.#kept = kept;
  }

  open(path: string, mode: 'read' | 'create' | 'update'): OpenFile {
    const dropped = this.#dropped.get(path);
    if (dropped !== undefined) {
      if (mode !== 'read') throw systemError('EEXIST', path);
      return this.#openDropped(dropped);
    }
    const made = this.#made.get(path);
    if (mode === 'create') {
      if (made !== undefined) throw systemError('EEXIST', path);
      const file = this.#store.create();
      this.#made.set(path, file);
      return this.#openMade(file);
    }
    if (made === undefined) throw systemError('ENOENT', path);
    return this.#openMade(made);
  }

  async stat(path: string): Promise<FileFacts | undefined> {
    const size = this.#dropped.get(path)?.size ?? this.#made.get(path)?.size();
    if (size !== undefined) return { kind: 'file', size, modified: 0, state: `${path} ${size}` };
    const isFolder = [...this.#dropped.keys(), ...this.#made.keys()].some((name) => name.startsWith(`${path}/`));
    return isFolder ? { kind: 'folder', size: 0, modified: 0, state: path } : undefined;
  }

  lstat(path: string): Promise<FileFacts | undefined> {
    return this.stat(path);
  }

  async list(folder: string): Promise<readonly string[]> {
    return [...this.#dropped.keys(), ...this.#made.keys()]
      .filter((path) => dirname(path) === folder)
      .map((path) => basename(path));
  }

  async makeFolder(): Promise<void> {}

  async rename(from: string, to: string): Promise<void> {
    const file = this.#made.get(from);
    if (file === undefined) throw systemError('ENOENT', from);
    this.#made.get(to)?.remove();
    this.#made.delete(from);
    this.#made.set(to, file);
  }

  async remove(path: string): Promise<void> {
    this.#made.get(path)?.remove();
    this.#made.delete(path);
  }

  async sync(): Promise<void> {}

  async takeAccess(): Promise<void> {}

  /** A file that was made, taken out of these files. */
  async take(path: string): Promise<Blob> {
    const file = this.#made.get(path);
    if (file === undefined) throw systemError('ENOENT', path);
    this.#made.delete(path);
    return file.toBlob();
  }

  /** Removes all that was made and not taken. */
  clear(): void {
    for (const file of this.#made.values()) file.remove();
    this.#made.clear();
  }

  has(path: string): boolean {
    return this.#dropped.has(path) || this.#made.has(path);
  }

  /** What was dropped at a path. */
  dropped(path: string): Blob | undefined {
    return this.#dropped.get(path);
  }

  #openDropped(blob: Blob): OpenFile {
    const kept = this.#kept.get(blob);
    return {
      size: () => blob.size,
      read: (buffer, offset, length, position) => {
        const end = position + length;
        const bytes =
          kept?.subarray(position, end) ?? new Uint8Array(this.#reader.readAsArrayBuffer(blob.slice(position, end)));
        buffer.set(bytes, offset);
        this.#onBytes('read', bytes.length);
        return bytes.length;
      },
      write: () => {
        throw new Error('what was dropped is not written');
      },
      [Symbol.dispose]() {},
    };
  }

  #openMade(file: StoredFile): OpenFile {
    return {
      size: () => file.size(),
      read: (buffer, offset, length, position) => {
        const read = file.read(buffer.subarray(offset, offset + length), position);
        this.#onBytes('read', read);
        return read;
      },
      write: (bytes, position) => {
        file.write(bytes, position);
        this.#onBytes('written', bytes.length);
      },
      [Symbol.dispose]() {},
    };
  }
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${basename(path)}`), { code });
}
