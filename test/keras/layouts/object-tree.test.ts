import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { convertFile } from '../../../src/convert.ts';
import { Hdf5Reader } from '../../../src/hdf5/reader.ts';
import { Hdf5Writer } from '../../../src/hdf5/writer.ts';
import { readObjectTree } from '../../../src/keras/layouts/object-tree.ts';
import { recogniseLayout } from '../../../src/source/layout.ts';
import type { Dtype } from '../../../src/tensor/tensor.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'keras-2.15.0');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'object-tree-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function open(path: string): Promise<Hdf5Reader> {
  return Hdf5Reader.open(path);
}

type Datasets = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly dtype: Dtype; readonly bytes: Uint8Array }
>;

function write(path: string, datasets: Datasets): string {
  using writer = Hdf5Writer.create(path);
  const groups = new Set<string>();
  for (const [name, { shape, dtype, bytes }] of datasets) {
    const parts = name.split('/');
    for (let end = 2; end < parts.length; end++) {
      const group = parts.slice(0, end).join('/');
      if (!groups.has(group)) writer.group(group);
      groups.add(group);
    }
    writer.dataset(name, shape, dtype);
    writer.write(name, shape, dtype, bytes);
  }
  writer.close();
  return path;
}

/** Datasets of one number each. */
const numbers = (...paths: readonly string[]): Datasets =>
  new Map(paths.map((path) => [path, { shape: [1], dtype: 'float32', bytes: new Uint8Array(4) }]));

/** The tree as Keras 2 writes it on Windows: the system's separator between the names above `vars`. */
async function asOnWindows(source: string): Promise<Datasets> {
  using reader = await open(source);
  return new Map(
    [...reader.datasets('/')].map((path) => {
      const [, above = '', below = ''] = /^\/(.*)(\/vars\/\d+)$/.exec(path) ?? [];
      const tensor = reader.tensor(path);
      return [`/${above.replaceAll('/', '\\')}${below}`, { ...tensor, bytes: reader.read(tensor) }];
    }),
  );
}

describe('an object tree', () => {
  it('that Keras 2 wrote on Windows is one, of the paths it has elsewhere', async () => {
    const path = write(
      join(folder, 'w.weights.h5'),
      numbers('/layers\\dense/vars/0', '/layers\\lstm\\cell/vars/0', '/metrics\\mean/vars/0', '/optimizer/vars/0'),
    );
    using reader = await open(path);
    expect(recogniseLayout(reader).kind).toBe('object-tree');
    const { tensors, optimizer, dialect } = readObjectTree(reader);
    expect([...tensors].map(([place, tensor]) => [place, tensor.path])).toEqual([
      ['layers/dense/vars/0', '/layers\\dense/vars/0'],
      ['layers/lstm/cell/vars/0', '/layers\\lstm\\cell/vars/0'],
    ]);
    expect(optimizer.map(({ name }) => name)).toEqual(['0']);
    expect(dialect).toBe('keras-2');
  });

  it('that has a place under both separators is refused', async () => {
    const path = write(join(folder, 'both.weights.h5'), numbers('/layers/dense/vars/0', '/layers\\dense/vars/0'));
    using reader = await open(path);
    expect(() => readObjectTree(reader)).toThrow('the file holds "/layers/dense/vars/0" twice');
  });

  it('of Windows gives the bytes that its twin of another system gives', async () => {
    const fixture = join(FIXTURES, 'nested_functional_deep');
    const results = [];
    for (const name of ['posix', 'windows']) {
      await mkdir(join(folder, name));
      const source = join(folder, name, 'v3.weights.h5');
      if (name === 'posix') await copyFile(join(fixture, 'v3.weights.h5'), source);
      else write(source, await asOnWindows(join(fixture, 'v3.weights.h5')));
      await copyFile(join(fixture, 'model.json'), join(folder, name, 'model.json'));
      const target = join(folder, name, 'v3.keras3.weights.h5');
      const result = await convertFile({
        source,
        name: source,
        targets: [{ format: 'weights', path: target, name: target }],
        overwrite: false,
        check: false,
        inPlace: false,
        compile: true,
        strict: false,
        optionsDigest: '00',
      });
      expect(result).toMatchObject({ status: 'converted' });
      using reader = await open(target);
      results.push([...reader.datasets('/')].map((path) => [path, reader.read(reader.tensor(path))]));
    }
    expect(results[0]?.length).toBeGreaterThan(4);
    expect(results[1]).toEqual(results[0]);
  });
});
