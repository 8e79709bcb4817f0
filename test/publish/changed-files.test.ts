import { describe, expect, test, vi } from 'vitest';
import { changedFiles } from '../../src/publish/changed-files.ts';
import type { Target } from '../../src/publish/github-context.ts';
import { startGitHub } from './github-stand-in.ts';
import { checkoutBranch, checkoutPullRequest, git, makeRemote } from './repositories.ts';
import { context, io, PULL } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('of a pull request', () => {
  test('the API lists them over pages, without those removed', async () => {
    const github = await startGitHub();
    github.files = Array.from({ length: 230 }, (_, i) => ({
      filename: `${i}.h5`,
      status: i % 2 === 0 ? 'added' : 'removed',
    }));
    const root = checkoutBranch(makeRemote({ x: '' }), 'main');
    const changed = await changedFiles(context(PULL, { apiUrl: github.url }), { root, token: 't' }, io());
    expect(changed).toEqual({ kind: 'some', paths: Array.from({ length: 115 }, (_, i) => `${2 * i}.h5`) });
    expect(github.requests).toHaveLength(3);
  });

  test('a list shorter than the event says is not believed', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    remote.commit('topic', { 'b.h5': 'b', 'c.h5': 'c' });
    const { workspace, sha } = checkoutPullRequest(remote, 5, { head: 'topic', base: 'main' });
    const github = await startGitHub();
    github.files = [{ filename: 'b.h5', status: 'added' }];
    const run = context({ ...PULL, changedFiles: 2 }, { apiUrl: github.url, sha });
    const changed = await changedFiles(run, { root: workspace, token: 't' }, io());
    expect(changed).toEqual({ kind: 'some', paths: ['b.h5', 'c.h5'] });
  });

  test('a checkout that holds both sides is asked before the API: the merge, or the head with its history', async () => {
    const remote = makeRemote({ 'a.h5': 'a', 'gone.h5': 'g' });
    const baseSha = remote.commit('main', { 'other.h5': 'o' });
    git(remote.bare, ['branch', 'topic', 'main~1']);
    remote.commit('topic', { 'b.h5': 'b' });
    const { workspace, sha } = checkoutPullRequest(remote, 5, { head: 'topic', base: 'main' }, 2);
    const github = await startGitHub();
    const target = { ...PULL, headSha: remote.head('topic'), baseSha };
    const merge = context(target, { apiUrl: github.url, sha });
    const found = { kind: 'some', paths: ['b.h5'] };
    expect(await changedFiles(merge, { root: workspace, token: 't' }, io())).toEqual(found);
    const root = checkoutBranch(remote, 'topic', 100);
    git(root, ['fetch', '-q', 'origin', 'main']);
    expect(git(root, ['rev-parse', '--is-shallow-repository'])).toBe('false');
    const head = context(target, { apiUrl: github.url, sha });
    expect(await changedFiles(head, { root, token: 't' }, io())).toEqual(found);
    expect(github.requests).toEqual([]);
  });

  test('a head that is a merge of its own is not taken for the run’s merge', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    remote.commit('topic', { 'mine.h5': 'm' });
    const baseSha = remote.commit('main', { 'theirs.h5': 't' });
    git(remote.author, ['checkout', '-q', 'topic']);
    git(remote.author, ['merge', '-q', '--no-ff', '-m', 'Update', 'main']);
    git(remote.author, ['push', '-q', 'origin', 'topic']);
    const root = checkoutBranch(remote, 'topic', 2);
    const github = await startGitHub();
    github.files = [{ filename: 'mine.h5', status: 'added' }];
    const target = { ...PULL, headSha: remote.head('topic'), baseSha };
    const run = context(target, { apiUrl: github.url, sha: 'the merge, which is not checked out' });
    expect(await changedFiles(run, { root, token: 't' }, io())).toEqual({ kind: 'some', paths: ['mine.h5'] });
  });

  test('git tells also on a forge that makes no merge commit', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    remote.commit('topic', { 'b.h5': 'b' });
    remote.commit('main', { 'other.h5': 'o' });
    git(remote.bare, ['update-ref', 'refs/pull/5/head', 'refs/heads/topic']);
    const github = await startGitHub();
    github.fail(/./, { status: 404 });
    const run = context(PULL, { apiUrl: github.url });
    const root = checkoutBranch(remote, 'topic');
    expect(await changedFiles(run, { root, token: 't' }, io())).toEqual({ kind: 'some', paths: ['b.h5'] });
  });

  test.each([1, 2])('git tells where the API does not, at depth %i', async (depth) => {
    const remote = makeRemote({ 'a.h5': 'a', 'gone.h5': 'g' });
    remote.commit('topic', { 'b\n.h5': 'b', 'a.h5': 'A' });
    remote.commit('main', { 'other.h5': 'o' });
    const { workspace, sha } = checkoutPullRequest(remote, 5, { head: 'topic', base: 'main' }, depth);
    const github = await startGitHub();
    github.fail(/./, { status: 403, body: { message: 'Resource not accessible by integration' } });
    const world = io();
    const changed = await changedFiles(
      context(PULL, { apiUrl: github.url, sha }),
      { root: workspace, token: 't' },
      world,
    );
    expect(changed).toEqual({ kind: 'some', paths: ['a.h5', 'b\n.h5'] });
    expect(world.lines).toEqual([expect.stringContaining('asking git')]);
  });
});

