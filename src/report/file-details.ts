import type { FileResult, Output } from '../result.ts';
import { entryTree } from './entry-tree.ts';
import { escapeHtml, escapeMarkdown, plainLine, shorten } from './escape.ts';
import { loadsFrom, plural, STATUS_WORDS } from './totals.ts';

/** What one file may take of the summary: rows of each table, lines of the tree, characters of each cell. */
const MOST_ROWS = 200;
const MOST_TREE_LINES = 60;
const MOST_WARNINGS = 50;
const CELL_CHARACTERS = 200;
const SENTENCE_CHARACTERS = 1000;

/** One file's story, folded: warnings, the tree before and after, renamed entries, changed settings, how to load it. */
export function fileDetails(file: FileResult): string {
  const facts = [
    STATUS_WORDS.get(file.status) ?? file.status,
    ...(file.kerasVersion === undefined ? [] : [`Keras ${escapeHtml(shorten(file.kerasVersion, 40))}`]),
    ...(file.needs === undefined ? [] : [escapeHtml(shorten(loadsFrom(file.needs), 60))]),
    ...(file.renamed.length === 0 ? [] : [`${plural(file.renamed.length, 'entry', 'entries')} renamed`]),
    ...(file.changed.length === 0 ? [] : [`${plural(file.changed.length, 'setting')} changed`]),
    ...(file.warnings.length === 0 ? [] : [plural(file.warnings.length, 'warning')]),
  ];
  const blocks = [
    `<details><summary><code>${escapeHtml(shorten(file.source, 300))}</code>: ${facts.join(', ')}</summary>`,
    ...(file.reason === undefined ? [] : [escapeMarkdown(shorten(file.reason, SENTENCE_CHARACTERS))]),
    ...warningsBlock(file),
    ...treeBlock(file),
    ...renamedBlock(file),
    ...changedBlock(file),
    ...loadingBlock(file),
    '</details>',
  ];
  return blocks.join('\n\n');
}

function warningsBlock({ warnings }: FileResult): string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.slice(0, MOST_WARNINGS).map(({ layer, text }) => {
    const about = layer === undefined ? '' : `<code>${escapeHtml(shorten(layer, CELL_CHARACTERS))}</code>: `;
    return `- ⚠️ ${about}${escapeMarkdown(shorten(text, SENTENCE_CHARACTERS))}`;
  });
  return [[...lines, ...moreLine(warnings.length, MOST_WARNINGS, '- ')].join('\n')];
}

function treeBlock({ renamed }: FileResult): string[] {
  const lines = entryTree(renamed, MOST_TREE_LINES).map((line) => plainLine(shorten(line, CELL_CHARACTERS)));
  return lines.length === 0 ? [] : [codeBlock('diff', lines)];
}

function renamedBlock({ renamed }: FileResult): string[] {
  const rows = renamed.map(({ from, to }) => [code(from), code(to)]);
  return table(['In the source', 'In the result'], rows);
}

function changedBlock({ changed }: FileResult): string[] {
  const rows = changed.map(({ path, from, to }) => [code(path), value(from), value(to)]);
  return table(['Setting', 'Before', 'After'], rows);
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const lines = [
    headings.map((heading) => `<th>${heading}</th>`),
    ...rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => `<td>${cell}</td>`)),
  ];
  const body = lines.map((cells) => `<tr>${cells.join('')}</tr>`);
  const more = moreLine(rows.length, MOST_ROWS, '').map(
    (line) => `<tr><td colspan="${headings.length}">${line}</td></tr>`,
  );
  return [['<table>', ...body, ...more, '</table>'].join('\n')];
}

function moreLine(count: number, limit: number, prefix: string): string[] {
  return count > limit ? [`${prefix}${count - limit} more in the JSON report`] : [];
}

function code(text: string): string {
  return `<code>${escapeHtml(shorten(text, CELL_CHARACTERS))}</code>`;
}

function value(json: unknown): string {
  return json === undefined ? '<i>not there</i>' : code(JSON.stringify(json) ?? '');
}

/** How a Python program loads a result. */
function loadingBlock({ layout, outputs }: FileResult): string[] {
  if (outputs.length === 0) return [];
  return [codeBlock('python', ['import keras', ...outputs.map((output) => plainLine(loadingLine(output, layout)))])];
}

function loadingLine({ format, path }: Output, layout: string | undefined): string {
  const name = JSON.stringify(shorten(path, 300));
  if (format === 'keras' || (format === 'h5' && layout !== 'legacy-h5-weights')) {
    return `model = keras.models.load_model(${name})`;
  }
  return `model.load_weights(${name})  # into the same architecture, built in Keras 3`;
}

/**
 * A code block; fenced where that is safe to the eye of every reader of the raw text, else HTML, in which markup of the
 * lines can be escaped.
 */
function codeBlock(language: string, lines: readonly string[]): string {
  if (!lines.some((line) => /[<>&`]/.test(line))) return [`\`\`\`${language}`, ...lines, '```'].join('\n');
  return `<pre lang="${language}"><code>${lines.map(escapeHtml).join('\n')}</code></pre>`;
}
