import { type ChildProcess, fork } from 'node:child_process';
import { childEnvironment } from './environment.ts';
import {
  HEAP_MEGABYTES,
  KEPT_OUTPUT_BYTES,
  NEW_OBJECTS_MEGABYTES,
  type TimeLimit,
  WATCH_INTERVAL_MS,
} from './limits.ts';
import type { ResultMessage } from './messages.ts';
import { type Usage, usageOf } from './usage.ts';

export interface ChildLimits {
  /** Resident bytes. */
  readonly memory: number;
  readonly time: TimeLimit;
}

/** How a job in a child process ended. */
export type ChildOutcome<Answer = ResultMessage> =
  | { readonly kind: 'result'; readonly message: Answer }
  | { readonly kind: 'memory' }
  /** `seconds` is the limit that it went over, by the clock or of its processor time. */
  | { readonly kind: 'time'; readonly seconds: number }
  /** The process died: of a signal, an abort, an uncaught error. */
  | { readonly kind: 'died'; readonly how: string };

/** A process that converts one file at a time. What it prints is kept to tell how it died, and is never shown as it is. */
export class Child {
  readonly #process: ChildProcess;
  #output = '';
  #ended: string | undefined;

  constructor(workerPath: string) {
    this.#process = fork(workerPath, [], {
      env: childEnvironment(process.env),
      execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`, `--max-semi-space-size=${NEW_OBJECTS_MEGABYTES}`],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-KEPT_OUTPUT_BYTES);
      });
    }
    this.#process.on('error', (error) => {
      this.#ended ??= error.message;
    });
    this.#process.on('exit', (code, signal) => {
      this.#ended ??= describeEnd(code, signal, this.#output);
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get isAlive(): boolean {
    return this.#ended === undefined && this.#process.connected;
  }

  /** Resident bytes, where the system tells. */
  async memory(): Promise<number> {
    return (await this.#usage()).resident;
  }

  async #usage(): Promise<Usage> {
    return (this.pid === undefined ? undefined : await usageOf(this.pid)) ?? { resident: 0, cpuSeconds: 0 };
  }

  /** Sends a message to which the worker answers with an `Answer`. */
  run<Answer = ResultMessage>(message: object, limits: ChildLimits): Promise<ChildOutcome<Answer>> {
    const started = performance.now();
    // A process that is used again has worked for other files before.
    let workedBefore: number | undefined;
    return new Promise((resolve) => {
      const finish = (outcome: ChildOutcome<Answer>) => {
        clearInterval(watch);
        this.#process.off('message', onMessage).off('close', onClose).off('error', onClose);
        resolve(outcome);
      };
      const onMessage = (answer: unknown) => finish({ kind: 'result', message: answer as Answer });
      const onClose = () => finish({ kind: 'died', how: this.#ended ?? 'it ended without a result' });
      const watch = setInterval(async () => {
        const { seconds, cpuSeconds } = limits.time;
        if ((performance.now() - started) / 1000 > seconds) return finish({ kind: 'time', seconds });
        const used = await this.#usage();
        workedBefore ??= used.cpuSeconds;
        if (used.resident > limits.memory) finish({ kind: 'memory' });
        else if (used.cpuSeconds - workedBefore > cpuSeconds) finish({ kind: 'time', seconds: cpuSeconds });
      }, WATCH_INTERVAL_MS);
      this.#process.once('message', onMessage).once('close', onClose).once('error', onClose);
      if (this.#ended !== undefined) onClose();
      // A child that died meanwhile is heard of by its `close`.
      else this.#process.send(message, () => undefined);
    });
  }

  /** Ends the process at once and waits until it is gone, so that its temporary files can be removed. */
  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null || this.pid === undefined) return;
    const gone = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()));
    this.#process.kill('SIGKILL');
    await gone;
  }
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null, output: string): string {
  if (/heap out of memory/.test(output)) return 'its JavaScript heap was full';
  if (/Aborted\(|RuntimeError/.test(output)) return 'the HDF5 library aborted';
  return signal === null ? `it ended with code ${code}` : `it was stopped by ${signal}`;
}
