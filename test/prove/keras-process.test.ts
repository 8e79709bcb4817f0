import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KerasProcess } from '../../src/prove/keras-process.ts';
import { proveResults } from '../../src/prove/prove.ts';
import type { FileResult } from '../../src/result.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const PYTHON = process.platform === 'win32' ? 'python' : 'python3';

/** A program that greets, then answers each request by its path. */
const STAND_IN = `
import json, os, sys, time
print(json.dumps({"keras": "3.99.0", "backend": os.environ.get("KERAS_BACKEND", "none")}), flush=True)
for line in sys.stdin:
    path = json.loads(line)["path"]
    if path == "hang": time.sleep(60)
    if path == "die": os._exit(3)
    if path == "junk": print("{", flush=True)
    if path == "environment": print(json.dumps({"kind": "not-loaded", "reason": " ".join(sorted(os.environ))}), flush=True)
    if path == "good": print(json.dumps({"kind": "loaded", "by": "load_model", "layers": 2, "parameters": 9}), flush=True)
`;

async function started(program: string, python = PYTHON): Promise<KerasProcess> {
  const folder = await temporaryFolder({ 'program/prove.py': program });
  const keras = new KerasProcess(python, join(folder, 'program', 'prove.py'), folder);
  onTestFinished(() => keras.stop());
  return keras;
}

const request = (path: string) => ({ path, source: 'model.h5', model: true });

describe('KerasProcess', () => {
  it('asks and answers', async () => {
    const keras = await started(STAND_IN);
    expect(await keras.start()).toEqual({ version: '3.99.0', backend: 'none' });
    const loaded = { kind: 'loaded', by: 'load_model', layers: 2, parameters: 9 };
    expect(await keras.load(request('good'), 10)).toEqual(loaded);
    expect(await keras.load(request('junk'), 10)).toMatchObject({ kind: 'not-loaded' });
    expect(await keras.load(request('good'), 10)).toEqual(loaded);
    expect(keras.isAlive).toBe(true);
  });

  it('gives no secret and no Python path away', async () => {
    process.env.INPUT_TOKEN = 'secret';
    process.env.PYTHONPATH = '/elsewhere';
    onTestFinished(() => {
      delete process.env.INPUT_TOKEN;
      delete process.env.PYTHONPATH;
    });
    const keras = await started(STAND_IN);
    await keras.start();
    const answer = await keras.load(request('environment'), 10);
    expect(answer).toMatchObject({ reason: expect.stringContaining('KERAS_HOME') });
    expect(JSON.stringify(answer)).not.toMatch(/TOKEN|PYTHONPATH|HOME=/);
  });

  it('ends a Python that hangs, and hears of one that died', async () => {
    const hanging = await started(STAND_IN);
    await hanging.start();
    expect(await hanging.load(request('hang'), 0.3)).toEqual({
      kind: 'not-loaded',
      reason: 'it gave no answer in 0.3 s',
    });
    expect(hanging.isAlive).toBe(false);
    const dying = await started(STAND_IN);
    await dying.start();
    expect(await dying.load(request('die'), 10)).toEqual({ kind: 'not-loaded', reason: 'it ended with code 3' });
  });

  it.each([
    ['print(\'{"keras": "2.15.0"}\')', 'its Keras is 2.15.0, and Keras 3 is needed'],
    ['print(\'{"missing": "ModuleNotFoundError"}\')', 'it has no Keras (ModuleNotFoundError)'],
    ['print("hello")', 'its answer is not JSON'],
    ['', 'it ended with code 0'],
  ])('says why a Python is of no use: %s', async (program, why) => {
    expect(await (await started(program)).start()).toBe(why);
  });

  it('says that there is no such Python', async () => {
    expect(await (await started('', 'no-such-python')).start()).toMatch(/ENOENT/);
  });
});

describe('proveResults', () => {
  const nothing = { renamed: [], changed: [], warnings: [] };
  const converted: FileResult = {
    ...nothing,
    source: 'model.h5',
    status: 'converted',
    outputs: [{ format: 'h5', path: 'model.keras3.h5' }],
  };

  it('goes on without a Keras, and says so', async () => {
    const root = await temporaryFolder();
    const report = { files: [converted] };
    const proved = await proveResults({ report, notes: ['before'] }, { python: './none', root, log: () => undefined });
    expect(proved.report).toBe(report);
    expect(proved.notes).toEqual(['before', expect.stringMatching(/^No result was loaded as a proof: ".*none" /)]);
  });

  it('starts nothing where nothing was written', async () => {
    const outcome = { report: { files: [{ ...converted, status: 'up-to-date' as const }] }, notes: [] };
    expect(await proveResults(outcome, { python: 'none', root: '/', log: () => undefined })).toBe(outcome);
  });

  it('runs no module that lies in the current directory or the root', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'keras'));
    await writeFile(join(root, 'keras', '__init__.py'), `open(${JSON.stringify(join(root, 'ran'))}, 'w')`);
    await writeFile(join(root, 'h5py.py'), `open(${JSON.stringify(join(root, 'ran'))}, 'w')`);
    await proveResults({ report: { files: [converted] }, notes: [] }, { python: PYTHON, root, log: () => undefined });
    await expect(import('node:fs/promises').then(({ stat }) => stat(join(root, 'ran')))).rejects.toThrow('ENOENT');
  });
});
