import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Pool } from '../../src/isolate/pool.ts';
import type { ConversionJob } from '../../src/job.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A child process that does what the job's name says. */
const WORKER = `
import { writeFileSync } from 'node:fs';
process.on('message', ({ job }) => {
  const [verb] = job.name.split(' ');
  console.log('::error::from the child');
  if (verb === 'abort') process.abort();
  if (verb === 'throw') throw new Error('inside');
  if (verb === 'grow') for (const kept = []; ; ) kept.push(Buffer.alloc(20_000_000, 1));
  if (verb === 'leave') writeFileSync(job.source + '/.x.' + process.pid + '.0123abcd.keras3-migrate.tmp', '');
  if (verb === 'hang' || verb === 'leave') for (;;);
  const facts = verb === 'environment' ? Object.keys(process.env).sort().join() : String(process.pid);
  process.send({ result: { source: job.name, status: { refuse: 'refused', fail: 'failed' }[verb] ?? 'converted', reason: facts, outputs: [], renamed: [], changed: [], warnings: [] } });
});
process.on('disconnect', () => process.exit(1));
`;

async function poolWith(given: { memoryLimit?: number; timeLimit?: number } = {}) {
  const folder = await temporaryFolder({ 'worker.mjs': WORKER });
  return new Pool({ workerPath: join(folder, 'worker.mjs'), memoryLimit: 400e6, timeLimit: 30, ...given });
}

function job(name: string, target = '/nowhere'): ConversionJob {
  const targets = [{ format: 'h5' as const, path: join(target, 'x.keras3.h5'), name: 'x.keras3.h5' }];
  return {
    source: '/nowhere/x.h5',
    name,
    targets,
    overwrite: false,
    check: false,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: '',
  };
}

describe('Pool', () => {
  it('uses a process again after a file that went well or was refused, and not after a failure', async () => {
    await using pool = await poolWith();
    const first = await pool.convert(job('a'), 1);
    const second = await pool.convert(job('b'), 1);
    expect(second.reason).toBe(first.reason);
    await pool.convert(job('refuse'), 1);
    expect((await pool.convert(job('c'), 1)).reason).toBe(first.reason);
    await pool.convert(job('fail'), 1);
    expect((await pool.convert(job('d'), 1)).reason).not.toBe(first.reason);
  });

  it.each([
    ['abort', /^the process that converted it stopped/],
    ['throw', /^the process that converted it stopped/],
    ['hang', /took longer than 1 s: .*raise timeout/],
  ])('survives %s with one sentence', async (name, reason) => {
    await using pool = await poolWith({ timeLimit: 1 });
    const result = await pool.convert(job(name), 1);
    expect(result).toMatchObject({ source: name, status: 'failed' });
    expect(result.reason).toMatch(reason);
    expect(result.reason).not.toContain('::error::');
    expect((await pool.convert(job('next'), 1)).status).toBe('converted');
  });

  // Windows tells nobody's resident memory cheaply: there the heap limits alone hold.
  it.runIf(process.platform !== 'win32')('stops what takes too much memory', async () => {
    await using pool = await poolWith({ memoryLimit: 300 * 1024 ** 2 });
    expect((await pool.convert(job('grow'), 1)).reason).toMatch(/more than 300 MB of memory/);
  });

  it('gives a child no variable that could hold a secret', async () => {
    process.env.INPUT_TOKEN = process.env.MY_KEY = process.env.ACTIONS_RUNTIME_TOKEN = 'secret';
    await using pool = await poolWith();
    const names = (await pool.convert(job('environment'), 1)).reason?.split(',') ?? [];
    expect(names).toContain('PATH');
    expect(names.filter((name) => /TOKEN|KEY|INPUT|GITHUB|ACTIONS/.test(name))).toEqual([]);
  });

  it('stops everything at once when the run is cancelled', async () => {
    const pool = await poolWith();
    const running = pool.convert(job('hang'), 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await pool.stop();
    expect(await running).toMatchObject({ status: 'failed', reason: 'the run was cancelled' });
    expect(await pool.convert(job('late'), 1)).toMatchObject({ reason: 'the run was cancelled' });
  });

  it('removes the temporary files of a process it had to stop', async () => {
    const folder = await temporaryFolder({ 'worker.mjs': WORKER, 'kept.h5': '' });
    const pool = new Pool({ workerPath: join(folder, 'worker.mjs'), memoryLimit: 400e6, timeLimit: 1 });
    await pool.convert({ ...job('leave', folder), source: folder }, 1);
    expect((await readdir(folder)).sort()).toEqual(['kept.h5', 'worker.mjs']);
  });
});
