import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { publish } from '../../src/publish/publish.ts';
import { startGitHub } from './github-stand-in.ts';
import { checkoutBranch, git, makeRemote, temporaryFolder, writeFiles } from './repositories.ts';
import { context, io, MAIN, options, report } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

const ATTRIBUTES = { '.gitattributes': '*.keras filter=lfs diff=lfs merge=lfs -text\n*.crypt.h5 filter=git-crypt\n' };

/** `git lfs` as far as publishing uses it: `version`, `clean` and `push --object-id`, which writes down what it was given. */
const GIT_LFS = `
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
const [command, ...rest] = process.argv.slice(2);
if (command === 'version') console.log('git-lfs/3.0.0');
if (command === 'clean') {
  const content = readFileSync(0);
  const oid = createHash('sha256').update(content).digest('hex');
  process.stdout.write('version https://git-lfs.github.com/spec/v1\\noid sha256:' + oid + '\\nsize ' + content.length + '\\n');
}
if (command === 'push') appendFileSync(process.env.LFS_LOG, rest.join(' ') + '\\n');
if (command === 'push' && process.env.LFS_FAILS) { console.error('batch response: quota exceeded'); process.exitCode = 2; }
`;

/** A folder first on PATH with that `git-lfs`, or with one that is not there for git (it exits as git does then). */
function withLfs(present: boolean) {
  const folder = temporaryFolder();
  const script = present
    ? `exec '${process.execPath}' '${join(folder, 'lfs.mjs')}' "$@"`
    : 'echo "git: \'lfs\' is not a git command" >&2; exit 1';
  writeFiles(folder, { 'lfs.mjs': GIT_LFS, 'git-lfs': `#!/bin/sh\n${script}\n` });
  chmodSync(join(folder, 'git-lfs'), 0o755);
  const world = io();
  const log = join(folder, 'log');
  const env = { ...world.env, PATH: `${folder}${delimiter}${process.env.PATH}`, LFS_LOG: log };
  return { world: { ...world, env }, log };
}

async function setUp() {
  const remote = makeRemote({ ...ATTRIBUTES, 'a.h5': 'a' });
  const workspace = checkoutBranch(remote, 'main');
  writeFiles(workspace, { 'a.keras': 'KERAS', 'a.keras3.h5': 'H5' });
  const github = await startGitHub(remote);
  return { remote, workspace, github, run: context(MAIN, { apiUrl: github.url }) };
}

const CONVERTED = {
  files: [
    { ...report({ 'a.h5': 'a.keras' }).files[0], source: 'a.h5' },
    { ...report({ 'a.h5': 'a.keras3.h5' }).files[0], source: 'a.h5' },
  ],
} as ReturnType<typeof report>;

