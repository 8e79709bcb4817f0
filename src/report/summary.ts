import type { FileResult, Report } from '../result.ts';
import { escapeHtml, escapeMarkdown, shorten } from './escape.ts';
import { fileDetails } from './file-details.ts';
import { countsInWords, loadsFrom, plural, STATUS_WORDS, sizeInWords, totalsOf } from './totals.ts';

/** GitHub loses the whole summary of a step beyond 1 MiB. */
export const SUMMARY_BYTES = 900_000;
/** The table may take so much of it; at some 200 bytes a row, more than 2,000 files. */
const TABLE_BYTES = 500_000;

export interface SummaryOptions {
  readonly check: boolean;
  /** What was looked for, said when nothing was found. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
  /** Markdown of our own that comes after the totals, such as where results were published. */
  readonly extra?: readonly string[];
}

/** The report as GitHub-flavoured Markdown: totals, a table of files, then what was renamed and changed file by file. */
export function summaryMarkdown(report: Report, options: SummaryOptions): string {
  const files = inReadingOrder(report.files);
  const blocks = ['## Keras 3 migration', ...headline(report, options), ...(options.extra ?? [])];
  let room = SUMMARY_BYTES - byteLength(blocks.join('\n\n')) - 1000;
  if (files.length > 0) {
    const table = filesTable(files, Math.min(room, TABLE_BYTES));
    blocks.push(table);
    room -= byteLength(table);
  }
  const detailed = files.filter(hasDetails);
  const shown: string[] = [];
  for (const file of detailed) {
    const details = fileDetails(file);
    room -= byteLength(details) + 2;
    if (room < 0) break;
    shown.push(details);
  }
  blocks.push(...shown);
  if (shown.length < detailed.length) {
    blocks.push(`_The details of ${plural(detailed.length - shown.length, 'more file')} are in the JSON report._`);
  }
  return `${blocks.join('\n\n')}\n`;
}

function headline(report: Report, { check, files, notes }: SummaryOptions): string[] {
  const totals = totalsOf(report);
  const lines: string[] = [];
  if (totals.files === 0) {
    const patterns = files.slice(0, 10).map((pattern) => `<code>${escapeHtml(shorten(pattern, 200))}</code>`);
    lines.push(`No file matches ${patterns.join(', ')}: there is nothing to do.`);
  } else {
    lines.push(`**${countsInWords(report)}** of ${plural(totals.files, 'file')}.`);
    const written = totals.converted + totals.wouldConvert;
    if (written > 0) {
      const verb = check ? 'would be' : 'were';
      const proof = check ? '' : ' Every result was read back and compared with its source before it got its name.';
      lines.push(
        `${sizeInWords(totals.bytes)} of weights and ${plural(totals.renamed, 'renamed entry', 'renamed entries')} ${verb} written.${proof}`,
      );
    }
  }
  const shown = notes.slice(0, 20).map((note) => `- ${escapeMarkdown(shorten(note, 500))}`);
  if (notes.length > shown.length) shown.push(`- and ${notes.length - shown.length} more`);
  if (shown.length > 0) lines.push(shown.join('\n'));
  return lines;
}

function inReadingOrder(files: readonly FileResult[]): FileResult[] {
  const order = [...STATUS_WORDS.keys()];
  return files.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

function hasDetails({ renamed, changed, warnings, outputs, status }: FileResult): boolean {
  return status !== 'up-to-date' && renamed.length + changed.length + warnings.length + outputs.length > 0;
}

const HEADINGS = ['File', 'Status', 'Keras', 'Tensors', 'Size', 'Renamed', 'Notes'];

function filesTable(files: readonly FileResult[], room: number): string {
  const rows = ['<table>', `<tr>${HEADINGS.map((heading) => `<th>${heading}</th>`).join('')}</tr>`];
  let used = 0;
  for (const [at, file] of files.entries()) {
    const row = fileRow(file);
    used += byteLength(row) + 1;
    if (used > room) {
      rows.push(
        `<tr><td colspan="${HEADINGS.length}">${plural(files.length - at, 'more file')} in the JSON report</td></tr>`,
      );
      break;
    }
    rows.push(row);
  }
  return [...rows, '</table>'].join('\n');
}

function fileRow(file: FileResult): string {
  const cells = [
    `<code>${escapeHtml(shorten(file.source, 300))}</code>`,
    STATUS_WORDS.get(file.status) ?? file.status,
    escapeHtml(shorten(file.kerasVersion ?? '', 40)),
    file.tensors === undefined ? '' : String(file.tensors),
    file.bytes === undefined ? '' : sizeInWords(file.bytes),
    file.renamed.length === 0 ? '' : String(file.renamed.length),
    noteOf(file),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function noteOf({ status, reason, warnings, outputs, needs }: FileResult): string {
  const said = status === 'converted' || status === 'would-convert';
  const text = said
    ? [
        ...outputs.map(({ path }) => `→ <code>${escapeHtml(shorten(path, 300))}</code>`),
        ...(status === 'converted' && reason !== undefined ? [escapeHtml(shorten(reason, 500))] : []),
        ...(needs === undefined ? [] : [escapeHtml(shorten(loadsFrom(needs), 60))]),
      ].join('<br>')
    : escapeHtml(shorten(reason ?? '', 500));
  if (warnings.length === 0) return text;
  return `${text}${text === '' ? '' : '<br>'}⚠️ ${plural(warnings.length, 'warning')}`;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
