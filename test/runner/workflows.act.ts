import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startArtifactService, zipNames } from '../publish/artifact-stand-in.ts';
import { startGitHub } from '../publish/github-stand-in.ts';
import { git, makeRemote } from '../publish/repositories.ts';
import { render } from '../rendered.ts';
import { act, checkout } from './act.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const MODEL = readFileSync(join(ROOT, 'test/fixtures/keras-2.15.0/mlp_sequential/model.h5'));

const documented = (name: string) => readFileSync(join(ROOT, 'docs', 'workflows', name), 'utf8');

async function pullRequest() {
  const remote = makeRemote({ 'old.h5': MODEL });
  remote.commit('topic', { 'new.h5': MODEL });
  const github = await startGitHub(remote);
  const payload = {
    repository: { default_branch: 'main' },
    pull_request: {
      number: 5,
      changed_files: 1,
      head: { ref: 'topic', sha: remote.head('topic'), repo: { full_name: 'octo/models' } },
      base: { ref: 'main', sha: remote.head('main') },
    },
  };
  return { remote, github, payload, workspace: checkout(remote, 'topic'), env: { GITHUB_API_URL: github.url } };
}

test('check.yml fails a pull request that brings a file without its Keras 3 form', async () => {
  const { payload, workspace, env } = await pullRequest();
  const run = { workspace, payload, env, workflow: documented('check.yml'), event: 'pull_request' as const };
  const { code, outputs, summaries } = await act(run);
  expect(code).toBe(1);
  expect(outputs.get('would-convert-count')).toBe('1');
  const { tables, blocks } = render(summaries.at(-1) ?? '');
  expect(tables[0]?.[1]?.[0]).toBe('new.h5\nneeds converting\n→\u00a0new.keras3.h5\n⚠️\u00a01\u00a0warning');
  expect(blocks[0]).toContain('git add -- new.keras3.h5');
});

test('migrate-pull-requests.yml commits on the branch and comments', async () => {
  const { remote, github, payload, workspace, env } = await pullRequest();
  const workflow = documented('migrate-pull-requests.yml');
  const { code, outputs } = await act({ workspace, payload, env, workflow, event: 'pull_request' });
  expect(code).toBe(0);
  expect(outputs.get('commit-sha')).toBe(remote.head('topic'));
  expect(remote.paths('topic')).toEqual(['new.h5', 'new.keras3.h5', 'old.h5']);
  const { links, tables } = render(github.comments[0]?.body ?? '');
  expect(links[0]?.href).toMatch(/\/commit\/[0-9a-f]{40}$/);
  expect(tables).toHaveLength(1);
});

test('migrate-once.yml opens a pull request', async () => {
  const remote = makeRemote({ 'a.h5': MODEL, 'b/c.h5': MODEL });
  const github = await startGitHub(remote);
  const { code, outputs } = await act({
    workspace: checkout(remote, 'main'),
    workflow: documented('migrate-once.yml'),
    event: 'workflow_dispatch',
    payload: { inputs: { files: '**/*.h5', 'in-place': 'false', 'dry-run': 'false' } },
    env: { GITHUB_API_URL: github.url, GITHUB_REF: 'refs/heads/main' },
  });
  expect(code).toBe(0);
  expect(outputs.get('pull-request-number')).toBe('100');
  expect(remote.paths('keras3-migrate/main')).toEqual(['a.h5', 'a.keras3.h5', 'b/c.h5', 'b/c.keras3.h5']);
  expect(render(github.pulls[0]?.body ?? '').tables[0]).toHaveLength(3);
});

test('artifact.yml keeps results and report', async () => {
  const remote = makeRemote({ 'a.h5': MODEL });
  const service = await startArtifactService();
  const { code, outputs } = await act({
    workspace: checkout(remote, 'main'),
    workflow: documented('artifact.yml'),
    event: 'push',
    env: { ...service.env },
  });
  expect(code).toBe(0);
  expect(zipNames(service.artifacts.get('keras3-models')?.zip ?? Buffer.alloc(0))).toEqual([
    'keras3/a.keras3.h5',
    'report.json',
  ]);
  expect(outputs.get('artifact-url')).toMatch(/\/artifacts\/4001$/);
  expect(git(remote.bare, ['rev-list', '--count', 'main'])).toBe('1');
});

test('sharded.yml converts each file once and merges the reports', async () => {
  const names = Array.from({ length: 8 }, (_, at) => `models/${at}.h5`);
  const remote = makeRemote(Object.fromEntries(names.map((name) => [name, MODEL])));
  const service = await startArtifactService();
  const { code, summaries } = await act({
    workspace: checkout(remote, 'main'),
    workflow: documented('sharded.yml'),
    event: 'workflow_dispatch',
    env: { ...service.env },
  });
  expect(code).toBe(0);
  const parts = [1, 2, 3, 4].map((part) => service.artifacts.get(`keras3-part-${part}`)?.zip ?? Buffer.alloc(0));
  const written = parts.flatMap(zipNames).filter((name) => name.endsWith('.h5'));
  expect(written.toSorted()).toEqual(names.map((name) => `keras3/${name.replace('.h5', '.keras3.h5')}`));
  expect(summaries.some((summary) => summary.includes('**8 converted** of 8 files.'))).toBe(true);
});
