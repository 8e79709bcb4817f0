/**
 * Damages real Keras files and holds the converter to its promises (SECURITY.md):
 *
 *     npm run fuzz -- --minutes 10 [--seed 1] [--mutations 2000] [--kills 200]
 *
 * Mutations go on until the minutes or the number given are over. With `--kills`, runs are killed at random moments instead.
 * A seed always makes the same file: `--seed 41 --mutations 1` repeats mutation 41. Needs dist/ (`npm run build`).
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killOnce, prepareKills } from '../test/hostile/kill.ts';
import { trySeeds } from '../test/hostile/try-seeds.ts';

const BATCH = 24;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    mutations: { type: 'string' },
    kills: { type: 'string' },
  },
});

function wholeNumber(name: 'minutes' | 'seed' | 'mutations' | 'kills', fallback: number): number {
  const text = values[name];
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

const first = wholeNumber('seed', 1);
const end = performance.now() + wholeNumber('minutes', values.mutations || values.kills ? 24 * 60 : 1) * 60_000;
const faults = values.kills === undefined ? await fuzzFiles() : await fuzzKills();
for (const fault of faults) console.log(`broken promise: ${JSON.stringify(fault)}`);
console.log(faults.length === 0 ? 'no promise was broken' : `${faults.length} promises were broken`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function fuzzFiles(): Promise<string[]> {
  const most = wholeNumber('mutations', Number.POSITIVE_INFINITY);
  const broken: string[] = [];
  const statuses = new Map<string, number>();
  let done = 0;
  let slowest = 0;
  while (done < most && performance.now() < end) {
    const seeds = Array.from({ length: Math.min(BATCH, most - done) }, (_, at) => first + done + at);
    const tried = await trySeeds(seeds);
    done += seeds.length;
    slowest = Math.max(slowest, tried.seconds);
    for (const [status, count] of tried.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
    for (const name of tried.stopped) console.log(`${name} was stopped at its time limit`);
    for (const fault of tried.faults) console.log(JSON.stringify(fault));
    broken.push(...tried.faults);
    const counts = [...statuses].map(([status, count]) => `${count} ${status}`).sort();
    console.log(`${done} mutations from seed ${first}: ${counts.join(', ')}; slowest ${slowest.toFixed(1)} s`);
  }
  return broken;
}

async function fuzzKills(): Promise<string[]> {
  const fixtures = join(import.meta.dirname, '..', 'test', 'fixtures');
  const models = [
    'keras-2.15.0/rnn_zoo',
    'keras-2.15.0/cnn_zoo',
    'keras-2.10.0/conv_lstm',
    'keras-2.15.0/mlp_sequential',
  ];
  await using trial = await prepareKills(models.map((model) => join(fixtures, model, 'model.h5')));
  const most = wholeNumber('kills', 200);
  const broken: string[] = [];
  let [done, inTime, left] = [0, 0, 0];
  while (done < most && performance.now() < end) {
    const outcomes = await Promise.all([0, 1].map((at) => killOnce(trial, first + done + at)));
    done += outcomes.length;
    for (const outcome of outcomes) {
      inTime += outcome.inTime ? 1 : 0;
      left += outcome.left;
      for (const fault of outcome.faults) console.log(JSON.stringify(fault));
      broken.push(...outcome.faults);
    }
    if (done % 20 === 0) {
      console.log(
        `${done} kills, ${inTime} before the run had ended; ${left} temporary files left, all removed by the next run`,
      );
    }
  }
  return broken;
}
