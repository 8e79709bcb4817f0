import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { copyFixture } from '../run-built.ts';
import { temporaryFolder } from '../temporary-folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const ROOT = resolve(import.meta.dirname, '..', '..');

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
}

async function hook(id: string): Promise<Hook> {
  const hooks: readonly Hook[] = parse(await readFile(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));
  const found = hooks.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no hook ${id}`);
  return found;
}

/** Runs a hook of `language: script` as pre-commit does: the entry's first word is a program of this repository. */
async function runHook({ entry }: Hook, names: readonly string[], cwd: string) {
  const [program = '', ...args] = entry.split(' ');
  return await new Promise<{ code: number; stdout: string }>((done) => {
    execFile(join(ROOT, program), [...args, ...names], { cwd }, (error, stdout) => {
      done({ code: error === null ? 0 : Number(error.code), stdout });
    });
  });
}

describe.skipIf(process.platform === 'win32')('the hooks of pre-commit', () => {
  it('start a program that may be run', async () => {
    expect((await stat(join(ROOT, 'dist', 'cli.js'))).mode & 0o111).toBe(0o111);
    expect(await readFile(join(ROOT, 'dist', 'cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    for (const id of ['keras3-check', 'keras3-convert']) expect((await hook(id)).language).toBe('script');
  });

  it('fail while a file needs converting, and once when they convert it, with the command that adds it', async () => {
    const folder = await temporaryFolder({});
    const names = ['model.h5', "it's.h5"];
    for (const name of names) await copyFixture('keras-2.15.0/mlp_sequential/model.h5', join(folder, name));
    const [check, convert] = [await hook('keras3-check'), await hook('keras3-convert')];
    for (const name of names) expect(name).toMatch(new RegExp(check.files));
    expect((await runHook(check, names, folder)).code).toBe(1);
    const first = await runHook(convert, names, folder);
    expect(first.code).toBe(1);
    expect(first.stdout).toContain("add the results to the commit: git add -- 'it'\\''s.keras3.h5' model.keras3.h5\n");
    const all = [...names, 'model.keras3.h5', "it's.keras3.h5"];
    expect((await runHook(convert, all, folder)).code).toBe(0);
    expect((await runHook(check, all, folder)).code).toBe(0);
  });
});
