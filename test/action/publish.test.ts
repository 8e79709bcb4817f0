import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startArtifactService, zipNames } from '../publish/artifact-stand-in.ts';
import { type GitHubStandIn, startGitHub } from '../publish/github-stand-in.ts';
import {
  checkoutBranch,
  checkoutPullRequest,
  git,
  makeRemote,
  stateOf,
  temporaryFolder,
} from '../publish/repositories.ts';
import { render } from '../rendered.ts';

vi.setConfig({ testTimeout: 120_000 });

const ROOT = resolve(import.meta.dirname, '..', '..');
const MODEL = readFileSync(join(ROOT, 'test/fixtures/keras-2.2.4/masking_lstm/weights_only.h5'));

interface Run {
  readonly workspace: string;
  readonly eventName: string;
  readonly event: unknown;
  readonly ref: string;
  readonly sha: string;
  readonly github: GitHubStandIn;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs dist/index.js as a runner would: inputs and context in the environment, files for outputs and the summary. */
async function runAction(inputs: Readonly<Record<string, string>>, run: Run) {
  const folder = temporaryFolder();
  const file = (name: string, content = '') => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'temp'));
  const given = Object.entries({ token: 'ghs_job', 'job-token': 'ghs_job', ...inputs });
  const env = {
    PATH: process.env.PATH,
    SystemRoot: process.env.SystemRoot,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_API_URL: run.github.url,
    GITHUB_SERVER_URL: 'http://github.localhost',
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_WORKSPACE: run.workspace,
    GITHUB_WORKFLOW: 'Migrate',
    GITHUB_JOB: 'migrate',
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_EVENT_NAME: run.eventName,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(run.event)),
    GITHUB_REF: run.ref,
    GITHUB_SHA: run.sha,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: join(folder, 'temp'),
    ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...run.env,
  };
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'index.js')], { env, cwd: run.workspace });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const code = await new Promise<number | null>((done) => void child.on('close', done));
  const outputs = new Map<string, string>();
  for (const [, name, value] of readFileSync(env.GITHUB_OUTPUT, 'utf8').matchAll(
    /^([\w-]+)<<ghadelimiter_[^\n]*\n(.*?)\nghadelimiter_[^\n]*$/gms,
  )) {
    if (name !== undefined && value !== undefined) outputs.set(name, value);
  }
  const summary = readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8');
  for (const { body } of [...run.github.comments, ...run.github.pulls]) render(body);
  return {
    folder,
    code,
    log,
    outputs,
    summary,
    rendered: render(summary),
    temp: readdirSync(env.RUNNER_TEMP),
  };
}

const pullEvent = (fullName: string) => ({
  repository: { default_branch: 'main' },
  pull_request: { number: 5, head: { ref: 'topic', sha: 'x', repo: { full_name: fullName } }, base: { ref: 'main' } },
});

async function pullRequest(names: readonly string[]) {
  const remote = makeRemote({ 'old.h5': MODEL });
  remote.commit('topic', Object.fromEntries(names.map((name) => [name, MODEL])));
  const { workspace, sha } = checkoutPullRequest(remote, 5, { head: 'topic', base: 'main' });
  const github = await startGitHub(remote);
  github.files = names.map((filename) => ({ filename, status: 'added' }));
  const run: Run = {
    workspace,
    eventName: 'pull_request',
    event: pullEvent('octo/models'),
    ref: 'refs/pull/5/merge',
    sha,
    github,
  };
  return { remote, workspace, github, run };
}

