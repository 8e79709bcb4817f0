import { mkdir, symlink } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatOfName, stemOf } from '../../src/find/file-names.ts';
import { planTargets } from '../../src/find/targets.ts';
import type { Format } from '../../src/plan/plan.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const fileIn = (root: string, name: string) => ({ path: join(root, name), name, bytes: 1 });

interface Where {
  readonly formats?: readonly Format[];
  readonly outputDir?: string;
  readonly inPlace?: boolean;
  readonly contained?: boolean;
}

async function plan(root: string, names: readonly string[], where: Where = {}) {
  const { formats = ['h5'], outputDir, inPlace = false, contained = true } = where;
  return planTargets(
    names.map((name) => fileIn(root, name)),
    { root, formats, inPlace, contained, outputDir: outputDir === undefined ? undefined : join(root, outputDir) },
  );
}

async function targetNames(root: string, name: string, where: Where = {}) {
  const [destination] = await plan(root, [name], where);
  expect(destination?.refusal).toBeUndefined();
  return destination?.targets.map((target) => target.name);
}

describe('names', () => {
  it.each([
    ['x.weights.h5', 'x'],
    ['x.h5', 'x'],
    ['x.HDF5', 'x'],
    ['x.keras', 'x'],
    ['weights.05-0.33.hdf5', 'weights.05-0.33'],
    ['x.bin', 'x.bin'],
    ['.h5', '.h5'],
  ])('the stem of %s is %s', (name, stem) => expect(stemOf(name)).toBe(stem));

  it.each([
    ['x.h5', 'h5'],
    ['x.hdf5', 'h5'],
    ['x.weights.h5', 'weights'],
    ['x.keras', 'keras'],
    ['x.H5', undefined],
  ])('Keras 3 expects in %s: %s', (name, format) => expect(formatOfName(name)).toBe(format));
});

describe('planTargets', () => {
  const formats: Format[] = ['h5', 'keras', 'weights'];

  it('puts results beside the source, never over it', async () => {
    const root = await temporaryFolder({});
    expect(await targetNames(root, 'a/x.h5', { formats })).toEqual(['a/x.keras3.h5', 'a/x.keras', 'a/x.weights.h5']);
    expect(await targetNames(root, 'x.keras', { formats })).toEqual(['x.keras3.h5', 'x.keras3.keras', 'x.weights.h5']);
    expect(await targetNames(root, 'x.weights.h5', { formats })).toEqual([
      'x.keras3.h5',
      'x.keras',
      'x.keras3.weights.h5',
    ]);
  });

  it('keeps the folders below output-dir', async () => {
    const root = await temporaryFolder({});
    expect(await targetNames(root, 'a/b/x.hdf5', { outputDir: 'out' })).toEqual(['out/a/b/x.keras3.h5']);
    expect(await targetNames(root, '../other/x.h5', { outputDir: 'out', contained: false })).toEqual([
      'out/x.keras3.h5',
    ]);
    expect(await targetNames(root, 'x.keras', { outputDir: '.', formats: ['keras'] })).toEqual(['x.keras3.keras']);
  });

  it('writes in place only what the name lets Keras 3 expect', async () => {
    const root = await temporaryFolder({ 'x.h5': '', 'x.weights.h5': '', 'y.bin': '' });
    expect(await targetNames(root, 'x.h5', { inPlace: true })).toEqual(['x.h5']);
    const [weights, other] = await plan(root, ['x.weights.h5', 'y.bin'], { inPlace: true });
    expect(weights?.refusal).toMatch(/expects format weights.*use format weights in place/);
    expect(other?.refusal).toMatch(/opens no file named "y.bin": rename it/);
  });

  it('refuses both of two sources with one target, naming each other', async () => {
    const root = await temporaryFolder({});
    const [a, b, c] = await plan(root, ['x.h5', 'x.hdf5', 'y.h5']);
    expect(a?.refusal).toContain('"x.keras3.h5" would also be the result of "x.hdf5"');
    expect(b?.refusal).toContain('would also be the result of "x.h5"');
    expect(c?.refusal).toBeUndefined();
    const [upper, lower] = await plan(root, ['X.h5', 'x.h5']);
    expect([upper?.refusal, lower?.refusal]).not.toContain(undefined);
  });

  it('refuses a target that is a link, a folder, or reached through a link that leads outside', async () => {
    const outside = await temporaryFolder({ victim: '' });
    const root = await temporaryFolder({ 'a.h5': '', 'sub/c.h5': '' });
    await symlink(join(outside, 'victim'), join(root, 'a.keras3.h5'));
    await mkdir(join(root, 'b.keras3.h5'));
    await mkdir(join(root, 'out'));
    await symlink(outside, join(root, 'out', 'sub'));
    const [a, b] = await plan(root, ['a.h5', 'b.h5']);
    expect(a?.refusal).toMatch(/not a regular file/);
    expect(b?.refusal).toMatch(/not a regular file/);
    for (const contained of [true, false]) {
      const [c] = await plan(root, ['sub/c.h5'], { outputDir: 'out', contained });
      expect(c?.refusal).toMatch(/leads outside/);
    }
    const [d] = await plan(root, ['a.h5'], { outputDir: '.git/hooks' });
    expect(d?.refusal).toMatch(/would lie in .git/);
  });

  it('gives absolute paths and names from the root', async () => {
    const root = await temporaryFolder({});
    const [destination] = await plan(root, ['m/x.h5']);
    const target = destination?.targets[0];
    expect(relative(root, target?.path ?? '')).toBe(join('m', 'x.keras3.h5'));
    expect(basename(target?.path ?? '')).toBe('x.keras3.h5');
  });
});
