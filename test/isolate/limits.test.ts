import { fork } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Child } from '../../src/isolate/child.ts';
import { timeLimitFor } from '../../src/isolate/limits.ts';
import { secondsOf, usageOf } from '../../src/isolate/usage.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('timeLimitFor', () => {
  it('grows with the bytes, leaves a busy machine its time, and ends before a job does', () => {
    expect(timeLimitFor(0)).toEqual({ seconds: 960, cpuSeconds: 120 });
    expect(timeLimitFor(190 * 1024 ** 2)).toEqual({ seconds: 2480, cpuSeconds: 310 });
    expect(timeLimitFor(10 ** 12)).toEqual({ seconds: 18_000, cpuSeconds: 18_000 });
  });
});

/** Works or waits as it is told, and never answers. */
const WORKER = `
process.on('message', ({ verb }) => { if (verb === 'work') for (;;); });
process.on('disconnect', () => process.exit(1));
`;

describe('a child process', () => {
  it.runIf(process.platform !== 'win32')('is told by its processor time where it works', async () => {
    const workerPath = join(await temporaryFolder({ 'worker.mjs': WORKER }), 'worker.mjs');
    const child = new Child(workerPath);
    const outcome = await child.run({ verb: 'work' }, { memory: 1e9, time: { seconds: 300, cpuSeconds: 0.4 } });
    await child.stop();
    expect(outcome).toEqual({ kind: 'time', seconds: 0.4 });
  });

  it('is told by the clock where it waits', async () => {
    const workerPath = join(await temporaryFolder({ 'worker.mjs': WORKER }), 'worker.mjs');
    const child = new Child(workerPath);
    const outcome = await child.run({ verb: 'wait' }, { memory: 1e9, time: { seconds: 1, cpuSeconds: 300 } });
    await child.stop();
    expect(outcome).toEqual({ kind: 'time', seconds: 1 });
  });
});

describe('usageOf', () => {
  it.runIf(process.platform !== 'win32')('tells what a process has taken, and of one that ended nothing', async () => {
    const usage = await usageOf(process.pid);
    expect(usage?.resident).toBeGreaterThan(10e6);
    const { user, system } = process.cpuUsage();
    expect(Math.abs((usage?.cpuSeconds ?? -9) - (user + system) / 1e6)).toBeLessThan(1);
    const ended = fork(join(await temporaryFolder({ 'nothing.mjs': '' }), 'nothing.mjs'));
    await new Promise((resolve) => ended.once('exit', resolve));
    expect(await usageOf(ended.pid ?? 0)).toBeUndefined();
  });
});

describe('secondsOf', () => {
  it.each([
    ['0:01.50', 1.5],
    ['00:00:07', 7],
    ['1-02:03:04', 93_784],
  ])('reads %s', (time, seconds) => {
    expect(secondsOf(time)).toBe(seconds);
  });

  it('takes nothing else for a time', () => {
    for (const time of ['', '-', 'x:1', '1:2:3:4']) expect(secondsOf(time)).toBeNaN();
  });
});
