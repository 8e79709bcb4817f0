import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { childEnvironment } from '../isolate/environment.ts';
import { isObject, type Json, type JsonObject, JsonSyntaxError, parseJson } from '../keras/python-json.ts';
import { KerasVersion } from '../keras/version.ts';

/** Importing TensorFlow on a busy machine. */
const START_SECONDS = 180;

/** The Keras that a machine has. */
export interface MachineKeras {
  readonly version: string;
  readonly backend: string;
}

export interface LoadRequest {
  /** Absolute. */
  readonly path: string;
  /** Files of one source follow each other: a weights file is loaded into the model that came before it. */
  readonly source: string;
  /** Whether the file holds an architecture. */
  readonly model: boolean;
}

export type LoadAnswer =
  | {
      readonly kind: 'loaded';
      /** `load_model`, `load_weights` into the model of the same source, or `layer counts` of weights alone. */
      readonly by: string;
      readonly layers: number;
      readonly parameters: number;
    }
  /** Keras gave an error, or took too long. */
  | { readonly kind: 'not-loaded'; readonly reason: string }
  /** Loading it would have run code from the file, or needs code that is not Keras's. */
  | { readonly kind: 'not-tried'; readonly reason: string };

/**
 * A Python that loads files with Keras, in a folder of ours and without any variable of the parent's environment that it
 * can do without: no token, no PYTHONPATH, no module of the current directory.
 */
export class KerasProcess {
  readonly #process: ChildProcess;
  readonly #lines: Interface;
  readonly #waiting: ((line: string | undefined) => void)[] = [];
  readonly #heard: string[] = [];
  #ended: string | undefined;

  /**
   * @param python path or name of the interpreter, as the user gave it
   * @param script absolute path of the program, alone in its folder
   * @param folder absolute; for what Keras writes in its home
   */
  constructor(python: string, script: string, folder: string) {
    this.#process = spawn(python, ['-u', script], {
      cwd: folder,
      env: pythonEnvironment(process.env, folder),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#process.on('error', (error) => this.#end(error.message));
    this.#process.on('close', (code, signal) => this.#end(`it ended with ${signal ?? `code ${code}`}`));
    // A process that is gone is heard of by its `close`.
    this.#process.stdin?.on('error', () => undefined);
    this.#lines = createInterface({ input: this.#process.stdout ?? process.stdin });
    this.#lines.on('line', (line) => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#heard.push(line);
      else next(line);
    });
  }

  /** The Keras it found, or one sentence on why there is none that can be used. */
  async start(): Promise<MachineKeras | string> {
    const greeting = await this.#answer(START_SECONDS);
    if (typeof greeting === 'string') return greeting;
    const { keras, backend, missing } = greeting;
    if (typeof keras !== 'string')
      return `it has no Keras (${typeof missing === 'string' ? missing : 'no reason given'})`;
    if (!KerasVersion.parse(keras).isKeras3) return `its Keras is ${keras}, and Keras 3 is needed`;
    return { version: keras, backend: typeof backend === 'string' ? backend : 'unknown' };
  }

  /** @param seconds that loading may take; beyond them the process is of no more use */
  async load(request: LoadRequest, seconds: number): Promise<LoadAnswer> {
    this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
    const answer = await this.#answer(seconds);
    if (typeof answer === 'string') return { kind: 'not-loaded', reason: answer };
    const { kind, by, layers, parameters, reason } = answer;
    if (kind === 'loaded' && typeof by === 'string' && typeof layers === 'number' && typeof parameters === 'number') {
      return { kind, by, layers, parameters };
    }
    const text = typeof reason === 'string' ? reason : 'it gave no reason';
    return { kind: kind === 'not-tried' ? kind : 'not-loaded', reason: text };
  }

  get isAlive(): boolean {
    return this.#ended === undefined;
  }

  async stop(): Promise<void> {
    if (this.#ended !== undefined) return;
    const gone = new Promise<void>((done) => this.#process.once('close', () => done()));
    this.#process.kill('SIGKILL');
    await gone;
  }

  async #answer(seconds: number): Promise<JsonObject | string> {
    const line = await this.#line(seconds);
    if (line === undefined) {
      const why = this.#ended ?? `it gave no answer in ${seconds} s`;
      await this.stop();
      return why;
    }
    try {
      const value: Json = parseJson(line);
      return isObject(value) ? value : 'its answer is no JSON object';
    } catch (error) {
      if (error instanceof JsonSyntaxError) return 'its answer is not JSON';
      throw error;
    }
  }

  #line(seconds: number): Promise<string | undefined> {
    const heard = this.#heard.shift();
    if (heard !== undefined || this.#ended !== undefined) return Promise.resolve(heard);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), seconds * 1000);
      this.#waiting.push((line) => {
        clearTimeout(timer);
        resolve(line);
      });
    });
  }

  #end(how: string): void {
    this.#ended ??= how;
    for (const next of this.#waiting.splice(0)) next(undefined);
  }
}

const BACKENDS = ['tensorflow', 'jax', 'torch'];

function pythonEnvironment(parent: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const backend = parent.KERAS_BACKEND;
  return {
    ...childEnvironment(parent),
    KERAS_HOME: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    // Loading needs no graphics card, and TensorFlow takes the whole of one.
    CUDA_VISIBLE_DEVICES: '-1',
    ...(backend !== undefined && BACKENDS.includes(backend) ? { KERAS_BACKEND: backend } : {}),
  };
}
