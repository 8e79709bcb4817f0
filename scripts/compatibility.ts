/** Asks real Keras everything that `npm run test:keras` asks, and writes docs/compatibility.md: `npm run compatibility`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const vitest = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'test/oracle/vitest.config.ts'];
const { status } = spawnSync(process.execPath, vitest, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, COMPATIBILITY: 'write' },
});
process.exitCode = status ?? 1;
