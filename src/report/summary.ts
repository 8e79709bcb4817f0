import type { FileResult, Report } from '../result.ts';
import { escapeMarkdown, shorten } from './escape.ts';
import { type Depth, fileDetails, hasDetails } from './file-details.ts';
import { filesTable, inReadingOrder } from './files-table.ts';
import { byteLength, code } from './html.ts';
import { type SharedWarning, sharedWarnings } from './shared-warnings.ts';
import { countsInWords, plural, sizeInWords, totalsOf } from './totals.ts';

/** GitHub loses the whole summary of a step beyond 1 MiB: everything a step writes there keeps to this. */
export const SUMMARY_BYTES = 900_000;
/** What the parts may take of it; details take what is left. */
const TABLE_BYTES = 400_000;
const WARNINGS_BYTES = 150_000;

export interface SummaryOptions {
  /** What was looked for, said when nothing was found. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
  /** Files that matched, before those that did not change or are another shard's were left out. */
  readonly matched?: number;
  /** Markdown that comes first: where the results were published, or why they were not. */
  readonly published?: string;
  /** Markdown after the totals of files that need converting: how to convert them. */
  readonly remedy?: string;
}

/** The report as GitHub-flavoured Markdown: what was published, totals, a table of files, warnings, and each file's details. */
export function summaryMarkdown(report: Report, options: SummaryOptions): string {
  const files = inReadingOrder(report.files.filter(({ ownResult }) => ownResult !== true));
  const shared = sharedWarnings(files);
  const { published = '', remedy = '' } = options;
  const head = [
    '## Keras 3 migration',
    ...(published === '' ? [] : [published, '### Files']),
    ...headline(report, files, options),
    ...(remedy !== '' && files.some(({ status }) => status === 'would-convert') ? [remedy] : []),
  ];
  const room = SUMMARY_BYTES - 1000;
  const blocks = [shorten(head.join('\n\n'), room / 2)];
  if (files.length > 0) blocks.push(filesTable(files, TABLE_BYTES));
  blocks.push(...warningsSection(shared));
  blocks.push(...detailsSection(files.filter(hasDetails), shared, room - byteLength(blocks.join('\n\n'))));
  return `${blocks.join('\n\n')}\n`;
}

function headline(report: Report, files: readonly FileResult[], options: SummaryOptions): string[] {
  const lines = [...totalsLines(report, files, options)];
  const { notes } = options;
  const shown = notes.slice(0, 20).map((note) => `- ${escapeMarkdown(shorten(note, 500))}`);
  if (notes.length > shown.length) shown.push(`- and ${notes.length - shown.length} more`);
  if (shown.length > 0) lines.push(shown.join('\n'));
  return lines;
}

function totalsLines(report: Report, files: readonly FileResult[], options: SummaryOptions): string[] {
  const own = report.files.length - files.length;
  const results = own === 0 ? '' : ` ${plural(own, 'result')} of this tool ${own === 1 ? 'is' : 'are'} not listed.`;
  if (files.length === 0 && own > 0) return [`There is nothing to convert.${results}`];
  if (files.length === 0) return [emptyLine(options)];
  const totals = totalsOf({ files });
  const lines = [`**${countsInWords({ files })}** of ${plural(files.length, 'file')}.${results}`];
  if (totals.converted > 0) {
    lines.push(
      `${amountOf(files, 'converted')} were written. Every result was read back and compared with its source before it got its name.`,
    );
  }
  if (totals.wouldConvert > 0) lines.push(`${amountOf(files, 'would-convert')} would be written.`);
  return lines;
}

function emptyLine({ files, matched = 0 }: SummaryOptions): string {
  if (matched > 0) {
    const found = matched === 1 ? 'The 1 file that matches' : `None of the ${matched} files that match`;
    const verb = matched === 1 ? 'was not changed here, or is' : 'was changed here, or all are';
    return `${found} ${verb} another shard's: there is nothing to do.`;
  }
  const patterns = files.slice(0, 10).map((pattern) => code(pattern));
  return `No file matches ${patterns.join(', ')}: there is nothing to do.`;
}

function amountOf(files: readonly FileResult[], status: FileResult['status']): string {
  const { bytes, renamed } = totalsOf({ files: files.filter((file) => file.status === status) });
  return `${sizeInWords(bytes)} of weights and ${plural(renamed, 'renamed entry', 'renamed entries')}`;
}

/** What several files are warned of, once each. */
function warningsSection(shared: ReadonlyMap<string, SharedWarning>): string[] {
  if (shared.size === 0) return [];
  const lines: string[] = [];
  let room = WARNINGS_BYTES;
  for (const { text, number, files } of shared.values()) {
    const line = `${number}. ⚠️ ${escapeMarkdown(shorten(text, 1000))} (${plural(files, 'file')})`;
    room -= byteLength(line) + 1;
    if (room < 0) break;
    lines.push(line);
  }
  const rest = shared.size - lines.length;
  const more = rest === 0 ? [] : [`_${plural(rest, 'more warning')} in the JSON report._`];
  return ['### Warnings of several files', lines.join('\n'), ...more];
}

const DEPTHS: readonly Depth[] = ['warnings', 'entries', 'all'];

/** Every file's warnings first; then, while there is room, the entries of each, then the settings of each. */
function detailsSection(
  files: readonly FileResult[],
  shared: ReadonlyMap<string, SharedWarning>,
  room: number,
): string[] {
  if (files.length === 0) return [];
  const heading = '### Details';
  let left = room - 500;
  const shown: string[] = [];
  for (const depth of DEPTHS) {
    for (const [at, file] of files.entries()) {
      const text = fileDetails(file, { depth, shared, open: files.length === 1 });
      const before = shown[at];
      const more = byteLength(text) + 2 - (before === undefined ? 0 : byteLength(before) + 2);
      if (more > left) break;
      if (before === undefined && at > shown.length) break;
      shown[at] = text;
      left -= more;
    }
  }
  const rest = files.length - shown.length;
  const note = rest === 0 ? [] : [`_The details of ${plural(rest, 'more file')} are in the JSON report._`];
  return [heading, ...shown, ...note];
}
