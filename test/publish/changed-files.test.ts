import { describe, expect, test, vi } from 'vitest';
import { changedFiles } from '../../src/publish/changed-files.ts';
import type { Target } from '../../src/publish/github-context.ts';
import { startGitHub } from './github-stand-in.ts';
import { checkoutBranch, checkoutPullRequest, makeRemote } from './repositories.ts';
import { context, io } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

const PULL: Target = { kind: 'pull-request', number: 5, branch: 'topic', headSha: '', baseBranch: 'main', fork: false };

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
