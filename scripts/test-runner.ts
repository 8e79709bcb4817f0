/**
 * Runs the action and the documented workflows in a real runner, nektos/act in host mode: `npm run test:runner`. act is built
 * with Go (`go install`) into .cache/; no container is started.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const VERSION = 'v0.2.89';
const FOLDER = join(ROOT, '.cache', 'act', VERSION);
const ACT = join(FOLDER, process.platform === 'win32' ? 'act.exe' : 'act');

function install(): string | undefined {
  if (existsSync(ACT)) return undefined;
  if (spawnSync('go', ['version']).status !== 0) {
    return 'test:runner needs Go, to build nektos/act: install it from https://go.dev/dl, or leave this suite to CI';
  }
  mkdirSync(FOLDER, { recursive: true });
  const env = { ...process.env, GOBIN: FOLDER };
  const built = spawnSync('go', ['install', `github.com/nektos/act@${VERSION}`], { env, stdio: 'inherit' });
  return built.status === 0 ? undefined : `go install github.com/nektos/act@${VERSION} failed; its messages are above`;
}

const obstacle = install();
if (obstacle === undefined) {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--config', join(ROOT, 'test', 'runner', 'vitest.config.ts'), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { env: { ...process.env, ACT }, stdio: 'inherit' }).status ?? 1;
} else {
  console.error(obstacle);
  process.exitCode = 1;
}
