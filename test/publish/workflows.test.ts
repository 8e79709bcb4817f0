import { expect, test } from 'vitest';
import { lintWorkflows } from '../../scripts/lint-workflows.ts';

// The first run installs zizmor.
test('actionlint and zizmor find nothing in the workflows, ours and the documented', { timeout: 300_000 }, async () => {
  expect(await lintWorkflows()).toEqual([]);
});
