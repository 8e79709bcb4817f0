import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FileResult, Report } from '../../src/result.ts';
import type { Fixture } from './fixtures.ts';
import type { Suite } from './suite.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');

/**
 * Copies the suite's sources into a fresh folder under `.cache/` and converts them there as a user would: one run of the
 * built CLI over a glob.
 *
 * @returns that folder, and the report's entry for each fixture; `outputs` are relative to the folder.
 * @throws Error when the CLI does not end with a report on every source.
 */
export function convertFixtures(suite: Suite): { folder: string; results: Map<Fixture, FileResult> } {
  const folder = join(REPOSITORY, '.cache', 'converted', suite.slug);
  rmSync(folder, { recursive: true, force: true });
  const sourceOf = ({ writer, model }: Fixture) => `keras-${writer}/${model}/${suite.source}`;
  for (const fixture of suite.fixtures) {
    const target = join(folder, sourceOf(fixture), '..');
    mkdirSync(target, { recursive: true });
    for (const file of [suite.source, ...(suite.companions ?? [])]) {
      copyFileSync(join(fixture.folder, file), join(target, file));
    }
  }
  const cli = spawnSync(
    process.execPath,
    [
      join(REPOSITORY, 'dist', 'cli.js'),
      '--format',
      suite.formats.join(','),
      '--report',
      'report.json',
      `**/${suite.source}`,
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (cli.status !== 0 && cli.status !== 1) {
    throw new Error(`dist/cli.js ended with status ${cli.status} in ${folder}: ${cli.stderr.slice(-2000)}`);
  }
  const report: Report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  const bySource = new Map(report.files.map((result) => [result.source, result]));
  const results = new Map<Fixture, FileResult>();
  for (const fixture of suite.fixtures) {
    const result = bySource.get(sourceOf(fixture));
    if (result === undefined) throw new Error(`dist/cli.js did not report on ${join(folder, sourceOf(fixture))}.`);
    results.set(fixture, result);
  }
  return { folder, results };
}
