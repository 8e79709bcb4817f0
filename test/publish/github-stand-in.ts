import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { git, type Remote } from './repositories.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: a request's JSON, read by tests
  readonly body: any;
  readonly authorization: string | undefined;
}

/** GitHub's REST and GraphQL on loopback, over a bare repository: what publishing asks of them, in their wire formats. */
export interface GitHubStandIn {
  readonly url: string;
  readonly requests: Request[];
  readonly comments: { id: number; body: string; html_url: string }[];
  readonly pulls: {
    number: number;
    title: string;
    body: string;
    head: { ref: string };
    base: { ref: string };
    html_url: string;
    labels: string[];
  }[];
  files: { filename: string; status: string }[];
  /** The next request whose `METHOD /path` matches is answered so instead; `after`: what it does all the same. */
  fail(pattern: RegExp, answer: Answer, options?: { readonly times?: number; readonly done?: boolean }): void;
}

export async function startGitHub(remote?: Remote): Promise<GitHubStandIn> {
  const faults: { pattern: RegExp; answer: Answer; left: number; done: boolean }[] = [];
  const state: GitHubStandIn = {
    url: '',
    requests: [],
    comments: [],
    pulls: [],
    files: [],
    fail: (pattern, answer, { times = 1, done = false } = {}) =>
      void faults.push({ pattern, answer, left: times, done }),
  };
  const server = createServer(async (incoming, outgoing) => {
    const request = await read(incoming);
    state.requests.push(request);
    const fault = faults.find(({ pattern, left }) => left > 0 && pattern.test(`${request.method} ${request.path}`));
    if (fault !== undefined) fault.left--;
    const real = fault === undefined || fault.done ? answer(state, remote, request, state.url) : undefined;
    const { status, body, headers } = fault?.answer ?? real ?? { status: 500 };
    outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    outgoing.end(body === undefined ? '' : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(incoming.url ?? '/', 'http://x');
  return {
    method: incoming.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    body: text === '' ? undefined : JSON.parse(text),
    authorization: incoming.headers.authorization,
  };
}

type Route = (state: GitHubStandIn, remote: Remote, request: Request, match: RegExpExecArray, url: string) => Answer;

const REPO = '/repos/octo/models';

const ROUTES: readonly (readonly [RegExp, Route])[] = [
  [/^POST \/graphql$/, (_state, remote, { body }) => createCommitOnBranch(remote, body.variables.input)],
  [
    new RegExp(`^GET ${REPO}/compare/(.+)\\.\\.\\.(.+)$`),
    (_state, remote, _request, [, base = '', head = '']) => {
      const [from, to] = [revision(remote, base), revision(remote, head)];
      if (from === undefined || to === undefined) return { status: 404, body: { message: 'Not Found' } };
      const list = git(remote.bare, ['rev-list', `${from}..${to}`])
        .split('\n')
        .filter((sha) => sha !== '');
      const start = git(remote.bare, ['merge-base', from, to]);
      const files = git(remote.bare, ['diff-tree', '-r', '--no-renames', '--name-status', start, to])
        .split('\n')
        .filter((line) => line !== '');
      return {
        status: 200,
        body: {
          total_commits: list.length,
          commits: list.map((sha) => ({
            sha,
            commit: { message: git(remote.bare, ['log', '-1', '--format=%B', sha]) },
          })),
          files: files.map((line) => ({
            status: line.startsWith('D') ? 'removed' : 'modified',
            filename: line.split('\t')[1],
          })),
        },
      };
    },
  ],
  [
    new RegExp(`^POST ${REPO}/git/refs$`),
    (_state, remote, { body }) => {
      if (revision(remote, body.ref.slice('refs/heads/'.length)) !== undefined) {
        return { status: 422, body: { message: 'Reference already exists' } };
      }
      git(remote.bare, ['update-ref', body.ref, body.sha]);
      return { status: 201, body: { ref: body.ref, object: { sha: body.sha } } };
    },
  ],
  [
    new RegExp(`^(PATCH|DELETE) ${REPO}/git/refs/(.+)$`),
    (_state, remote, { method, body }, [, , ref = '']) => {
      git(
        remote.bare,
        method === 'DELETE' ? ['update-ref', '-d', `refs/${ref}`] : ['update-ref', `refs/${ref}`, body.sha],
      );
      return method === 'DELETE'
        ? { status: 204 }
        : { status: 200, body: { ref: `refs/${ref}`, object: { sha: body.sha } } };
    },
  ],
  [
    new RegExp(`^GET ${REPO}/pulls$`),
    (state, _remote, { query }) => {
      const [, branch] = query.get('head')?.split(':') ?? [];
      return {
        status: 200,
        body: state.pulls.filter((pull) => pull.head.ref === branch && pull.base.ref === query.get('base')),
      };
    },
  ],
  [
    new RegExp(`^POST ${REPO}/pulls$`),
    (state, _remote, { body }) => {
      const number = 100 + state.pulls.length;
      const html_url = `https://github.com/octo/models/pull/${number}`;
      const pull = {
        number,
        title: body.title,
        body: body.body,
        head: { ref: body.head },
        base: { ref: body.base },
        html_url,
        labels: [],
      };
      state.pulls.push(pull);
      return { status: 201, body: pull };
    },
  ],
  [
    new RegExp(`^PATCH ${REPO}/pulls/(\\d+)$`),
    (state, _remote, { body }, [, number]) => {
      const pull = state.pulls.find((candidate) => candidate.number === Number(number));
      return { status: 200, body: Object.assign(pull ?? {}, body) };
    },
  ],
  [
    new RegExp(`^GET ${REPO}/pulls/\\d+/files$`),
    (state, _remote, request, _match, url) => page(state.files, request, url),
  ],
  [
    new RegExp(`^POST ${REPO}/issues/(\\d+)/labels$`),
    (state, _remote, { body }, [, number]) => {
      state.pulls.find((pull) => pull.number === Number(number))?.labels.push(...body.labels);
      return { status: 200, body: [] };
    },
  ],
  [
    new RegExp(`^GET ${REPO}/issues/\\d+/comments$`),
    (state, _remote, request, _match, url) => page(state.comments, request, url),
  ],
  [
    new RegExp(`^POST ${REPO}/issues/\\d+/comments$`),
    (state, _remote, { body }) => {
      const id = 1000 + state.comments.length;
      const comment = { id, body: body.body, html_url: `https://github.com/octo/models/pull/5#issuecomment-${id}` };
      state.comments.push(comment);
      return { status: 201, body: comment };
    },
  ],
  [
    new RegExp(`^PATCH ${REPO}/issues/comments/(\\d+)$`),
    (state, _remote, { body }, [, id]) => {
      const comment = state.comments.find((candidate) => candidate.id === Number(id));
      return { status: 200, body: Object.assign(comment ?? {}, body) };
    },
  ],
];

function answer(state: GitHubStandIn, remote: Remote | undefined, request: Request, url: string): Answer {
  for (const [pattern, route] of ROUTES) {
    const match = pattern.exec(`${request.method} ${request.path}`);
    if (match !== null) return route(state, remote ?? missingRemote(), request, match, url);
  }
  return { status: 404, body: { message: 'Not Found' } };
}

function missingRemote(): Remote {
  return new Proxy({} as Remote, {
    get: () => {
      throw new Error('this stand-in has no repository');
    },
  });
}

/** GitHub's paging: `Link: <…>; rel="next"`. */
function page(items: readonly unknown[], { path, query }: Request, url: string): Answer {
  const size = Number(query.get('per_page') ?? 30);
  const number = Number(query.get('page') ?? 1);
  const next = new URL(path, url);
  next.search = new URLSearchParams({ per_page: String(size), page: String(number + 1) }).toString();
  const headers = number * size < items.length ? { link: `<${next}>; rel="next"` } : {};
  return { status: 200, body: items.slice((number - 1) * size, number * size), headers };
}

function revision(remote: Remote, branch: string): string | undefined {
  try {
    const name = /^[0-9a-f]{40}$/.test(branch) ? branch : `refs/heads/${branch}`;
    return git(remote.bare, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  } catch {
    return undefined;
  }
}

interface CreateCommitInput {
  readonly branch: { readonly repositoryNameWithOwner: string; readonly branchName: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body: string };
  readonly fileChanges: { readonly additions: readonly { readonly path: string; readonly contents: string }[] };
}

function createCommitOnBranch(remote: Remote, input: CreateCommitInput): Answer {
  const { branchName } = input.branch;
  const head = revision(remote, branchName);
  if (head !== input.expectedHeadOid) {
    const message = `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`;
    const error = { type: 'STALE_DATA', path: ['createCommitOnBranch'], locations: [{ line: 2, column: 3 }], message };
    return { status: 200, body: { data: { createCommitOnBranch: null }, errors: [error] } };
  }
  git(remote.bare, ['read-tree', head]);
  const entries = input.fileChanges.additions.map(({ path, contents }) => {
    const oid = git(remote.bare, ['hash-object', '-w', '--stdin'], Buffer.from(contents, 'base64'));
    return `100644 ${oid}\t${path}\0`;
  });
  git(remote.bare, ['update-index', '-z', '--add', '--index-info'], entries.join(''));
  const tree = git(remote.bare, ['write-tree']);
  const message = `${input.message.headline}\n\n${input.message.body}\n`;
  const oid = git(remote.bare, ['commit-tree', tree, '-p', head], message);
  git(remote.bare, ['update-ref', `refs/heads/${branchName}`, oid, head]);
  return { status: 200, body: { data: { createCommitOnBranch: { commit: { oid } } } } };
}
