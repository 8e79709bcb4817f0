/** What one file's conversion may take; beyond it the child process is stopped and the file has failed, not the run. */

/** Resident bytes. The bulk passes in slabs; the most a sound file needs is a few tensors whose values change. */
export const DEFAULT_MEMORY_LIMIT = 3 * 1024 ** 3;

/** Start-up, and reading what a file of many small tensors holds. */
const BASE_SECONDS = 120;
/** Slower than any disk worth the name, with reading, writing, hashing and comparing all counted. */
const BYTES_A_SECOND = 2 * 1024 ** 2;
/** GitHub ends a job after six hours. */
const MOST_SECONDS = 5 * 3600;

/** Seconds that the conversion of a file may take. */
export function timeLimitFor(bytes: number): number {
  return Math.min(MOST_SECONDS, Math.ceil(BASE_SECONDS + bytes / BYTES_A_SECOND));
}

/** Between two looks at a child's memory and time. */
export const WATCH_INTERVAL_MS = 200;

/** How much of what a child prints is kept; it serves only to tell an abort from a crash. */
export const KEPT_OUTPUT_BYTES = 64 * 1024;

/** A child that has grown beyond this is not given another file: wasm memory never shrinks. */
export const RETIRE_BYTES = 400 * 1024 ** 2;

/** JavaScript heap of a child, in MB; on systems where resident memory cannot be watched it is the limit, with wasm's 2 GiB. */
export const HEAP_MEGABYTES = 1024;
