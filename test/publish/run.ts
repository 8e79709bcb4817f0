import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GitHubContext, PublishIo, Target } from '../../src/publish/github-context.ts';
import type { PublishOptions } from '../../src/publish/options.ts';
import { readPublishOptions } from '../../src/publish/options.ts';
import type { FileResult, Report } from '../../src/result.ts';
import { temporaryFolder } from './repositories.ts';

export function options(root: string, inputs: Readonly<Record<string, string>> = {}): PublishOptions {
  const all = new Map(Object.entries({ token: 'ghs_test', artifact: 'false', ...inputs }));
  const place = {
    root,
    reportPath: undefined,
    inPlace: inputs['in-place'] === 'true',
    artifactKey: '',
    cliArguments: ['models'],
  };
  return readPublishOptions((name) => all.get(name) ?? '', place);
}

export function context(target: Target, over: Partial<GitHubContext> = {}): GitHubContext {
  return {
    owner: 'octo',
    repo: 'models',
    eventName: target.kind === 'pull-request' ? 'pull_request' : 'push',
    sha: '',
    actor: 'ada',
    serverUrl: 'http://github.localhost',
    apiUrl: 'http://127.0.0.1:9',
    workflow: 'Migrate',
    job: 'migrate',
    step: '__self',
    runId: '77',
    runAttempt: '1',
    defaultBranch: 'main',
    target,
    action: { repository: 'keras3/migrate', ref: 'v1' },
    ...over,
  };
}

export function io(): PublishIo & { env: Record<string, string | undefined>; lines: string[]; slept: number[] } {
  const lines: string[] = [];
  const slept: number[] = [];
  const tempDir = join(temporaryFolder(), 'temp');
  mkdirSync(tempDir);
  return {
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    tempDir,
    sleep: async (milliseconds) => void slept.push(milliseconds),
    log: (line) => void lines.push(line),
    lines,
    slept,
  };
}

/** Source path → output path, all converted. */
export function report(converted: Readonly<Record<string, string>>): Report {
  return {
    files: Object.entries(converted).map(([source, path]) => fileResult(source, { outputs: [{ format: 'h5', path }] })),
  };
}

export function fileResult(source: string, over: Partial<FileResult> = {}): FileResult {
  return { source, status: 'converted', outputs: [], renamed: [], changed: [], warnings: [], ...over };
}

/** A pull request from `topic` into `main`. */
export const PULL: Target & { readonly kind: 'pull-request' } = {
  kind: 'pull-request',
  number: 5,
  branch: 'topic',
  headSha: 'unknown',
  baseBranch: 'main',
  baseSha: undefined,
  changedFiles: undefined,
  fork: false,
};

export const MAIN: Target = { kind: 'branch', branch: 'main', before: undefined };
