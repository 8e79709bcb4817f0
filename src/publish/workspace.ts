import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Refusal } from '../errors.ts';
import { plainLine } from '../report/escape.ts';
import { type Git, gitIn } from './git.ts';
import type { GitHubContext, PublishIo } from './github-context.ts';
import { readTree, type Tree } from './tree.ts';

/** The user's checkout: it is read, and nothing in it is written, not even `.git`. */
export interface Workspace {
  readonly git: Git;
  /** What the root's paths begin with in the repository: empty, or `models/`. */
  readonly prefix: string;
  /** The commit that is checked out; on pull requests the merge of head and base. */
  readonly head: string;
  /** The branch that is checked out; undefined on a detached head. */
  readonly branch: string | undefined;
  readonly tree: Tree;
  readonly remoteUrl: string;
  readonly objectFormat: string;
}

/**
 * @throws {Refusal} if the root is not in a git checkout, or in one of another repository.
 */
export async function readWorkspace(root: string, context: GitHubContext, io: PublishIo): Promise<Workspace> {
  const { top, prefix } = findRepository(root);
  if (top === undefined) {
    throw new Refusal('the workspace is not a git checkout; run actions/checkout before this step');
  }
  const git = checkoutGit(top, io);
  await requireGitVersion(git);
  const head = await git.line(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const format = await git.try(['rev-parse', '--show-object-format']);
  const origin = await git.try(['config', '--get', 'remote.origin.url']);
  return {
    git,
    prefix,
    head,
    branch: branchOf((await git.try(['symbolic-ref', '--quiet', 'HEAD'])).stdout.toString('utf8').trim()),
    tree: await readTree(git, head),
    remoteUrl: remoteUrl(origin.stdout.toString('utf8').trim(), context),
    objectFormat: format.code === 0 ? format.stdout.toString('utf8').trim() : 'sha1',
  };
}

/** Older ones do not read settings from the environment, and a token goes no other way. */
const OLDEST_GIT = [2, 31] as const;

async function requireGitVersion(git: Git): Promise<void> {
  const text = await git.line(['version']);
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number);
  if (major > OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor >= OLDEST_GIT[1])) return;
  throw new Refusal(
    `${plainLine(text)} is too old to commit with; git ${OLDEST_GIT.join('.')} or newer is needed here`,
  );
}

function branchOf(ref: string): string | undefined {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
}

/** git in the user's checkout, for reading. In a container it belongs to another user, which git must be told, for this process alone. */
export function checkoutGit(top: string, io: PublishIo): Git {
  return gitIn(top, io.env, [
    ['safe.directory', top],
    ['safe.directory', top.split(sep).join('/')],
  ]);
}

/** The repository that the root lies in, and what paths below the root begin with from its top. */
export function findRepository(root: string): { readonly top: string | undefined; readonly prefix: string } {
  const real = realpathSync(root);
  const top = repositoryAbove(real);
  const inside = top === undefined ? '' : relative(top, real).split(sep).join('/');
  return { top, prefix: inside === '' ? '' : `${inside}/` };
}

/** The folder at or above another, links resolved, that holds `.git`: a folder, or the file of a submodule or worktree. */
export function repositoryAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (lstatSync(join(at, '.git'), { throwIfNoEntry: false }) !== undefined) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * Where to push: the checkout's origin. An address on GitHub's server must name this run's repository (the token is for
 * no other); SSH ones become HTTPS, for which there is a token, and credentials inside an address are dropped.
 */
function remoteUrl(origin: string, context: GitHubContext): string {
  const server = new URL(context.serverUrl);
  const own = `${context.serverUrl.replace(/\/+$/, '')}/${context.owner}/${context.repo}`;
  if (origin === '') return own;
  const ssh = /^(?:ssh:\/\/)?(?:[^@/]+@)?([^:/]+)(?::\d+\/|[:/])(.+)$/s.exec(origin);
  const isUrl = /^https?:\/\//i.test(origin);
  const host = isUrl ? new URL(origin).host : ssh?.[1];
  if (host !== server.host && host !== server.hostname) return origin;
  const path = isUrl ? new URL(origin).pathname : (ssh?.[2] ?? '');
  const name = path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  if (name.toLowerCase() === `${context.owner}/${context.repo}`.toLowerCase()) return own;
  throw new Refusal(
    `the workspace is a checkout of ${plainLine(name)}, but this run and its token belong to ${context.owner}/${context.repo}; use artifact: true there`,
  );
}
