import { describe, expect, test, vi } from 'vitest';
import { publish } from '../../src/publish/publish.ts';
import { render } from '../rendered.ts';
import { startGitHub } from './github-stand-in.ts';
import { checkoutBranch, git, makeRemote, refusePushes, writeFiles } from './repositories.ts';
import { context, fileResult, io, MAIN, options } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

const REPORT = {
  files: [
    fileResult('a.h5', {
      sourceSha256: 'a'.repeat(64),
      tensors: 4,
      outputs: [{ format: 'h5' as const, path: 'a.keras3.h5', sha256: 'b'.repeat(64) }],
      renamed: [{ from: 'kernel:0', to: 'kernel' }],
    }),
    fileResult('<b> @octo |`.h5', { status: 'refused', reason: 'A @mention, a <script> and `code`' }),
  ],
};

async function setUp() {
  const remote = makeRemote({ 'a.h5': 'a', 'read.me': 'x' });
  const github = await startGitHub(remote);
  const run = context(MAIN, { apiUrl: github.url });
  const migrate = (content: string, inputs: Readonly<Record<string, string>> = {}) => {
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.keras3.h5': content });
    return publish(REPORT, options(workspace, { 'pull-request': 'true', ...inputs }), run, io());
  };
  return { remote, github, migrate };
}

const commits = (bare: string) => git(bare, ['log', '--format=%s', 'main..keras3-migrate/main']).split('\n');

describe.each(['api', 'git'])('a pull request by %s', (method) => {
  test('is opened, with the results in its body; a second run with the same files changes nothing', async () => {
    const { remote, github, migrate } = await setUp();
    const inputs = { 'commit-method': method, 'pull-request-title': 'Keras 3', 'pull-request-body': 'Hello.' };
    const first = await migrate('A', inputs);
    expect(first.notes.map(({ level }) => level)).toEqual(['notice']);
    expect(first.pullRequest?.created).toBe(true);
    expect(github.pulls[0]).toMatchObject({
      title: 'Keras 3',
      base: { ref: 'main' },
      head: { ref: 'keras3-migrate/main' },
    });
    const body = github.pulls[0]?.body ?? '';
    expect(body).toMatch(/^Hello\.\n\n### Keras 3 migration\n\n\*\*1 refused, 1 converted\*\* of 2 files\./);
    const { headings, tables, links } = render(body);
    expect(headings).toEqual(['h3 Keras 3 migration']);
    expect(tables[0]?.slice(1).map(([file]) => file?.split('\n')[0])).toEqual(['<b> @octo |`.h5', 'a.h5']);
    expect(links).toEqual([{ text: 'job summary', href: 'http://github.localhost/octo/models/actions/runs/77' }]);
    expect(body).not.toMatch(/<script>|@octo|@mention|<b> /);

    const head = remote.head('keras3-migrate/main');
    const second = await migrate('A', inputs);
    expect(second.commit).toBeUndefined();
    expect(second.pullRequest).toMatchObject({ number: 100, created: false });
    expect(remote.head('keras3-migrate/main')).toBe(head);
  });

  test('is made anew from a base that moved on, while it holds our commits alone', async () => {
    const { remote, migrate } = await setUp();
    await migrate('A', { 'commit-method': method });
    remote.commit('main', { 'read.me': 'y' });
    const outcome = await migrate('AA', { 'commit-method': method });
    expect(outcome.pullRequest).toMatchObject({ number: 100, created: false });
    expect(git(remote.bare, ['rev-parse', 'keras3-migrate/main^'])).toBe(remote.head('main'));
    expect(remote.show('keras3-migrate/main', 'a.keras3.h5')).toBe('AA');
    expect(git(remote.bare, ['for-each-ref', '--format=%(refname:short)', 'refs/heads'])).toBe(
      'keras3-migrate/main\nmain',
    );
  });

  test('keeps the commits that others put on its branch', async () => {
    const { remote, migrate } = await setUp();
    await migrate('A', { 'commit-method': method });
    remote.commit('keras3-migrate/main', { 'notes.md': 'by hand' }, 'By hand');
    await migrate('AA', { 'commit-method': method });
    expect(commits(remote.bare)).toEqual([
      'Convert Keras HDF5 files to Keras 3',
      'By hand',
      'Convert Keras HDF5 files to Keras 3',
    ]);
    expect(remote.show('keras3-migrate/main', 'notes.md')).toBe('by hand');
  });
});

test('a pull request that was made though the answer was 502 is found', async () => {
  const { github, migrate } = await setUp();
  github.fail(/^POST .*\/pulls$/, { status: 502 }, { done: true });
  const outcome = await migrate('A');
  expect(outcome.pullRequest?.number).toBe(100);
  expect(github.pulls).toHaveLength(1);
});

test('GitHub Actions may not open pull requests: the setting is named', async () => {
  const { github, migrate } = await setUp();
  github.fail(/^POST .*\/pulls$/, {
    status: 403,
    body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
  });
  const outcome = await migrate('A');
  expect(outcome.commit?.branch).toBe('keras3-migrate/main');
  expect(outcome.notes[0]).toMatchObject({
    level: 'error',
    text: expect.stringContaining('Allow GitHub Actions to create and approve'),
  });
});

test('a refused push of the pull request’s branch: the commands make that branch', async () => {
  const { remote, migrate } = await setUp();
  refusePushes(remote, 'echo "no new branches, please" >&2; exit 1');
  const outcome = await migrate('A', { 'commit-method': 'git' });
  const commands = outcome.notes.find(({ level }) => level === 'error')?.snippet?.text.split('\n') ?? [];
  expect(commands.slice(0, 2)).toEqual(['git switch main', 'git switch -c keras3-migrate/main']);
  expect(commands.at(-1)).toBe('git push -u origin keras3-migrate/main');
});
