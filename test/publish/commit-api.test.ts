import { describe, expect, test, vi } from 'vitest';
import type { Target } from '../../src/publish/github-context.ts';
import { publish } from '../../src/publish/publish.ts';
import { startGitHub } from './github-stand-in.ts';
import { checkoutBranch, git, makeRemote, refusePushes, writeFiles } from './repositories.ts';
import { context, io, MAIN, options, PULL, report } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

const CONVERTED = report({ 'a.h5': 'a.keras3.h5' });

async function setUp() {
  const remote = makeRemote({ 'a.h5': 'a', 'read.me': 'x' });
  const workspace = checkoutBranch(remote, 'main');
  writeFiles(workspace, { 'a.keras3.h5': Buffer.from([0x89, 0x48, 0, 0xff]) });
  const github = await startGitHub(remote);
  return { remote, workspace, github, run: context(MAIN, { apiUrl: github.url }), world: io() };
}

describe('a commit by the API', () => {
  test('is what auto takes, with the token as its credential', async () => {
    const { remote, workspace, github, run, world } = await setUp();
    const outcome = await publish(CONVERTED, options(workspace, { commit: 'true', signoff: 'true' }), run, world);
    expect(outcome.commit).toEqual({ sha: remote.head('main'), branch: 'main', paths: ['a.keras3.h5'] });
    const [request] = github.requests;
    expect(request?.authorization).toBe('token ghs_test');
    expect(request?.body.variables.input).toMatchObject({
      branch: { repositoryNameWithOwner: 'octo/models', branchName: 'main' },
      message: {
        headline: 'Convert Keras HDF5 files to Keras 3',
        body: 'Converted-by: keras3-migrate\nSigned-off-by: github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>',
      },
      fileChanges: { additions: [{ path: 'a.keras3.h5', contents: 'iUgA/w==' }] },
    });
  });

  test('STALE_DATA: is made anew on the new head', async () => {
    const { remote, workspace, github, run, world } = await setUp();
    const message = 'Expected branch to point to "x" but it did not. Pull and try again.';
    const errors = [{ type: 'STALE_DATA', path: ['createCommitOnBranch'], message }];
    github.fail(/graphql/, { status: 200, body: { data: { createCommitOnBranch: null }, errors } });
    const outcome = await publish(
      CONVERTED,
      options(workspace, { commit: 'true', 'commit-method': 'api' }),
      run,
      world,
    );
    expect(outcome.commit?.sha).toBe(remote.head('main'));
    expect(world.slept).toEqual([1000]);
  });

  test('5xx: is asked for again, and found made where it was', async () => {
    const { remote, workspace, github, run, world } = await setUp();
    github.fail(/graphql/, { status: 502, body: { message: 'Server Error' } }, { done: true });
    const before = remote.head('main');
    const outcome = await publish(
      CONVERTED,
      options(workspace, { commit: 'true', 'commit-method': 'api' }),
      run,
      world,
    );
    // The repeated mutation is answered with STALE_DATA; the branch then holds the file already.
    expect(outcome.notes).toEqual([]);
    expect(git(remote.bare, ['rev-parse', 'main^'])).toBe(before);
    expect(remote.paths('main')).toContain('a.keras3.h5');
  });

  test('403: says which permissions the job lacks', async () => {
    const { workspace, github, run, world } = await setUp();
    const errors = [
      { type: 'FORBIDDEN', path: ['createCommitOnBranch'], message: 'Resource not accessible by integration' },
    ];
    github.fail(/graphql/, { status: 200, body: { data: { createCommitOnBranch: null }, errors } });
    github.fail(/graphql/, { status: 403, body: { message: 'Resource not accessible by integration' } });
    for (let i = 0; i < 2; i++) {
      const outcome = await publish(CONVERTED, options(workspace, { commit: 'true' }), run, world);
      expect(outcome.notes).toEqual([
        {
          level: 'error',
          text: expect.stringContaining('Resource not accessible by integration'),
          snippet: { language: 'yaml', text: 'permissions:\n  contents: write' },
        },
      ]);
    }
  });

  test('that the API cannot make goes by git, with a word', async () => {
    const { remote, workspace, github, run, world } = await setUp();
    github.fail(/graphql/, { status: 404, body: { message: 'Not Found' } });
    const outcome = await publish(CONVERTED, options(workspace, { commit: 'true' }), run, world);
    expect(outcome.commit?.sha).toBe(remote.head('main'));
    expect(outcome.notes[0]?.text).toMatch(/API did not take the commit.*not signed/);
  });

  test('that neither way makes is not told as pushed', async () => {
    const { remote, workspace, github, run, world } = await setUp();
    github.fail(/graphql/, { status: 404, body: { message: 'Not Found' } });
    refusePushes(remote, 'echo "no tabs, please" >&2; exit 1');
    const outcome = await publish(CONVERTED, options(workspace, { commit: 'true' }), run, world);
    expect(outcome.notes.map(({ level, text }) => [level, text])).toEqual([
      ['error', expect.stringMatching(/^The rules of main refuse the commit \(no tabs, please\)/)],
    ]);
  });
});

