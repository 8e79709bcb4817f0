import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConversionJob } from '../src/job.ts';
import type { Options } from '../src/options/options.ts';
import type { FileResult, Status } from '../src/result.ts';
import { run } from '../src/run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const NOTHING = { outputs: [], renamed: [], changed: [], warnings: [] };

function optionsIn(root: string, given: Partial<Options> = {}): Options {
  return {
    root,
    contained: true,
    files: ['**/*.h5', '**/*.hdf5', '**/*.keras'],
    formats: ['h5'],
    outputDir: undefined,
    inPlace: false,
    overwrite: false,
    check: false,
    compile: true,
    strict: false,
    minKeras: undefined,
    architecture: undefined,
    lambdaValues: undefined,
    keepCustom: undefined,
    report: undefined,
    failOnRefused: true,
    failOnNoMatch: false,
    concurrency: 2,
    shard: undefined,
    memoryLimit: 1,
    timeLimit: undefined,
    ...given,
  };
}

/** A converter for which a file's text is its status. */
function converter(statuses: Readonly<Record<string, Status>>) {
  const jobs: ConversionJob[] = [];
  const convert = async (job: ConversionJob): Promise<FileResult> => {
    jobs.push(job);
    const status = statuses[job.name] ?? 'converted';
    return { ...NOTHING, source: job.name, status: status === 'converted' && job.check ? 'would-convert' : status };
  };
  return { jobs, convert };
}

const statusesOf = (files: readonly FileResult[]) => files.map(({ source, status }) => `${source} ${status}`);

describe('run', () => {
  it('converts every file whatever becomes of the others, and reports in the order of names', async () => {
    const root = await temporaryFolder({ 'c.h5': '', 'a.h5': '', 'b.keras': '' });
    const { convert } = converter({ 'a.h5': 'failed', 'b.keras': 'refused' });
    const { report } = await run(optionsIn(root, { files: ['*', 'gone.h5'] }), { convert });
    expect(statusesOf(report.files)).toEqual(['a.h5 failed', 'b.keras refused', 'c.h5 converted', 'gone.h5 failed']);
  });

  it('hands on the options that matter and a digest of those that change bytes', async () => {
    const root = await temporaryFolder({ 'a.h5': '', 'm.json': '{}' });
    const digests = [];
    for (const given of [{}, { compile: false }, { architecture: join(root, 'm.json') }, { overwrite: true }]) {
      const { convert, jobs } = converter({});
      await run(optionsIn(root, given), { convert });
      digests.push(jobs[0]?.optionsDigest);
      expect(jobs[0]).toMatchObject({ name: 'a.h5', source: join(root, 'a.h5'), ...given });
    }
    expect(new Set(digests).size).toBe(3);
    expect(digests[3]).toBe(digests[0]);
  });

  it('refuses both of two sources with one target, without converting either', async () => {
    const root = await temporaryFolder({ 'x.h5': '', 'x.hdf5': '' });
    const { convert, jobs } = converter({});
    const { report } = await run(optionsIn(root), { convert });
    expect(statusesOf(report.files)).toEqual(['x.h5 refused', 'x.hdf5 refused']);
    expect(report.files[0]?.reason).toContain('x.hdf5');
    expect(jobs.every(({ check }) => check)).toBe(true);
  });

  it('does not count the result of an earlier run, or what is not Keras, as a rival', async () => {
    const root = await temporaryFolder({ 'x.h5': '', 'x.keras': '', 'x.weights.h5': '', 'x.hdf5': '' });
    const { convert, jobs } = converter({
      'x.keras': 'already-keras-3',
      'x.weights.h5': 'already-keras-3',
      'x.hdf5': 'not-keras',
    });
    const { report } = await run(optionsIn(root, { formats: ['keras', 'weights'] }), { convert });
    expect(statusesOf(report.files)).toEqual([
      'x.h5 converted',
      'x.hdf5 not-keras',
      'x.keras already-keras-3',
      'x.weights.h5 already-keras-3',
    ]);
    expect(jobs.filter(({ check }) => !check).map(({ name }) => name)).toEqual(['x.h5']);
  });

  it('never lets overwrite replace another source', async () => {
    const root = await temporaryFolder({ 'x.h5': '', 'x.keras3.h5': '', 'y.h5': '' });
    const { convert, jobs } = converter({});
    await run(optionsIn(root, { overwrite: true }), { convert });
    expect(jobs.map(({ name, overwrite }) => `${name} ${overwrite}`).sort()).toEqual([
      'x.h5 false',
      'x.keras3.h5 true',
      'y.h5 true',
    ]);
  });

  it('refuses in place what the name does not fit, unless there is nothing to do', async () => {
    const root = await temporaryFolder({ 'a.h5': '', 'b.keras': '', 'c.keras': '' });
    const { convert } = converter({ 'c.keras': 'already-keras-3' });
    const { report } = await run(optionsIn(root, { inPlace: true }), { convert });
    expect(statusesOf(report.files)).toEqual(['a.h5 converted', 'b.keras refused', 'c.keras already-keras-3']);
  });

  it('converts elsewhere for a dry run, unless the file is not to be converted', async () => {
    const root = await temporaryFolder({ 'a.h5': '', 'b.h5': '' });
    const { convert, jobs } = converter({ 'b.h5': 'refused' });
    const { report } = await run(optionsIn(root, { inPlace: true }), { convert, rehearsalFolder: '/elsewhere' });
    expect(statusesOf(report.files)).toEqual(['a.h5 would-convert', 'b.h5 refused']);
    const written = jobs.filter(({ check }) => !check);
    expect(written.map(({ name, inPlace }) => `${name} ${inPlace}`)).toEqual(['a.h5 false']);
    expect(written[0]?.targets.map(({ path }) => path)).toEqual([join('/elsewhere', 'a.h5')]);
  });

  it('takes one shard, but refuses sources that share a target across shards', async () => {
    const root = await temporaryFolder({ 'a.h5': '1', 'b.h5': '22', 'c.h5': '333', 'c.hdf5': '4444' });
    const seen: string[] = [];
    for (const index of [1, 2]) {
      const { convert } = converter({});
      const { report } = await run(optionsIn(root, { shard: { index, count: 2 } }), { convert });
      seen.push(...statusesOf(report.files));
    }
    expect(seen.sort()).toEqual(['a.h5 converted', 'b.h5 converted', 'c.h5 refused', 'c.hdf5 refused']);
  });

  it('has at most `concurrency` files under way', async () => {
    const root = await temporaryFolder(Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`${at}.h5`, ''])));
    let now = 0;
    let most = 0;
    const convert = async (job: ConversionJob): Promise<FileResult> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      return { ...NOTHING, source: job.name, status: 'converted' };
    };
    await run(optionsIn(root, { concurrency: 3 }), { convert });
    expect(most).toBe(3);
  });
});
