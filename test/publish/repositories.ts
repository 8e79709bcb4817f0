import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Settings of the machine must not decide a test. */
const ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

export function git(cwd: string, args: readonly string[], input?: string | Buffer): string {
  return execFileSync('git', ['-c', 'core.autocrlf=false', ...args], {
    cwd,
    env: ENV,
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
    .toString('utf8')
    .replace(/\n$/, '');
}

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'publish-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

export type Files = Readonly<Record<string, string | Buffer>>;

export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** A bare remote with a branch `main`, made through a clone that is the author's. */
export interface Remote {
  readonly folder: string;
  readonly bare: string;
  readonly author: string;
  commit(branch: string, files: Files, message?: string): string;
  head(branch: string): string;
  /** Path to content at a branch's head. */
  show(branch: string, path: string): string;
  paths(branch: string): string[];
}

export function makeRemote(files: Files, objectFormat: 'sha1' | 'sha256' = 'sha1'): Remote {
  const folder = temporaryFolder();
  const bare = join(folder, 'remote.git');
  const author = join(folder, 'author');
  git(folder, ['init', '-q', '--bare', `--object-format=${objectFormat}`, '-b', 'main', bare]);
  git(folder, ['init', '-q', `--object-format=${objectFormat}`, '-b', 'main', author]);
  git(author, ['remote', 'add', 'origin', bare]);
  const remote: Remote = {
    folder,
    bare,
    author,
    commit(branch, changed, message = 'Change files') {
      if (git(author, ['branch', '--list', branch]) !== '') git(author, ['checkout', '-q', branch]);
      else git(author, ['checkout', '-q', '-b', branch]);
      if (git(author, ['ls-remote', 'origin', `refs/heads/${branch}`]) !== '') {
        git(author, ['fetch', '-q', 'origin', `refs/heads/${branch}`]);
        git(author, ['reset', '-q', '--hard', 'FETCH_HEAD']);
      }
      writeFiles(author, changed);
      git(author, ['add', '-A', '--', '.']);
      git(author, ['commit', '-q', '--allow-empty', '-m', message]);
      git(author, ['push', '-q', 'origin', `HEAD:refs/heads/${branch}`]);
      return git(author, ['rev-parse', 'HEAD']);
    },
    head: (branch) => git(bare, ['rev-parse', `refs/heads/${branch}`]),
    show: (branch, path) => git(bare, ['cat-file', 'blob', `refs/heads/${branch}:${path}`]),
    paths: (branch) =>
      git(bare, ['ls-tree', '-r', '-z', '--name-only', `refs/heads/${branch}`])
        .split('\0')
        .slice(0, -1),
  };
  remote.commit('main', files, 'First');
  return remote;
}

/** What actions/checkout leaves on a push: the branch's commit, depth 1. */
export function checkoutBranch(remote: Remote, branch: string, depth = 1): string {
  const workspace = join(temporaryFolder(), 'workspace');
  mkdirSync(workspace);
  git(workspace, ['init', '-q', `--object-format=${git(remote.bare, ['rev-parse', '--show-object-format'])}`]);
  git(workspace, ['remote', 'add', 'origin', remote.bare]);
  git(workspace, ['fetch', '-q', `--depth=${depth}`, 'origin', `+refs/heads/${branch}:refs/remotes/origin/${branch}`]);
  git(workspace, ['checkout', '-q', '-B', branch, `refs/remotes/origin/${branch}`]);
  return workspace;
}

/** What actions/checkout leaves on a pull request: the merge of head into base, detached. */
export function checkoutPullRequest(
  remote: Remote,
  number: number,
  branches: { readonly head: string; readonly base: string },
  depth = 1,
): { readonly workspace: string; readonly sha: string } {
  const { author, bare } = remote;
  git(author, ['fetch', '-q', 'origin', '+refs/heads/*:refs/remotes/origin/*']);
  git(author, ['checkout', '-q', '--detach', `origin/${branches.base}`]);
  git(author, ['merge', '-q', '--no-ff', '-m', 'Merge', `origin/${branches.head}`]);
  const merge = `refs/pull/${number}/merge`;
  git(author, ['push', '-q', '--force', 'origin', `HEAD:${merge}`]);
  const sha = git(author, ['rev-parse', 'HEAD']);
  const workspace = join(temporaryFolder(), 'workspace');
  mkdirSync(workspace);
  git(workspace, ['init', '-q']);
  git(workspace, ['remote', 'add', 'origin', bare]);
  git(workspace, ['fetch', '-q', `--depth=${depth}`, 'origin', `+${sha}:refs/remotes/pull/${number}/merge`]);
  git(workspace, ['checkout', '-q', '--detach', `refs/remotes/pull/${number}/merge`]);
  return { workspace, sha };
}

/** Everything in `.git` that a user could miss, and the work tree's status. */
export function stateOf(workspace: string): string {
  const config = git(workspace, ['config', '--local', '--list']);
  const index = git(workspace, ['ls-files', '--stage', '-z']);
  return [config, index, git(workspace, ['status', '--porcelain', '-z']), git(workspace, ['for-each-ref'])].join('\n');
}

/** Runs a shell script on the server before each push, as forges run theirs. */
export function refusePushes(remote: Remote, script: string): void {
  const hooks = join(remote.bare, 'hooks');
  writeFiles(hooks, { 'pre-receive': `#!/bin/sh\n${script}\n` });
  git(remote.bare, ['config', 'core.hooksPath', hooks]);
  chmodSync(join(hooks, 'pre-receive'), 0o755);
}