describe('a protected branch', () => {
  const errors = [
    {
      type: 'UNPROCESSABLE',
      path: ['createCommitOnBranch'],
      message: 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n',
    },
  ];
  const refused = { status: 200, body: { data: { createCommitOnBranch: null }, errors } };

  test('falls back to a pull request where asked', async () => {
    const { remote, workspace, github, run, world } = await setUp();
    github.fail(/graphql/, refused);
    const inputs = { commit: 'true', 'pull-request': 'fallback', 'pull-request-labels': 'keras, bot' };
    const outcome = await publish(CONVERTED, options(workspace, inputs), run, world);
    expect(outcome.pullRequest).toEqual({ number: 100, url: 'https://github.com/octo/models/pull/100', created: true });
    expect(github.pulls[0]).toMatchObject({
      head: { ref: 'keras3-migrate/main' },
      base: { ref: 'main' },
      labels: ['keras', 'bot'],
    });
    expect(remote.head('keras3-migrate/main')).toBe(outcome.commit?.sha);
    expect(remote.paths('main')).not.toContain('a.keras3.h5');
  });

  test('is an error with the remedy where not', async () => {
    const { workspace, github, run, world } = await setUp();
    github.fail(/graphql/, refused);
    const outcome = await publish(CONVERTED, options(workspace, { commit: 'true' }), run, world);
    expect(outcome.notes[0]?.text).toMatch(/rules of main refuse the commit .*set pull-request: fallback/);
    expect(outcome.notes[0]?.snippet?.text).toBe(
      [
        'git switch main',
        'git clone http://github.localhost/keras3/migrate ../keras3-migrate',
        'git -C ../keras3-migrate checkout v1',
        'node ../keras3-migrate/dist/cli.js models',
        'git add -- a.keras3.h5',
        "git commit -m 'Convert Keras HDF5 files to Keras 3'",
        'git push',
      ].join('\n'),
    );
  });
});

describe('nothing is written', () => {
  const FORK: Target = { ...PULL, fork: true };
  const OWN: Target = { ...FORK, fork: false, branch: 'main' };

  test.each<[string, Target, string, 'error' | 'warning', RegExp]>([
    ['for a fork', FORK, 'pull_request', 'warning', /comes from a fork/],
    ['on pull_request_target', OWN, 'pull_request_target', 'error', /allow-unsafe-events/],
    ['on workflow_run', MAIN, 'workflow_run', 'error', /allow-unsafe-events/],
    [
      'for a tag',
      { kind: 'none', reason: 'the run is for refs/tags/v1, which is not a branch' },
      'push',
      'warning',
      /refs\/tags\/v1/,
    ],
  ])('%s', async (_name, target, eventName, level, text) => {
    const { remote, workspace, github, world } = await setUp();
    const head = remote.head('main');
    const run = context(target, { apiUrl: github.url, eventName });
    const outcome = await publish(CONVERTED, options(workspace, { commit: 'true', comment: 'true' }), run, world);
    expect(outcome.notes[0]).toMatchObject({ level, text: expect.stringMatching(text) });
    expect(outcome.commit).toBeUndefined();
    expect(github.requests).toEqual([]);
    expect(remote.head('main')).toBe(head);
  });

  test('by a dry run, which says what would be', async () => {
    const { workspace, github, run, world } = await setUp();
    const inputs = { commit: 'true', artifact: 'true', 'dry-run': 'true' };
    const outcome = await publish(CONVERTED, options(workspace, inputs), run, world);
    expect(outcome.notes.map(({ text }) => text)).toEqual([
      'Dry run: 1 file would go into a commit on main: a.keras3.h5',
      expect.stringMatching(
        /^Dry run: 1 file and the report would be uploaded as artifact keras3-migrate-migrate-1-[0-9a-f]{8}$/,
      ),
    ]);
    expect(github.requests).toEqual([]);
  });

  test('but with allow-unsafe-events it is', async () => {
    const { remote, workspace, github, world } = await setUp();
    const run = context(OWN, { apiUrl: github.url, eventName: 'pull_request_target' });
    const outcome = await publish(
      CONVERTED,
      options(workspace, { commit: 'true', 'allow-unsafe-events': 'true' }),
      run,
      world,
    );
    expect(outcome.commit?.sha).toBe(remote.head('main'));
  });

  test('for files that are not what the report says', async () => {
    const { workspace, github, run, world } = await setUp();
    writeFiles(workspace, { 'folder/x': '' });
    const paths = { a: '../outside.h5', b: '.GIT/config', c: 'folder', d: 'gone.h5', e: '/etc/passwd' };
    const outcome = await publish(report(paths), options(workspace, { commit: 'true' }), run, world);
    expect(outcome.notes.map(({ text }) => text.split(': ')[1])).toEqual([
      'lies outside the workspace, so it is not published',
      'lies in .git, so it is not published',
      'is not a regular file, so it is not published',
      'is not there any more, so it is not published',
      'lies outside the workspace, so it is not published',
    ]);
    expect(github.requests).toEqual([]);
  });
});
