import type { FileResult } from '../result.ts';
import { plainLine, shorten } from './escape.ts';
import { findingText } from './finding-text.ts';
import { countsInWords, loadsFrom, plural, STATUS_WORDS, sizeInWords } from './totals.ts';
import type { Judged } from './verdict.ts';

const MOST_WARNINGS = 20;
const LINE_CHARACTERS = 1000;

/** One file's result for a log or a terminal: what became of it, then its warnings, indented. */
export function resultLines(result: FileResult): string[] {
  const { source, status, warnings } = result;
  const lines = [`${STATUS_WORDS.get(status) ?? status}: ${source}${detail(result)}`];
  for (const warning of warnings.slice(0, MOST_WARNINGS)) {
    lines.push(`  warning: ${findingText(warning)}`);
  }
  if (warnings.length > MOST_WARNINGS) lines.push(`  and ${plural(warnings.length - MOST_WARNINGS, 'more warning')}`);
  return lines.map((line) => shorten(plainLine(line), LINE_CHARACTERS));
}

function detail({ status, reason, outputs, kerasVersion, tensors, bytes, renamed, needs }: FileResult): string {
  if (status !== 'converted' && status !== 'would-convert') return reason === undefined ? '' : ` (${reason})`;
  const facts = [
    ...(kerasVersion === undefined ? [] : [`Keras ${kerasVersion}`]),
    ...(tensors === undefined ? [] : [plural(tensors, 'tensor')]),
    ...(bytes === undefined ? [] : [sizeInWords(bytes)]),
    ...(renamed.length === 0 ? [] : [`${plural(renamed.length, 'entry', 'entries')} renamed`]),
    ...(needs === undefined ? [] : [loadsFrom(needs)]),
  ];
  const left = status === 'converted' && reason !== undefined ? `; ${reason}` : '';
  return ` → ${outputs.map(({ path }) => path).join(', ')} (${facts.join(', ')})${left}`;
}

/** What a run did, in one line: the counts, or why there are none. */
export function closingLine({ report, matched = 0 }: Judged): string {
  if (report.files.length > 0) return countsInWords(report);
  if (matched === 0) return 'no file matches: nothing to do';
  return `${plural(matched, 'file')} ${matched === 1 ? 'matches' : 'match'}, and none is this run's to convert: nothing to do`;
}

/** A bar is worth drawing for more bytes than this: fewer are done at once. */
const MANY_BYTES = 50_000_000;
const BAR_WIDTH = 24;

/** What of a terminal the progress bar needs. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A bar on the last line of a terminal, over the bytes of all files; nothing in a pipe. */
export class Progress {
  readonly #terminal: Terminal;
  #total = 0;
  #done = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  start(bytes: number): void {
    this.#total = bytes;
    this.#draw();
  }

  /** Prints lines above the bar, through the caller's `print`. */
  advance(bytes: number, print: () => void): void {
    this.clear();
    print();
    this.#done += bytes;
    this.#draw();
  }

  clear(): void {
    if (this.#isShown) this.#terminal.write('\r\u001b[K');
  }

  get #isShown(): boolean {
    return this.#terminal.isTTY === true && this.#total >= MANY_BYTES;
  }

  #draw(): void {
    if (!this.#isShown) return;
    const share = Math.min(1, this.#done / this.#total);
    const filled = Math.round(share * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const amount = `${sizeInWords(this.#done)} of ${sizeInWords(this.#total)}`;
    this.#terminal.write(`${bar} ${Math.floor(share * 100)} % (${amount})`);
  }
}