test('files of LFS are committed as pointers after their upload, and never through the API', async () => {
  const { remote, workspace, github, run } = await setUp();
  const { world, log } = withLfs(true);
  const outcome = await publish(CONVERTED, options(workspace, { commit: 'true' }), run, world);
  expect(outcome.commit?.paths).toEqual(['a.keras3.h5', 'a.keras']);
  const oid = createHash('sha256').update('KERAS').digest('hex');
  expect(remote.show('main', 'a.keras')).toBe(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 5`);
  expect(remote.show('main', 'a.keras3.h5')).toBe('H5');
  expect(readFileSync(log, 'utf8')).toBe(`--object-id origin ${oid}\n`);
  expect(github.requests).toEqual([]);
  expect(existsSync(join(workspace, '.git', 'lfs'))).toBe(false);
});

test('an upload that fails keeps the commit from being pushed', async () => {
  const { remote, workspace, run } = await setUp();
  const { world } = withLfs(true);
  const head = remote.head('main');
  const failing = { ...world, env: { ...world.env, LFS_FAILS: '1' } };
  const outcome = await publish(CONVERTED, options(workspace, { commit: 'true' }), run, failing);
  expect(outcome.notes).toMatchObject([{ level: 'error', text: expect.stringContaining('quota exceeded') }]);
  expect(remote.head('main')).toBe(head);
});

test('without git lfs they are refused, the others committed', async () => {
  const { remote, workspace, run } = await setUp();
  const { world } = withLfs(false);
  const outcome = await publish(CONVERTED, options(workspace, { commit: 'true' }), run, world);
  expect(outcome.notes[0]).toEqual({
    level: 'error',
    text: expect.stringMatching(/^1 file is not committed: .*git lfs is not installed here \(a\.keras\)/),
  });
  expect(remote.paths('main')).toEqual(['.gitattributes', 'a.h5', 'a.keras3.h5']);
});

test('without git lfs 500 files are one error', async () => {
  const { workspace, run } = await setUp();
  const names = Array.from({ length: 500 }, (_, at) => `${at}.keras`);
  writeFiles(workspace, Object.fromEntries(names.map((name) => [name, name])));
  const converted = report(Object.fromEntries(names.map((name) => [`${name}.h5`, name])));
  const outcome = await publish(converted, options(workspace, { commit: 'true' }), run, withLfs(false).world);
  expect(outcome.notes).toEqual([
    { level: 'error', text: expect.stringMatching(/^500 files are not committed: .*9\.keras and 490 more\)/) },
  ]);
});

test('a server that .lfsconfig names is not uploaded to', async () => {
  const { workspace, run } = await setUp();
  writeFiles(workspace, { '.lfsconfig': '[lfs]\n\turl = https://elsewhere.example/lfs\n' });
  const { world, log } = withLfs(true);
  const outcome = await publish(CONVERTED, options(workspace, { commit: 'true' }), run, world);
  expect(outcome.notes[0]).toEqual({
    level: 'error',
    text: expect.stringContaining('.lfsconfig names a server of its own'),
  });
  expect(existsSync(log)).toBe(false);
});

test('a filter of another kind is refused', async () => {
  const { remote, workspace, run } = await setUp();
  writeFiles(workspace, { 'x.crypt.h5': 'X' });
  const outcome = await publish(
    report({ 'a.h5': 'x.crypt.h5' }),
    options(workspace, { commit: 'true' }),
    run,
    withLfs(true).world,
  );
  expect(outcome.notes).toEqual([{ level: 'error', text: expect.stringContaining('the filter git-crypt') }]);
  expect(remote.paths('main')).toEqual(['.gitattributes', 'a.h5']);
});

test('over 100 MiB is refused before the push, over 50 MiB is warned of, over the API’s size goes by git', async () => {
  const { remote, workspace, github, run } = await setUp();
  const sizes = { 'small.h5': 30, 'large.h5': 51, 'huge.h5': 101 };
  for (const [path, mebibytes] of Object.entries(sizes)) {
    writeFiles(workspace, { [path]: '' });
    truncateSync(join(workspace, path), mebibytes * 1024 * 1024);
  }
  const converted = report({ 's.h5': 'small.h5', 'l.h5': 'large.h5', 'h.h5': 'huge.h5' });
  const outcome = await publish(converted, options(workspace, { commit: 'true' }), run, io());
  expect(outcome.notes.filter(({ level }) => level !== 'notice').map(({ level, text }) => [level, text])).toEqual([
    [
      'error',
      expect.stringMatching(
        /^1 file is not committed: over the 100 MiB .*\(huge\.h5: 101\.0 MiB\); track with Git LFS/,
      ),
    ],
    ['warning', expect.stringMatching(/^1 file is over 50 MiB \(large\.h5: 51\.0 MiB\), which GitHub warns about/)],
  ]);
  expect(github.requests).toEqual([]);
  expect(git(remote.bare, ['cat-file', '-s', 'main:large.h5'])).toBe(String(51 * 1024 * 1024));
  expect(remote.paths('main')).not.toContain('huge.h5');
});
