import { reasonOf } from './git.ts';

/** Why GitHub, or git on its behalf, did not take a commit. */
export type Rejection =
  /** The branch points elsewhere by now: recompute and try again. */
  | 'moved'
  /** The token may not. */
  | 'permission'
  /** A rule of the repository: a protected branch, a ruleset, a hook. */
  | 'protected'
  /** A file is larger than the server takes. */
  | 'too-large'
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

/** Ordered: servers refuse in hooks what is too large or not permitted, and git then says "hook declined" of each. */
const SIGNS: readonly Sign[] = [
  // GH001: large files detected. GitLab: "blobs which exceed the 100 MiB limit".
  { rejection: 'too-large', pattern: /GH001|exceeds? .{0,80}limit|larger than .{0,80}limit|file .{0,80}too large/i },
  // GH006: protected branch; GH013: repository rule violations. Gitea: "Not allowed to push to protected branch".
  { rejection: 'protected', pattern: /GH006|GH013|protected branch|branch .* is protected|rule violations/i },
  { rejection: 'moved', pattern: /\[rejected\].*\((fetch first|non-fast-forward|stale info|needs force)\)/i },
  { rejection: 'moved', pattern: /cannot lock ref|failed to update ref|reference already exists|incorrect old value/i },
  {
    rejection: 'permission',
    pattern: /permission to .* denied|write access to repository not granted|not accessible by integration/i,
  },
  // Gitea and Forgejo, GitLab, Bitbucket.
  {
    rejection: 'permission',
    pattern:
      /user permission denied|not allowed to push|(?:no|not have) (?:write|push) (?:access|permission)|marked as read.only|read.only (?:token|access)/i,
  },
  {
    rejection: 'permission',
    pattern: /returned error: 40[13]|authentication failed|could not read (username|password)/i,
  },
  { rejection: 'protected', pattern: /hook declined/i },
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
  const own = reason?.split('\t').slice(2).join(' ') ?? '';
  return { rejection: sign?.rejection ?? 'failed', detail: reasonOf(stderr) || reasonOf(own) };
}
