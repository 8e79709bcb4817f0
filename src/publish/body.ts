import { escapeHtml, escapeMarkdown, shorten } from '../report/escape.ts';
import type { FileResult, Report, Status } from '../result.ts';
import { BODY_CHARACTERS } from './limits.ts';

const STATUSES: readonly (readonly [Status, string])[] = [
  ['converted', 'converted'],
  ['would-convert', 'to be converted'],
  ['up-to-date', 'up to date'],
  ['already-keras-3', 'already Keras 3'],
  ['not-keras', 'not Keras'],
  ['lfs-pointer', 'Git LFS pointers'],
  ['refused', 'refused'],
  ['failed', 'failed'],
];

/** Statuses that the table tells of, those that need a person first. */
const TOLD: readonly Status[] = ['failed', 'refused', 'lfs-pointer', 'converted', 'would-convert'];

/**
 * The proof of the work for a pull request's body or a comment: counts, and a row a file with its hashes before and
 * after. Rows that would not fit GitHub's limit are counted instead.
 *
 * @param room characters to keep to
 */
export function proofMarkdown(report: Report, room = BODY_CHARACTERS): string {
  const counts = STATUSES.map(([status, words]) => [count(report, status), words] as const)
    .filter(([files]) => files > 0)
    .map(([files, words]) => `${files} ${words}`);
  const head = `Keras HDF5 files: ${counts.length === 0 ? 'none found' : counts.join(', ')}.`;
  const told = TOLD.flatMap((status) => report.files.filter((file) => file.status === status));
  if (told.length === 0) return `${head}\n`;

  const opening = [
    head,
    '',
    '<table>',
    '<tr><th>Source</th><th>Result</th><th>Tensors</th><th>Renamed</th><th>SHA-256 before</th><th>SHA-256 after</th></tr>',
  ];
  const closing = '</table>';
  const rows: string[] = [];
  let left = room - opening.join('\n').length - closing.length - 200;
  for (const file of told) {
    const row = rowOf(file);
    if (row.length + 1 > left) break;
    left -= row.length + 1;
    rows.push(row);
  }
  const rest = told.length - rows.length;
  const more = rest === 0 ? [] : ['', `${rest} more are in the job summary and the JSON report.`];
  return `${[...opening, ...rows, closing, ...more].join('\n')}\n`;
}

function count(report: Report, status: Status): number {
  return report.files.filter((file) => file.status === status).length;
}

function rowOf(file: FileResult): string {
  const outputs = file.outputs.map((output) => code(output.path)).join('<br>');
  const told = file.status === 'converted' ? outputs : [cell(file.status), cell(file.reason ?? '')].join(': ');
  const warnings = file.warnings.length === 0 ? '' : `<br>${file.warnings.length} warnings in the job summary`;
  const after = file.outputs.map((output) => code(output.sha256 ?? '')).join('<br>');
  const cells = [
    code(file.source),
    told + warnings,
    String(file.tensors ?? ''),
    String(file.renamed.length),
    code(file.sourceSha256 ?? ''),
    after,
  ];
  return `<tr>${cells.map((content) => `<td>${content}</td>`).join('')}</tr>`;
}

/** HTML, since a Markdown table's cell has no sure escape for `|` and backticks in a file's name. */
function code(text: string): string {
  return text === '' ? '' : `<code>${escapeHtml(shorten(text, LONGEST_CELL))}</code>`;
}

function cell(text: string): string {
  return escapeMarkdown(shorten(text, LONGEST_CELL));
}

const LONGEST_CELL = 400;
