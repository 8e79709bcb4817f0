import { describe, expect, it } from 'vitest';
import type { Hdf5Reader } from '../../src/hdf5/reader.ts';
import type { AssignedModel } from '../../src/keras/weights/types.ts';
import { sharedLayerWarnings } from '../../src/plan/shared-layers.ts';

/** What is said of layers with a bias and a kernel, by path, each of the bytes given; a byte stands for a weight. */
function said(
  layers: Readonly<Record<string, readonly [bias: readonly number[], kernel: readonly number[]]>>,
): string[] {
  const reader = {
    read: ({ path }: { path: string }) => {
      const [layer = '', name] = path.split(':');
      return Uint8Array.from(layers[layer]?.[name === 'bias' ? 0 : 1] ?? []);
    },
  } as unknown as Hdf5Reader;
  const weights = Object.entries(layers).flatMap(([layer, [bias, kernel]]) => [
    { name: 'kernel', layer, sources: [{ path: `${layer}:kernel`, shape: [kernel.length], dtype: 'uint8' }] },
    { name: 'bias', layer, sources: [{ path: `${layer}:bias`, shape: [bias.length], dtype: 'uint8' }] },
  ]);
  const assigned = { h5Layers: [{ name: 'm', weights }] } as unknown as AssignedModel;
  return sharedLayerWarnings(assigned, reader).map(({ layer }) => layer ?? '');
}

describe('sharedLayerWarnings', () => {
  it('names a layer that two models, or a model and one inside it, hold with the same weights', () => {
    const same = [
      [1, 2],
      [3, 4, 5],
    ] as const;
    expect(said({ 'a/d': same, 'b/d': same })).toEqual(['d']);
    expect(said({ d: same, 'b/d': same, 'b/e': same })).toEqual(['d']);
    expect(said({ 'a/base/d': same, 'b/base/d': same, 'a/base/e': same, 'b/base/e': same })).toEqual(['base']);
  });

  it('is silent where weights differ, and where all are still as they began', () => {
    const zeros = [0, 0] as const;
    expect(said({ 'a/d': [zeros, [1, 2, 3]], 'b/d': [zeros, [1, 2, 4]] })).toEqual([]);
    expect(said({ 'a/d': [zeros, [1, 1, 1]], 'b/d': [zeros, [1, 1, 1]] })).toEqual([]);
    expect(said({ 'a/d': [zeros, [1, 2, 3]], 'b/d': [zeros, [1, 2]] })).toEqual([]);
  });
});
