import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Warning } from '../keras/upgrade/types.ts';
import type { FileResult, Output } from '../result.ts';
import type { RunOutcome } from '../run.ts';
import { KerasProcess, type LoadAnswer, type LoadRequest, type MachineKeras } from './keras-process.ts';
import { PROVE_SCRIPT } from './script.ts';

export interface ProveOptions {
  /** Path or name of a Python; undefined: the one on the path. */
  readonly python: string | undefined;
  /** Absolute; the outputs' paths are relative to it. */
  readonly root: string;
  /** Receives one line for each result that was not loaded, as it is known. */
  readonly log: (line: string) => void;
}

/** What is proved, and what is said of it. */
type Outcome = Pick<RunOutcome, 'report' | 'notes'>;

/** Seconds for a small file, and bytes a second beyond that: Keras builds the model, then reads it. */
const BASE_SECONDS = 120;
const BYTES_A_SECOND = 5_000_000;
const MOST_SECONDS = 3600;

/**
 * Loads each result of a run with the machine's own Keras 3: whole models by `load_model`, weights into the model of the
 * same source where there is one, else by counting the layers that Keras finds. What Keras says is added to the results as
 * warnings and to the notes as one sentence; where there is no Keras 3, the note says so and nothing else happens.
 */
export async function proveResults<O extends Outcome>(outcome: O, options: ProveOptions): Promise<O> {
  const written = outcome.report.files.filter(({ status }) => status === 'converted');
  if (written.length === 0) return outcome;
  const python = commandOf(options.python, options.root);
  const folder = await mkdtemp(join(tmpdir(), 'keras3-migrate-prove-'));
  try {
    const program = join(folder, 'program');
    await mkdir(program);
    await writeFile(join(program, 'prove.py'), PROVE_SCRIPT);
    const start = () => new KerasProcess(python, join(program, 'prove.py'), folder);
    return await proveAll(outcome, written, python, start, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A path holds where the user is, not in the folder that Python runs in; a name is looked up on the path. */
function commandOf(python: string | undefined, root: string): string {
  if (python === undefined) return process.platform === 'win32' ? 'python' : 'python3';
  return /[/\\]/.test(python) ? resolve(root, python) : python;
}

async function proveAll<O extends Outcome>(
  outcome: O,
  written: readonly FileResult[],
  python: string,
  start: () => KerasProcess,
  { root, log }: ProveOptions,
): Promise<O> {
  let keras = start();
  try {
    const found = await keras.start();
    if (typeof found === 'string') {
      const note = `No result was loaded as a proof: "${python}" cannot do it, since ${found}.`;
      return { ...outcome, notes: [...outcome.notes, note] };
    }
    const proved = new Map<string, FileResult>();
    const answers: LoadAnswer[] = [];
    for (const file of written) {
      const own: { output: Output; answer: LoadAnswer }[] = [];
      for (const output of wholeModelsFirst(file)) {
        if (!keras.isAlive) {
          keras = start();
          await keras.start();
        }
        own.push({ output, answer: await keras.load(requestFor(file, output, root), secondsFor(file)) });
      }
      answers.push(...own.map(({ answer }) => answer));
      const warnings = own.flatMap(({ output, answer }) => warningsOf(output, answer, found.version));
      for (const { text } of warnings) log(`warning: ${text}`);
      if (warnings.length > 0) proved.set(file.source, { ...file, warnings: [...file.warnings, ...warnings] });
    }
    return {
      ...outcome,
      report: { files: outcome.report.files.map((file) => proved.get(file.source) ?? file) },
      notes: [...outcome.notes, noteOf(answers, found)],
    };
  } finally {
    await keras.stop();
  }
}

/** Weights can then be loaded into the model. */
function wholeModelsFirst(file: FileResult): Output[] {
  return file.outputs.toSorted((a, b) => Number(holdsModel(file, b)) - Number(holdsModel(file, a)));
}

function holdsModel(file: FileResult, { format }: Output): boolean {
  return format === 'keras' || (format === 'h5' && file.layout !== 'legacy-h5-weights');
}

function requestFor(file: FileResult, output: Output, root: string): LoadRequest {
  return { path: resolve(root, output.path), source: file.source, model: holdsModel(file, output) };
}

function secondsFor({ bytes = 0 }: FileResult): number {
  return Math.min(MOST_SECONDS, Math.ceil(BASE_SECONDS + bytes / BYTES_A_SECOND));
}

function warningsOf({ path }: Output, answer: LoadAnswer, version: string): Warning[] {
  switch (answer.kind) {
    case 'loaded':
      return [];
    case 'not-loaded':
      return [
        {
          code: 'not-loaded',
          text: `Keras ${version} of this machine did not load "${path}": ${oneLine(answer.reason)}`,
        },
      ];
    case 'not-tried':
      return [{ code: 'not-tried', text: `"${path}" was not loaded as a proof, because ${oneLine(answer.reason)}.` }];
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function noteOf(answers: readonly LoadAnswer[], { version, backend }: MachineKeras): string {
  const counts = new Map<string, number>();
  for (const answer of answers) {
    if (answer.kind === 'loaded') counts.set(answer.by, (counts.get(answer.by) ?? 0) + 1);
  }
  const loaded = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const how = [...counts].map(([by, count]) => `${count} by ${by}`).join(', ');
  return `Keras ${version} (${backend}) of this machine loaded ${loaded} of ${answers.length} results${how === '' ? '' : `: ${how}`}.`;
}
