import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests that ask real Keras: one suite at a time, for each of them keeps two TensorFlow processes busy. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    include: ['test/oracle/*.judged.ts'],
    setupFiles: ['test/install-platform.ts'],
    globalSetup: ['test/oracle/setup.ts'],
    fileParallelism: false,
    testTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: '.cache/vitest/keras.json' }]],
  },
});
