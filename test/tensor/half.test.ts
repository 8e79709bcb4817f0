import { describe, expect, it } from 'vitest';
import { TREE_HALVES, withHalves } from '../../src/tensor/half.ts';

const float16 = { dtype: 'float16' } as const;
const bfloat16 = { dtype: 'bfloat16' } as const;
const float32 = { dtype: 'float32' } as const;
const transpose = { kind: 'transpose', permutation: [1, 0] } as const;
const double = { kind: 'scale-blocks', factors: [2] } as const;
const widen = { kind: 'widen' } as const;

describe('half precision', () => {
  it('stays where elements are only moved', () => {
    expect(withHalves([float16], [], TREE_HALVES)).toEqual([]);
    expect(withHalves([float16], [transpose], TREE_HALVES)).toEqual([transpose]);
    expect(withHalves([bfloat16, bfloat16], [{ kind: 'concatenate', axis: 1 }], TREE_HALVES)).toEqual([
      { kind: 'concatenate', axis: 1 },
    ]);
  });

  it('is widened to be computed with, and where types are mixed', () => {
    expect(withHalves([float16], [transpose, double], TREE_HALVES)).toEqual([widen, transpose, double]);
    expect(withHalves([float16], [{ kind: 'cast', dtype: 'float64' }], TREE_HALVES)).toEqual([
      widen,
      { kind: 'cast', dtype: 'float64' },
    ]);
    expect(withHalves([float16, float32], [{ kind: 'concatenate', axis: 0 }], TREE_HALVES)).toEqual([
      widen,
      { kind: 'concatenate', axis: 0 },
    ]);
  });

  it('is widened where the layout does not have it', () => {
    expect(withHalves([bfloat16], [], new Set(['float16']))).toEqual([widen]);
    expect(withHalves([float32], [double], new Set())).toEqual([double]);
  });
});
