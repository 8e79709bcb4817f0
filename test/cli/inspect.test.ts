import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { copyFixture, runBuilt } from '../run-built.ts';
import { temporaryFolder } from '../temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000 });

describe('inspect', () => {
  it('tells what a file is, for people and for programs', async () => {
    const folder = await temporaryFolder({});
    await copyFixture('keras-2.2.4/mlp_sequential/model.h5', join(folder, 'model.h5'));
    const text = await runBuilt('cli', ['inspect', 'model.h5'], folder);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toMatch(/^model\.h5: a whole model in legacy HDF5, written by Keras 2\.2\.4 \(tensorflow\)\n/);
    const json = await runBuilt('cli', ['inspect', '--json', 'model.h5'], folder);
    expect(JSON.parse(json.stdout)).toMatchObject({
      file: 'model.h5',
      kerasVersion: '2.2.4',
      layout: 'legacy-h5-model',
    });
  });

  it('compares two files, with the exit code of diff', async () => {
    const folder = await temporaryFolder({});
    await copyFixture('keras-2.2.4/mlp_sequential/model.h5', join(folder, 'a.h5'));
    await copyFixture('keras-2.2.4/mlp_sequential/weights_only.h5', join(folder, 'b.h5'));
    expect(await runBuilt('cli', ['inspect', '--diff', 'a.h5', 'a.h5'], folder)).toMatchObject({ code: 0 });
    const different = await runBuilt('cli', ['inspect', '--diff', '--json', 'a.h5', 'b.h5'], folder);
    expect(different.code).toBe(1);
    expect(JSON.parse(different.stdout)).toMatchObject({ files: ['a.h5', 'b.h5'], changed: [], onlyInSecond: [] });
  });

  it('says how it is used, and what is wrong with a damaged file', async () => {
    const folder = await temporaryFolder({ 'bad.h5': '\x89HDF\r\n\x1a\n damaged', 'other.h5': 'text' });
    expect(await runBuilt('cli', ['inspect', '--help'], folder)).toMatchObject({ code: 0 });
    for (const wrong of [[], ['--x', 'bad.h5'], ['a', 'b'], ['--diff', 'bad.h5'], ['missing.h5']]) {
      const { code, stderr } = await runBuilt('cli', ['inspect', ...wrong], folder);
      expect({ wrong, code }).toEqual({ wrong, code: 2 });
      expect(stderr).toMatch(/^keras3-migrate: inspect/);
    }
    expect(await runBuilt('cli', ['inspect', 'other.h5'], folder)).toMatchObject({ code: 0 });
    const damaged = await runBuilt('cli', ['inspect', '--diff', 'bad.h5', 'bad.h5'], folder);
    expect(damaged.code).toBe(1);
  });
});
