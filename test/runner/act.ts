import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { git, type Remote, temporaryFolder, writeFiles } from '../publish/repositories.ts';
import { render } from '../rendered.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Actions that the documented workflows use beside this one: stand-ins for what would be fetched from GitHub. */
const STAND_INS: Readonly<Record<string, string>> = {
  'actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3': 'nothing',
  'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f': 'upload',
  'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c': 'download',
  'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1': 'checkout',
};

export interface Ran {
  readonly code: number;
  /** Of every step of this action, over all jobs. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly summaries: readonly string[];
  readonly log: string;
}

export interface Run {
  /** A checkout: what a job's actions/checkout gives it. */
  readonly workspace: string;
  /** The workflow's text. */
  readonly workflow: string;
  readonly event: 'push' | 'pull_request' | 'workflow_dispatch';
  readonly payload?: object;
  readonly env?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** Runs a workflow by act on this machine, without containers; each job works in a copy of the checkout, which goes with it. */
export async function act({ workspace, workflow, event, payload = {}, env = {}, inputs = {} }: Run): Promise<Ran> {
  const folder = temporaryFolder();
  const stored = join(folder, 'stored');
  mkdirSync(stored);
  writeFiles(folder, { 'workflow.yml': workflow, 'event.json': JSON.stringify(payload) });
  const given = {
    STORED: stored,
    PRODUCT: ROOT,
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_SERVER_URL: 'http://github.localhost',
    ...env,
  };
  const args = [
    event,
    '--json',
    ...['--platform', 'ubuntu-latest=-self-hosted'],
    ...['--workflows', join(folder, 'workflow.yml')],
    ...['--eventpath', join(folder, 'event.json')],
    ...['--action-cache-path', join(folder, 'cache')],
    ...['--local-repository', `OWNER/keras3-migrate@v0=${published(folder)}`],
    ...Object.entries(STAND_INS).flatMap(([name, stub]) => [
      '--local-repository',
      `${name}=${join(import.meta.dirname, 'stubs', stub)}`,
    ]),
    ...Object.entries(given).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
    ...['--secret', 'GITHUB_TOKEN=ghs_test'],
  ];
  const log: string[] = [];
  const child = spawn(process.env.ACT ?? 'act', args, {
    cwd: workspace,
    // No configuration of this machine's, and the Node that runs the tests for `using: node24`.
    env: { PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH}`, HOME: homeIn(folder) },
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => log.push(chunk.toString('utf8')));
  const code = await new Promise<number>((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => done(status ?? 1));
  });
  return { code, ...read(log.join('')) };
}

/** This action as a tag of it has it. */
function published(folder: string): string {
  const action = join(folder, 'action');
  for (const name of ['action.yml', 'dist']) cpSync(join(ROOT, name), join(action, name), { recursive: true });
  return action;
}

/** act asks which image it should use, unless it has a configuration. */
function homeIn(folder: string): string {
  const home = join(folder, 'home');
  mkdirSync(join(home, '.config', 'act'), { recursive: true });
  writeFileSync(join(home, '.config', 'act', 'actrc'), '');
  return home;
}

function read(log: string): Pick<Ran, 'outputs' | 'summaries' | 'log'> {
  const outputs = new Map<string, string>();
  const summaries: string[] = [];
  for (const line of log.split('\n')) {
    if (!line.startsWith('{')) continue;
    const entry: { command?: string; name?: string; arg?: string; content?: string } = JSON.parse(line);
    if (entry.command === 'set-output') outputs.set(entry.name ?? '', entry.arg ?? '');
    if (entry.command === 'summary' && entry.content !== undefined) summaries.push(entry.content);
  }
  for (const summary of summaries) render(summary);
  return { outputs, summaries, log };
}

/** A checkout of all branches with the whole history, as `fetch-depth: 0` makes. */
export function checkout(remote: Remote, branch: string): string {
  const workspace = join(temporaryFolder(), 'workspace');
  git(remote.folder, ['clone', '-q', '--branch', branch, remote.bare, workspace]);
  return workspace;
}
