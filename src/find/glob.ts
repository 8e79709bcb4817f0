import { Minimatch } from 'minimatch';
import { Refusal } from '../errors.ts';

/**
 * Patterns for files: `*`, `?`, `[a-z]`, `[!a-z]`, `{h5,hdf5}`, and `**` for any number of folders. A name that begins
 * with a dot is matched only by a pattern part that does.
 */
export interface Glob {
  /** The folders before the first part that is a pattern: `models` of `models/*.h5`. */
  readonly base: string;
  /** Whether a path relative to {@link base}, with `/`, matches. */
  matches(path: string): boolean;
}

export const MAX_PATTERN_LENGTH = 1024;
/** Patterns that one pattern with braces may stand for. */
const MAX_ALTERNATIVES = 256;

/** Whether a text is a pattern rather than one path. */
export function isPattern(text: string): boolean {
  return /[*?[{]/.test(text);
}

/**
 * @param pattern with `/` between its parts
 * @throws Refusal for a pattern that is too long or has too many alternatives
 */
export function parseGlob(pattern: string): Glob {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new Refusal(
      `pattern ${pattern.slice(0, 60)}… has ${pattern.length} characters; use at most ${MAX_PATTERN_LENGTH}`,
    );
  }
  const parts = pattern.split('/').filter((part, at) => (part !== '' || at === 0) && part !== '.');
  const fixed = parts.slice(0, -1).findIndex(isPattern);
  const baseParts = parts.slice(0, fixed === -1 ? -1 : fixed);
  const rest = parts.slice(baseParts.length).join('/');
  const matcher = new Minimatch(rest, {
    platform: 'linux',
    braceExpandMax: MAX_ALTERNATIVES + 1,
    noext: true,
    nocomment: true,
    nonegate: true,
  });
  if (matcher.set.length > MAX_ALTERNATIVES) {
    throw new Refusal(
      `pattern ${pattern} stands for more than ${MAX_ALTERNATIVES} patterns; use several lines instead`,
    );
  }
  return {
    base: baseParts.length === 1 && baseParts[0] === '' ? '/' : baseParts.join('/'),
    matches: (path) => matcher.match(path),
  };
}
