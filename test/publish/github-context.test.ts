import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readGitHubContext } from '../../src/publish/github-context.ts';
import { temporaryFolder, writeFiles } from './repositories.ts';

function read(env: Readonly<Record<string, string>>, event: unknown = {}) {
  const folder = temporaryFolder();
  writeFiles(folder, { 'event.json': typeof event === 'string' ? event : JSON.stringify(event) });
  return readGitHubContext({ GITHUB_REPOSITORY: 'octo/models', GITHUB_EVENT_PATH: join(folder, 'event.json'), ...env });
}

const pull = (repo: unknown) => ({
  pull_request: {
    number: 5,
    changed_files: 3,
    head: { ref: 'topic', sha: 'abc', repo },
    base: { ref: 'main', sha: 'def' },
  },
});

test.each([
  ['of this repository', { full_name: 'Octo/Models' }, false],
  ['of a fork', { full_name: 'stranger/models' }, true],
  ['of a deleted fork', null, true],
])('a pull request %s goes to its head branch, not the merge ref', (_name, repo, fork) => {
  const { target } = read({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/5/merge' }, pull(repo));
  expect(target).toEqual({
    kind: 'pull-request',
    number: 5,
    branch: 'topic',
    headSha: 'abc',
    baseBranch: 'main',
    baseSha: 'def',
    changedFiles: 3,
    fork,
  });
});

test.each([
  ['push', 'refs/heads/a/b', { before: 'abc' }, { kind: 'branch', branch: 'a/b', before: 'abc' }],
  ['workflow_dispatch', 'refs/heads/main', {}, { kind: 'branch', branch: 'main', before: undefined }],
  ['push', 'refs/tags/v1', {}, { kind: 'none', reason: expect.stringContaining('refs/tags/v1') }],
  [
    'merge_group',
    'refs/heads/gh-readonly-queue/main/pr-1',
    {},
    { kind: 'none', reason: expect.stringContaining('merge queue') },
  ],
  [
    'pull_request',
    'refs/pull/5/merge',
    { pull_request: { number: 5 } },
    { kind: 'none', reason: expect.stringContaining('lacks') },
  ],
  ['pull_request', 'refs/pull/5/merge', {}, { kind: 'none', reason: expect.stringContaining('refs/pull/5/merge') }],
  [
    'workflow_run',
    'refs/heads/main',
    { workflow_run: { head_branch: 'topic', head_repository: { full_name: 'octo/models' } } },
    { kind: 'branch', branch: 'topic', before: undefined },
  ],
  [
    'workflow_run',
    'refs/heads/main',
    { workflow_run: { head_branch: 'main', head_repository: { full_name: 'stranger/models' } } },
    { kind: 'none', reason: expect.stringContaining('another repository') },
  ],
])('%s of %s', (eventName, ref, event, target) => {
  expect(read({ GITHUB_EVENT_NAME: eventName, GITHUB_REF: ref }, event).target).toEqual(target);
});

test.each(['[]', 'null', '{'])('an event %j is a failure in one sentence', (event) => {
  expect(() => read({}, event)).toThrow(/GITHUB_EVENT_PATH.*GitHub writes the event there/);
});

test('a repository of another form is a failure', () => {
  expect(() => read({ GITHUB_REPOSITORY: '../x' })).toThrow(/GITHUB_REPOSITORY is "\.\.\/x"/);
});
