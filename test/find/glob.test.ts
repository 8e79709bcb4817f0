import { describe, expect, it } from 'vitest';
import { MAX_PATTERN_LENGTH, parseGlob } from '../../src/find/glob.ts';

const matches = (pattern: string, path: string) => {
  const { base, matches } = parseGlob(pattern);
  const prefix = base === '' ? '' : base === '/' ? '/' : `${base}/`;
  return path.startsWith(prefix) && matches(path.slice(prefix.length));
};

describe('parseGlob', () => {
  it.each([
    ['*.h5', 'a.h5', true],
    ['*.h5', 'sub/a.h5', false],
    ['**/*.h5', 'a.h5', true],
    ['**/*.h5', 'x/y/a.h5', true],
    ['**/*.h5', 'x/y/a.h5x', false],
    ['x/**', 'x/y/a.h5', true],
    ['x/**/b/*.h5', 'x/b/a.h5', true],
    ['x/**/b/*.h5', 'x/b/c/b/a.h5', true],
    ['x/**/b/*.h5', 'x/b/c/a.h5', false],
    ['**/*.{h5,hdf5,keras}', 'm/a.hdf5', true],
    ['{a,b{c,d}}/*.h5', 'bd/x.h5', true],
    ['{a,b{c,d}}/*.h5', 'b/x.h5', false],
    ['model_?.h5', 'model_1.h5', true],
    ['model_?.h5', 'model_😀.h5', true],
    ['model_?.h5', 'model_10.h5', false],
    ['model_[0-3a].h5', 'model_2.h5', true],
    ['model_[0-3a].h5', 'model_a.h5', true],
    ['model_[!0-3].h5', 'model_2.h5', false],
    ['model_[!0-3].h5', 'model_9.h5', true],
    ['a[.h5', 'a[.h5', true],
    ['./models/*.h5', 'models/a.h5', true],
    ['a+b(c).h5', 'a+b(c).h5', true],
    ['**/*.h5', '.venv/a.h5', false],
    ['**/*.h5', 'x/.a.h5', false],
    ['.venv/**/*.h5', '.venv/a.h5', true],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  it('starts in the last folder that is not a pattern', () => {
    expect(parseGlob('a/b/*.h5').base).toBe('a/b');
    expect(parseGlob('**/*.h5').base).toBe('');
    expect(parseGlob('../x/*.h5').base).toBe('../x');
    expect(parseGlob('/*.h5').base).toBe('/');
    expect(parseGlob('/data/**').base).toBe('/data');
  });

  it('takes no time over patterns that make others go back for ever', () => {
    const started = performance.now();
    expect(matches(`${'*a'.repeat(200)}b`, 'a'.repeat(250))).toBe(false);
    expect(matches(`${'**/a/'.repeat(100)}b`, 'a/'.repeat(500))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('refuses what is too long or stands for too much', () => {
    expect(() => parseGlob('a'.repeat(MAX_PATTERN_LENGTH + 1))).toThrow(/use at most/);
    expect(() => parseGlob('{a,b}'.repeat(20))).toThrow(/stands for more than/);
  });
});
