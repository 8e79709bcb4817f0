import type { FileResult } from '../result.ts';

/** A warning that several files have. */
export interface SharedWarning {
  readonly text: string;
  /** From 1, in the order in which the summary lists them. */
  readonly number: number;
  readonly files: number;
}

/** The warnings that more than one file has, by their text, those of most files first: each is said once, with its count. */
export function sharedWarnings(files: readonly FileResult[]): ReadonlyMap<string, SharedWarning> {
  const counts = new Map<string, number>();
  for (const { warnings } of files) {
    for (const text of new Set(warnings.map((warning) => warning.text))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  return new Map(shared.map(([text, count], at) => [text, { text, number: at + 1, files: count }]));
}