describe('of a push', () => {
  const push = (before: string, branch = 'main'): Target => ({ kind: 'branch', branch, before });

  test.each(['api', 'git'])('by %s', async (way) => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const before = remote.head('main');
    const sha = remote.commit('main', { 'models/b.h5': 'b' });
    const github = await startGitHub(remote);
    if (way === 'git') github.fail(/./, { status: 404, body: { message: 'Not Found' } });
    const root = checkoutBranch(remote, 'main');
    const changed = await changedFiles(context(push(before), { apiUrl: github.url, sha }), { root, token: 't' }, io());
    expect(changed).toEqual({ kind: 'some', paths: ['models/b.h5'] });
  });

  test.each([
    ['commits and no files (Gitea, large comparisons)', { total_commits: 1, commits: [{}] }],
    ['no files but an empty list', { total_commits: 1, commits: [{}], files: [] }],
    [
      'a list cut off at 300',
      { total_commits: 1, files: Array.from({ length: 300 }, (_, i) => ({ filename: `${i}` })) },
    ],
  ])('git is asked where the comparison has %s; where git cannot tell, all files count', async (_what, body) => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const before = remote.head('main');
    const sha = remote.commit('main', { 'models/b.h5': 'b' });
    const github = await startGitHub(remote);
    github.fail(/compare/, { status: 200, body }, { times: 2 });
    const run = context(push(before), { apiUrl: github.url, sha });
    const root = checkoutBranch(remote, 'main');
    expect(await changedFiles(run, { root, token: 't' }, io())).toEqual({ kind: 'some', paths: ['models/b.h5'] });
    git(root, ['remote', 'set-url', 'origin', `${remote.bare}-gone`]);
    expect(await changedFiles(run, { root, token: 't' }, io())).toMatchObject({
      kind: 'all',
      reason: expect.stringContaining('neither the server nor git could tell'),
    });
  });

  test.each(['api', 'git'])('that made a branch: since it left the default branch, by %s', async (way) => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const sha = remote.commit('topic', { 'b.h5': 'b' });
    remote.commit('main', { 'c.h5': 'c' });
    const github = await startGitHub(remote);
    if (way === 'git') github.fail(/./, { status: 404, body: { message: 'Not Found' } });
    const root = checkoutBranch(remote, 'topic');
    const run = context(push('0'.repeat(40), 'topic'), { apiUrl: github.url, sha });
    expect(await changedFiles(run, { root, token: 't' }, io())).toEqual({ kind: 'some', paths: ['b.h5'] });
  });

  test('where neither can tell, all count', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const github = await startGitHub(remote);
    const root = checkoutBranch(remote, 'main');
    const run = context(push('1'.repeat(40)), { apiUrl: github.url, sha: remote.head('main') });
    expect(await changedFiles(run, { root, token: 't' }, io())).toMatchObject({ kind: 'all' });
    expect(
      await changedFiles(context({ kind: 'branch', branch: 'main', before: undefined }), { root, token: 't' }, io()),
    ).toMatchObject({ kind: 'all' });
  });
});
