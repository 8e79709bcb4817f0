import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/install-platform.ts'],
    testTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: '.cache/vitest/unit.json' }]],
  },
});
