import type { FileResult, Report, Status } from '../result.ts';
import { plainLine, shorten } from './escape.ts';
import { findingText } from './finding-text.ts';
import { plural } from './totals.ts';
import { isInPart } from './verdict.ts';

export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly message: string;
  /** The source, relative to the workspace; absent where the annotation is about several. */
  readonly file?: string;
}

/** GitHub shows ten errors and ten warnings of a step; the step's own failure is one of the errors. */
const MOST_OF_A_LEVEL = 9;
const MESSAGE_CHARACTERS = 1000;
const MOST_NAMED = 20;

/** What must be said of single files, at most ten of a level: the rest is told together. */
export function annotationsOf(
  report: Report,
  options: { readonly check: boolean; readonly failOnRefused: boolean },
): Annotation[] {
  const errors = new Set<Status>(['failed']);
  if (options.failOnRefused) errors.add('refused');
  if (options.check) for (const status of ['would-convert', 'lfs-pointer'] as const) errors.add(status);
  const isError = (file: FileResult) => errors.has(file.status) || (options.failOnRefused && isInPart(file));
  const isWarned = (file: FileResult) => file.status === 'lfs-pointer' || file.status === 'refused' || isInPart(file);
  return [
    ...atMost('error', report.files.filter(isError), ({ reason, status }) => reason ?? status),
    ...atMost(
      'warning',
      report.files.filter((file) => !isError(file) && (file.warnings.length > 0 || isWarned(file))),
      (file) => (isWarned(file) ? (file.reason ?? file.status) : warningsTogether(file)),
    ),
  ];
}

function warningsTogether({ warnings }: FileResult): string {
  const texts = warnings.slice(0, 3).map(findingText);
  if (warnings.length > texts.length)
    texts.push(`and ${plural(warnings.length - texts.length, 'more warning')} in the summary.`);
  return texts.join(' ');
}

function atMost(
  level: Annotation['level'],
  files: readonly FileResult[],
  messageOf: (file: FileResult) => string,
): Annotation[] {
  const single = files.length > MOST_OF_A_LEVEL ? files.slice(0, MOST_OF_A_LEVEL - 1) : files;
  const rest = files.slice(single.length);
  const annotations: Annotation[] = single.map((file) => ({
    level,
    message: shorten(plainLine(`${file.source}: ${messageOf(file)}`), MESSAGE_CHARACTERS),
    file: file.source,
  }));
  if (rest.length > 0) {
    const names = rest.slice(0, MOST_NAMED).map(({ source }) => plainLine(source));
    const list = rest.length > names.length ? [...names, '…'] : names;
    const message = `${plural(rest.length, 'more file')} with ${level}s, all of them in the summary: ${list.join(', ')}`;
    annotations.push({ level, message: shorten(message, MESSAGE_CHARACTERS) });
  }
  return annotations;
}
