import type { Options } from '../options/options.ts';
import type { FileResult, Report, Status } from '../result.ts';
import { plainLine, shorten } from './escape.ts';
import { plural } from './totals.ts';

const MOST_NAMED = 5;

/** Of a run's outcome, what decides whether it failed. */
export interface Judged {
  readonly report: Report;
  /** Patterns that matched nothing. */
  readonly unmatched?: readonly string[];
  /** Files that matched at all. */
  readonly matched?: number;
  /** Values given for globals of Lambdas that no Lambda used. */
  readonly unusedValues?: readonly string[];
}

/** Why the run as a whole failed, in one line that names the files; undefined: it did not. */
export function failureOf(
  outcome: Judged,
  {
    check,
    failOnRefused,
    failOnNoMatch = false,
  }: Pick<Options, 'check' | 'failOnRefused'> & Partial<Pick<Options, 'failOnNoMatch'>>,
): string | undefined {
  const { report } = outcome;
  const reasons = [
    failOnNoMatch ? noMatch(outcome) : undefined,
    unused(outcome),
    nameFiles(report, 'failed', 'failed'),
    failOnRefused ? nameFiles(report, 'refused', 'refused') : undefined,
    failOnRefused ? nameInPart(report) : undefined,
    check ? nameFiles(report, 'would-convert', 'to be converted') : undefined,
    check ? namePointers(report) : undefined,
  ].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? undefined : reasons.join('; ');
}

/** What to say where a pattern, or all of them together, matched no file; undefined: each matched. */
export function noMatch({ report, unmatched = [], matched }: Judged): string | undefined {
  const [first] = unmatched;
  if (first !== undefined) {
    const names = unmatched.slice(0, MOST_NAMED).map((text) => shorten(plainLine(text), 200));
    if (unmatched.length > names.length) names.push(`and ${unmatched.length - names.length} more`);
    return `no file matches ${names.join(', ')}: check the patterns, and that the files are checked out`;
  }
  if (matched !== 0 || report.files.length > 0) return undefined;
  return 'no file matches any of the patterns: check them, and that the files are checked out';
}

/** A value without a use is a name misspelled, or the value of another model. */
export function unused({ unusedValues = [] }: Pick<Judged, 'unusedValues'>): string | undefined {
  if (unusedValues.length === 0) return undefined;
  const names = unusedValues.slice(0, MOST_NAMED).map((name) => shorten(plainLine(name), 200));
  return `no Lambda uses the ${unusedValues.length === 1 ? 'value' : 'values'} given for ${names.join(', ')}: check lambda-values`;
}

/** Nothing can be said of a file whose content is elsewhere. */
function namePointers(report: Report): string | undefined {
  const names = nameAll(
    report.files.filter(({ status }) => status === 'lfs-pointer'),
    'in Git LFS whose content is not here',
  );
  return names === undefined ? undefined : `${names}; fetch it with "lfs: true" in actions/checkout, or git lfs pull`;
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
