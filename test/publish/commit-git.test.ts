import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { commitFiles } from '../../src/publish/commit.ts';
import { publishableFiles } from '../../src/publish/files.ts';
import { publish } from '../../src/publish/publish.ts';
import { openScratchRepository } from '../../src/publish/scratch-repository.ts';
import { stageFiles } from '../../src/publish/stage.ts';
import { readWorkspace } from '../../src/publish/workspace.ts';
import {
  checkoutBranch,
  checkoutPullRequest,
  git,
  makeRemote,
  type Remote,
  refusePushes,
  stateOf,
  writeFiles,
} from './repositories.ts';
import { context, fileResult, io, MAIN, options, PULL, report } from './run.ts';

// Dozens of git processes a test: slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const GIT = { commit: 'true', 'commit-method': 'git' };

function changedBy(remote: Remote, sha: string): string[] {
  const listing = git(remote.bare, ['diff-tree', '-r', '-z', '--no-commit-id', '--name-only', sha]);
  return listing.split('\0').filter((path) => path !== '');
}

describe('a commit by git', () => {
  test('lands on a pull request’s head branch from a detached merge of depth 1, and touches nothing in the checkout', async () => {
    const remote = makeRemote({ 'a.h5': 'a', 'read.me': 'x' });
    remote.commit('topic', { 'models/b.h5': 'b' });
    remote.commit('main', { 'read.me': 'y' });
    const head = remote.head('topic');
    const { workspace, sha } = checkoutPullRequest(remote, 5, { head: 'topic', base: 'main' });
    writeFiles(workspace, { 'models/b.keras3.h5': 'B' });
    const before = stateOf(workspace);

    const outcome = await publish(
      report({ 'models/b.h5': 'models/b.keras3.h5' }),
      options(workspace, GIT),
      context(PULL, { sha }),
      io(),
    );

    expect(outcome.notes.map(({ level }) => level)).toEqual(['notice']);
    expect(outcome.commit?.paths).toEqual(['models/b.keras3.h5']);
    expect(remote.head('topic')).toBe(outcome.commit?.sha);
    expect(git(remote.bare, ['rev-parse', 'topic^'])).toBe(head);
    expect(changedBy(remote, 'topic')).toEqual(['models/b.keras3.h5']);
    expect(remote.show('topic', 'models/b.keras3.h5')).toBe('B');
    expect(remote.show('topic', 'read.me')).toBe('x');
    expect(git(remote.bare, ['log', '-1', '--format=%an <%ae>|%B', 'topic'])).toBe(
      'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>|Convert Keras HDF5 files to Keras 3\n\nConverted-by: keras3-migrate\n',
    );
    expect(stateOf(workspace)).toBe(before);
    expect(existsSync(join(workspace, '.git', 'shallow'))).toBe(true);
  });

  test('replaces files converted in place, and only those', async () => {
    const remote = makeRemote({ 'a.h5': 'old', 'b.h5': 'b' });
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.h5': 'new', 'b.h5': 'edited by a step before', 'report.json': '{}' });
    const outcome = await publish(report({ 'a.h5': 'a.h5' }), options(workspace, GIT), context(MAIN), io());
    expect(changedBy(remote, 'main')).toEqual(['a.h5']);
    expect(outcome.commit?.branch).toBe('main');
  });

  test('is not made when the branch holds the files already', async () => {
    const remote = makeRemote({ 'a.h5': 'a', 'a.keras3.h5': 'A' });
    const head = remote.head('main');
    const workspace = checkoutBranch(remote, 'main');
    const outcome = await publish(report({ 'a.h5': 'a.keras3.h5' }), options(workspace, GIT), context(MAIN), io());
    expect(outcome).toEqual({ notes: [] });
    expect(remote.head('main')).toBe(head);
  });

  test('takes any name for a file', async () => {
    const names = [
      '-u.h5',
      '--force.h5',
      'a\n::error::x.h5',
      ':(glob)*.h5',
      '*.h5',
      'ü "q" \'s\'.h5',
      'tab\t.h5',
      '@someone.h5',
    ];
    const remote = makeRemote({ 'read.me': 'x' });
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, Object.fromEntries(names.map((name) => [name, `content of ${name}`])));
    const inputs = {
      ...GIT,
      'commit-message': '-F /etc/passwd',
      signoff: 'true',
      'commit-author': 'Grace H <grace@example.com>',
    };
    const converted = Object.fromEntries(names.map((name) => [name, name]));
    const outcome = await publish(report(converted), options(workspace, inputs), context(MAIN), io());
    expect(outcome.notes.filter(({ level }) => level !== 'notice')).toEqual([]);
    expect(changedBy(remote, 'main').toSorted()).toEqual(names.toSorted());
    expect(git(remote.bare, ['log', '-1', '--format=%an|%ce|%B', 'main'])).toBe(
      'Grace H|grace@example.com|-F /etc/passwd\n\nConverted-by: keras3-migrate\nSigned-off-by: Grace H <grace@example.com>\n',
    );
  });

  test('works from a sparse checkout and from a folder inside the repository', async () => {
    const remote = makeRemote({ 'models/a.h5': 'a', 'other/b.txt': 'b' });
    const workspace = checkoutBranch(remote, 'main');
    git(workspace, ['sparse-checkout', 'set', 'models']);
    writeFiles(workspace, { 'models/a.keras3.h5': 'A' });
    const outcome = await publish(
      report({ 'a.h5': 'a.keras3.h5' }),
      options(join(workspace, 'models'), GIT),
      context(MAIN),
      io(),
    );
    expect(outcome.commit?.paths).toEqual(['a.keras3.h5']);
    expect(remote.paths('main')).toEqual(['models/a.h5', 'models/a.keras3.h5', 'other/b.txt']);
  });

  test('goes to the branch that is checked out, where the run has another', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    remote.commit('develop', { 'b.h5': 'b' });
    const workspace = checkoutBranch(remote, 'develop');
    writeFiles(workspace, { 'b.keras3.h5': 'B' });
    const outcome = await publish(report({ 'b.h5': 'b.keras3.h5' }), options(workspace, GIT), context(MAIN), io());
    expect(outcome.commit?.branch).toBe('develop');
    expect(remote.paths('main')).toEqual(['a.h5']);
  });

  test('leaves out what .gitignore keeps out, unless it is tracked', async () => {
    const remote = makeRemote({ '.gitignore': '*.keras\n', 'a.h5': 'a' });
    git(remote.author, ['add', '-f', '--', '.gitignore']);
    writeFiles(remote.author, { 'old.keras': 'old' });
    git(remote.author, ['add', '-f', '--', 'old.keras']);
    git(remote.author, ['commit', '-qm', 'Forced']);
    git(remote.author, ['push', '-q', 'origin', 'HEAD:main']);
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.keras': 'A', 'old.keras': 'OLD' });
    const converted = report({ 'a.h5': 'a.keras', 'old.keras': 'old.keras' });
    const outcome = await publish(converted, options(workspace, GIT), context(MAIN), io());
    expect(outcome.commit?.paths).toEqual(['old.keras']);
    expect(outcome.notes[0]).toEqual({
      level: 'warning',
      text: '1 file is not committed: excluded by .gitignore (a.keras); add an exception to .gitignore',
    });
  });

  test('leaves out what lies in a submodule', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const oid = remote.head('main');
    git(remote.author, ['update-index', '--add', '--cacheinfo', `160000,${oid},sub`]);
    git(remote.author, ['commit', '-qm', 'Submodule']);
    git(remote.author, ['push', '-q', 'origin', 'HEAD:main']);
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'sub/b.keras3.h5': 'B', 'a.keras3.h5': 'A' });
    const converted = report({ 'sub/b.h5': 'sub/b.keras3.h5', 'a.h5': 'a.keras3.h5' });
    const outcome = await publish(converted, options(workspace, GIT), context(MAIN), io());
    expect(outcome.notes[0]?.text).toMatch(/^1 file is not committed: in a submodule .* \(sub\/b\.keras3\.h5\)/);
    expect(outcome.commit?.paths).toEqual(['a.keras3.h5']);
  });

  test.each([
    ['a checkout below the workspace', (sub: string) => git(sub, ['init', '-q'])],
    [
      'a submodule or worktree, whose .git is a file',
      (sub: string) => writeFiles(sub, { '.git': 'gitdir: elsewhere' }),
    ],
  ])('leaves another repository’s files out: %s', async (_what, make) => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const workspace = checkoutBranch(remote, 'main');
    const sub = join(workspace, 'tools', 'lib');
    const secret = { 'b.h5': 'b', 'b.keras3.h5': 'B', 'deep/c.h5': 'c', 'deep/c.keras3.h5': 'C' };
    writeFiles(sub, { ...secret, 'd.h5': 'd' });
    make(sub);
    writeFiles(workspace, { 'a.keras3.h5': 'A', 'out/tools/lib/d.keras3.h5': 'D' });
    const converted = report({
      'a.h5': 'a.keras3.h5',
      'tools/lib/b.h5': 'tools/lib/b.keras3.h5',
      'tools/lib/deep/c.h5': 'tools/lib/deep/c.keras3.h5',
      'tools/lib/d.h5': 'out/tools/lib/d.keras3.h5',
    });
    const outcome = await publish(converted, options(workspace, GIT), context(MAIN), io());
    expect(remote.paths('main')).toEqual(['a.h5', 'a.keras3.h5']);
    expect(outcome.notes.filter(({ level }) => level !== 'notice')).toEqual([
      {
        level: 'warning',
        text: '3 results are not committed: they belong to other repositories, checked out in tools/lib; commit them there',
      },
    ]);
  });

  test('is not made of another repository’s files alone, nor are they uploaded in its place', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const workspace = checkoutBranch(remote, 'main');
    const head = remote.head('main');
    writeFiles(workspace, { 'lib/b.h5': 'b', 'lib/b.keras3.h5': 'B' });
    git(join(workspace, 'lib'), ['init', '-q']);
    const asked = options(workspace, { ...GIT, artifact: 'fallback' });
    const outcome = await publish(report({ 'lib/b.h5': 'lib/b.keras3.h5' }), asked, context(MAIN), io());
    expect(outcome.notes.map(({ text }) => text)).toEqual([expect.stringContaining('1 result is not committed')]);
    expect(outcome.artifact).toBeUndefined();
    expect(remote.head('main')).toBe(head);
  });

  test('is not possible where the repository is checked out below the workspace, and says so', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const checkout = checkoutBranch(remote, 'main');
    const root = join(checkout, '..');
    writeFiles(checkout, { 'a.keras3.h5': 'A' });
    const converted = report({ 'workspace/a.h5': 'workspace/a.keras3.h5' });
    const outcome = await publish(converted, options(root, GIT), context(MAIN), io());
    expect(outcome.notes).toEqual([
      {
        level: 'error',
        text: expect.stringMatching(
          /^Nothing is committed: the repository is checked out in workspace, .*leave path out/,
        ),
      },
    ]);
  });

  test('holds what an earlier step converted, and nothing that is committed already', async () => {
    const remote = makeRemote({ 'a.h5': 'a', 'b.h5': 'b', 'b.keras3.h5': 'B', 'c.h5': 'c' });
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.keras3.h5': 'A', 'c.h5': 'C in place' });
    const earlier = (source: string, path: string) =>
      fileResult(source, { status: 'up-to-date', outputs: [{ format: 'h5', path }] });
    const found = {
      files: [
        earlier('a.h5', 'a.keras3.h5'),
        earlier('b.h5', 'b.keras3.h5'),
        fileResult('c.h5', { status: 'already-keras-3', ownResult: true }),
      ],
    };
    const outcome = await publish(found, options(workspace, GIT), context(MAIN), io());
    expect(outcome.commit?.paths).toEqual(['a.keras3.h5']);
    const inPlace = await publish(found, options(workspace, { ...GIT, 'in-place': 'true' }), context(MAIN), io());
    expect(inPlace.commit?.paths).toEqual(['c.h5']);
    const again = await publish(found, options(checkoutBranch(remote, 'main'), GIT), context(MAIN), io());
    expect(again).toEqual({ notes: [] });
  });

  test('does not depend on the object format that the environment asks of new repositories', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.keras3.h5': 'A' });
    const world = io();
    world.env.GIT_DEFAULT_HASH = 'sha256';
    const outcome = await publish(report({ 'a.h5': 'a.keras3.h5' }), options(workspace, GIT), context(MAIN), world);
    expect(outcome.commit?.sha).toBe(remote.head('main'));
  });

  test('is not made on a branch that the job itself made, which is said', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const workspace = checkoutBranch(remote, 'main');
    git(workspace, ['checkout', '-q', '-b', 'fresh']);
    writeFiles(workspace, { 'a.keras3.h5': 'A' });
    const outcome = await publish(report({ 'a.h5': 'a.keras3.h5' }), options(workspace, GIT), context(MAIN), io());
    expect(outcome.notes.map(({ text }) => text)).toEqual([
      'Nothing is committed: the branch fresh is checked out but is not on the server; push it before this step, or check out main',
    ]);
  });

  test('works in a SHA-256 repository', async () => {
    const remote = makeRemote({ 'a.h5': 'a' }, 'sha256');
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.keras3.h5': 'A' });
    const outcome = await publish(report({ 'a.h5': 'a.keras3.h5' }), options(workspace, GIT), context(MAIN), io());
    expect(outcome.commit?.sha).toMatch(/^[0-9a-f]{64}$/);
    expect(remote.show('main', 'a.keras3.h5')).toBe('A');
  });

  test('keeps a file executable that was', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    git(remote.author, ['update-index', '--chmod=+x', 'a.h5']);
    git(remote.author, ['commit', '-qm', 'Mode']);
    git(remote.author, ['push', '-q', 'origin', 'HEAD:main']);
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.h5': 'A' });
    await publish(report({ 'a.h5': 'a.h5' }), options(workspace, GIT), context(MAIN), io());
    expect(git(remote.bare, ['ls-tree', 'main', 'a.h5'])).toMatch(/^100755 /);
    expect(remote.show('main', 'a.h5')).toBe('A');
  });
});

