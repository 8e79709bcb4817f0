import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exception } from './expectations.ts';

/**
 * Answers that are not as they should be and that no row of expectations.ts explains: what is left to do, by suite and
 * question, with the kind of answer (`REFUSED`, `FAIL Mismatch`, `FAIL ValueError`) and its gist. An answer of another
 * kind fails the test; an entry whose question passes is out of date and is to be deleted.
 */
type Gaps = Readonly<Record<string, Readonly<Record<string, { readonly kind: string; readonly gist: string }>>>>;

const GAPS = JSON.parse(readFileSync(join(import.meta.dirname, 'known-gaps.json'), 'utf8')) as Gaps;

export function gapOf(suite: string, id: string): Exception | undefined {
  const gap = GAPS[suite]?.[id];
  if (!gap) return undefined;
  return { suites: [suite], models: [], outcome: new RegExp(`^(?:PASS$|${gap.kind})`), why: `not yet: ${gap.gist}` };
}
