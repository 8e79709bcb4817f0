import type { FileResult } from '../result.ts';
import { escapeMarkdown, shorten } from './escape.ts';
import { breakablePath, table, unbroken } from './html.ts';
import { loadsFrom, plural, STATUS_WORDS, sizeInWords } from './totals.ts';

/** Two columns, which a telephone's width holds. */
const HEADINGS = ['File', 'Weights'];
const PATH_CHARACTERS = 300;
const SENTENCE_CHARACTERS = 500;

/** Files in the order of a report: those that need a person first, then what was done, then what was left alone. */
export function inReadingOrder(files: readonly FileResult[]): FileResult[] {
  const order = [...STATUS_WORDS.keys()];
  return files.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

/** One row a file: what became of it, where the result is or why there is none. */
export function filesTable(files: readonly FileResult[], room: number): string {
  return table(HEADINGS, files.map(cellsOf), room, (rest) => `${plural(rest, 'more file')} in the JSON report`);
}

function cellsOf(file: FileResult): string[] {
  const { source, kerasVersion, tensors, bytes, warnings } = file;
  const weights = [
    ...(kerasVersion === undefined ? [] : [`Keras ${escapeMarkdown(shorten(kerasVersion, 40))}`]),
    ...(tensors === undefined ? [] : [plural(tensors, 'tensor')]),
    ...(bytes === undefined ? [] : [sizeInWords(bytes)]),
  ];
  const warned = warnings.length === 0 ? [] : [unbroken(`⚠️ ${plural(warnings.length, 'warning')}`)];
  return [
    [breakablePath(source, PATH_CHARACTERS), ...resultOf(file), ...warned].join('<br>'),
    weights.map(unbroken).join('<br>'),
  ];
}

function resultOf({ status, reason, outputs, needs }: FileResult): string[] {
  const word = `<b>${STATUS_WORDS.get(status) ?? status}</b>`;
  const why = reason === undefined ? '' : escapeMarkdown(shorten(reason, SENTENCE_CHARACTERS));
  const isWritten = status === 'converted' || status === 'would-convert' || status === 'up-to-date';
  if (!isWritten) return [why === '' ? word : `${word}: ${why}`];
  return [
    word,
    ...outputs.map(({ path }) => `→&nbsp;${breakablePath(path, PATH_CHARACTERS)}`),
    ...(needs === undefined ? [] : [escapeMarkdown(shorten(loadsFrom(needs), 60))]),
    ...(status === 'converted' && why !== '' ? [why] : []),
  ];
}
