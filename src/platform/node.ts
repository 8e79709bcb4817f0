import { createHash } from 'node:crypto';
import { type BigIntStats, closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import type { FileFacts, Files, OpenFile, Platform } from './platform.ts';
import { takeAccess } from './take-access.ts';

/** The mode of files that are made: what is written may be a copy of something that nobody else may read. */
const OWNER_ONLY = 0o600;

/** Flags of `open(2)` for each way of opening. */
const FLAGS = { read: 'r', create: 'wx+', update: 'r+' } as const;

const files: Files = {
  open: (path, mode) => new NodeFile(openSync(path, FLAGS[mode], OWNER_ONLY)),
  stat: (path) => factsOf(stat(path, { bigint: true })),
  lstat: (path) => factsOf(lstat(path, { bigint: true })),
  list: (folder) => readdir(folder).catch(() => []),
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  rename,
  takeAccess,
  remove: (path) => rm(path, { force: true }),
  sync: async (path) => {
    const handle = await open(path, 'r+').catch(() => open(path, 'r'));
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

class NodeFile implements OpenFile {
  readonly #file: number;

  constructor(file: number) {
    this.#file = file;
  }

  size(): number {
    return fstatSync(this.#file).size;
  }

  read(buffer: Uint8Array, offset: number, length: number, position: number): number {
    let done = 0;
    while (done < length) {
      const read = readSync(this.#file, buffer, offset + done, length - done, position + done);
      if (read === 0) break;
      done += read;
    }
    return done;
  }

  write(bytes: Uint8Array, position: number): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, position + done);
    }
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

async function factsOf(asking: Promise<BigIntStats>): Promise<FileFacts | undefined> {
  const found = await asking.catch(() => undefined);
  if (found === undefined) return undefined;
  return {
    kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'other',
    size: Number(found.size),
    modified: Number(found.mtimeMs),
    state: `${found.ino} ${found.size} ${found.mtimeNs}`,
  };
}

/** Threads start in 50 ms (measured); so much is hashed or summed in less. */
const DONE_HERE_BYTES = 16 * 1024 * 1024;

/**
 * What the threads run, as text, because a bundle has no second file for it. Each reads its part of a file once: SHA-256
 * and CRC-32 cost as much as copying does, and another core is often idle.
 */
const READ_A_PART = `
const { createHash } = require('node:crypto');
const { crc32 } = require('node:zlib');
const { openSync, readSync, closeSync } = require('node:fs');
const { parentPort, workerData: { path, start, length, before } } = require('node:worker_threads');
const hash = before === undefined ? createHash('sha256') : undefined;
let sum = before;
const file = openSync(path, 'r');
const piece = Buffer.allocUnsafe(Math.min(4 * 1024 * 1024, Math.max(1, length)));
for (let at = start, end = start + length; at < end; ) {
  const read = readSync(file, piece, 0, Math.min(piece.length, end - at), at);
  if (read === 0) throw new Error('the file ends too early');
  if (hash) hash.update(piece.subarray(0, read));
  else sum = crc32(piece.subarray(0, read), sum);
  at += read;
}
closeSync(file);
parentPort.postMessage(hash ? hash.digest('hex') : sum);
`;

interface Part {
  readonly path: string;
  readonly start: number;
  readonly length: number;
  /** The CRC-32 to go on from; without it the part is hashed. */
  readonly before?: number;
}

function inThread<T>(part: Part): Promise<T> {
  const thread = new Worker(READ_A_PART, { eval: true, workerData: part, env: {}, execArgv: [] });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
    // A thread that ended without a word would leave its caller waiting.
    thread.once('exit', () => reject(new Error(`the thread that read ${basename(part.path)} ended early`)));
  });
}

async function sha256OfFile(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > DONE_HERE_BYTES) return inThread({ path, start: 0, length: size });
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

async function crc32OfPart(path: string, start: number, length: number, before = 0): Promise<number> {
  if (length > DONE_HERE_BYTES) return inThread({ path, start, length, before });
  using file = files.open(path, 'read');
  const bytes = new Uint8Array(length);
  if (file.read(bytes, 0, length, start) !== length) throw new Error('the file ends too early');
  return crc32(bytes, before);
}

/** The platform of the action, the command line and the package. */
export const nodePlatform: Platform = {
  files,
  paths: { basename, dirname, extname, join },
  temporaryFolder: tmpdir(),
  processId: process.pid,
  isRunning(processId) {
    try {
      process.kill(processId, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
  sha256() {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
  },
  sha256OfFile,
  crc32: (bytes, before = 0) => crc32(bytes, before),
  crc32OfPart,
};
