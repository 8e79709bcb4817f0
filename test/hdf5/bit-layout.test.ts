import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Hdf5Reader } from '../../src/hdf5/reader.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const MADE = join(import.meta.dirname, '..', 'hostile', 'fixtures');
const KERNEL = '/dense/dense/kernel:0';

async function dtypeIn(name: string): Promise<string> {
  const path = join(await temporaryFolder(), 'x.h5');
  const bytes = await readFile(join(MADE, name));
  await writeFile(path, bytes);
  using reader = await Hdf5Reader.open(path);
  return reader.tensor(KERNEL).dtype;
}

describe('Hdf5Reader.tensor', () => {
  it.each([
    ['sound.h5', 'float32'],
    ['user_block.h5', 'float32'],
    ['big_endian.h5', 'float32'],
    ['gzip.h5', 'float32'],
    ['float16.h5', 'float16'],
    ['bfloat16.h5', 'bfloat16'],
    ['scaleoffset.h5', 'int32'],
  ])('knows the numbers of %s as %s', async (name, dtype) => {
    expect(await dtypeIn(name)).toBe(dtype);
  });

  it.each(['odd_float.h5', 'short_integer.h5'])('refuses %s, whose bits mean other numbers', async (name) => {
    await expect(dtypeIn(name)).rejects.toThrow('lays out the bits of its numbers in a way of its own');
  });
});
