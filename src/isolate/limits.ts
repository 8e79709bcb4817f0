/** What one file's conversion may take; beyond it the child process is stopped and the file has failed, not the run. */

/** Resident bytes. The bulk passes in slabs; the most a sound file needs is a few tensors whose values change. */
export const DEFAULT_MEMORY_LIMIT = 3 * 1024 ** 3;

/** Processor time for start-up and for reading what a small file holds. */
const BASE_SECONDS = 120;
/**
 * Of processor time: hundreds of times slower than copying, hashing and comparing are. What counts are many small tensors:
 * 50,000 of 1 KiB (a file of 190 MB) take 55 s, and have 300 s.
 */
const BYTES_A_SECOND = 1024 ** 2;
/**
 * A process that shares its processors and its disk takes longer by the clock than it works; one that only waits must end
 * all the same.
 */
const CLOCK_FACTOR = 8;
/** GitHub ends a job after six hours. */
const MOST_SECONDS = 5 * 3600;

/** How long a child process may take. */
export interface TimeLimit {
  /** By the clock. */
  readonly seconds: number;
  /** Of its processor time, where the system tells of it. */
  readonly cpuSeconds: number;
}

/** How long a file of so many bytes may take, where the user does not say. */
export function timeLimitFor(bytes: number): TimeLimit {
  const cpuSeconds = Math.ceil(BASE_SECONDS + bytes / BYTES_A_SECOND);
  return { seconds: Math.min(MOST_SECONDS, cpuSeconds * CLOCK_FACTOR), cpuSeconds: Math.min(MOST_SECONDS, cpuSeconds) };
}

/** Between two looks at a child's memory and time. */
export const WATCH_INTERVAL_MS = 200;

/** How much of what a child prints is kept; it serves only to tell an abort from a crash. */
export const KEPT_OUTPUT_BYTES = 64 * 1024;

/** A child that has grown beyond this is not given another file: wasm memory never shrinks. */
export const RETIRE_BYTES = 400 * 1024 ** 2;

/** JavaScript heap of a child, in MB; on systems where resident memory cannot be watched it is the limit, with wasm's 2 GiB. */
export const HEAP_MEGABYTES = 1024;

/**
 * Where a child's new objects are, in MB: with V8's own 16, a file of 5,000 tensors takes 100 MB more and no less time.
 */
export const NEW_OBJECTS_MEGABYTES = 4;
