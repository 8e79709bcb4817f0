import { readdir, readFile, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { copyFixture, runAction } from '../run-built.ts';
import { temporaryFolder } from '../temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000 });

const MODEL = 'keras-2.15.0/mlp_sequential/model.h5';

describe('the action', () => {
  it('converts, and sets outputs and the summary', async () => {
    const workspace = await temporaryFolder({});
    await copyFixture(MODEL, join(workspace, 'models', 'model.h5'));
    const { code, outputs, summary } = await runAction(workspace, { report: 'report.json' });
    expect(code).toBe(0);
    expect(Object.fromEntries(outputs)).toMatchObject({
      changed: 'true',
      'converted-count': '1',
      'skipped-count': '0',
      'refused-count': '0',
      'failed-count': '0',
      'report-path': join(workspace, 'report.json'),
      'converted-files': '["models/model.keras3.h5"]',
    });
    expect(summary).toContain('**1 converted** of 1 file.');
    expect(summary).toContain('model = keras.models.load_model("models/model.keras3.h5")');
    const report = JSON.parse(await readFile(join(workspace, 'report.json'), 'utf8'));
    expect(report.files[0]).toMatchObject({ source: 'models/model.h5', status: 'converted' });
  });

  it('succeeds when nothing matches, and the summary says so', async () => {
    const { code, outputs, summary } = await runAction(await temporaryFolder({}), {});
    expect(code).toBe(0);
    expect(outputs.get('changed')).toBe('false');
    expect(summary).toContain('No file matches');
  });

  it('warns of a pattern that matches nothing, or fails if told to', async () => {
    const workspace = await temporaryFolder({});
    await copyFixture(MODEL, join(workspace, 'model.h5'));
    const files = '**/*.h5\nweights/*.h5';
    const warned = await runAction(workspace, { files });
    expect(warned.code).toBe(0);
    expect(warned.stdout).toMatch(/^::warning title=keras3-migrate::no file matches weights\/\*\.h5: /m);
    const failed = await runAction(workspace, { files, 'fail-on-no-match': 'true' });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/^::error::no file matches weights\/\*\.h5: /m);
    expect((await runAction(await temporaryFolder({}), { 'fail-on-no-match': 'true' })).code).toBe(1);
    expect((await runAction(workspace, {})).stdout).not.toContain('::warning');
  });

  it('fails a check of a file whose content is in Git LFS, and says how to fetch it', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 5\n`;
    const workspace = await temporaryFolder({ 'model.h5': pointer });
    expect((await runAction(workspace, {})).code).toBe(0);
    const { code, stdout } = await runAction(workspace, { check: 'true' });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error::1 file in Git LFS whose content is not here: model\.h5; fetch it with "lfs: true"/m,
    );
  });

  it('fails and names the bad file after it has converted the others', async () => {
    const workspace = await temporaryFolder({});
    await copyFixture(MODEL, join(workspace, 'good.h5'));
    await copyFixture(MODEL, join(workspace, 'short.h5'));
    await truncate(join(workspace, 'short.h5'), 3000);
    const { code, outputs, stdout } = await runAction(workspace, {});
    expect(code).toBe(1);
    expect(outputs.get('converted-count')).toBe('1');
    expect(stdout).toMatch(/^::error title=keras3-migrate,file=short\.h5::short\.h5: /m);
    expect(stdout).toMatch(/^::error::1 file failed: short\.h5$/m);
  });

  it('fails in check mode while a file needs converting, and writes nothing', async () => {
    const workspace = await temporaryFolder({});
    await copyFixture(MODEL, join(workspace, 'model.h5'));
    const { code, outputs, summary, rendered } = await runAction(workspace, { check: 'true' });
    expect(code).toBe(1);
    expect(outputs.get('would-convert-count')).toBe('1');
    expect(summary).toContain('would be written');
    expect(rendered.blocks.slice(0, 2)).toEqual([
      "node dist/cli.js .\ngit add -- model.keras3.h5\ngit commit -m 'Convert Keras HDF5 files to Keras 3'\ngit push\n",
      '- uses: ./\n  with:\n    commit: true\n',
    ]);
    expect(await readdir(workspace)).toEqual(['model.h5']);
    await runAction(workspace, {});
    expect((await runAction(workspace, { check: 'true' })).code).toBe(0);
  });

  it('never leaves the workspace', async () => {
    const outside = await temporaryFolder({});
    await copyFixture(MODEL, join(outside, 'secret.h5'));
    const workspace = await temporaryFolder({});
    await symlink(join(outside, 'secret.h5'), join(workspace, 'link.h5'));
    const linked = await runAction(workspace, {});
    expect(linked.code).toBe(0);
    expect(linked.summary).toContain('leads outside the workspace');
    const climbing = await runAction(workspace, { files: '../**/*.h5' });
    expect(climbing.code).toBe(1);
    expect(climbing.stdout).toMatch(/^::error::files: .* leads outside the workspace/m);
    expect(await readdir(outside)).toEqual(['secret.h5']);
  });

  it('lets no file name act in the log', async () => {
    const workspace = await temporaryFolder({});
    await copyFixture(MODEL, join(workspace, 'a\n::error::boo <img src=x>.h5'));
    const { code, stdout, summary } = await runAction(workspace, {});
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/^::error/m);
    expect(summary).not.toContain('<img');
  });

  it('refuses an input it does not understand, with what it takes', async () => {
    const { code, stdout } = await runAction(await temporaryFolder({}), { check: 'maybe' });
    expect(code).toBe(1);
    expect(stdout).toContain('::error::input check is "maybe"; it takes true or false');
  });
});
