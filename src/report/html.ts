import { escapeHtml, shorten } from './escape.ts';

const CELL_CHARACTERS = 200;

/** Text from a file in `<code>`: HTML, since Markdown has no sure escape for `|` and backticks. */
export function code(text: string, limit = CELL_CHARACTERS): string {
  return `<code>${escapeHtml(shorten(text, limit))}</code>`;
}

/** A path in `<code>` that may be parted after its separators, so that a long one fits a narrow screen. */
export function breakablePath(text: string, limit: number): string {
  return `<code>${escapeHtml(shorten(text, limit)).replace(/[/._-]+/g, '$&<wbr>')}</code>`;
}

/**
 * A table that stops before it is larger than it may be, with a last row that says how many are left out. No line of it is
 * blank: a blank line ends a block of HTML in Markdown.
 *
 * @param rows cells as HTML
 * @param room the most bytes
 * @param more the last row's text, given how many rows are left out
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  room: number,
  more: (rest: number) => string,
): string {
  const lines = ['<table>', rowOf(headings, 'th')];
  let left = room - byteLength(lines.join('\n')) - 200;
  for (const [at, cells] of rows.entries()) {
    const row = rowOf(cells, 'td');
    left -= byteLength(row) + 1;
    if (left < 0) {
      lines.push(`<tr><td colspan="${headings.length}">${more(rows.length - at)}</td></tr>`);
      break;
    }
    lines.push(row);
  }
  return [...lines, '</table>'].join('\n');
}

function rowOf(cells: readonly string[], tag: 'th' | 'td'): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** Words that must not be parted at the end of a line: a number and its unit. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '&nbsp;');
}

/**
 * A code block; fenced where that is safe to the eye of every reader of the raw text, else HTML, in which markup of the
 * lines can be escaped.
 */
export function codeBlock(language: string, lines: readonly string[]): string {
  if (!lines.some((line) => /[<>&`]/.test(line))) return [`\`\`\`${language}`, ...lines, '```'].join('\n');
  return `<pre lang="${language}"><code>${lines.map(escapeHtml).join('\n')}</code></pre>`;
}
