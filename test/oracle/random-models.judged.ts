import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scriptOf } from '../fuzz-models/script.ts';
import { Laboratory, tryModel, type Wanted } from '../fuzz-models/try-model.ts';

/** The crossed ways (`.h5` → `keras` and back) are for runs by hand: they take as long again. */
const inItsOwnFormat: Wanted = (source, format) => source.endsWith(format);

const SEEDS = 40;
const AT_ONCE = 4;

describe('random models of Keras 2.15', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keras3-migrate-models-'));
  const laboratory = new Laboratory('2.15', folder);
  afterAll(() => {
    laboratory.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`computes the same in Keras 3 or says why not, for the models of seeds 1 to ${SEEDS}`, async () => {
    const failures: string[] = [];
    let next = 1;
    let usable = 0;
    const work = async () => {
      while (next <= SEEDS) {
        const seed = next++;
        const tried = await tryModel(laboratory, seed, undefined, inItsOwnFormat);
        if (tried.unusable === undefined) usable += 1;
        const wrong = tried.outcomes.filter(({ kind }) => kind === 'silently different' || kind === 'not loaded');
        if (wrong.length > 0) failures.push(scriptOf(tried.lines, tried, wrong));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(failures.join('\n\n')).toBe('');
    expect(usable).toBeGreaterThan(SEEDS * 0.9);
  }, 3_600_000);
});
