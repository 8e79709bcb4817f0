import { describe, expect, it } from 'vitest';
import { gatherWindows } from '../../src/tensor/gather-windows.ts';
import type { Windows } from '../../src/tensor/transform.ts';

/** Windows of two places over an input of three, one place of zeros before it: (0, a), (a, b), (b, c). */
const WINDOWS: Omit<Windows, 'implementation'> = {
  input: [3],
  window: [2],
  strides: [1],
  output: [3],
  padding: [1],
  channels: 1,
  filters: 2,
  channelsFirst: false,
};

const gathered = (values: number[], windows: Windows) =>
  [...gatherWindows(new Float32Array(values), windows)].map(Number);

describe('the kernel of a locally connected layer', () => {
  it('is picked out of a whole one, what lies outside the windows left aside', () => {
    // Input place 0, 1, 2; for each, output position 0, 1, 2; for each, two filters.
    const whole = [11, 12, 21, 22, 91, 92, 93, 94, 23, 24, 31, 32, 95, 96, 97, 98, 33, 34];
    expect(gathered(whole, { ...WINDOWS, implementation: 2 })).toEqual([0, 0, 11, 12, 21, 22, 23, 24, 31, 32, 33, 34]);
  });

  it('is sorted by output, then input, where the windows alone are kept', () => {
    // Position 0, filters 1 and 2; position 1, filter 1: two inputs; …
    const sorted = [11, 12, 21, 23, 22, 24, 31, 33, 32, 34];
    expect(gathered(sorted, { ...WINDOWS, implementation: 3 })).toEqual([0, 0, 11, 12, 21, 22, 23, 24, 31, 32, 33, 34]);
  });

  it('is sorted by filter before position where channels come first', () => {
    const sorted = [11, 21, 23, 31, 33, 12, 22, 24, 32, 34];
    const windows: Windows = { ...WINDOWS, implementation: 3, channelsFirst: true };
    expect(gathered(sorted, windows)).toEqual([0, 0, 11, 12, 21, 22, 23, 24, 31, 32, 33, 34]);
  });

  it('must have as many values as the windows', () => {
    expect(() => gathered([1, 2], { ...WINDOWS, implementation: 3 })).toThrow(
      'a kernel of 2 values does not fit windows of 10',
    );
  });
});
