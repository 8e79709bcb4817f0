import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { killOnce, prepareKills } from './kill.ts';
import { convertAll, DIST, differencesIn, digestsIn, faultsOf } from './promises.ts';

vi.setConfig({ testTimeout: 180_000 });

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const MODEL = join(FIXTURES, 'keras-2.15.0', 'rnn_zoo', 'model.h5');

async function folderWithModel(): Promise<string> {
  const folder = await temporaryFolder();
  await copyFile(MODEL, join(folder, 'model.h5'));
  return folder;
}

describe('a process that converts a file', () => {
  it('that is killed leaves nothing behind', async () => {
    const folder = await folderWithModel();
    const worker = `import ${JSON.stringify(pathToFileURL(join(DIST, 'worker.js')).href)};
      process.on('message', () => setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(process.argv[2] ?? 60)));`;
    const workerPath = join(await temporaryFolder({ 'worker.mjs': worker }), 'worker.mjs');
    const before = await digestsIn(folder);
    const tried = await convertAll({ folder, names: ['model.h5'], formats: ['h5', 'keras', 'weights'], workerPath });
    const results = [...tried.values()].map(({ result }) => result);
    expect(results.flatMap(faultsOf)).toEqual([]);
    expect(await differencesIn(folder, before, results)).toEqual([]);
  });

  it('that takes more memory than allowed is stopped', async () => {
    const folder = await folderWithModel();
    const before = await digestsIn(folder);
    const tried = await convertAll({ folder, names: ['model.h5'], memoryLimit: 20 * 1024 ** 2 });
    const results = [...tried.values()].map(({ result }) => result);
    // Windows tells nobody's resident memory cheaply: there the heap's limit alone holds.
    if (process.platform !== 'win32') expect(results[0]?.reason).toMatch(/more than 20 MB of memory/);
    expect(await differencesIn(folder, before, results)).toEqual([]);
  });
});

/** Runs the command line below a shell, whose limits it inherits. */
function runLimited(shell: string, folder: string, identity: object = {}): Promise<string> {
  const script = `${shell}; exec "$0" "$@"`;
  const args = ['-c', script, process.execPath, join(DIST, 'cli.js'), '--format', 'h5,keras', 'model.h5'];
  const child = spawn('/bin/sh', args, { cwd: folder, ...identity });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

describe.runIf(process.platform !== 'win32')('a disk', () => {
  it.each([1, 8, 24, 60])('that takes only %d blocks of a file leaves the source and no result', async (blocks) => {
    const folder = await folderWithModel();
    const before = await digestsIn(folder);
    const output = await runLimited(`ulimit -f ${blocks}`, folder);
    expect(output).toMatch(/^failed: model\.h5 \(.+\)$/m);
    expect(await differencesIn(folder, before, [])).toEqual([]);
  });

  it('that may not be written leaves the source and no result', async () => {
    const folder = await folderWithModel();
    await chmod(folder, 0o555);
    const before = await digestsIn(folder);
    // Permissions do not bind root: as nobody then.
    const output = await runLimited(':', folder, process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {});
    await chmod(folder, 0o755);
    expect(output).toMatch(/^failed: model\.h5 \(.+\)$/m);
    expect(await differencesIn(folder, before, [])).toEqual([]);
  });
});

// scripts/fuzz.ts --kills goes on from here.
describe('a run that is killed at some moment', () => {
  it('loses nothing, leaves no half file, and the next one finishes', async () => {
    await using trial = await prepareKills([MODEL, join(FIXTURES, 'keras-2.10.0', 'conv_lstm', 'model.h5')]);
    for (let seed = 0; seed < 8; seed += 2) {
      const outcomes = await Promise.all([killOnce(trial, seed), killOnce(trial, seed + 1)]);
      expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
    }
  });
});

describe('temporary files', () => {
  it('of a dead process whose number a new one has are removed by it', async () => {
    const folder = await folderWithModel();
    const worker = `import { writeFileSync } from 'node:fs';
      process.prependListener('message', ({ job }) => writeFileSync(job.source + '/../out/.old.' + process.pid + '.0123abcd.keras3-migrate.tmp', ''));
      import ${JSON.stringify(pathToFileURL(join(DIST, 'worker.js')).href)};`.replace(
      "job.source + '/../out/",
      "job.source.replace(/[^/\\\\]*$/, '') + 'out/",
    );
    await mkdir(join(folder, 'out'));
    const workerPath = join(await temporaryFolder(), 'worker.mjs');
    await writeFile(workerPath, worker);
    await convertAll({ folder, names: ['model.h5'], workerPath });
    expect(await readdir(join(folder, 'out'))).toEqual(['model.h5.keras3.h5']);
  });
});
