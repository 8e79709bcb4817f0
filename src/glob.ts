import { Refusal } from './errors.ts';

/**
 * Patterns for files: `*`, `?`, `[a-z]`, `[!a-z]`, `{h5,hdf5}`, and `**` for any number of folders. A name that begins
 * with a dot is matched only by a pattern part that does. Matching never goes back further than the last `*`, so that a
 * pattern such as `*a*a*a*a*b` costs no more than its length times the name's.
 */
export interface Glob {
  /** The folders before the first part that is a pattern: `models` of `models/*.h5`. */
  readonly base: string;
  /** Whether a path relative to {@link base}, with `/`, matches. */
  matches(path: string): boolean;
}

export const MAX_PATTERN_LENGTH = 1024;
/** Patterns that one pattern with braces may stand for. */
export const MAX_ALTERNATIVES = 256;

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
  const alternatives = expandBraces(rest).map((text) => text.split('/').map(parsePart));
  const base = baseParts.length === 1 && baseParts[0] === '' ? '/' : baseParts.join('/');
  return {
    base,
    matches: (path) => {
      const names = path.split('/');
      return alternatives.some((alternative) => matchParts(alternative, names));
    },
  };
}

function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    const braces = innermostBraces(text);
    if (braces === undefined) done.push(text);
    else {
      const [from, to] = braces;
      for (const choice of text.slice(from + 1, to).split(','))
        open.push(text.slice(0, from) + choice + text.slice(to + 1));
    }
    if (done.length + open.length > MAX_ALTERNATIVES) {
      throw new Refusal(
        `pattern ${pattern} stands for more than ${MAX_ALTERNATIVES} patterns; use several lines instead`,
      );
    }
  }
  return done;
}

/** The first pair of braces that holds no other. */
function innermostBraces(text: string): [number, number] | undefined {
  const to = text.indexOf('}');
  const from = text.lastIndexOf('{', to);
  return to === -1 || from === -1 ? undefined : [from, to];
}

type Token =
  | { readonly kind: 'text'; readonly character: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

type Part = { readonly kind: 'folders' } | { readonly kind: 'name'; readonly tokens: readonly Token[] };

function parsePart(text: string): Part {
  if (text === '**') return { kind: 'folders' };
  const characters = Array.from(text);
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    const end = character === '[' ? characters.indexOf(']', at + 2) : -1;
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (character === '?') tokens.push({ kind: 'any' });
    else if (end !== -1) {
      tokens.push(parseSet(characters.slice(at + 1, end)));
      at = end;
    } else tokens.push({ kind: 'text', character });
  }
  return { kind: 'name', tokens };
}

function parseSet(characters: readonly string[]): Token {
  const negated = characters[0] === '!' || characters[0] === '^';
  const members = negated ? characters.slice(1) : characters;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at++) {
    const low = members[at] ?? '';
    const high = members[at + 1] === '-' ? members[at + 2] : undefined;
    ranges.push([low, high ?? low]);
    if (high !== undefined) at += 2;
  }
  return { kind: 'set', negated, ranges };
}

/** Two-pointer matching of parts to names: on a mismatch, the last `**` takes one more name. */
function matchParts(parts: readonly Part[], names: readonly string[]): boolean {
  return matchWithStars(
    parts,
    names,
    (part) => part.kind === 'folders',
    (part, name) => part.kind === 'name' && matchName(part.tokens, name),
    (name) => !name.startsWith('.'),
  );
}

function matchName(tokens: readonly Token[], name: string): boolean {
  if (name.startsWith('.') && !(tokens[0]?.kind === 'text' && tokens[0].character === '.')) return false;
  return matchWithStars(
    tokens,
    Array.from(name),
    (token) => token.kind === 'star',
    matchToken,
    () => true,
  );
}

function matchToken(token: Token, character: string): boolean {
  switch (token.kind) {
    case 'text':
      return token.character === character;
    case 'set':
      return token.ranges.some(([low, high]) => low <= character && character <= high) !== token.negated;
    case 'any':
      return true;
    case 'star':
      return false;
  }
}

/**
 * Matches a sequence in which stars take any number of items that `swallows` allows. Going back to the last star alone is
 * enough: what an earlier star could take, the last one can take too.
 */
function matchWithStars<P, I>(
  pattern: readonly P[],
  items: readonly I[],
  isStar: (part: P) => boolean,
  fits: (part: P, item: I) => boolean,
  swallows: (item: I) => boolean,
): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let item = 0; item < items.length; ) {
    const part = pattern[at];
    const found = items[item] as I;
    if (part !== undefined && isStar(part)) {
      star = at++;
      resume = item;
    } else if (part !== undefined && fits(part, found)) {
      at++;
      item++;
    } else if (star !== -1 && swallows(items[resume] as I)) {
      at = star + 1;
      item = ++resume;
    } else return false;
  }
  while (at < pattern.length && isStar(pattern[at] as P)) at++;
  return at === pattern.length;
}
