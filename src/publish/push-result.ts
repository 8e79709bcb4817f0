import { lastLines } from './git.ts';

/** Why GitHub, or git on its behalf, did not take a commit. */
export type Rejection =
  /** The branch points elsewhere by now: recompute and try again. */
  | 'moved'
  /** The token may not. */
  | 'permission'
  /** A rule of the repository: a protected branch, a ruleset, a hook. */
  | 'protected'
  /** A fault of the server or the network, which may pass. */
  | 'unreachable'
  | 'failed';

/** One attempt's end. */
export type CommitMade =
  | { readonly kind: 'committed'; readonly sha: string }
  | { readonly kind: 'rejected'; readonly rejection: Rejection; readonly detail: string };

interface Sign {
  readonly rejection: Rejection;
  readonly pattern: RegExp;
}

/** Ordered: a hook's refusal is also a `[remote rejected]`. */
const SIGNS: readonly Sign[] = [
  // GH006: protected branch; GH013: repository rule violations.
  { rejection: 'protected', pattern: /GH006|GH013|protected branch|rule violations|hook declined/i },
  { rejection: 'moved', pattern: /\[rejected\].*\((fetch first|non-fast-forward|stale info|needs force)\)/i },
  { rejection: 'moved', pattern: /cannot lock ref|failed to update ref|reference already exists|incorrect old value/i },
  {
    rejection: 'permission',
    pattern: /permission to .* denied|write access to repository not granted|not accessible by integration/i,
  },
  {
    rejection: 'permission',
    pattern: /returned error: 40[13]|authentication failed|could not read (username|password)/i,
  },
  {
    rejection: 'unreachable',
    pattern:
      /returned error: (429|5\d\d)|could not resolve host|connection (was )?(reset|refused|timed out)|early eof|hung up unexpectedly|operation too slow/i,
  },
];

/** Reads `git push --porcelain` (or fetch), whose exit code was not 0. */
export function classifyGit(
  stdout: string,
  stderr: string,
): { readonly rejection: Rejection; readonly detail: string } {
  const all = `${stdout}\n${stderr}`;
  const sign = SIGNS.find(({ pattern }) => pattern.test(all));
  const reason = stdout.split('\n').find((line) => line.startsWith('!'));
  const detail = lastLines([reason?.split('\t').slice(2).join(' ') ?? '', stderr].join('\n'));
  return { rejection: sign?.rejection ?? 'failed', detail };
}
