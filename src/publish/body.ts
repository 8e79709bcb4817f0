import { filesTable, inReadingOrder } from '../report/files-table.ts';
import { countsInWords, plural } from '../report/totals.ts';
import type { Report, Status } from '../result.ts';
import { BODY_CHARACTERS } from './limits.ts';

/** Statuses that a reviewer is told of, file by file. */
const TOLD: ReadonlySet<Status> = new Set<Status>(['failed', 'lfs-pointer', 'refused', 'would-convert', 'converted']);

/**
 * The results for a pull request's body or a comment: totals, then a row a file. Rows that would not fit GitHub's limit are
 * counted instead; hashes, warnings and entries are left to the job summary and the report.
 *
 * @param summaryUrl the run's page; empty: not known
 * @param room characters to keep to
 */
export function resultsMarkdown(report: Report, summaryUrl: string, room = BODY_CHARACTERS): string {
  const files = inReadingOrder(report.files.filter(({ ownResult }) => ownResult !== true));
  const told = files.filter(({ status }) => TOLD.has(status));
  const counts = countsInWords({ files });
  const head = counts === '' ? 'No Keras file was found.' : `**${counts}** of ${plural(files.length, 'file')}.`;
  const place = summaryUrl === '' ? 'the job summary' : `the [job summary](${summaryUrl})`;
  const tail = `Warnings and renamed entries are in ${place}, the SHA-256 of every source and result in the JSON report.`;
  if (told.length === 0) return `${head}\n`;
  const table = filesTable(told, Math.max(1000, room - head.length - tail.length - 100));
  return `${[head, table, tail].join('\n\n')}\n`;
}
