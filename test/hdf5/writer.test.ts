import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Hdf5Reader } from '../../src/hdf5/reader.ts';
import { Hdf5Writer } from '../../src/hdf5/writer.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** What is written here is read by HDF5's own library. */
async function written(fill: (writer: Hdf5Writer) => void, start = 0, own = true): Promise<Hdf5Reader> {
  const path = join(await temporaryFolder(), 'x.h5');
  using writer = Hdf5Writer.create(path, start);
  fill(writer);
  writer.close();
  return Hdf5Reader.open(path, own);
}

function addDataset(writer: Hdf5Writer, dtype: 'float16' | 'bfloat16'): string {
  writer.dataset(`/${dtype}`, [3], dtype);
  return `/${dtype}`;
}

describe('Hdf5Writer', () => {
  it.each([0, 1, 4, 5, 32, 33, 257, 3000])('writes a group of %i links', async (count) => {
    const names = Array.from({ length: count }, (_, at) => `layer_${(at * 7919) % 10_007}`);
    using reader = await written((writer) => {
      writer.group('/g');
      for (const name of names) {
        writer.dataset(`/g/${name}`, [], 'int32');
        writer.write(`/g/${name}`, [], 'int32', new Uint8Array(new Int32Array([names.indexOf(name)]).buffer));
      }
    });
    expect(reader.children('/g')).toEqual([...names].sort());
    for (const at of [0, count >> 1, count - 1]) {
      const name = names[at];
      if (name === undefined) continue;
      const bytes = reader.read(reader.tensor(`/g/${name}`));
      expect(new DataView(bytes.buffer).getInt32(0, true)).toBe(at);
    }
  });

  it('writes texts of any length, empty ones too, and many of them', async () => {
    const texts = ['', 'ü', 'x'.repeat(100_000), ...Array.from({ length: 500 }, (_, at) => `text ${at} `.repeat(40))];
    using reader = await written((writer) => {
      for (const [at, text] of texts.entries()) writer.stringAttribute('/', `a${at}`, text);
    });
    for (const [at, text] of texts.entries()) expect(reader.attribute('/', `a${at}`).strings).toEqual([text]);
  });

  it('writes truth values', async () => {
    using reader = await written((writer) => {
      writer.dataset('/x', [3], 'bool');
      writer.write('/x', [3], 'bool', Uint8Array.of(1, 0, 1));
    });
    expect(reader.tensor('/x')).toEqual({ path: '/x', shape: [3], dtype: 'bool' });
    expect([...reader.read(reader.tensor('/x'))]).toEqual([1, 0, 1]);
  });

  it('writes behind a block that it leaves free, where the library finds it', async () => {
    using reader = await written((writer) => {
      writer.dataset('/x', [2], 'float64');
      writer.write('/x', [2], 'float64', new Uint8Array(new Float64Array([1, 2]).buffer));
    }, 512);
    expect(reader.tensor('/x')).toEqual({ path: '/x', shape: [2], dtype: 'float64' });
    expect([...new Float64Array(reader.read(reader.tensor('/x')).slice().buffer)]).toEqual([1, 2]);
  });

  it('knows its own numbers by their layout', async () => {
    const dtypes = [
      'float16',
      'float32',
      'float64',
      'int8',
      'int16',
      'int32',
      'int64',
      'uint8',
      'uint16',
      'uint32',
      'uint64',
    ] as const;
    using reader = await written(
      (writer) => {
        for (const dtype of dtypes) writer.dataset(`/${dtype}`, [0], dtype);
      },
      512,
      false,
    );
    for (const dtype of dtypes) expect(reader.tensor(`/${dtype}`).dtype).toBe(dtype);
  });

  it('writes half precision as it is, bfloat16 as bytes without a meaning', async () => {
    const halves = new Uint8Array(new Uint16Array([0x3c00, 0x7e01, 0x8000]).buffer);
    using reader = await written((writer) => {
      for (const dtype of ['float16', 'bfloat16'] as const) writer.write(addDataset(writer, dtype), [3], dtype, halves);
    });
    for (const dtype of ['float16', 'bfloat16'] as const) {
      const tensor = reader.tensor(`/${dtype}`);
      expect(tensor).toEqual({ path: `/${dtype}`, shape: [3], dtype });
      expect(reader.read(tensor)).toEqual(halves);
    }
  });

  it('leaves no HDF5 file where it was not closed', async () => {
    const path = join(await temporaryFolder(), 'x.h5');
    {
      using writer = Hdf5Writer.create(path);
      writer.dataset('/x', [1], 'int8');
      writer.write('/x', [1], 'int8', new Uint8Array([1]));
    }
    await expect(Hdf5Reader.open(path)).rejects.toThrow('HDF5 cannot open the file');
  });

  it('refuses what has no place', async () => {
    using writer = Hdf5Writer.create(join(await temporaryFolder(), 'x.h5'));
    writer.dataset('/x', [2], 'int8');
    expect(() => writer.dataset('/x', [2], 'int8')).toThrow('something else is in its place');
    expect(() => writer.group('/a/b')).toThrow('its group is not there');
    expect(() => writer.writeSlab('/x', { offset: [1], count: [2], size: 2 }, new Uint8Array(2))).toThrow(
      'beyond the end',
    );
    writer.stringAttribute('/x', 'a', '1');
    expect(() => writer.stringAttribute('/x', 'a', '2')).toThrow('has the attribute already');
  });
});
