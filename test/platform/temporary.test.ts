import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishFile, removeAbandoned, temporaryPath } from '../../src/platform/temporary.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'temporary-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that has ended. */
const deadPid = () => Number(spawnSync(process.execPath, ['-e', 'console.log(process.pid)']).stdout.toString());

describe('temporary files', () => {
  it('lie beside their target under names that no glob for weights finds, even for the longest names', () => {
    const target = join(folder, `${'ü'.repeat(120)}.keras3.h5`);
    const path = temporaryPath(target);
    expect(path).not.toBe(temporaryPath(target));
    expect(Buffer.byteLength(basename(path))).toBeLessThanOrEqual(255);
    expect(path.endsWith('.tmp')).toBe(true);
  });

  it('take their final name, replacing what is there', async () => {
    const target = join(folder, 'target.h5');
    await writeFile(target, 'old');
    const temporary = temporaryPath(target);
    await writeFile(temporary, 'new');
    await publishFile(temporary, target, target);
    expect(await readFile(target, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['target.h5']);
  });

  it.skipIf(process.platform === 'win32').each([
    ['of the file that it replaces', 0o600, 0o640, 0o640],
    ['of the source where it replaces none', 0o600, undefined, 0o600],
    ['of the source within the umask', 0o777, undefined, 0o666 & ~process.umask()],
  ])('take the mode %s', async (_whose, source, replaced, expected) => {
    const target = join(folder, 'target.h5');
    const from = join(folder, 'source.h5');
    await writeFile(from, '');
    await chmod(from, source);
    if (replaced !== undefined) {
      await writeFile(target, '');
      await chmod(target, replaced);
    }
    const temporary = temporaryPath(target);
    await writeFile(temporary, 'new', { mode: 0o600 });
    await publishFile(temporary, target, from);
    expect((await stat(target)).mode & 0o777).toBe(expected);
  });

  it('are removed once their process is gone or they are an hour old, and nothing else is', async () => {
    const dead = deadPid();
    const ofTheDead = `.model.h5.${dead}.0123abcd.keras3-migrate.tmp`;
    const old = `.old.h5.${process.pid}.0123abcd.keras3-migrate.tmp`;
    const living = basename(temporaryPath(join(folder, 'model.h5')));
    const others = ['model.h5', `model.h5.${dead}.0123abcd.keras3-migrate.tmp`, '.notes.keras3-migrate.tmp', '.env'];
    for (const name of [ofTheDead, old, living, ...others]) await writeFile(join(folder, name), '');
    await mkdir(join(folder, `.folder.${dead}.0123abcd.keras3-migrate.tmp`));
    const twoHoursAgo = Date.now() / 1000 - 7200;
    await utimes(join(folder, old), twoHoursAgo, twoHoursAgo);
    await removeAbandoned(folder);
    const kept = [living, ...others, `.folder.${dead}.0123abcd.keras3-migrate.tmp`];
    expect((await readdir(folder)).sort()).toEqual(kept.sort());
  });

  it('of a folder that is not there are none', async () => {
    await removeAbandoned(join(folder, 'nowhere'));
  });
});
