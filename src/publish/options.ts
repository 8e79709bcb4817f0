import { Refusal } from '../errors.ts';

export interface Author {
  readonly name: string;
  readonly email: string;
}

/** Whether a thing is done: when asked for, never, or in place of what could not be done. */
export type When = 'always' | 'never' | 'fallback';

/** What to publish and how, validated. */
export interface PublishOptions {
  /** Absolute path: the report's paths are relative to it, and nothing outside it is read. */
  readonly root: string;
  /** Absolute path of the JSON report, for the artifact; it is never committed. */
  readonly reportPath: string | undefined;
  /** Results were written over their sources. */
  readonly inPlace: boolean;
  /** Arguments after `cli.js` that make the same conversion in a shell: flags, then sources. */
  readonly cliArguments: readonly string[];
  /** Only files that the pull request or push added or changed. */
  readonly changedOnly: boolean;
  readonly dryRun: boolean;
  readonly commit: boolean;
  readonly commitMessage: string;
  /** Undefined: the token's own account (by the API) or github-actions[bot] (by git). */
  readonly commitAuthor: Author | undefined;
  readonly commitMethod: 'auto' | 'api' | 'git';
  readonly signoff: boolean;
  readonly pullRequest: When;
  readonly pullRequestTitle: string;
  /** Text put before the proof of the work; empty: none. */
  readonly pullRequestBody: string;
  /** Undefined: `keras3-migrate/<base branch>`. */
  readonly pullRequestBranch: string | undefined;
  readonly pullRequestLabels: readonly string[];
  readonly artifact: When;
  /** Undefined: the default name, see artifact.ts. */
  readonly artifactName: string | undefined;
  /** What tells this step from its siblings: the job's matrix and the conversion's options, as text. */
  readonly artifactKey: string;
  readonly retentionDays: number | undefined;
  readonly compressionLevel: number;
  readonly comment: boolean;
  readonly token: string;
  /** The job's own GITHUB_TOKEN, to tell whether `token` is another; empty: taken to be the same. */
  readonly jobToken: string;
  readonly allowUnsafeEvents: boolean;
}

/** https://api.github.com/users/github-actions%5Bbot%5D */
export const ACTIONS_BOT: Author = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
};

const DEFAULT_COMMIT_MESSAGE = 'Convert Keras HDF5 files to Keras 3';

/**
 * The publishing inputs as values.
 *
 * @param input The text of an input of action.yml by its name; empty where it is absent.
 * @throws {Refusal} naming the input, what was found and what it takes.
 */
export function readPublishOptions(
  input: (name: string) => string,
  place: Pick<PublishOptions, 'root' | 'reportPath' | 'inPlace' | 'artifactKey' | 'cliArguments'>,
): PublishOptions {
  const artifact = input('artifact').trim();
  const when = readWhen(artifact === '' ? 'fallback' : artifact);
  const commit = readBoolean(input, 'commit');
  const pullRequest = readPullRequest(input('pull-request'));
  const commitMethod = readChoice(input, 'commit-method', ['auto', 'api', 'git']);
  const commitAuthor = readAuthor(input('commit-author'));
  if (commitMethod === 'api' && commitAuthor !== undefined) {
    throw new Refusal(
      "input commit-author does not go with commit-method: api, whose commits are the token's account's; leave one out",
    );
  }
  if (pullRequest === 'fallback' && !commit) {
    throw new Refusal(
      'input pull-request is "fallback", which stands in for a commit; set commit: true, or pull-request: true',
    );
  }
  return {
    ...place,
    changedOnly: readBoolean(input, 'changed-only'),
    dryRun: readBoolean(input, 'dry-run'),
    commit,
    commitMessage: input('commit-message').trim() || DEFAULT_COMMIT_MESSAGE,
    commitAuthor,
    commitMethod,
    signoff: readBoolean(input, 'signoff'),
    pullRequest,
    pullRequestTitle: oneLine(input, 'pull-request-title') || DEFAULT_COMMIT_MESSAGE,
    pullRequestBody: input('pull-request-body'),
    pullRequestBranch: oneLine(input, 'pull-request-branch') || undefined,
    pullRequestLabels: input('pull-request-labels')
      .split(/[\n,]/)
      .map((label) => label.trim())
      .filter((label) => label !== ''),
    artifact: when ?? 'always',
    artifactName: when === undefined ? readArtifactName(artifact) : undefined,
    retentionDays: readInteger(input, 'retention-days', 0, 400) || undefined,
    compressionLevel: readInteger(input, 'compression-level', 0, 9),
    comment: readBoolean(input, 'comment'),
    token: input('token').trim(),
    jobToken: input('job-token').trim(),
    allowUnsafeEvents: readBoolean(input, 'allow-unsafe-events'),
  };
}

/** YAML 1.2's core schema, which @actions/core's getBooleanInput follows too; empty is false. */
function readBoolean(input: (name: string) => string, name: string): boolean {
  const text = input(name).trim();
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE|)$/.test(text)) return false;
  throw new Refusal(`input ${name} is ${quoted(text)}; it takes true or false`);
}

function readWhen(text: string): When | undefined {
  if (/^true$/i.test(text)) return 'always';
  if (/^false$/i.test(text)) return 'never';
  return text === 'fallback' ? 'fallback' : undefined;
}

function readPullRequest(text: string): When {
  const when = readWhen(text.trim() || 'false');
  if (when === undefined) {
    throw new Refusal(`input pull-request is ${quoted(text.trim())}; it takes true, false or fallback`);
  }
  return when;
}

function readChoice<T extends string>(input: (name: string) => string, name: string, choices: readonly [T, ...T[]]): T {
  const text = input(name).trim() || choices[0];
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw new Refusal(`input ${name} is ${quoted(text)}; it takes ${choices.join(', ')}`);
  return choice;
}

function readInteger(input: (name: string) => string, name: string, low: number, high: number): number {
  const text = input(name).trim() || '0';
  const value = Number(text);
  if (!/^\d{1,6}$/.test(text) || value < low || value > high) {
    throw new Refusal(`input ${name} is ${quoted(text)}; it takes a whole number from ${low} to ${high}`);
  }
  return value;
}

function readAuthor(text: string): Author | undefined {
  if (text.trim() === '') return undefined;
  const match = /^([^<>\u0000-\u001f\u007f]+)<([^<>\s\u0000-\u001f\u007f]+)>$/.exec(text.trim());
  const name = match?.[1]?.trim();
  const email = match?.[2];
  if (!name || !email) {
    throw new Refusal(`input commit-author is ${quoted(text.trim())}; it takes the form: Name <name@example.com>`);
  }
  return { name, email };
}

function oneLine(input: (name: string) => string, name: string): string {
  const text = input(name).trim();
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new Refusal(`input ${name} holds a line break; it takes one line`);
  return text;
}

/** What the artifact service refuses in a name (@actions/artifact, path-and-artifact-name-validation). */
function readArtifactName(name: string): string {
  if (/[":<>|*?\r\n\\/\u0000-\u001f]/.test(name)) {
    throw new Refusal(
      `input artifact is ${quoted(name)}; a name may not hold any of " : < > | * ? \\ / or a line break`,
    );
  }
  return name;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
