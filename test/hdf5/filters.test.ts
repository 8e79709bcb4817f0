import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filtersIn, unknownFilter } from '../../src/hdf5/filters.ts';
import { decodeLzf } from '../../src/hdf5/lzf.ts';
import { Hdf5Reader } from '../../src/hdf5/reader.ts';
import { SlabBuffer } from '../../src/hdf5/slab-buffer.ts';
import { toNumbers } from '../../src/hdf5/values.ts';

describe('decodeLzf', () => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

  it('copies literals and what came before, also what is being written', () => {
    // Two literals; five bytes from two back; "!" and a run of nine whose length takes a byte of its own.
    const bytes = Uint8Array.of(1, 0x61, 0x62, 3 << 5, 1, 0, 0x21, 7 << 5, 0, 0);
    expect(text(decodeLzf(bytes, 17))).toBe('abababa!!!!!!!!!!');
  });

  it.each([
    ['more literals than there are', [5, 0x61], 6],
    ['a copy from before the start', [0, 0x61, 1 << 5, 5], 4],
    ['more than was to come out', [1, 0x61, 0x62], 1],
    ['less than was to come out', [0, 0x61], 2],
    ['a copy that ends before its distance', [0, 0x61, 1 << 5], 4],
  ])('refuses %s', (_, bytes, length) => {
    expect(() => decodeLzf(Uint8Array.from(bytes), length)).toThrow('its LZF data end early or point outside');
  });
});

describe('filtersIn', () => {
  it('reads the numbers, names and settings of both versions', () => {
    const old = Buffer.from(
      '0102000000000000' +
        '0200080001000100' +
        '73687566666c6500' +
        '0400000000000000' +
        '007d000000000200' +
        '0400000000010000',
      'hex',
    );
    expect(filtersIn(old)).toEqual([
      { id: 2, name: 'shuffle', values: [4] },
      { id: 32000, name: 'LZF', values: [4, 256] },
    ]);
    const named = Buffer.from('0201' + '39300500000001006d696e650009000000', 'hex');
    expect(filtersIn(named)).toEqual([{ id: 12345, name: 'mine', values: [9] }]);
    expect(unknownFilter(filtersIn(old))?.name).toBe('LZF');
  });
});

describe.each(['lzf-earliest.h5', 'lzf-latest.h5'])('%s', (file) => {
  const path = join(import.meta.dirname, '..', 'fixtures', 'hdf5-filters', file);

  it.each([
    ['plain', 'plain_values'],
    ['shuffled', 'plain_values'],
    ['single', 'plain_values'],
    ['big_endian', 'plain_values'],
    ['noise', 'noise_plain'],
  ])('holds the same values in "%s" as without a filter', async (name, plain) => {
    using reader = await Hdf5Reader.open(path);
    const read = (dataset: string) => reader.read(reader.tensor(`/${dataset}`));
    expect(read(name)).toEqual(read(plain));
  });

  it('reads bools, and parts', async () => {
    using reader = await Hdf5Reader.open(path);
    const bools = toNumbers(reader.read(reader.tensor('/bool')), 'bool');
    expect([bools[69], bools[70]]).toEqual([0, 1]);
    const tensor = reader.tensor('/plain');
    using buffer = new SlabBuffer(16);
    reader.readSlab(tensor, { offset: [20, 3], count: [1, 4], size: 4 }, buffer);
    expect([...toNumbers(buffer.bytes, 'float32')]).toEqual([31, 32, 32, 32]);
  });
});
