import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveReader } from '../src/archive/read-archive.ts';
import { convertFile } from '../src/convert.ts';
import { Hdf5Reader } from '../src/hdf5/reader.ts';
import { Hdf5Writer } from '../src/hdf5/writer.ts';
import type { ConversionJob } from '../src/job.ts';
import { readNameList } from '../src/keras/layouts/name-list.ts';
import type { Format } from '../src/plan/plan.ts';
import { nodePlatform } from '../src/platform/node.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const SUFFIXES: Record<Format, string> = { h5: '.keras3.h5', keras: '.keras', weights: '.weights.h5' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convert-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A fixture, copied so that nothing lies beside it. */
async function source(fixture: string, name = 'model.h5'): Promise<string> {
  const path = join(folder, name);
  await copyFile(join(FIXTURES, fixture), path);
  return path;
}

function job(path: string, options: Partial<ConversionJob> & { formats?: readonly Format[] } = {}): ConversionJob {
  const stem = path.replace(/\.[^.]*$/, '');
  return {
    source: path,
    name: 'model.h5',
    targets: (options.formats ?? ['h5']).map((format) => ({
      format,
      path: stem + SUFFIXES[format],
      name: `model${SUFFIXES[format]}`,
    })),
    overwrite: false,
    check: false,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: '00',
    ...options,
  };
}

async function withHdf5<T>(path: string, read: (reader: Hdf5Reader) => T): Promise<T> {
  using reader = await Hdf5Reader.open(path);
  return read(reader);
}

