import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { convertFile } from '../../src/convert.ts';
import type { Format } from '../../src/plan/plan.ts';
import { proveResults } from '../../src/prove/prove.ts';
import type { FileResult } from '../../src/result.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { pythonOf } from './environments.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const TIMEOUT = 300_000;

async function convert(root: string, fixture: string, name: string, formats: readonly Format[]): Promise<FileResult> {
  const file = { h5: `${name}.keras3.h5`, keras: `${name}.keras`, weights: `${name}.weights.h5` };
  return convertFile({
    source: join(FIXTURES, fixture),
    name,
    targets: formats.map((format) => ({ format, path: join(root, file[format]), name: file[format] })),
    overwrite: false,
    check: false,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: '',
  });
}

async function archive(root: string, name: string, config: object): Promise<FileResult> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(config)), 'config.json');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(root, name)));
  const nothing = { renamed: [], changed: [], warnings: [] };
  return { ...nothing, source: name, status: 'converted', outputs: [{ format: 'keras', path: name }] };
}

const prove = (root: string, files: readonly FileResult[], environment: 'keras-3.3.3' | 'keras-3.15.1') =>
  proveResults({ report: { files }, notes: [] }, { python: pythonOf(environment), root, log: () => undefined });

describe.each(['keras-3.3.3', 'keras-3.15.1'] as const)('prove with %s', (environment) => {
  const version = environment.slice('keras-'.length);

  it(
    'loads models, weights into the model, and weights alone',
    async () => {
      const root = await temporaryFolder();
      const files = [
        await convert(root, 'keras-2.15.0/mlp_sequential/model.h5', 'a', ['weights', 'h5', 'keras']),
        await convert(root, 'keras-2.2.4/mlp_sequential/weights_only.h5', 'b', ['h5']),
      ];
      const { report, notes } = await prove(root, files, environment);
      expect(notes).toEqual([
        `Keras ${version} (tensorflow) of this machine loaded 4 of 4 results: 2 by load_model, 1 by load_weights, 1 by layer counts.`,
      ]);
      expect(report.files).toEqual(files);
    },
    TIMEOUT,
  );

  it(
    'tells of a result that Keras does not load, and loads none that could run code or read files',
    async () => {
      const root = await temporaryFolder();
      const layer = (extra: object) => ({
        module: 'keras',
        class_name: 'Sequential',
        registered_name: null,
        config: { name: 's', layers: [{ module: 'keras.layers', registered_name: null, ...extra }] },
      });
      const files = [
        await archive(root, 'broken.keras', layer({ class_name: 'NoSuchLayer', config: {} })),
        await archive(
          root,
          'module.keras',
          layer({ module: 'subprocess', class_name: 'Popen', config: { args: ['true'] } }),
        ),
        await archive(
          root,
          'function.keras',
          layer({ module: 'keras.utils', class_name: 'function', config: 'get_file' }),
        ),
        await archive(
          root,
          'vocabulary.keras',
          layer({ class_name: 'StringLookup', config: { vocabulary: '/etc/passwd' } }),
        ),
        await archive(
          root,
          'lambda.keras',
          layer({ class_name: 'Lambda', config: { function: { class_name: '__lambda__', config: { code: '4w==' } } } }),
        ),
      ];
      const { report, notes } = await prove(root, files, environment);
      expect(notes).toEqual([`Keras ${version} (tensorflow) of this machine loaded 0 of 5 results.`]);
      const said = report.files.map(({ warnings }) => warnings.map(({ text }) => text).join('\n'));
      expect(said[0]).toContain(`Keras ${version} of this machine did not load "broken.keras"`);
      expect(said[1]).toContain('subprocess.Popen');
      expect(said[2]).toContain('keras.utils.function');
      expect(said[3]).toContain('it names another file');
      expect(said[4]).toContain('code from a file is not run');
    },
    TIMEOUT,
  );
});
