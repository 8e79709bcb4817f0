import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests that start a runner; scripts/test-runner.ts provides it. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    include: ['test/runner/*.act.ts'],
    testTimeout: 180_000,
    reporters: ['default', ['json', { outputFile: '.cache/vitest/runner.json' }]],
  },
});
