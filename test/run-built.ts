import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Rendered, render } from './rendered.ts';

const ROOT = resolve(import.meta.dirname, '..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a file of dist/ as a process of its own. */
export function runBuilt(
  entry: 'index' | 'cli',
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', `${entry}.js`), ...args], { cwd, env });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** Copies a file that a real Keras wrote: `keras-2.15.0/mlp_sequential/model.h5`. */
export async function copyFixture(fixture: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(join(ROOT, 'test', 'fixtures', fixture), to);
}

export interface ActionRun extends Ended {
  readonly summary: string;
  /** What a person sees of it. */
  readonly rendered: Rendered;
  /** By name; read back from the file that a runner would read. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** Runs dist/index.js as a runner does: inputs in the environment, files for the outputs and the summary. */
export async function runAction(workspace: string, inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  const runner = await mkdtemp(join(tmpdir(), 'keras3-migrate-runner-'));
  onTestFinished(() => rm(runner, { recursive: true, force: true }));
  const [summaryFile, outputFile] = [join(runner, 'summary.md'), join(runner, 'output')];
  await Promise.all([writeFile(summaryFile, ''), writeFile(outputFile, '')]);
  const ended = await runBuilt('index', [], workspace, {
    PATH: process.env.PATH,
    TEMP: process.env.TEMP,
    SYSTEMROOT: process.env.SYSTEMROOT,
    GITHUB_WORKSPACE: workspace,
    GITHUB_STEP_SUMMARY: summaryFile,
    GITHUB_OUTPUT: outputFile,
    RUNNER_TEMP: runner,
    INPUT_SECRET: 'input-secret',
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  });
  const outputs = parseOutputs(await readFile(outputFile, 'utf8'));
  // The default report lies in the runner's folder, which goes with the test.
  const summary = await readFile(summaryFile, 'utf8');
  return { ...ended, summary, rendered: render(summary), outputs };
}

/** `name<<delimiter`, the value, `delimiter`: GitHub's syntax for values of any lines. */
function parseOutputs(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^(.+?)<<(.+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm)].map(([, name, , value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
}
