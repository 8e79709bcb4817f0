import type { FileResult, Report, Status } from '../result.ts';

/** How many files ended how, and what the written ones hold. */
export interface Totals {
  readonly files: number;
  readonly converted: number;
  readonly wouldConvert: number;
  /** Up to date, already Keras 3, not Keras, LFS pointers. */
  readonly skipped: number;
  readonly refused: number;
  readonly failed: number;
  readonly renamed: number;
  readonly warnings: number;
  /** Bytes of the weights converted (or, in check mode, to be converted). */
  readonly bytes: number;
}

export function totalsOf(report: Report): Totals {
  const count = (...statuses: readonly Status[]) =>
    report.files.filter(({ status }) => statuses.includes(status)).length;
  const sum = (of: (file: FileResult) => number) => report.files.reduce((total, file) => total + of(file), 0);
  return {
    files: report.files.length,
    converted: count('converted'),
    wouldConvert: count('would-convert'),
    skipped: count('up-to-date', 'already-keras-3', 'not-keras', 'lfs-pointer'),
    refused: count('refused'),
    failed: count('failed'),
    renamed: sum(({ renamed }) => renamed.length),
    warnings: sum(({ warnings }) => warnings.length),
    bytes: sum(({ status, bytes }) => (status === 'converted' || status === 'would-convert' ? (bytes ?? 0) : 0)),
  };
}

/** The statuses in a report's order: what needs the reader first. */
export const STATUS_WORDS: ReadonlyMap<Status, string> = new Map<Status, string>([
  ['failed', 'failed'],
  ['lfs-pointer', 'Git LFS pointer'],
  ['refused', 'refused'],
  ['would-convert', 'needs converting'],
  ['converted', 'converted'],
  ['up-to-date', 'up to date'],
  ['already-keras-3', 'already Keras 3'],
  ['not-keras', 'not Keras'],
]);

/** Where the words for several files are others. */
const STATUS_WORDS_OF_SEVERAL: ReadonlyMap<Status, string> = new Map<Status, string>([
  ['would-convert', 'need converting'],
  ['lfs-pointer', 'Git LFS pointers'],
]);

/** `2 converted, 1 refused`: every status that some file has. */
export function countsInWords(report: Report): string {
  return [...STATUS_WORDS]
    .map(([status, word]) => {
      const count = report.files.filter((file) => file.status === status).length;
      return { count, words: count === 1 ? word : (STATUS_WORDS_OF_SEVERAL.get(status) ?? word) };
    })
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(', ');
}

/** Bytes as a person says them, in powers of 1,000 as file managers and GitHub do. */
export function sizeInWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** What a file's `needs` means, for a person. */
export function loadsFrom(needs: string): string {
  return `loads from Keras ${needs} on`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
