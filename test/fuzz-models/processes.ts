import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Environment, pythonOf } from '../oracle/environments.ts';
import { pythonVariables } from '../oracle/switches.ts';

type Script = 'writer' | 'reader' | 'shrink';

const SECONDS_TO_START = 900;
const SECONDS_TO_ANSWER = 900;
/** Keras keeps something of every model: the process is started anew before it has grown large. */
const MOST_REQUESTS = 400;

/** A Python that has imported a Keras once and answers requests in turn; a hang or a crash costs one request and a new start. */
export class PythonProcess {
  readonly #script: Script;
  readonly #environment: Environment;
  #process: ChildProcess | undefined;
  #answers: AsyncIterator<string> | undefined;
  #asked = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(script: Script, environment: Environment) {
    this.#script = script;
    this.#environment = environment;
  }

  /** @returns the script's answer, or `{ error }` where it raised one, crashed, or gave none in time. */
  ask(request: object): Promise<Record<string, unknown>> {
    const answer = this.#queue.then(() => this.#askNow(request));
    this.#queue = answer;
    return answer;
  }

  end(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }

  async #askNow(request: object): Promise<Record<string, unknown>> {
    if (this.#asked >= MOST_REQUESTS) this.end();
    if (this.#process === undefined) {
      this.#start();
      if (await this.#isSilent(SECONDS_TO_START))
        throw new Error(`${this.#environment}: ${this.#script}.py did not start.`);
    }
    this.#asked += 1;
    this.#process?.stdin?.write(`${JSON.stringify(request)}\n`);
    const answer = await this.#next(SECONDS_TO_ANSWER);
    if (answer !== undefined) return JSON.parse(answer);
    this.end();
    return { error: `Python crashed, or gave no answer in ${SECONDS_TO_ANSWER} s` };
  }

  #start(): void {
    this.#asked = 0;
    const child = spawn(pythonOf(this.#environment), [join(import.meta.dirname, `${this.#script}.py`)], {
      stdio: ['pipe', 'pipe', process.env.FUZZ_DEBUG ? 'inherit' : 'ignore'],
      env: pythonVariables(),
    });
    child.stdin.on('error', () => undefined); // a process that is gone is heard of by the end of its answers
    this.#process = child;
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  async #isSilent(seconds: number): Promise<boolean> {
    return (await this.#next(seconds)) === undefined;
  }

  async #next(seconds: number): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, seconds * 1000, undefined);
    });
    const line = await Promise.race([this.#answers?.next(), late]);
    clearTimeout(timer);
    return line === undefined || line.done ? undefined : line.value;
  }
}
