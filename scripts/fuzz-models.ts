/**
 * Lets a real Keras 2 write random models, converts them, and holds what real Keras 3.3.3 and 3.15.1 compute against it:
 *
 *     npm run fuzz:models -- --minutes 10 [--seed 1] [--models 100] [--writer 2.15|2.12|2.4] [--keep FOLDER] [--shrink 80]
 *
 * A seed always makes the same model: `--seed 41 --models 1` repeats model 41. What goes wrong without a warning is shrunk and
 * printed as a script; with `--keep`, each is also written into that folder. `--shrink` is the most that is tried for each.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import '../test/install-platform.ts';
import { describe, scriptOf } from '../test/fuzz-models/script.ts';
import { shrink } from '../test/fuzz-models/shrink.ts';
import { Tally } from '../test/fuzz-models/tally.ts';
import { Laboratory, tryModel, WRITERS, type WriterVersion } from '../test/fuzz-models/try-model.ts';
import { makeEnvironment } from '../test/oracle/environments.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    models: { type: 'string' },
    writer: { type: 'string', default: '2.15' },
    keep: { type: 'string' },
    shrink: { type: 'string' },
  },
});

function wholeNumber(name: 'minutes' | 'seed' | 'models' | 'shrink', fallback: number): number {
  const text = values[name];
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

function isWriter(name: string): name is WriterVersion {
  return name in WRITERS;
}

const { writer, keep } = values;
if (!isWriter(writer)) throw new Error(`--writer takes ${Object.keys(WRITERS).join(', ')}, not "${writer}"`);
const first = wholeNumber('seed', 1);
const most = wholeNumber('models', Number.POSITIVE_INFINITY);
const end = performance.now() + wholeNumber('minutes', values.models ? 24 * 60 : 1) * 60_000;
const mostTries = wholeNumber('shrink', 80);
/** While one is being converted or read, the next is written. */
const AT_ONCE = 4;

await Promise.all([WRITERS[writer], 'keras-3.3.3' as const, 'keras-3.15.1' as const].map(makeEnvironment));
const folder = mkdtempSync(join(tmpdir(), 'keras3-migrate-models-'));
const laboratory = new Laboratory(writer, folder);
const tally = new Tally(writer);
let next = 0;
let faults = 0;
// A run that is ended from outside tells what it has found.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(1));
try {
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  stop(faults === 0 ? 0 : 1);
} finally {
  clear();
}

function stop(code: number): never {
  clear();
  console.log(tally.text());
  process.exit(code);
}

function clear(): void {
  laboratory.end();
  rmSync(folder, { recursive: true, force: true });
}

async function work(): Promise<void> {
  while (next < most && performance.now() < end) {
    const seed = first + next;
    next += 1;
    const tried = await tryModel(laboratory, seed);
    tally.add(tried);
    // One of a kind is shrunk: the others of the same model are told of.
    const failures = tried.outcomes.filter(({ kind }) => kind === 'silently different' || kind === 'not loaded');
    const failure = failures.find(({ kind }) => kind === 'silently different') ?? failures[0];
    if (failure === undefined) continue;
    faults += 1;
    console.log(failures.map((one) => `seed ${seed}: ${describe(one)}`).join('\n'));
    const lines = await shrink(laboratory, tried, failure, mostTries);
    const script = scriptOf(lines, tried, failures);
    console.log(`${script}\n`);
    if (keep === undefined) continue;
    mkdirSync(keep, { recursive: true });
    writeFileSync(join(keep, `${failure.kind.replaceAll(' ', '-')}-${writer}-${seed}.py`), script);
  }
}
