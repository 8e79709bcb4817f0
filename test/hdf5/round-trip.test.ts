import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALLS_AN_OPENING } from '../../src/hdf5/limits.ts';
import { Hdf5Reader } from '../../src/hdf5/reader.ts';
import { ResultReader } from '../../src/hdf5/result-reader.ts';
import { Hdf5Writer } from '../../src/hdf5/writer.ts';
import { readNameList } from '../../src/keras/layouts/name-list.ts';
import { nodePlatform } from '../../src/platform/node.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hdf5-room-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function open(path: string): Promise<Hdf5Reader> {
  return Hdf5Reader.open(path);
}

async function writeSample(path: string): Promise<void> {
  using writer = Hdf5Writer.create(path);
  writer.group('/a');
  writer.group('/a/b');
  writer.dataset('/a/b/matrix', [2, 3], 'float32');
  writer.write('/a/b/matrix', [2, 3], 'float32', new Uint8Array(new Float32Array([1, 2, 3, 4, 5, 6]).buffer));
  writer.dataset('/a/scalar', [], 'int64');
  writer.write('/a/scalar', [], 'int64', new Uint8Array(new BigInt64Array([-5n]).buffer));
  writer.dataset('/a/empty', [0, 4], 'float64');
  writer.stringAttribute('/', 'text', 'wörter "quoted"');
  writer.namesAttribute('/a', 'names', ['one', 'zwei ü', 'three']);
  writer.namesAttribute('/a/b', 'names', []);
  writer.close();
}

describe('the HDF5 room', () => {
  it('reads what it wrote', async () => {
    const path = join(folder, 'a.h5');
    await writeSample(path);
    using reader = await open(path);
    expect([...reader.datasets('/')]).toEqual(['/a/b/matrix', '/a/empty', '/a/scalar']);
    expect(reader.tensor('/a/b/matrix')).toEqual({ path: '/a/b/matrix', shape: [2, 3], dtype: 'float32' });
    expect([...new Float32Array(reader.read(reader.tensor('/a/b/matrix')).slice().buffer)]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...new BigInt64Array(reader.read(reader.tensor('/a/scalar')).slice().buffer)]).toEqual([-5n]);
    expect(reader.tensor('/a/empty').shape).toEqual([0, 4]);
    expect(reader.attribute('/', 'text').strings).toEqual(['wörter "quoted"']);
    expect(readNameList(reader, '/a', 'names')).toEqual(['one', 'zwei ü', 'three']);
    expect(readNameList(reader, '/a/b', 'names')).toEqual([]);
  });

  it('reads on where the file is opened anew', async () => {
    const path = join(folder, 'a.h5');
    await writeSample(path);
    using reader = await Hdf5Reader.open(path, true);
    const tensor = reader.tensor('/a/b/matrix');
    for (let call = 0; call < CALLS_AN_OPENING + 10; call++) expect(reader.kind('/a/b')).toBe('group');
    expect([...new Float32Array(reader.read(tensor).slice().buffer)]).toEqual([1, 2, 3, 4, 5, 6]);
    // A file that is gone by then is told of.
    await rm(path);
    const read = () => {
      for (let call = 0; call < CALLS_AN_OPENING; call++) reader.tensor('/a/scalar');
    };
    if (process.platform !== 'win32') expect(read).toThrow('HDF5 cannot open the file');
  });

  it('lists the links of a result, groups before what is in them', async () => {
    const path = join(folder, 'many.h5');
    const groups = Array.from({ length: 1000 }, (_, at) => `/g${at}`);
    {
      using writer = Hdf5Writer.create(path);
      for (const group of groups) writer.group(group);
      writer.dataset('/g7/x', [0], 'float32');
      writer.close();
    }
    using result = await ResultReader.open(path, 0);
    const wanted = [...groups, '/g7/x'].sort();
    expect([...result.links()]).toEqual(wanted);
  });

  it('splits a list of names that outgrows an attribute as Keras does, and reads it back', async () => {
    const path = join(folder, 'long.h5');
    const names = Array.from(
      { length: 1500 },
      (_, index) => `a_rather_long_layer_name_that_fills_the_header_${'x'.repeat(50)}_${index}`,
    );
    {
      using writer = Hdf5Writer.create(path);
      writer.namesAttribute('/', 'layer_names', names);
      writer.close();
    }
    using reader = await open(path);
    expect(reader.attributeNames('/')).toEqual(['layer_names0', 'layer_names1', 'layer_names2']);
    expect(readNameList(reader, '/', 'layer_names')).toEqual(names);
  });

  it('writes the same bytes whatever the time is', async () => {
    await writeSample(join(folder, 'first.h5'));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await writeSample(join(folder, 'second.h5'));
    expect(await nodePlatform.sha256OfFile(join(folder, 'second.h5'))).toBe(
      await nodePlatform.sha256OfFile(join(folder, 'first.h5')),
    );
  });

  it('never writes over a file', async () => {
    const path = join(folder, 'there.h5');
    await writeFile(path, 'precious');
    expect(() => Hdf5Writer.create(path)).toThrow('cannot be created');
    expect(await readFile(path, 'utf8')).toBe('precious');
  });

  it('says in one sentence what HDF5 says of a file that is none, or is cut short', async () => {
    const text = join(folder, 'text.h5');
    await writeFile(text, 'not HDF5');
    await expect(open(text)).rejects.toThrow(/^HDF5 cannot open the file \(.+\); it may be truncated or damaged/);
    const cut = join(folder, 'cut.h5');
    await writeSample(join(folder, 'whole.h5'));
    const whole = await readFile(join(folder, 'whole.h5'));
    await writeFile(cut, whole.subarray(0, whole.length / 2));
    await expect(open(cut)).rejects.toThrow('truncated');
  });

  it('opens no file but the one it was given', async () => {
    const { loadHdf5 } = await import('../../src/hdf5/module.ts');
    const { module } = await loadHdf5();
    const path = join(folder, 'other.h5');
    await writeSample(path);
    expect(module.open(path, module.H5F_ACC_RDONLY, false, -1, -1)).toBe(-1n);
  });

  it('names what is missing', async () => {
    const path = join(folder, 'a.h5');
    await writeSample(path);
    using reader = await open(path);
    expect(reader.kind('/nothing')).toBe('missing');
    expect(() => reader.tensor('/nothing')).toThrow('dataset "/nothing" cannot be read');
    expect(() => reader.attribute('/', 'nothing')).toThrow('attribute "nothing" of "/" cannot be read');
  });
});
