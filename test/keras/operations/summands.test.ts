import { describe, expect, test } from 'vitest';
import { isTakenForBias, summation } from '../../../src/keras/operations/summands.ts';

type Shape = readonly (number | null)[];

describe('a second summand is taken for a bias of the wrong axis', () => {
  test.each<[Shape, Shape, boolean]>([
    // A batch of as many samples as there are actions.
    [[null, 4], [null, 1], true],
    [[null, 1], [null, 4], false],
    [[null, 4], [null, 4], false],
    [[null, null, 8], [null, null, 8], false],
    [[null, null], [null, null], false],
    [[null, 10, 1], [null, 10, 1], false],
    // One sample.
    [[null, 5, 5], [null, 5, 1], true],
    [[null, 5, 6], [null, 5, 1], false],
    [[null, 5, null], [null, 5, 1], true],
    [[null, 5, 6], [null, 1, 1], true],
    [[null, 6, 1], [null, 1, 6], true],
    [[null, 8, 1], [null, 1, 6], false],
    // A bias of the last axis, or of the channels where they are first.
    [[null, 5, 4], [4], false],
    [[null, 3, 8, 8], [3, 1, 1], false],
    [[null, 3, 8, 3], [3, 1, 1], true],
    // Of a batch of one with one step only the last axis is left, and with it the number of axes.
    [[1, 4], [null, 1, 4], true],
    [[null], [4, 4], false],
  ])('%j + %j: %s', (first, second, expected) => {
    expect(isTakenForBias(first, second)).toBe(expected);
  });
});

describe('summation', () => {
  test.each<[Shape[], number[], number[]]>([
    [
      [
        [null, 4],
        [null, 1],
      ],
      [1, 0],
      [],
    ],
    [
      [
        [null, 4],
        [null, 1],
        [null, 4],
      ],
      [1, 0, 2],
      [],
    ],
    [
      [
        [null, 4],
        [null, 4],
        [null, 4],
      ],
      [0, 1, 2],
      [],
    ],
    [
      [
        [null, 6, 1],
        [null, 1, 6],
      ],
      [0, 1],
      [1],
    ],
    [
      [
        [null, 6, 6],
        [null, 6, 1],
        [null, 1, 6],
      ],
      [1, 2, 0],
      [1],
    ],
  ])('of %j', (shapes, order, broadcast) => {
    expect(summation(shapes)).toEqual({ order, broadcast: new Set(broadcast) });
  });
});
