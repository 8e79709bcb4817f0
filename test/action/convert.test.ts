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
    const { code, outputs, summary } = await runAction(workspace, { check: 'true' });
    expect(code).toBe(1);
    expect(outputs.get('would-convert-count')).toBe('1');
    expect(summary).toContain('would be written');
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
