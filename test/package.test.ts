import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { pack } from '../scripts/pack.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROOT = join(import.meta.dirname, '..');
const run = promisify(execFile);
const shell = process.platform === 'win32';
/** A folder in which the packed package is installed, without a network. */
let user: string;

beforeAll(async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'keras3-migrate-test-')));
  const tarball = await pack(join(folder, 'packed'));
  user = join(folder, 'user');
  await mkdir(user);
  await writeFile(join(user, 'package.json'), '{ "name": "user", "private": true, "type": "module" }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: user, shell });
  await cp(join(ROOT, 'examples'), join(user, 'models'), { recursive: true });
  return () => rm(folder, { recursive: true, force: true });
});

describe('the packed package', () => {
  it('brings nothing else along, and the licences of what is bundled', async () => {
    const { dependencies } = JSON.parse(await readFile(join(user, 'package-lock.json'), 'utf8')).packages[
      'node_modules/keras3-migrate'
    ];
    expect(dependencies).toBeUndefined();
    const installed = join(user, 'node_modules', 'keras3-migrate');
    expect(await readFile(join(installed, 'dist', 'licenses.txt'), 'utf8')).toContain('h5wasm');
    expect(await readFile(join(installed, 'LICENSE'), 'utf8')).toContain('Apache License');
  });

  it('runs by npx', async () => {
    const { stdout } = await run('npx', ['--offline', 'keras3-migrate', 'models', '--output-dir', 'out'], {
      cwd: user,
      shell,
    });
    expect(stdout).toContain('3 converted');
    const inspected = await run('npx', ['--offline', 'keras3-migrate', 'inspect', 'models/churn.h5'], {
      cwd: user,
      shell,
    });
    expect(inspected.stdout).toContain('written by Keras 2.15.0');
  });

  it('gives programs convert, inspect and diff', async () => {
    const program = `
      import { convert, diff, inspect } from 'keras3-migrate';
      const seen = [];
      const { files } = await convert('models/churn.h5', { outputDir: 'by-api', formats: ['h5', 'keras'], onResult: (r) => seen.push(r.source) });
      const { kerasVersion, parameters } = await inspect('models/churn.h5');
      const { moved } = await diff('models/churn.h5', files[0].outputs[0].path);
      console.log(JSON.stringify({ status: files[0].status, seen, kerasVersion, parameters, moved: moved.length > 0 }));
      const wrong = await convert('models', { concurrency: 0 }).catch((error) => error);
      console.log(wrong.name + ': ' + wrong.message);
    `;
    await writeFile(join(user, 'program.js'), program);
    const { stdout } = await run(process.execPath, ['program.js'], { cwd: user });
    const [result, wrong] = stdout.trim().split('\n');
    expect(JSON.parse(result ?? '')).toEqual({
      status: 'converted',
      seen: ['models/churn.h5'],
      kerasVersion: '2.15.0',
      parameters: 62,
      moved: true,
    });
    expect(wrong).toBe('Refusal: option concurrency is "0"; it takes a whole number from 1 to 256');
  });

  it('has types that a strict program can use', async () => {
    await writeFile(
      join(user, 'program.ts'),
      `import { convert, type FileResult, type Inspection, inspect } from 'keras3-migrate';
       const { files } = await convert(['a.h5'], { formats: ['keras'] });
       export const statuses: FileResult['status'][] = files.map(({ status }) => status);
       export const found: Inspection = await inspect('a.h5');
       // @ts-expect-error no such format
       await convert('a.h5', { formats: ['onnx'] });\n`,
    );
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const flags = ['--noEmit', '--strict', '--target', 'ES2023', '--module', 'NodeNext', '--types', '', 'program.ts'];
    await run(process.execPath, [tsc, ...flags], { cwd: user });
  });
});
