import { expect, it } from 'vitest';
import { filesOfShard } from '../../src/find/shard.ts';

const files = [700, 10, 300, 0, 0, 400, 0, 5].map((bytes, at) => ({ path: `/${at}`, name: `${at}.h5`, bytes }));

it('gives every file to exactly one shard, balanced by bytes', () => {
  const shards = [1, 2].map((index) => filesOfShard(files, { index, count: 2 }));
  expect(
    shards
      .flat()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(files.map(({ name }) => name));
  const loads = shards.map((shard) => shard.reduce((sum, { bytes }) => sum + bytes, 0));
  expect(Math.abs((loads[0] ?? 0) - (loads[1] ?? 0))).toBeLessThanOrEqual(20);
  expect(shards.map(({ length }) => length > 1)).toEqual([true, true]);
});

it('keeps the order given, and leaves shards empty when there are more than files', () => {
  const all = filesOfShard(files, { index: 1, count: 1 });
  expect(all).toEqual(files);
  const parts = Array.from({ length: 20 }, (_, at) => filesOfShard(files, { index: at + 1, count: 20 }));
  expect(parts.filter(({ length }) => length === 1)).toHaveLength(files.length);
});