test('on a pull request: changed files are converted and committed on its branch, a comment and outputs tell', async () => {
  const { remote, workspace, github, run } = await pullRequest(['-u.h5', 'a/b.h5']);
  const before = stateOf(workspace);
  const done = await runAction({ commit: 'true', comment: 'true', 'changed-only': 'true' }, run);
  expect(done.log).toContain('2 converted');
  expect(done.code).toBe(0);
  expect(remote.paths('topic').toSorted()).toEqual(['-u.h5', '-u.keras3.h5', 'a/b.h5', 'a/b.keras3.h5', 'old.h5']);
  expect(done.outputs.get('commit-sha')).toBe(remote.head('topic'));
  expect(github.comments[0]?.body).toContain('2 converted');
  expect(done.outputs.get('comment-url')).toBe(github.comments[0]?.html_url);
  expect(done.summary).toContain('GitHub starts no checks');
  expect(stateOf(workspace).replaceAll(/\?\? [^\0]*\0/g, '')).toBe(before);

  // Again on the result: nothing changes and nothing is committed.
  const head = remote.head('topic');
  const next = checkoutPullRequest(remote, 5, { head: 'topic', base: 'main' });
  const again = await runAction({ commit: 'true', 'changed-only': 'true' }, { ...run, ...next });
  expect(again.log).toContain('2 up to date');
  expect(again.code).toBe(0);
  expect(again.outputs.get('commit-sha')).toBe('');
  expect(remote.head('topic')).toBe(head);
});

test.skipIf(process.platform === 'win32')(
  'a name with a newline and ::error:: is committed and starts no workflow command',
  async () => {
    const name = 'a\n::error::x.h5';
    const { remote, github, run } = await pullRequest([name]);
    const done = await runAction({ commit: 'true', comment: 'true', files: '**/*.h5\n!old.h5' }, run);
    expect(remote.paths('topic')).toContain('a\n::error::x.keras3.h5');
    expect(done.log).not.toMatch(/^::error/m);
    expect(github.comments[0]?.body).not.toContain('\n::error::');
    expect(done.summary).not.toContain('\n::error::');
  },
);

test('for a fork: converted, kept as an artifact, and the commands said; the step does not fail', async () => {
  const { remote, run } = await pullRequest(['a.h5']);
  const service = await startArtifactService();
  const event = pullEvent('stranger/models');
  const head = remote.head('topic');
  const done = await runAction(
    { commit: 'true', comment: 'true', 'changed-only': 'true' },
    { ...run, event, env: service.env },
  );
  expect(done.code).toBe(0);
  expect(remote.head('topic')).toBe(head);
  expect([...service.artifacts.keys()]).toEqual([expect.stringMatching(/^keras3-migrate-migrate-1-[0-9a-f]{8}$/)]);
  expect(done.outputs.get('artifact-id')).toBe('4001');
  expect(done.summary).toContain('comes from a fork');
  expect(done.log).toContain('dist/cli.js');
});

test('on pull_request_target: converted, and refused to write', async () => {
  const { remote, github, run } = await pullRequest(['a.h5']);
  const head = remote.head('topic');
  const done = await runAction({ commit: 'true', comment: 'true' }, { ...run, eventName: 'pull_request_target' });
  expect(done.code).toBe(1);
  expect(done.log.match(/^::error.*$/gm)).toEqual([
    expect.stringContaining('Nothing is written on pull_request_target'),
    expect.stringMatching(/Artifact .* was not uploaded/),
    expect.stringContaining('No comment on pull_request_target'),
  ]);
  expect(done.log).toMatch(/^::error title=keras3-migrate::Nothing is written on pull_request_target/m);
  expect(done.rendered.headings).toEqual([
    'h2 Keras 3 migration',
    'h3 Not published',
    'h3 Files',
    'h3 Warnings of several files',
    'h3 Details',
  ]);
  expect(done.log).toContain('2 converted');
  expect(remote.head('topic')).toBe(head);
  expect(github.requests).toEqual([]);
});

