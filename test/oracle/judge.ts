import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Environment } from './environments.ts';
import { pythonOf } from './environments.ts';
import { pythonVariables } from './switches.ts';

export type Check = 'load_model' | 'load_weights' | 'resume' | 'evaluate' | 'order' | 'again' | 'tree' | 'view';

/** A question to real Keras about one converted file; paths are absolute. */
export interface Case {
  readonly id: string;
  readonly check: Check;
  readonly file: string;
  /** Folder that holds the predictions which the source's Keras recorded. */
  readonly reference: string;
  /** Where there is no architecture in the file: the script that builds it, and the name there. */
  readonly models?: string;
  readonly model?: string;
  /** The script with the classes of the user's own that the file needs. */
  readonly custom?: string;
  /** For `tree`: the object tree held against the one Keras writes. */
  readonly ours?: string;
}

/** What runs the judge: an environment, or another Python with the variables it needs. */
export type Interpreter =
  | Environment
  | { readonly name: string; readonly python: string; readonly env: NodeJS.ProcessEnv };

/** A hung case (Keras 3.3.3 never returns on some graphs) or one that crashes Python (a foreign Lambda's bytecode) costs itself only. */
const SECONDS_A_CASE = 180;
/** TensorFlow's import alone takes this long on a busy machine. */
const SECONDS_TO_START = 300;

/**
 * Asks the interpreter's Keras about every case, in as few processes as hangs and crashes allow.
 *
 * @returns `PASS`, `FAIL reason` or `NO ARCHITECTURE reason` by case id.
 */
export async function judge(interpreter: Interpreter, cases: readonly Case[]): Promise<Map<string, string>> {
  const verdicts = new Map<string, string>();
  let left = cases;
  while (left.length > 0) {
    await judgeUntilStuck(interpreter, left, verdicts);
    const still = left.filter((one) => !verdicts.has(one.id));
    if (still.length === left.length)
      throw new Error(`${nameOf(interpreter)}: the judge answered nothing about ${left[0]?.id}.`);
    left = still;
  }
  return verdicts;
}

function nameOf(interpreter: Interpreter): string {
  return typeof interpreter === 'string' ? interpreter : interpreter.name;
}

async function judgeUntilStuck(interpreter: Interpreter, cases: readonly Case[], verdicts: Map<string, string>) {
  const { python: command, env } =
    typeof interpreter === 'string' ? { python: pythonOf(interpreter), env: {} } : interpreter;
  const cache = join(import.meta.dirname, '..', '..', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'judge-'));
  const list = join(folder, 'cases.json');
  writeFileSync(list, JSON.stringify(cases));
  const python = spawn(command, [join(import.meta.dirname, 'judge.py'), list], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: pythonVariables(env),
  });
  let current: string | undefined;
  let lastWords = '';
  let timedOut = false;
  const watch = (seconds: number) =>
    setTimeout(() => {
      timedOut = true;
      python.kill('SIGKILL');
    }, seconds * 1000);
  let timer = watch(SECONDS_TO_START);
  python.stderr.on('data', (words: Buffer) => {
    lastWords = (lastWords + words.toString()).slice(-2000);
  });
  createInterface({ input: python.stdout }).on('line', (line) => {
    const message = /^judge> (\{.*\})$/.exec(line)?.[1];
    if (message === undefined) return;
    const said: { begun?: string; id?: string; verdict?: string } = JSON.parse(message);
    clearTimeout(timer);
    timer = watch(SECONDS_A_CASE);
    current = said.begun;
    if (said.id !== undefined && said.verdict !== undefined) verdicts.set(said.id, said.verdict);
  });
  const status = await new Promise((resolve, reject) => {
    python.on('error', reject);
    python.on('close', resolve);
  });
  clearTimeout(timer);
  rmSync(folder, { recursive: true, force: true });
  if (current !== undefined) {
    verdicts.set(current, timedOut ? `FAIL TooSlow: no answer in ${SECONDS_A_CASE} s` : 'FAIL Crash: Python died');
  } else if (status !== 0) {
    throw new Error(`${nameOf(interpreter)}: the judge could not run (status ${String(status)}): ${lastWords}`);
  }
}
