import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { ConversionJob } from '../job.ts';
import { removeAbandoned } from '../platform/temporary.ts';
import type { FileResult, Status } from '../result.ts';
import { Child, type ChildOutcome } from './child.ts';
import { RETIRE_BYTES, type TimeLimit, timeLimitFor } from './limits.ts';

export interface PoolOptions {
  /** Absolute path of the worker's bundle. */
  readonly workerPath: string;
  /** Resident bytes that one file may take. */
  readonly memoryLimit: number;
  /** Seconds by the clock that one file may take; undefined: by its size. */
  readonly timeLimit: number | undefined;
}

/**
 * After these a child is as good as new. After a failure it is not given another file: HDF5 may have left anything behind.
 */
const CLEAN: ReadonlySet<Status> = new Set<Status>([
  'converted',
  'would-convert',
  'up-to-date',
  'already-keras-3',
  'not-keras',
  'lfs-pointer',
  'refused',
]);

/**
 * Converts files in child processes: an abort, a hang or a bomb takes one file, not the run. A process that ended a file
 * well is used again, since starting one costs more than a small file does.
 */
export class Pool implements AsyncDisposable {
  readonly #options: PoolOptions;
  readonly #idle: Child[] = [];
  readonly #busy = new Map<Child, ConversionJob>();
  #stopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Starts a process before there is a file for it: that takes most of the time of a small one. */
  warm(): void {
    this.#idle.push(new Child(this.#options.workerPath));
  }

  /** @param bytes the source's size */
  async convert(job: ConversionJob, bytes: number): Promise<FileResult> {
    if (this.#stopped) return failed(job, 'the run was cancelled');
    const time = this.#timeFor(bytes);
    const child = this.#take();
    this.#busy.set(child, job);
    const outcome = await child.run({ job }, { memory: this.#options.memoryLimit, time });
    this.#busy.delete(child);
    const result = this.#resultOf(job, outcome);
    if (
      !this.#stopped &&
      outcome.kind === 'result' &&
      CLEAN.has(result.status) &&
      (await child.memory()) < RETIRE_BYTES
    ) {
      this.#idle.push(child);
    } else {
      await this.#clear(child, job);
    }
    return result;
  }

  /** Stops every child at once; what they were at is reported as failed, and their temporary files are removed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const busy = [...this.#busy];
    await Promise.all(busy.map(([child, job]) => this.#clear(child, job)));
    await Promise.all(this.#idle.splice(0).map((child) => child.stop()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #timeFor(bytes: number): TimeLimit {
    const seconds = this.#options.timeLimit;
    return seconds === undefined ? timeLimitFor(bytes) : { seconds, cpuSeconds: Number.POSITIVE_INFINITY };
  }

  #take(): Child {
    for (let child = this.#idle.pop(); child !== undefined; child = this.#idle.pop()) {
      if (child.isAlive) return child;
    }
    return new Child(this.#options.workerPath);
  }

  async #clear(child: Child, job: ConversionJob): Promise<void> {
    await child.stop();
    // An archive's weights are unpacked in the system's temporary folder, also to look at them.
    const folders = new Set([tmpdir(), ...(job.check ? [] : job.targets.map(({ path }) => dirname(path)))]);
    for (const folder of folders) await removeAbandoned(folder);
  }

  #resultOf(job: ConversionJob, outcome: ChildOutcome): FileResult {
    switch (outcome.kind) {
      case 'result':
        return outcome.message.result;
      case 'time':
        return failed(
          job,
          `converting it took longer than ${outcome.seconds} s: the file may be damaged, or raise timeout`,
        );
      case 'memory': {
        const megabytes = Math.round(this.#options.memoryLimit / 1024 ** 2);
        return failed(
          job,
          `converting it took more than ${megabytes} MB of memory: the file may be damaged, or raise memory-limit`,
        );
      }
      case 'died':
        if (this.#stopped) return failed(job, 'the run was cancelled');
        return failed(job, `the process that converted it stopped (${outcome.how}): the file may be damaged`);
    }
  }
}

function failed(job: ConversionJob, reason: string): FileResult {
  return { source: job.name, status: 'failed', reason, outputs: [], renamed: [], changed: [], warnings: [] };
}
