import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../errors.ts';

/** Where a commit would go, by the event that started the run. */
export type Target =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      /** The branch the pull request comes from: the merge ref that is checked out is never committed on. */
      readonly branch: string;
      readonly headSha: string;
      readonly baseBranch: string;
      readonly baseSha: string | undefined;
      /** How many files it changes, as of the event. */
      readonly changedFiles: number | undefined;
      /** The head branch is in another repository, where this run's token cannot write. */
      readonly fork: boolean;
    }
  | { readonly kind: 'branch'; readonly branch: string; readonly before: string | undefined }
  /** A tag, a merge queue's branch, an event without a branch. */
  | { readonly kind: 'none'; readonly reason: string };

/** The run as GitHub describes it: `GITHUB_*` variables and the event's payload, narrowed once. */
export interface GitHubContext {
  readonly owner: string;
  readonly repo: string;
  readonly eventName: string;
  readonly sha: string;
  readonly actor: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly workflow: string;
  readonly job: string;
  /** `GITHUB_ACTION`: tells two steps of one job apart. */
  readonly step: string;
  readonly runId: string;
  readonly runAttempt: string;
  readonly defaultBranch: string | undefined;
  readonly target: Target;
  /** `owner/name` and ref of this action; undefined for `uses: ./`. */
  readonly action: { readonly repository: string; readonly ref: string } | undefined;
}

/** The world outside: what git needs of the environment, where temporary files may go, how to wait and log. */
export interface PublishIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tempDir: string;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Given plain lines only. */
  readonly log: (line: string) => void;
}

export function readPublishIo(
  log: (line: string) => void,
  env: Readonly<Record<string, string | undefined>> = process.env,
): PublishIo {
  return { env, tempDir: env.RUNNER_TEMP || tmpdir(), sleep: async (ms) => void (await sleep(ms)), log };
}

/**
 * @throws {Failure} if `GITHUB_REPOSITORY` is not `owner/name`, or the event file cannot be read or is not a JSON object.
 */
export function readGitHubContext(env: Readonly<Record<string, string | undefined>> = process.env): GitHubContext {
  const repository = /^([A-Za-z0-9_-]+)\/(?!\.\.?$)([A-Za-z0-9_.-]+)$/.exec(env.GITHUB_REPOSITORY ?? '');
  const [, owner, repo] = repository ?? [];
  if (owner === undefined || repo === undefined) {
    throw new Failure(
      `GITHUB_REPOSITORY is ${JSON.stringify(env.GITHUB_REPOSITORY ?? '')}; GitHub sets it to owner/name`,
    );
  }
  const payload = readPayload(env.GITHUB_EVENT_PATH);
  const eventName = env.GITHUB_EVENT_NAME ?? '';
  return {
    owner,
    repo,
    eventName,
    sha: env.GITHUB_SHA ?? '',
    actor: env.GITHUB_ACTOR ?? '',
    apiUrl: env.GITHUB_API_URL || 'https://api.github.com',
    workflow: env.GITHUB_WORKFLOW ?? '',
    job: env.GITHUB_JOB ?? '',
    step: env.GITHUB_ACTION ?? '',
    runId: env.GITHUB_RUN_ID ?? '',
    runAttempt: env.GITHUB_RUN_ATTEMPT || '1',
    defaultBranch: text(member(payload, 'repository'), 'default_branch'),
    target: readTarget(eventName, env.GITHUB_REF ?? '', payload, `${owner}/${repo}`),
    ...readAction(env),
  };
}

/** Where this action comes from. */
export function readAction(
  env: Readonly<Record<string, string | undefined>>,
): Pick<GitHubContext, 'action' | 'serverUrl'> {
  const repository = env.GITHUB_ACTION_REPOSITORY || undefined;
  return {
    serverUrl: env.GITHUB_SERVER_URL || 'https://github.com',
    action: repository === undefined ? undefined : { repository, ref: env.GITHUB_ACTION_REF ?? '' },
  };
}

/**
 * Events that give a token with write access to a run that a stranger can start or whose files a stranger can choose.
 * @see https://docs.github.com/en/actions/reference/security/secure-use
 */
const UNSAFE_EVENTS: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run', 'issue_comment']);

export function isUnsafeEvent(eventName: string): boolean {
  return UNSAFE_EVENTS.has(eventName);
}

function readTarget(eventName: string, ref: string, payload: Payload, repository: string): Target {
  const pull = member(payload, 'pull_request');
  if (pull !== undefined) return readPullRequest(pull, repository);
  const run = member(payload, 'workflow_run');
  if (eventName === 'workflow_run' && run !== undefined) {
    const branch = text(run, 'head_branch');
    const from = text(member(run, 'head_repository'), 'full_name');
    if (branch !== undefined && sameRepository(from, repository)) return { kind: 'branch', branch, before: undefined };
    return { kind: 'none', reason: 'the workflow that started this one ran for a branch of another repository' };
  }
  if (ref.startsWith('refs/heads/gh-readonly-queue/')) {
    return { kind: 'none', reason: 'a merge queue makes and owns its branches' };
  }
  if (ref.startsWith('refs/heads/')) {
    const before = eventName === 'push' ? text(payload, 'before') : undefined;
    return { kind: 'branch', branch: ref.slice('refs/heads/'.length), before };
  }
  return { kind: 'none', reason: `the run is for ${ref || 'no ref'}, which is not a branch` };
}

function readPullRequest(pull: Payload, repository: string): Target {
  const head = member(pull, 'head');
  const base = member(pull, 'base');
  const number = pull?.number;
  const branch = text(head, 'ref');
  const headSha = text(head, 'sha');
  const baseBranch = text(base, 'ref');
  if (typeof number !== 'number' || branch === undefined || headSha === undefined || baseBranch === undefined) {
    return { kind: 'none', reason: "the event's pull request lacks its number, head or base" };
  }
  // A deleted fork has a null `head.repo`.
  const fork = !sameRepository(text(member(head, 'repo'), 'full_name'), repository);
  return {
    kind: 'pull-request',
    number,
    branch,
    headSha,
    baseBranch,
    baseSha: text(base, 'sha'),
    changedFiles: typeof pull?.changed_files === 'number' ? pull.changed_files : undefined,
    fork,
  };
}

/** GitHub compares owners and names without regard to case. */
function sameRepository(a: string | undefined, b: string): boolean {
  return a !== undefined && a.toLowerCase() === b.toLowerCase();
}

type Payload = Readonly<Record<string, unknown>> | undefined;

function readPayload(path: string | undefined): Payload {
  if (path === undefined || path === '') return undefined;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Failure('GITHUB_EVENT_PATH cannot be read as JSON; GitHub writes the event there', { cause });
  }
  if (!isRecord(json))
    throw new Failure('GITHUB_EVENT_PATH does not hold a JSON object; GitHub writes the event there');
  return json;
}

/** The run's page, which shows the job summary; empty outside a run. */
export function runUrl(context: GitHubContext): string {
  return context.runId === '' ? '' : `${homeOf(context)}/actions/runs/${context.runId}`;
}

/** The repository's page. */
export function homeOf({ serverUrl, owner, repo }: GitHubContext): string {
  return `${serverUrl}/${owner}/${repo}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(value: Payload, key: string): Payload {
  const found = value !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
  return isRecord(found) ? found : undefined;
}

function text(value: Payload, key: string): string | undefined {
  const found = value !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}
