import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rerun } from '../../scripts/first-steps.ts';

it('docs/first-steps.md shows what real Keras says today', { timeout: 300_000 }, async () => {
  const text = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'first-steps.md'), 'utf8');
  expect(await rerun(text, { keras: true }), 'run "npm run first-steps"').toBe(text);
});