test('a dry run says what would be done, and writes neither here nor on GitHub', async () => {
  const { remote, workspace, github, run } = await pullRequest(['a.h5']);
  const head = remote.head('topic');
  const before = stateOf(workspace);
  const done = await runAction({ commit: 'true', comment: 'true', 'dry-run': 'true', files: 'a.h5' }, run);
  expect(done.log).toContain('Dry run: 1 file would go into a commit on topic: a.keras3.h5');
  expect(done.rendered.prose).toContain('would be written');
  expect(done.rendered.prose).not.toContain('were written');
  expect(done.summary).toContain('a.keras3.h5');
  expect(stateOf(workspace)).toBe(before);
  expect(remote.head('topic')).toBe(head);
  expect(github.comments).toEqual([]);
  // The report stays, for later steps; what was converted to look at it does not.
  const reports = done.temp.map((folder) => readdirSync(join(done.folder, 'temp', folder)));
  expect(reports).toEqual([['report.json']]);
});

test('by hand: a pull request, with the converted bytes in its branch and the results in its body', async () => {
  const remote = makeRemote({ 'a.h5': MODEL });
  const workspace = checkoutBranch(remote, 'main');
  const github = await startGitHub(remote);
  const run: Run = {
    workspace,
    eventName: 'workflow_dispatch',
    event: {},
    ref: 'refs/heads/main',
    sha: remote.head('main'),
    github,
  };
  const done = await runAction({ 'pull-request': 'true', 'in-place': 'true' }, run);
  expect(done.code).toBe(0);
  expect(done.outputs.get('pull-request-number')).toBe('100');
  expect(render(github.pulls[0]?.body ?? '').tables[0]?.[1]?.[0]).toBe(
    'a.h5\nconverted\n→\u00a0a.h5\n⚠️\u00a01\u00a0warning',
  );
  expect(done.rendered.headings.slice(0, 3)).toEqual(['h2 Keras 3 migration', 'h3 Published', 'h3 Files']);
  expect(done.rendered.links.map(({ text }) => text)).toEqual([
    remote.head('keras3-migrate/main').slice(0, 10),
    '#100',
  ]);
  expect(git(remote.bare, ['rev-parse', 'keras3-migrate/main:a.h5'])).toBe(
    git(workspace, ['hash-object', '--no-filters', 'a.h5']),
  );
  expect(remote.paths('keras3-migrate/main')).toEqual(['a.h5']);
});

test.each([{}, { 'in-place': 'true' }])('what one step converts with %j, a later one commits', async (inputs) => {
  const remote = makeRemote({ 'a.h5': MODEL });
  const workspace = checkoutBranch(remote, 'main');
  const github = await startGitHub(remote);
  const sha = remote.head('main');
  const run: Run = { workspace, eventName: 'push', event: {}, ref: 'refs/heads/main', sha, github };
  expect((await runAction(inputs, run)).outputs.get('converted-count')).toBe('1');
  const done = await runAction({ ...inputs, commit: 'true' }, run);
  const path = 'in-place' in inputs ? 'a.h5' : 'a.keras3.h5';
  expect(done.outputs.get('commit-sha')).toBe(remote.head('main'));
  expect(git(remote.bare, ['rev-parse', `main:${path}`])).toBe(git(workspace, ['hash-object', '--no-filters', path]));
});

test('artifact only: results and report', async () => {
  const remote = makeRemote({ 'a.h5': MODEL });
  const workspace = checkoutBranch(remote, 'main');
  const service = await startArtifactService();
  const github = await startGitHub(remote);
  const run: Run = {
    workspace,
    eventName: 'push',
    event: {},
    ref: 'refs/heads/main',
    sha: remote.head('main'),
    github,
    env: service.env,
  };
  const done = await runAction({ artifact: 'keras3-models', 'output-dir': 'keras3' }, run);
  expect(done.log).not.toMatch(/^::error/m);
  expect(done.code).toBe(0);
  expect(zipNames(service.artifacts.get('keras3-models')?.zip ?? Buffer.alloc(0))).toEqual([
    'keras3/a.keras3.h5',
    'report.json',
  ]);
  expect(done.outputs.get('artifact-url')).toBe('http://github.localhost/octo/models/actions/runs/77/artifacts/4001');
  expect(github.requests).toEqual([]);
});
