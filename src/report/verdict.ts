import type { Options } from '../options/options.ts';
import type { FileResult, Report, Status } from '../result.ts';
import { plainLine, shorten } from './escape.ts';
import { plural } from './totals.ts';

const MOST_NAMED = 5;

/** Why the run as a whole failed, in one line that names the files; undefined: it did not. */
export function failureOf(
  report: Report,
  { check, failOnRefused }: Pick<Options, 'check' | 'failOnRefused'>,
): string | undefined {
  const reasons = [
    nameFiles(report, 'failed', 'failed'),
    failOnRefused ? nameFiles(report, 'refused', 'refused') : undefined,
    failOnRefused ? nameInPart(report) : undefined,
    check ? nameFiles(report, 'would-convert', 'to be converted') : undefined,
  ].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? undefined : reasons.join('; ');
}

/** Of these, one format asked for was written and another refused. */
export function isInPart({ status, reason }: FileResult): boolean {
  return status === 'converted' && reason !== undefined;
}

function nameInPart(report: Report): string | undefined {
  return nameAll(report.files.filter(isInPart), 'converted in part');
}

function nameFiles(report: Report, status: Status, word: string): string | undefined {
  return nameAll(
    report.files.filter((file) => file.status === status),
    word,
  );
}

function nameAll(files: readonly FileResult[], word: string): string | undefined {
  if (files.length === 0) return undefined;
  const names = files.slice(0, MOST_NAMED).map(nameOf);
  if (files.length > MOST_NAMED) names.push(`and ${files.length - MOST_NAMED} more`);
  return `${plural(files.length, 'file')} ${word}: ${names.join(', ')}`;
}

function nameOf({ source }: FileResult): string {
  return shorten(plainLine(source), 200);
}
