import { createHash } from 'node:crypto';
import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { copyFixture, runBuilt } from '../run-built.ts';
import { temporaryFolder } from '../temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000 });

const MODEL = 'keras-2.15.0/mlp_sequential/model.h5';
const WEIGHTS = 'keras-2.2.4/masking_lstm/weights_only.h5';

const digest = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
const reportIn = async (folder: string) => JSON.parse(await readFile(join(folder, 'r.json'), 'utf8'));

describe('the command line', () => {
  it('converts beside the source, leaves the source alone, and has nothing to do the second time', async () => {
    const folder = await temporaryFolder({});
    await copyFixture(MODEL, join(folder, 'm', 'model.h5'));
    const before = await digest(join(folder, 'm', 'model.h5'));
    const first = await runBuilt('cli', ['--report', 'r.json', '**/*.h5'], folder);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^converted: m\/model\.h5 → m\/model\.keras3\.h5 \(Keras 2\.15\.0, /);
    const written = join(folder, 'm', 'model.keras3.h5');
    const report = await reportIn(folder);
    expect(report.files).toHaveLength(1);
    expect(report.files[0]).toMatchObject({
      source: 'm/model.h5',
      status: 'converted',
      layout: 'legacy-h5-model',
      kerasVersion: '2.15.0',
      sourceSha256: before,
      outputs: [{ format: 'h5', path: 'm/model.keras3.h5', sha256: await digest(written) }],
    });
    expect(report.files[0].renamed.length).toBeGreaterThan(0);
    expect(await digest(join(folder, 'm', 'model.h5'))).toBe(before);

    const { mtimeMs } = await stat(written);
    const second = await runBuilt('cli', ['--check', '**/*.h5'], folder);
    expect(second).toMatchObject({ code: 0 });
    expect(second.stdout).toContain('1 up to date, 1 already Keras 3');
    await runBuilt('cli', ['**/*.h5'], folder);
    expect((await stat(written)).mtimeMs).toBe(mtimeMs);
    expect((await readdir(join(folder, 'm'))).sort()).toEqual(['model.h5', 'model.keras3.h5']);
  });

  it('gives the same bytes in another folder', async () => {
    const [a, b] = [await temporaryFolder({}), await temporaryFolder({})];
    for (const folder of [a, b]) {
      await copyFixture(MODEL, join(folder, 'model.h5'));
      await runBuilt('cli', ['--format', 'h5,keras,weights', '--output-dir', 'out', 'model.h5'], folder);
    }
    for (const name of ['model.keras3.h5', 'model.keras', 'model.weights.h5']) {
      expect(await digest(join(a, 'out', name))).toBe(await digest(join(b, 'out', name)));
    }
  });

  it('converts the others when one is bad, and says what each bad one is', async () => {
    const folder = await temporaryFolder({
      'pointer.h5': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      'text.h5': 'not HDF5 at all',
    });
    await copyFixture(WEIGHTS, join(folder, 'good.h5'));
    await copyFixture(WEIGHTS, join(folder, 'short.h5'));
    await truncate(join(folder, 'short.h5'), 1500);
    const { code } = await runBuilt('cli', ['--report', 'r.json', '--output-dir', 'out', '.'], folder);
    expect(code).toBe(1);
    const { files } = await reportIn(folder);
    expect(files.map((file: { source: string; status: string }) => `${file.source} ${file.status}`)).toEqual([
      'good.h5 converted',
      'pointer.h5 lfs-pointer',
      'short.h5 failed',
      'text.h5 not-keras',
    ]);
    expect(await readdir(join(folder, 'out'))).toEqual(['good.keras3.h5']);
  });

  it('never overwrites what it did not write, unless told to', async () => {
    const folder = await temporaryFolder({ 'model.keras3.h5': 'mine' });
    await copyFixture(MODEL, join(folder, 'model.h5'));
    const refused = await runBuilt('cli', ['model.h5'], folder);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/^refused: model\.h5 \(.*model\.keras3\.h5/);
    expect(await readFile(join(folder, 'model.keras3.h5'), 'utf8')).toBe('mine');
    expect((await runBuilt('cli', ['--no-fail-on-refused', 'model.h5'], folder)).code).toBe(0);
    expect((await runBuilt('cli', ['--overwrite', 'model.h5'], folder)).stdout).toMatch(/^converted/);
  });

  it('converts in place once', async () => {
    const folder = await temporaryFolder({});
    await copyFixture(MODEL, join(folder, 'model.h5'));
    expect((await runBuilt('cli', ['--in-place', 'model.h5'], folder)).stdout).toMatch(
      /^converted: model\.h5 → model\.h5/,
    );
    const after = await digest(join(folder, 'model.h5'));
    expect((await runBuilt('cli', ['--in-place', 'model.h5'], folder)).stdout).toMatch(/^already Keras 3/);
    expect(await digest(join(folder, 'model.h5'))).toBe(after);
    expect(await readdir(folder)).toEqual(['model.h5']);
  });

  it('writes nothing with --check, and exits with 1', async () => {
    const folder = await temporaryFolder({});
    await copyFixture(MODEL, join(folder, 'model.h5'));
    const { code, stdout } = await runBuilt('cli', ['--check', 'model.h5'], folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^needs converting: model\.h5 → model\.keras3\.h5/);
    expect(await readdir(folder)).toEqual(['model.h5']);
  });

  it('shares files among shards, whose reports it merges', async () => {
    const folder = await temporaryFolder({});
    for (const name of ['a', 'b', 'c']) await copyFixture(WEIGHTS, join(folder, `${name}.h5`));
    for (const part of ['1', '2']) {
      await runBuilt(
        'cli',
        ['--shard', `${part}/2`, '--report', `${part}.json`, '--output-dir', 'out', '*.h5'],
        folder,
      );
    }
    const { code, stdout } = await runBuilt('cli', ['report', '--report', 'r.json', '1.json', '2.json'], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('**3 converted** of 3 files.');
    expect((await reportIn(folder)).files).toHaveLength(3);
  });

  it.each([
    [[], 2, /no files are named/],
    [['--formt', 'h5', 'x.h5'], 2, /unknown flag --formt/],
    [['--format', 'h6', 'x.h5'], 2, /--format is "h6"; it takes h5, keras, weights/],
    [['report', 'gone.json'], 2, /gone\.json cannot be read/],
    [['gone.h5'], 1, /^$/],
    [['**/*.h5'], 0, /^$/],
  ])('%j exits with %d', async (args, code, message) => {
    const ended = await runBuilt('cli', args, await temporaryFolder({}));
    expect(ended.code).toBe(code);
    expect(ended.stderr.trim()).toMatch(message);
  });

  it('helps', async () => {
    const folder = await temporaryFolder({});
    expect((await runBuilt('cli', ['--help'], folder)).stdout).toContain('Exit code 0');
    expect((await runBuilt('cli', ['--version'], folder)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('removes what a killed run left', async () => {
    const folder = await temporaryFolder({});
    await copyFixture(WEIGHTS, join(folder, 'a.h5'));
    // Process numbers stay below 2^22 (Linux) and 100,000 (macOS).
    await writeFile(join(folder, '.a.keras3.h5.99999999.0123abcd.keras3-migrate.tmp'), 'half');
    await runBuilt('cli', ['a.h5'], folder);
    expect((await readdir(folder)).sort()).toEqual(['a.h5', 'a.keras3.h5']);
  });
});
