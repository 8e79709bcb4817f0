import type { ZipFile } from 'yauzl';

/**
 * What a conversion asks of the system it runs on: files, hashes, and the HDF5 library. `node.ts` is Node's; a page in a
 * browser brings its own. The rooms that read, plan and write know only this.
 */
export interface Platform {
  readonly files: Files;
  /** Parts of paths, as the system writes them. */
  readonly paths: Paths;
  /** Where temporary files may lie: an absolute path. */
  readonly temporaryFolder: string;
  /** Tells this process's temporary files from those of others. */
  readonly processId: number;
  /** Whether the process of that id is running. */
  isRunning(processId: number): boolean;
  /** A new SHA-256. */
  sha256(): Sha256;
  /**
   * Hexadecimal SHA-256 of a file; that of a large one is computed elsewhere while the caller goes on.
   *
   * @throws the system's error if the file cannot be read
   */
  sha256OfFile(path: string): Promise<string>;
  /** CRC-32 (ISO 3309, as ZIP uses it) of bytes, going on from that of what comes before them. */
  crc32(bytes: Uint8Array, before?: number): number;
  /**
   * CRC-32 of a part of a file, computed as {@link sha256OfFile} computes; the part must not change.
   *
   * @throws the system's error if it cannot be read
   */
  crc32OfPart(path: string, start: number, length: number, before?: number): Promise<number>;
}

/** What only the process that reads files loads, since it is large. */
export interface Libraries {
  /**
   * Opens a ZIP file with yauzl, to be closed by the caller.
   *
   * @throws yauzl's error if it is none, or names a member in an unsafe way
   */
  openZip(path: string): Promise<ZipFile>;
  /** h5wasm's module, whose own file system sees the files of {@link Platform.files} under their paths. */
  loadHdf5(): Promise<unknown>;
}

/** As Node's `path` has them. */
export interface Paths {
  basename(path: string): string;
  dirname(path: string): string;
  extname(path: string): string;
  join(...parts: string[]): string;
}

export interface Sha256 {
  update(bytes: Uint8Array | string): void;
  /** Hexadecimal; nothing can be added afterwards. */
  digest(): string;
}

/** Files by absolute path. Errors are the system's own; `code` is `ENOENT`, `EEXIST` and so on. */
export interface Files {
  /**
   * @param mode `read`; `create`: to read and write, and nothing may be there, and only its owner may read what is made; `update`: to read and write what is there
   */
  open(path: string, mode: 'read' | 'create' | 'update'): OpenFile;
  /** What is at a path, behind links; undefined if there is nothing. */
  stat(path: string): Promise<FileFacts | undefined>;
  /** The same of a link itself. */
  lstat(path: string): Promise<FileFacts | undefined>;
  /** Names in a folder, in no order; none if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Makes a folder and those around it, where they are not there. */
  makeFolder(path: string): Promise<void>;
  /** Gives a file another path in the same folder, replacing what is there. */
  rename(from: string, to: string): Promise<void>;
  /**
   * Lets those read a new file that might read the one it is to replace, or its source where it replaces none: mode and,
   * where permitted, owner.
   */
  takeAccess(path: string, replaced: string, source: string): Promise<void>;
  /** Removes a file, if it is there. */
  remove(path: string): Promise<void>;
  /** Makes the contents of a file, or the names in a folder, durable. */
  sync(path: string): Promise<void>;
}

/** A file that is open, read and written at positions. */
export interface OpenFile extends Disposable {
  /** In bytes. */
  size(): number;
  /** Fills `length` bytes of a buffer from `offset` on; returns how many, which are fewer where the file ends. */
  read(buffer: Uint8Array, offset: number, length: number, position: number): number;
  /** Writes all bytes. */
  write(bytes: Uint8Array, position: number): void;
}

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Another text once the file was replaced or written to. */
  readonly state: string;
}

let installed: Platform | undefined;
let installedLibraries: Libraries | undefined;

/** An entry calls it before anything else; one that reads HDF5 files and archives brings the libraries for them. */
export function installPlatform(platform: Platform, libraries?: Libraries): void {
  installed = platform;
  installedLibraries = libraries;
}

/** @throws Error where no entry has installed one */
export function platform(): Platform {
  if (installed === undefined) throw new Error('no platform is installed');
  return installed;
}

/** @throws Error in a process that reads no files */
export function libraries(): Libraries {
  if (installedLibraries === undefined) throw new Error('no libraries are installed');
  return installedLibraries;
}
