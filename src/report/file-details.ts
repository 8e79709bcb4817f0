import type { RenamedEntry } from '../plan/plan.ts';
import type { FileResult } from '../result.ts';
import { entryTree } from './entry-tree.ts';
import { escapeMarkdown, plainLine, shorten } from './escape.ts';
import { code, codeBlock, table } from './html.ts';
import { loadingLine } from './loading-line.ts';
import type { SharedWarning } from './shared-warnings.ts';
import { loadsFrom, plural, STATUS_WORDS } from './totals.ts';

/** What one file may take of the summary: lines of the tree, rows of settings, warnings, characters of each. */
const MOST_TREE_LINES = 200;
const MOST_SETTINGS = 200;
const SETTINGS_BYTES = 100_000;
const MOST_WARNINGS = 50;
const MOST_LAYERS = 10;
const LINE_CHARACTERS = 200;
const SENTENCE_CHARACTERS = 1000;

/** How much of a file is told: where there are many files, the warnings of all come before the settings of the first. */
export type Depth = 'warnings' | 'entries' | 'all';

export interface DetailsOptions {
  readonly depth: Depth;
  /** Warnings that the summary lists once for all files; here their number stands for them. */
  readonly shared: ReadonlyMap<string, SharedWarning>;
  /** Unfolded. */
  readonly open: boolean;
}

/** One file's story, folded: warnings, the tree before and after, changed settings, how to load it. */
export function fileDetails(file: FileResult, { depth, shared, open }: DetailsOptions): string {
  const facts = [
    STATUS_WORDS.get(file.status) ?? file.status,
    ...(file.needs === undefined ? [] : [escapeMarkdown(shorten(loadsFrom(file.needs), 60))]),
    ...(file.renamed.length === 0 ? [] : [`${plural(file.renamed.length, 'entry', 'entries')} renamed`]),
    ...(file.changed.length === 0 ? [] : [`${plural(file.changed.length, 'setting')} changed`]),
    ...(file.warnings.length === 0 ? [] : [plural(file.warnings.length, 'warning')]),
  ];
  const blocks = [
    `<details${open ? ' open' : ''}><summary>${code(file.source, 300)}: ${facts.join(', ')}</summary>`,
    ...(file.reason === undefined ? [] : [escapeMarkdown(shorten(file.reason, SENTENCE_CHARACTERS))]),
    ...warningsBlock(file, shared),
    ...(depth === 'warnings' ? leftOut(file) : entriesBlocks(file)),
    ...(depth === 'all' ? changedBlock(file) : []),
    ...(depth === 'all' ? loadingBlock(file) : []),
    '</details>',
  ];
  return blocks.join('\n\n');
}

export function hasDetails({ renamed, changed, warnings, outputs, status }: FileResult): boolean {
  return status !== 'up-to-date' && renamed.length + changed.length + warnings.length + outputs.length > 0;
}

function warningsBlock({ warnings }: FileResult, shared: DetailsOptions['shared']): string[] {
  const layers = new Map<string, string[]>();
  for (const { layer, text } of warnings) {
    layers.set(text, [...(layers.get(text) ?? []), ...(layer === undefined ? [] : [layer])]);
  }
  if (layers.size === 0) return [];
  const lines = [...layers].slice(0, MOST_WARNINGS).map(([text, names]) => {
    const known = shared.get(text);
    const where = layerList(names);
    if (known !== undefined) return `- ⚠️ Warning ${known.number}${where === '' ? '' : `: ${where}`}`;
    return `- ⚠️ ${where === '' ? '' : `${where}: `}${escapeMarkdown(shorten(text, SENTENCE_CHARACTERS))}`;
  });
  if (layers.size > MOST_WARNINGS) lines.push(`- ${layers.size - MOST_WARNINGS} more in the JSON report`);
  return [lines.join('\n')];
}

function layerList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LAYERS).map((name) => code(name));
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

function leftOut({ renamed, changed }: FileResult): string[] {
  return renamed.length + changed.length === 0 ? [] : ['_Entries and settings are in the JSON report._'];
}

/** Optimizer slots are as many as all weights together, and renamed by one rule: a line with their count stands for them. */
function entriesBlocks({ renamed }: FileResult): string[] {
  const slots = renamed.filter(isSlot);
  const { lines, shown } = entryTree(
    renamed.filter((entry) => !isSlot(entry)),
    MOST_TREE_LINES,
  );
  const rest = renamed.length - slots.length - shown;
  const groups = [...new Set(slots.map(({ from, to }) => `${groupOf(from)} → ${groupOf(to)}`))];
  const told = [
    ...lines,
    ...groups.map((group) => {
      const count = slots.filter(({ from, to }) => `${groupOf(from)} → ${groupOf(to)}` === group).length;
      return `  ${group}: ${plural(count, 'optimizer slot')}`;
    }),
    ...(rest > 0 ? [`  … and ${plural(rest, 'more entry', 'more entries')} in the JSON report`] : []),
  ];
  return told.length === 0
    ? []
    : [
        codeBlock(
          'diff',
          told.map((line) => plainLine(shorten(line, LINE_CHARACTERS))),
        ),
      ];
}

function isSlot({ from }: RenamedEntry): boolean {
  return /^\/?(?:optimizer_weights|optimizer)\//.test(from);
}

function groupOf(path: string): string {
  return `${path.split('/').find((part) => part !== '') ?? ''}/`;
}

function changedBlock({ changed }: FileResult): string[] {
  if (changed.length === 0) return [];
  const rows = changed.slice(0, MOST_SETTINGS).map(({ path, from, to }) => [code(path), value(from), value(to)]);
  const more = changed.length - rows.length;
  const text = table(
    ['Setting', 'Before', 'After'],
    rows,
    SETTINGS_BYTES,
    (rest) => `${plural(rest + more, 'more setting')} in the JSON report`,
  );
  return [text, ...(more > 0 ? [`_${plural(more, 'more setting')} in the JSON report._`] : [])];
}

function value(json: unknown): string {
  return json === undefined ? '<i>not there</i>' : code(JSON.stringify(json) ?? '');
}

/** How a Python program loads a result. */
function loadingBlock({ layout, outputs }: FileResult): string[] {
  if (outputs.length === 0) return [];
  return [codeBlock('python', ['import keras', ...outputs.map((output) => plainLine(loadingLine(output, layout)))])];
}
