import { describe, expect, it } from 'vitest';
import { elementsOf, slabs } from '../../src/hdf5/slabs.ts';

describe('slabs', () => {
  it('takes a small array whole, a scalar as one, an empty one not at all', () => {
    expect([...slabs([2, 3], 6)]).toEqual([{ offset: [0, 0], count: [2, 3], size: 6 }]);
    expect([...slabs([], 1)]).toEqual([{ offset: [], count: [], size: 1 }]);
    expect([...slabs([4, 0, 2], 100)]).toEqual([]);
  });

  it('cuts along the first axis whose steps fit', () => {
    expect([...slabs([5, 4], 8)]).toEqual([
      { offset: [0, 0], count: [2, 4], size: 8 },
      { offset: [2, 0], count: [2, 4], size: 8 },
      { offset: [4, 0], count: [1, 4], size: 4 },
    ]);
  });

  it('takes outer axes one index at a time when an inner one is too long', () => {
    expect([...slabs([2, 3], 2)]).toEqual([
      { offset: [0, 0], count: [1, 2], size: 2 },
      { offset: [0, 2], count: [1, 1], size: 1 },
      { offset: [1, 0], count: [1, 2], size: 2 },
      { offset: [1, 2], count: [1, 1], size: 1 },
    ]);
  });

  it.each([
    [[7], 3],
    [[3, 5, 7], 10],
    [[2, 1, 9], 4],
    [[1, 1, 1, 50], 7],
    [[13, 2], 1],
  ])('covers %j in slabs of %i in C order', (shape, limit) => {
    const strides = shape.map((_, axis) => elementsOf(shape.slice(axis + 1)));
    let next = 0;
    for (const slab of slabs(shape, limit)) {
      const start = slab.offset.reduce((sum, index, axis) => sum + index * (strides[axis] ?? 0), 0);
      expect(start).toBe(next);
      expect(slab.size).toBeLessThanOrEqual(limit);
      expect(elementsOf(slab.count)).toBe(slab.size);
      next += slab.size;
    }
    expect(next).toBe(elementsOf(shape));
  });
});
