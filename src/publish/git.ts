import { spawn } from 'node:child_process';
import { Failure } from '../errors.ts';
import { plainLine, shorten } from '../report/escape.ts';

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** git ended with an error that the caller did not expect. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly stderr: string;
  constructor(command: string, result: GitResult) {
    super(`git ${command} ended with ${result.code}: ${reasonOf(result.stderr)}`);
    this.stderr = result.stderr;
  }
}

export interface GitCall {
  /** Bytes for standard input, or the descriptor of an open file. */
  readonly stdin?: string | Buffer | number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs git in one directory with one environment; the settings below hold for it and every program it starts. */
export interface Git {
  /** The result whatever the exit code. */
  try(args: readonly string[], call?: GitCall): Promise<GitResult>;
  /** @throws {GitError} if the exit code is not 0 */
  run(args: readonly string[], call?: GitCall): Promise<Buffer>;
  /** `run`, as text without the last line break. */
  line(args: readonly string[], call?: GitCall): Promise<string>;
}

/**
 * Variables that would move git to another repository, index or author, leak the token into children, or print it.
 * `GIT_CONFIG_GLOBAL`, `GIT_CONFIG_NOSYSTEM`, `GIT_SSL_*`, `GIT_SSH*` and proxies are the user's to set and stay.
 */
const DROPPED =
  /^(GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|CONFIG|CONFIG_(COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)|AUTHOR_.*|COMMITTER_.*|ATTR_SOURCE|DEFAULT_(HASH|REF_FORMAT)|(GLOB|NOGLOB|ICASE|LITERAL)_PATHSPECS|(TRACE|CURL_VERBOSE).*|ASKPASS|EDITOR|EXTERNAL_DIFF|PAGER)|INPUT_.*|ACTIONS_.*|SSH_ASKPASS)$/i;

/** Nothing of the user's or the repository's configuration that runs programs, asks questions or starts maintenance. */
const SETTINGS: readonly (readonly [string, string])[] = [
  ['credential.helper', ''],
  ['core.askPass', ''],
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.quotePath', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['push.gpgSign', 'false'],
  ['push.followTags', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['fetch.recurseSubmodules', 'false'],
  ['fetch.writeCommitGraph', 'false'],
  // A server that stops sending ends the step, not the job's six hours.
  ['http.lowSpeedLimit', '1000'],
  ['http.lowSpeedTime', '60'],
];

/**
 * @param config Further settings, later ones last; they go through the environment (`GIT_CONFIG_COUNT`), so that the
 * token is on no command line and the user's configuration files stay as they are.
 */
export function gitIn(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  config: readonly (readonly [string, string])[] = [],
): Git {
  const base: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !DROPPED.test(name)) base[name] = value;
  }
  const settings = [...SETTINGS, ...config];
  base.GIT_CONFIG_COUNT = String(settings.length);
  settings.forEach(([key, value], i) => {
    base[`GIT_CONFIG_KEY_${i}`] = key;
    base[`GIT_CONFIG_VALUE_${i}`] = value;
  });
  // Messages are read for reasons; translations would hide them.
  Object.assign(base, {
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GCM_INTERACTIVE: 'never',
    LC_ALL: 'C',
    LANGUAGE: '',
  });

  const attempt = (args: readonly string[], call: GitCall = {}) =>
    spawnGit(directory, args, { ...base, ...call.env }, call.stdin);
  const run = async (args: readonly string[], call?: GitCall) => {
    const result = await attempt(args, call);
    if (result.code !== 0) throw new GitError(args[0] ?? '', result);
    return result.stdout;
  };
  return {
    try: attempt,
    run,
    line: async (args, call) => (await run(args, call)).toString('utf8').replace(/\r?\n$/, ''),
  };
}

/** The header that authenticates to GitHub, for the server's own address alone; the empty first value clears inherited ones. */
export function credentials(serverUrl: string, token: string): readonly (readonly [string, string])[] {
  if (token === '') return [];
  const key = `http.${new URL(serverUrl).origin}/.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  // Two `Authorization` headers are answered with 400 "Duplicate header", and a checkout may have left one under either key.
  return [
    ['http.extraheader', ''],
    [key, ''],
    [key, `AUTHORIZATION: basic ${basic}`],
  ];
}

function spawnGit(
  cwd: string,
  args: readonly string[],
  env: Record<string, string>,
  stdin: GitCall['stdin'],
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const input = typeof stdin === 'number' ? stdin : stdin === undefined ? 'ignore' : 'pipe';
    const child = spawn('git', args, { cwd, env, stdio: [input, 'pipe', 'pipe'], shell: false, windowsHide: true });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (cause) => {
      reject(
        new Failure('git cannot be started; install it on this runner, or publish with artifact: true alone', {
          cause,
        }),
      );
    });
    child.on('close', (code) =>
      resolve({ code: code ?? 128, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') }),
    );
    if (child.stdin !== null) {
      // git may end before it has read all; its exit code tells why.
      child.stdin.on('error', () => undefined);
      child.stdin.end(typeof stdin === 'number' ? undefined : stdin);
    }
  });
}

/** Lines of git's own that say no more than that it failed. */
const NO_REASON =
  /^(?:error: failed to push some refs to|hint: |To (?:\S+:)?\/|Done$|Please make sure you have the correct access rights|and the repository exists\.?$|[-=~_*. ]*$)/;
const MOST_CHARACTERS = 600;

/**
 * Why git failed, as one plain line: what the server said (`remote:` lines, of which blank ones and rulers are only
 * padding), else git's own last lines. Escapes that colour a terminal are dropped.
 */
export function reasonOf(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, '').trimEnd())
    .map((line) => ({ isRemote: /^remote:/.test(line), text: line.replace(/^remote:\s*/, '').trim() }))
    .filter(({ text }) => !NO_REASON.test(text));
  const remote = lines.filter(({ isRemote }) => isRemote);
  const said = remote.length > 0 ? [...remote.slice(0, MOST_LINES), ...fatal(lines)] : lines.slice(-3);
  return shorten([...new Set(said.map(({ text }) => plainLine(text.replace(/\.$/, ''))))].join('; '), MOST_CHARACTERS);
}

const MOST_LINES = 6;

function fatal<T extends { readonly text: string }>(lines: readonly T[]): readonly T[] {
  return lines.filter(({ text }) => text.startsWith('fatal:'));
}
