import { describe, expect, test } from 'vitest';
import { KerasVersion } from '../../src/keras/version.ts';

describe('a version of Keras', () => {
  test('is compared by its numbers', () => {
    const version = KerasVersion.parse('2.10.1');
    expect([version.before(2, 4), version.before(2, 10), version.before(2, 10, 2), version.before(2, 11)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(KerasVersion.parse('3.3.3').isOlderThan(KerasVersion.parse('3.12'))).toBe(true);
    expect(KerasVersion.parse('3.12').isOlderThan(KerasVersion.parse('3.12.0'))).toBe(false);
  });

  test.each([
    [undefined, 1, true, false],
    ['0.3.3', 1, true, false],
    ['1.2.2', 1, true, false],
    ['2.2.4', 2, true, false],
    ['2.2.4-tf', 2, false, true],
    ['2.3.0-tf', 2, false, true],
    ['2.4.0', 2, false, false],
    ['2.15.0', 2, false, false],
    ['3.0.5', 3, false, false],
    ['unreadable', 2, true, false],
  ])('%s is of Keras %i', (text, generation, isMultiBackend, isTensorFlow) => {
    const version = KerasVersion.parse(text);
    const found = version.isKeras1 ? 1 : version.isKeras3 ? 3 : 2;
    expect([found, version.isMultiBackend, version.isTensorFlow]).toEqual([generation, isMultiBackend, isTensorFlow]);
  });
});
