import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rerun, TRANSCRIPTS } from '../../scripts/first-steps.ts';

it.skipIf(process.platform === 'win32').each(TRANSCRIPTS)(
  '%s shows what its commands print today',
  { timeout: 60_000 },
  async (name) => {
    const text = await readFile(join(import.meta.dirname, '..', '..', name), 'utf8');
    expect(text).toContain('```console\n$ ');
    expect(await rerun(text, { keras: false }), 'run "npm run first-steps"').toBe(text);
  },
);
