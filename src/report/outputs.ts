import type { Report } from '../result.ts';
import { totalsOf } from './totals.ts';

/** A job's outputs together may have 1 MB; a list of files must leave room for other steps. */
const MOST_LIST_CHARACTERS = 200_000;

/** Sets the action's outputs; `set` is core.setOutput. */
export function setOutputs(report: Report, reportPath: string, set: (name: string, value: string) => void): void {
  const totals = totalsOf(report);
  set('changed', String(totals.converted > 0));
  set('converted-count', String(totals.converted));
  set('would-convert-count', String(totals.wouldConvert));
  set('skipped-count', String(totals.skipped));
  set('refused-count', String(totals.refused));
  set('failed-count', String(totals.failed));
  set('report-path', reportPath);
  set('converted-files', convertedFiles(report));
}

/** The files written, as a JSON list of paths; cut to whole names where it would be too long (the report has them all). */
function convertedFiles(report: Report): string {
  const paths: string[] = [];
  let length = 2;
  for (const { status, outputs } of report.files) {
    if (status !== 'converted') continue;
    for (const { path } of outputs) {
      length += JSON.stringify(path).length + 1;
      if (length > MOST_LIST_CHARACTERS) return JSON.stringify(paths);
      paths.push(path);
    }
  }
  return JSON.stringify(paths);
}