describe('a branch that moved', () => {
  test('leaves alone what changed since the checkout and commits the rest', async () => {
    const remote = makeRemote({ 'a.h5': 'a', 'b.h5': 'b', 'c.h5': 'c' });
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.keras3.h5': 'A', 'b.keras3.h5': 'B', 'c.keras3.h5': 'C' });
    remote.commit('main', { 'a.h5': 'newer', 'c.keras3.h5': 'by another run' });
    const converted = report({ 'a.h5': 'a.keras3.h5', 'b.h5': 'b.keras3.h5', 'c.h5': 'c.keras3.h5' });
    const outcome = await publish(converted, options(workspace, GIT), context(MAIN), io());
    expect(outcome.commit?.paths).toEqual(['b.keras3.h5']);
    expect(remote.show('main', 'c.keras3.h5')).toBe('by another run');
    expect(outcome.notes.filter(({ level }) => level === 'warning').map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^2 files are not committed: .* changed on the branch .*\(a\.keras3\.h5: a\.h5, c\.keras3\.h5\)/,
      ),
    ]);
  });

  test('between fetch and push: the commit is made anew on the new head, after a wait', async () => {
    const { remote, session, world, moves } = await movingSession();
    moves.push(
      () => remote.commit('main', { 'read.me': '1' }),
      () => remote.commit('main', { 'read.me': '2' }),
    );
    const { outcome } = await commitFiles(session, { branch: 'main', base: 'main', rebuild: false });
    expect(outcome).toMatchObject({ kind: 'committed', paths: ['a.keras3.h5'] });
    expect(world.slept).toEqual([1000, 2000]);
    expect(remote.show('main', 'read.me')).toBe('2');
    expect(remote.show('main', 'a.keras3.h5')).toBe('A');
  });

  test('for ever: gives up', async () => {
    const { remote, session, world, moves } = await movingSession();
    for (let i = 0; i < 10; i++) moves.push(() => remote.commit('main', { 'read.me': String(i) }));
    const { outcome } = await commitFiles(session, { branch: 'main', base: 'main', rebuild: false });
    expect(outcome).toMatchObject({ kind: 'blocked', rejection: 'moved' });
    expect(world.slept).toHaveLength(5);
  });

  test('away: a deleted branch is not brought back', async () => {
    const { remote, session, moves } = await movingSession();
    moves.push(() => git(remote.bare, ['update-ref', '-d', 'refs/heads/main']));
    const { outcome } = await commitFiles(session, { branch: 'main', base: 'main', rebuild: false });
    expect(outcome).toMatchObject({ kind: 'blocked', rejection: 'gone' });
    expect(git(remote.bare, ['for-each-ref', 'refs/heads/main'])).toBe('');
  });

  /** A session whose remote changes by the next of `moves` right after each fetch. */
  async function movingSession() {
    const remote = makeRemote({ 'a.h5': 'a' });
    const root = checkoutBranch(remote, 'main');
    writeFiles(root, { 'a.keras3.h5': 'A' });
    const world = io();
    const run = context(MAIN);
    const asked = options(root, GIT);
    const workspace = await readWorkspace(root, run, world);
    const scratch = await openScratchRepository(workspace, run, '', world);
    const { files } = await publishableFiles(report({ 'a.h5': 'a.keras3.h5' }), asked, world);
    const { staged } = await stageFiles(files, workspace, scratch);
    const moves: (() => unknown)[] = [];
    const moving = {
      ...scratch,
      fetchBranch: async (branch: string) => {
        const head = await scratch.fetchBranch(branch);
        moves.shift()?.();
        return head;
      },
    };
    const octokit = () => Promise.reject(new Error('no API here'));
    return {
      remote,
      world,
      moves,
      session: { workspace, scratch: moving, staged, octokit, context: run, options: asked, io: world },
    };
  }
});

describe('a refused push', () => {
  test('by a rule: an error with the reason and the commands', async () => {
    const remote = makeRemote({ 'a.h5': 'a' });
    const workspace = checkoutBranch(remote, 'main');
    writeFiles(workspace, { 'a.keras3.h5': 'A' });
    refusePushes(
      remote,
      'echo "remote: error: GH006: Protected branch update failed for refs/heads/main." >&2; exit 1',
    );
    const outcome = await publish(report({ 'a.h5': 'a.keras3.h5' }), options(workspace, GIT), context(MAIN), io());
    expect(outcome.commit).toBeUndefined();
    expect(outcome.notes).toEqual([
      {
        level: 'error',
        text: expect.stringMatching(/^The rules of main refuse the commit \(.*GH006.*\); set pull-request: fallback/),
        snippet: { language: 'sh', text: expect.stringContaining('git add -- a.keras3.h5') },
      },
    ]);
  });
});