describe('convertFile', () => {
  it('writes a whole model in the layout of Keras 3, with its origin', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    const result = await convertFile(job(path));
    expect(result).toMatchObject({
      status: 'converted',
      layout: 'legacy-h5-model',
      kerasVersion: '2.15.0',
      tensors: 4,
    });
    expect(result.renamed).toContainEqual({
      from: 'model_weights/dense/dense/kernel:0',
      to: 'model_weights/dense/sequential/dense/kernel',
    });
    const target = join(folder, 'model.keras3.h5');
    expect(result.outputs).toEqual([
      { format: 'h5', path: 'model.keras3.h5', sha256: await nodePlatform.sha256OfFile(target) },
    ]);
    await withHdf5(target, (reader) => {
      const text = (name: string) => reader.attribute('/', name).strings?.[0];
      expect(text('keras_version')).toBe('3.3.3');
      expect(text('keras3_migrate_source_keras_version')).toBe('2.15.0');
      expect(text('keras3_migrate_source_sha256')).toBe(result.sourceSha256);
      expect(JSON.parse(text('training_config') ?? '').optimizer_config.class_name).toBe('Adam');
      expect(readNameList(reader, '/model_weights', 'layer_names')).toEqual(['dense', 'dropout', 'dense_1']);
      expect([...reader.datasets('/')].filter((name) => name.includes(':'))).toEqual([]);
    });
    expect(await nodePlatform.sha256OfFile(path)).toBe(result.sourceSha256);
  });

  it('fills in the hash of a large source when all else is written, and changes nothing else by it', async () => {
    const formats: Format[] = ['h5', 'keras', 'weights'];
    const bytesOf = (format: Format) => readFile(join(folder, `model${SUFFIXES[format]}`));
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    const small = await convertFile(job(path, { formats }));
    const expected = await Promise.all(formats.map(bytesOf));
    // So large that another thread hashes it; HDF5 does not look beyond its own end.
    appendFileSync(path, Buffer.alloc(17 * 1024 * 1024));
    const large = await convertFile(job(path, { formats, overwrite: true }));
    expect(large.sourceSha256).toBe(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
    const [h5, keras, weights] = await Promise.all(formats.map(bytesOf));
    const withHash = (bytes: Buffer | undefined, hash: string) =>
      bytes?.toString('latin1').replaceAll(hash, 'HASH') ?? '';
    const [from, to] = [String(small.sourceSha256), String(large.sourceSha256)];
    expect(withHash(h5, to) === withHash(expected[0], from)).toBe(true);
    expect(withHash(weights, to) === withHash(expected[2], from)).toBe(true);
    expect(large.outputs.map(({ sha256 }) => sha256)).toEqual(
      [h5, keras, weights].map((bytes) =>
        createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
      ),
    );
    await using archive = await ArchiveReader.open(join(folder, 'model.keras'));
    const { start, size, crc } = await archive.place('model.weights.h5');
    expect(crc).toBe(crc32(keras?.subarray(start, start + size) ?? ''));
    expect(JSON.parse(await archive.text('metadata.json')).keras3_migrate_source_sha256).toBe(to);
    expect(keras?.subarray(start, start + size).includes(to)).toBe(true);
  });

  it('writes weights alone below model_weights', async () => {
    const path = await source('keras-2.2.4/mlp_sequential/weights_only.h5');
    expect(await convertFile(job(path))).toMatchObject({ status: 'converted', layout: 'legacy-h5-weights' });
    const names = await withHdf5(join(folder, 'model.keras3.h5'), (reader) => [...reader.datasets('/')]);
    expect(names).toHaveLength(4);
    expect(names.every((name) => name.startsWith('/model_weights/'))).toBe(true);
  });

  it('refuses a source that is written to meanwhile, and writes nothing', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    const [target] = job(path).targets;
    const disturbing = {
      format: 'h5' as const,
      name: 'model.keras3.h5',
      get path() {
        appendFileSync(path, ' ');
        return target?.path ?? '';
      },
    };
    const result = await convertFile(job(path, { targets: [disturbing] }));
    expect(result).toMatchObject({ status: 'refused', outputs: [] });
    expect(result.reason).toContain('was written to while it was converted');
    expect(await readdir(folder)).toEqual(['model.h5']);
  });

  it('writes all formats, or h5 alone where only the architecture is missing', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    const result = await convertFile(job(path, { formats: ['h5', 'keras', 'weights'] }));
    expect(result.outputs.map(({ format }) => format)).toEqual(['h5', 'keras', 'weights']);
    expect(result.warnings).toContainEqual({
      code: 'weights-file-deleted',
      text: expect.stringContaining('Keras 3.4 deletes a file'),
    });
    await using archive = await ArchiveReader.open(join(folder, 'model.keras'));
    expect(archive.names).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);

    const alone = await source('keras-2.2.4/mlp_sequential/weights_only.h5', 'alone.h5');
    const before = await readdir(folder);
    const refused = await convertFile(job(alone, { formats: ['keras', 'weights'] }));
    expect(refused).toMatchObject({ status: 'refused', outputs: [] });
    expect(refused.reason).toContain('format "keras" needs the architecture');
    expect(await readdir(folder)).toEqual(before);
    const inPart = await convertFile(job(alone, { formats: ['h5', 'keras', 'weights'] }));
    expect(inPart).toMatchObject({ status: 'converted', outputs: [{ format: 'h5' }] });
    expect(inPart.reason).toContain('formats "keras" and "weights" need the architecture');
    expect(await readdir(folder)).toEqual([...before, 'alone.keras3.h5'].sort());
  });

  it('finds the architecture of weights alone beside them', async () => {
    const path = await source('keras-2.2.4/mlp_sequential/weights_only.h5', 'weights.h5');
    await source('keras-2.2.4/mlp_sequential/model.json', 'model.json');
    const result = await convertFile(job(path, { formats: ['keras'] }));
    expect(result).toMatchObject({ status: 'converted' });
    expect(result.warnings).toContainEqual({
      code: 'architecture-from',
      text: 'The architecture was taken from "model.json".',
    });
  });

  it('knows the architecture of Keras 1 whose nested Sequentials have no names', async () => {
    const path = await source('keras-1.2.2-theano/unnamed_nested/weights_only.h5', 'weights.h5');
    await source('keras-1.2.2-theano/sequential_of_models/model.json', 'model.json');
    expect(await convertFile(job(path, { formats: ['keras'] }))).toMatchObject({ status: 'refused' });
    await source('keras-1.2.2-theano/unnamed_nested/model.json', 'model.json');
    expect(await convertFile(job(path, { formats: ['keras'] }))).toMatchObject({ status: 'converted' });
  });

  it("leaves an object tree that may be Keras 3's, unless an architecture of Keras 2 fits it", async () => {
    const path = await source('keras-2.15.0/chunked_weight_names/v3.weights.h5', 'tree.h5');
    const left = { status: 'already-keras-3', outputs: [] };
    expect(await convertFile(job(path, { formats: ['keras'] }))).toMatchObject(left);
    await source('keras-2.15.0/rnn_zoo/model.json', 'model.json');
    expect(await convertFile(job(path, { formats: ['keras'] }))).toMatchObject(left);
    await source('keras-2.15.0/chunked_weight_names/model.json', 'model.json');
    expect(await convertFile(job(path, { formats: ['keras'] }))).toMatchObject({ status: 'converted' });
  });

  it('does nothing the second time, and the same bytes elsewhere', async () => {
    const path = await source('keras-2.10.0/rnn_zoo/model.h5');
    const formats: Format[] = ['h5', 'keras', 'weights'];
    const first = await convertFile(job(path, { formats }));
    const second = await convertFile(job(path, { formats }));
    expect(second).toMatchObject({ status: 'up-to-date', outputs: first.outputs });
    expect(await convertFile(job(path, { formats, check: true }))).toMatchObject({ status: 'up-to-date' });
    expect(await convertFile(job(join(folder, 'model.keras3.h5')))).toMatchObject({ status: 'already-keras-3' });
    const again = await convertFile(job(await source('keras-2.10.0/rnn_zoo/model.h5', 'copy.h5'), { formats }));
    expect(again.outputs.map(({ sha256 }) => sha256)).toEqual(first.outputs.map(({ sha256 }) => sha256));
  });

  it('makes a result anew when the source or the options have changed', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    await convertFile(job(path));
    expect(await convertFile(job(path, { optionsDigest: '01' }))).toMatchObject({ status: 'converted' });
    await source('keras-2.10.0/mlp_sequential/model.h5');
    expect(await convertFile(job(path, { optionsDigest: '01' }))).toMatchObject({
      status: 'converted',
      kerasVersion: '2.10.0',
    });
  });

  it('never overwrites what it did not make, unless it is told to', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    const target = join(folder, 'model.keras3.h5');
    await writeFile(target, 'precious');
    const refused = await convertFile(job(path));
    expect(refused).toMatchObject({ status: 'refused' });
    expect(refused.reason).toContain('"model.keras3.h5" is there already');
    expect(await readFile(target, 'utf8')).toBe('precious');
    expect(await convertFile(job(path, { overwrite: true }))).toMatchObject({ status: 'converted' });
  });

  it('does not say "overwrite" where that would not help: the target is a source of the run', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    await writeFile(join(folder, 'model.keras3.h5'), 'precious');
    const refused = await convertFile(job(path, { targetIsSource: true }));
    expect(refused.reason).toMatch(/also one of the files to convert/);
    expect(refused.reason).not.toContain('or set overwrite');
  });

  it.skipIf(process.platform === 'win32')('leaves a file that is converted in place its mode', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    for (const format of ['h5', 'keras'] as const) {
      await chmod(path, 0o600);
      const name = format === 'h5' ? 'model.h5' : 'model.keras';
      const target = join(folder, name);
      const inPlace = job(path, { inPlace: format === 'h5', targets: [{ format, path: target, name }] });
      if (format === 'keras') await source('keras-2.15.0/mlp_sequential/model.h5').then((each) => chmod(each, 0o600));
      expect(await convertFile(inPlace)).toMatchObject({ status: 'converted' });
      expect((await stat(target)).mode & 0o777).toBe(0o600);
    }
  });

  it('converts in place', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    const inPlace = job(path, { inPlace: true, targets: [{ format: 'h5', path, name: 'model.h5' }] });
    expect(await convertFile(inPlace)).toMatchObject({ status: 'converted' });
    expect(await convertFile(inPlace)).toMatchObject({ status: 'already-keras-3' });
    expect(await readdir(folder)).toEqual(['model.h5']);
  });

  it('only says what it would do when it checks', async () => {
    const path = await source('keras-2.15.0/mlp_sequential/model.h5');
    const result = await convertFile(job(path, { check: true }));
    expect(result).toMatchObject({ status: 'would-convert', outputs: [{ format: 'h5', path: 'model.keras3.h5' }] });
    expect(result.renamed.length).toBeGreaterThan(0);
    expect(await readdir(folder)).toEqual(['model.h5']);
  });

  it('keeps attributes that are not of the layout, with the group they are on', async () => {
    const path = join(folder, 'model.h5');
    {
      using writer = Hdf5Writer.create(path);
      writer.group('/dense');
      writer.group('/dense/dense');
      writer.dataset('/dense/dense/kernel:0', [1], 'float32');
      writer.write('/dense/dense/kernel:0', [1], 'float32', new Uint8Array(new Float32Array([1]).buffer));
      writer.namesAttribute('/', 'layer_names', ['dense']);
      writer.namesAttribute('/dense', 'weight_names', ['dense/kernel:0']);
      writer.stringAttribute('/', 'author', 'Ada');
      writer.numberAttribute('/dense', 'epochs', 7, 'int64');
      writer.close();
    }
    expect(await convertFile(job(path))).toMatchObject({ status: 'converted' });
    await withHdf5(join(folder, 'model.keras3.h5'), (reader) => {
      expect(reader.attribute('/', 'author').strings).toEqual(['Ada']);
      expect(reader.attribute('/model_weights/dense', 'epochs').numbers).toEqual([7]);
    });
  });

  it.each<[string, string | Buffer, string, string]>([
    [
      'an LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
      'lfs-pointer',
      'lfs: true',
    ],
    ['text', 'hello', 'not-keras', 'neither HDF5 nor a .keras archive'],
    ['an empty file', '', 'not-keras', 'the file is empty'],
    ['half an HDF5 file', Buffer.from('\x89HDF\r\n\x1a\n1234', 'latin1'), 'failed', 'HDF5 cannot open the file'],
    ['half a ZIP file', 'PK\u0003\u0004', 'failed', 'the archive cannot be read'],
  ])('says what %s is', async (_, content, status, reason) => {
    const path = join(folder, 'model.h5');
    await writeFile(path, content);
    const result = await convertFile(job(path));
    expect(result).toMatchObject({ status, outputs: [] });
    expect(result.reason).toContain(reason);
  });

  it('says that an HDF5 file is not Keras’s', async () => {
    const path = join(folder, 'model.h5');
    using writer = Hdf5Writer.create(path);
    writer.group('/data');
    writer.close();
    expect(await convertFile(job(path))).toMatchObject({
      status: 'not-keras',
      reason: expect.stringContaining('not Keras'),
    });
  });

  it('writes the weights alone of a Sequential that was saved without the shape of its input', async () => {
    const path = join(folder, 'model.h5');
    {
      using writer = Hdf5Writer.create(path);
      for (const group of ['/model_weights', '/model_weights/dense', '/model_weights/dense/dense']) writer.group(group);
      writer.dataset('/model_weights/dense/dense/kernel:0', [1, 1], 'float32');
      writer.write('/model_weights/dense/dense/kernel:0', [1, 1], 'float32', new Uint8Array(4));
      writer.namesAttribute('/model_weights', 'layer_names', ['dense']);
      writer.namesAttribute('/model_weights/dense', 'weight_names', ['dense/kernel:0']);
      const dense = { class_name: 'Dense', config: { name: 'dense', units: 1, use_bias: false } };
      const model = { class_name: 'Sequential', config: { name: 'sequential', layers: [dense] } };
      writer.stringAttribute('/', 'model_config', JSON.stringify(model));
      writer.stringAttribute('/', 'keras_version', '2.2.4-tf');
      writer.close();
    }
    expect(await convertFile(job(path, { formats: ['h5', 'keras'] }))).toMatchObject({
      status: 'refused',
      reason: expect.stringMatching(/^format "h5" needs the shape of the model's input/),
    });
    expect(await convertFile(job(path, { formats: ['h5', 'keras', 'weights'] }))).toMatchObject({
      status: 'converted',
      reason: expect.stringMatching(/^formats "h5" and "keras" need the shape of the model's input/),
      outputs: [{ format: 'weights' }],
    });
  });

  it.each(['3.3.3', '3.15.1'])(
    'leaves what Keras %s wrote where it loads it, and mends it where not',
    async (writer) => {
      const kinds = ['never_compiled', 'healthy', 'axes', 'operations', 'nested_with_operations', 'compiled_with_mse'];
      const found = [];
      for (const kind of kinds) {
        const path = await source(`keras-${writer}/${kind}/model.h5`);
        found.push([kind, (await convertFile(job(path, { check: true }))).status]);
      }
      expect(found).toEqual([
        ['never_compiled', 'already-keras-3'],
        ['healthy', 'already-keras-3'],
        ['axes', 'would-convert'],
        ['operations', 'would-convert'],
        ['nested_with_operations', 'would-convert'],
        ['compiled_with_mse', 'would-convert'],
      ]);
      const axes = await convertFile(job(await source(`keras-${writer}/axes/model.h5`), { check: true }));
      expect(axes.warnings.map(({ code }) => code)).toContain('keras-3-h5-unsound');
    },
  );

  it('says which Keras 3 the result needs, and refuses it where the user has an older one', async () => {
    const path = await source('keras-2.15.0/time_distributed_submodel/model.h5');
    expect(await convertFile(job(path, { check: true }))).toMatchObject({ status: 'would-convert', needs: '3.4' });
    expect(await convertFile(job(path, { check: true, minKeras: '3.4' }))).toMatchObject({ status: 'would-convert' });
    expect(await convertFile(job(path, { formats: ['h5', 'keras'], minKeras: '3.3.3' }))).toMatchObject({
      status: 'refused',
      reason: expect.stringMatching(
        /^formats "h5" and "keras" need Keras 3\.4 and min-keras is 3\.3\.3: TimeDistributed/,
      ),
      outputs: [],
    });
  });

  it('writes the formats that an older Keras 3 loads, where not all do', async () => {
    const path = await source('keras-2.15.0/preprocessing/weights_only.h5');
    await copyFile(join(FIXTURES, 'keras-2.15.0/preprocessing/model.json'), join(folder, 'model.json'));
    const formats: Format[] = ['h5', 'weights'];
    expect(await convertFile(job(path, { formats }))).toMatchObject({ status: 'converted', needs: '3.6' });
    expect(await convertFile(job(path, { formats, minKeras: '3.3', optionsDigest: '01' }))).toMatchObject({
      status: 'converted',
      reason: expect.stringMatching(/^format "h5" needs Keras 3\.6 and min-keras is 3\.3: .*Normalization/),
      outputs: [{ format: 'weights' }],
    });
  });

  it('names a weight that the file lists and does not hold', async () => {
    const path = join(folder, 'model.h5');
    {
      using writer = Hdf5Writer.create(path);
      writer.group('/dense_1');
      writer.namesAttribute('/', 'layer_names', ['dense_1']);
      writer.namesAttribute('/dense_1', 'weight_names', ['kernel:0']);
      writer.close();
    }
    expect(await convertFile(job(path))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('layer "dense_1" lists weight "kernel:0", but no such dataset exists'),
    });
  });
});
