import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { publish } from '../../src/publish/publish.ts';
import { checkoutBranch, git, makeRemote, type Remote, stateOf, temporaryFolder, writeFiles } from './repositories.ts';
import { context, io, MAIN, options, report } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

/** git's own HTTP server, which like GitHub refuses a request with two `Authorization` headers. */
async function serve(remote: Remote, rights: (token: string, push: boolean) => number) {
  git(remote.bare, ['config', 'http.receivepack', 'true']);
  git(remote.bare, ['config', 'uploadpack.allowFilter', 'true']);
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const headers = request.rawHeaders.filter(
      (_, i) => i % 2 === 0 && request.rawHeaders[i]?.toLowerCase() === 'authorization',
    );
    const token = Buffer.from((request.headers.authorization ?? '').split(' ')[1] ?? '', 'base64').toString('utf8');
    seen.push(token);
    const status = headers.length > 1 ? 400 : rights(token, /receive-pack/.test(request.url ?? ''));
    if (status !== 200) {
      response.writeHead(status, status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {});
      return response.end(
        status === 403
          ? 'Permission to octo/models.git denied to github-actions[bot].'
          : 'Duplicate header: "Authorization"',
      );
    }
    const url = new URL(request.url ?? '/', 'http://x');
    const env = {
      ...process.env,
      GIT_PROJECT_ROOT: remote.folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'octo',
      PATH_INFO: url.pathname.replace('/octo/models', '/remote.git'),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    };
    const backend = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const answer = Buffer.concat(chunks);
      const end = answer.indexOf('\r\n\r\n');
      const head = answer
        .subarray(0, end)
        .toString('utf8')
        .split('\r\n')
        .map((line) => line.split(': '));
      response.writeHead(
        Number(head.find(([name]) => name === 'Status')?.[1]?.split(' ')[0] ?? 200),
        Object.fromEntries(head.filter(([name]) => name !== 'Status')),
      );
      response.end(answer.subarray(end + 4));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const header = (token: string) => `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;

async function setUp(rights: (token: string, push: boolean) => number) {
  const remote = makeRemote({ 'a.h5': 'a' });
  const server = await serve(remote, rights);
  const workspace = checkoutBranch(remote, 'main');
  git(workspace, ['remote', 'set-url', 'origin', `${server.url}/octo/models`]);
  writeFiles(workspace, { 'a.keras3.h5': 'A' });
  const run = context(MAIN, { serverUrl: server.url });
  const commit = (world = io()) =>
    publish(
      report({ 'a.h5': 'a.keras3.h5' }),
      options(workspace, { commit: 'true', 'commit-method': 'git', token: 'secret-token' }),
      run,
      world,
    );
  return { remote, server, workspace, commit };
}

const GRANT = (token: string) => (token === 'x-access-token:secret-token' ? 200 : 401);

test.each(['none', 'in the checkout', 'in the checkout, for every server', 'for the user'])(
  'credentials kept by another step (%s) do not meet ours',
  async (kept) => {
    const { remote, server, workspace, commit } = await setUp(GRANT);
    const world = io();
    if (kept === 'in the checkout') git(workspace, ['config', `http.${server.url}/.extraheader`, header('old')]);
    if (kept === 'in the checkout, for every server') git(workspace, ['config', 'http.extraheader', header('old')]);
    if (kept === 'for the user') {
      const home = temporaryFolder();
      writeFiles(home, {
        gitconfig: `[http]\n\textraheader = ${header('old')}\n[http "${server.url}/"]\n\textraheader = ${header('older')}\n`,
      });
      world.env.GIT_CONFIG_GLOBAL = `${home}/gitconfig`;
    }
    const before = stateOf(workspace);
    const outcome = await commit(world);
    expect(outcome.notes.filter(({ level }) => level !== 'notice')).toEqual([]);
    expect(remote.show('main', 'a.keras3.h5')).toBe('A');
    expect(new Set(server.seen)).toEqual(new Set(['x-access-token:secret-token']));
    expect(stateOf(workspace)).toBe(before);
  },
);

test.each(['only read', 'not even read'])(
  'a token that may %s: the permissions are named, the token is not',
  async (rights) => {
    const { commit } = await setUp((_token, push) => (push || rights === 'not even read' ? 403 : 200));
    const outcome = await commit();
    expect(outcome.notes).toEqual([
      {
        level: 'error',
        text: expect.stringMatching(/^The token may not write the commit/),
        snippet: { language: 'yaml', text: 'permissions:\n  contents: write' },
      },
    ]);
    expect(JSON.stringify(outcome)).not.toContain('secret-token');
  },
);

test('a server at fault (503) is asked again after a wait', async () => {
  let faults = 2;
  const { commit, remote } = await setUp((_token, push) => (push && faults-- > 0 ? 503 : 200));
  const world = io();
  expect((await commit(world)).commit?.sha).toBe(remote.head('main'));
  expect(world.slept).toEqual([1000, 2000]);
});

test('a checkout that belongs to another user (a container’s) is read all the same', async () => {
  const { commit, remote } = await setUp(GRANT);
  const world = io();
  // git's own switch for its tests of safe.directory; the server is another process and does not see it.
  world.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1';
  expect((await commit(world)).commit?.sha).toBe(remote.head('main'));
});

test('a checkout of another repository is not pushed to', async () => {
  const { server, workspace, commit } = await setUp(GRANT);
  git(workspace, ['remote', 'set-url', 'origin', `${server.url}/octo/another.git`]);
  const outcome = await commit();
  expect(outcome.notes).toEqual([
    { level: 'error', text: expect.stringContaining('a checkout of octo/another, but this run') },
  ]);
  expect(server.seen).toEqual([]);
});
