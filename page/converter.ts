import { timeLimitFor } from '../src/isolate/limits.ts';
import type { Answer, DroppedFile, Request } from './messages.ts';

/** Why a request had no answer. */
export type Stop = 'cancelled' | 'time' | 'died';

export class Stopped extends Error {
  readonly stop: Stop;
  constructor(stop: Stop) {
    super(stop);
    this.stop = stop;
  }
}

type Final = Exclude<Answer, { kind: 'progress' }>;

/**
 * The worker that reads strangers' files: one request at a time, each with a limit of time. One that is stopped, or that
 * ends, is followed by a new one, so that it costs one file.
 */
export class Converter {
  readonly #makeUrl: () => string;
  #url: string | undefined;
  #worker: Worker | undefined;
  #hasher: Worker | undefined;
  #starting: Promise<void> | undefined;
  #keepsResultsInMemory = true;
  #stop: ((stop: Stop) => void) | undefined;
  /** Settled once the worker is free: it answers one request before it is given the next. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param makeUrl gives the address of the worker's script, once it is wanted */
  constructor(makeUrl: () => string) {
    this.#makeUrl = makeUrl;
  }

  /** Starts the worker, where there is none yet. */
  ready(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Whether results take memory, so that they may not be large; known once it is ready. */
  get keepsResultsInMemory(): boolean {
    return this.#keepsResultsInMemory;
  }

  /**
   * @param bytes of the file, by which the time is limited
   * @throws Stopped where it was cancelled, took too long or died; Error where the worker says why
   */
  ask(request: Request, bytes: number, onProgress?: (bytes: number) => void): Promise<Final> {
    const answer = this.#last.then(async () => {
      await this.ready();
      return this.#ask(request, timeLimitFor(bytes).cpuSeconds, onProgress);
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends what is under way. */
  cancel(): void {
    this.#stop?.('cancelled');
  }

  async #start(): Promise<void> {
    this.#url ??= this.#makeUrl();
    this.#worker = new Worker(this.#url);
    // Not by the worker itself: one of a page that was opened from a file may start none.
    this.#hasher = new Worker(this.#url);
    const { port1, port2 } = new MessageChannel();
    this.#hasher.postMessage({ kind: 'serve', port: port1 } satisfies Request, [port1]);
    const started = await this.#ask({ kind: 'start', hasher: port2 }, timeLimitFor(0).cpuSeconds, undefined, [port2]);
    if (started.kind === 'started') this.#keepsResultsInMemory = started.keepsResultsInMemory;
  }

  #ask(
    request: Request,
    seconds: number,
    onProgress?: (bytes: number) => void,
    transfer: Transferable[] = [],
  ): Promise<Final> {
    const worker = this.#worker;
    if (worker === undefined) return Promise.reject(new Stopped('died'));
    return new Promise<Final>((resolve, reject) => {
      const stop = (why: Stop) => {
        worker.terminate();
        this.#hasher?.terminate();
        this.#worker = undefined;
        this.#starting = undefined;
        reject(new Stopped(why));
      };
      this.#stop = stop;
      const timer = setTimeout(() => stop('time'), seconds * 1000);
      worker.onerror = (event) => {
        event.preventDefault();
        stop('died');
      };
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.kind === 'progress') onProgress?.(data.read + data.written);
        else if (data.kind === 'error') reject(new Error(data.reason));
        else resolve(data);
      };
      worker.postMessage(request, transfer);
      this.#ended = () => clearTimeout(timer);
    }).finally(() => {
      this.#ended();
      this.#stop = undefined;
    });
  }

  #ended: () => void = () => {};
}

/** Files that are converted; the others may be their architectures. */
export function isModelFile({ path }: DroppedFile): boolean {
  return /\.(?:h5|hdf5|keras)$/i.test(path);
}
