import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

/**
 * What the thread runs. As text, because a bundle has no second file for it. It hashes a file read once in pieces: SHA-256
 * costs as much as copying does, and another core is often idle.
 */
const HASH_A_FILE = `
const { createHash } = require('node:crypto');
const { openSync, readSync, closeSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const hash = createHash('sha256');
const file = openSync(workerData, 'r');
const piece = Buffer.allocUnsafe(4 * 1024 * 1024);
for (let read; (read = readSync(file, piece, 0, piece.length, null)) > 0; ) hash.update(piece.subarray(0, read));
closeSync(file);
parentPort.postMessage(hash.digest('hex'));
`;

/** Hashing so much takes less time than starting a thread does (measured: 50 ms). */
const HASHED_HERE_BYTES = 16 * 1024 * 1024;

/**
 * Hexadecimal SHA-256 of a file; that of a large one is computed in a thread of its own while the caller goes on.
 *
 * @throws NodeJS.ErrnoException if it cannot be read
 */
export async function sha256OfFile(path: string): Promise<string> {
  if ((await stat(path)).size > HASHED_HERE_BYTES) return sha256InThread(path);
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

function sha256InThread(path: string): Promise<string> {
  const thread = new Worker(HASH_A_FILE, { eval: true, workerData: path, env: {}, execArgv: [] });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
  });
}

export function sha256OfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
