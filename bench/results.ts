import { cpus, release, totalmem } from 'node:os';
import type { Measured } from './measure.ts';

export interface CaseResult {
  readonly name: string;
  readonly tensors: number;
  /** All sources together. */
  readonly bytes: number;
  readonly files: number;
  /** By contender, in rounds; a contender that could not be run is not there. */
  readonly times: ReadonlyMap<string, readonly Measured[]>;
  /** Why a contender could not be run. */
  readonly absent: ReadonlyMap<string, string>;
}

export interface FolderResult {
  /** `tmpfs`, or `disk`. */
  readonly kind: string;
  readonly cases: readonly CaseResult[];
}

export function machineText(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB of memory, ${process.platform} ${release()}, Node.js ${process.version}`;
}

/** Lowest, median and highest of `a / b`, round by round. */
export function ratio(a: readonly Measured[], b: readonly Measured[]): string {
  return spread(ratios(a, b));
}

/** `a / b`, round by round. */
export function ratios(a: readonly Measured[], b: readonly Measured[]): number[] {
  return a.flatMap(({ seconds }, at) => {
    const other = b[at];
    return other === undefined ? [] : [seconds / other.seconds];
  });
}

export function medianOf(numbers: readonly number[]): number {
  return median([...numbers].sort((a, b) => a - b));
}

export function spread(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  return [sorted[0], median(sorted), sorted.at(-1)].map((value) => rounded(value ?? Number.NaN)).join(' / ');
}

function median(sorted: readonly number[]): number {
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function caseText({ name, tensors, bytes, files, times, absent }: CaseResult, own: readonly string[]): string {
  const megabytes = (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  const lines = [
    `### ${name}: ${files === 1 ? 'one file' : `${files} files`}, ${megabytes} MB, ${tensors * files} tensors`,
    '',
    `| | seconds | peak memory, MB | ${own.map((format) => `${format} as a multiple`).join(' | ')} |`,
    `|---|---|---|${own.map(() => '---|').join('')}`,
  ];
  for (const [contender, measured] of times) {
    const peak = Math.max(...measured.map((each) => each.peak));
    const multiples = own.map((format) => (own.includes(contender) ? '' : ratio(times.get(format) ?? [], measured)));
    const shown = own.includes(contender) ? `**${contender}**` : contender;
    const megabytes = peak === 0 ? '?' : String(Math.round(peak / 1e6));
    lines.push(
      `| ${shown} | ${spread(measured.map(({ seconds }) => seconds))} | ${megabytes} | ${multiples.join(' | ')} |`,
    );
  }
  for (const [contender, why] of absent) lines.push('', `${contender} was not run: ${why}.`);
  return lines.join('\n');
}
