import { expect, it, vi } from 'vitest';
import { trySeeds } from './try-seeds.ts';

vi.setConfig({ testTimeout: 180_000 });

// scripts/fuzz.ts goes on from here.
it('60 damaged files of real Keras break no promise', async () => {
  const { faults, statuses } = await trySeeds(Array.from({ length: 60 }, (_, at) => 700_000 + at));
  expect(faults).toEqual([]);
  expect(statuses.get('converted')).toBeGreaterThan(0);
  expect(statuses.get('failed')).toBeGreaterThan(0);
});
