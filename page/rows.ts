import { loadingLine } from '../src/report/loading-line.ts';
import { plural, STATUS_WORDS } from '../src/report/totals.ts';
import type { FileResult } from '../src/result.ts';
import type { ConvertedFile, DroppedFile } from './messages.ts';
import { CHINESE_STATUS, type Language, TEXTS, type Texts } from './texts.ts';

/** Rows of a table before the rest is left to the command line's report. */
const MOST_ROWS = 1000;

/** What the list shows of one file. */
export interface RowState {
  readonly source: DroppedFile;
  readonly status: FileResult['status'] | 'waiting' | 'working';
  /** Of all that has to be read and written, from 0 to 1. */
  readonly progress: number;
  /** What `inspect` says, once it is known. */
  readonly facts: readonly string[];
  readonly result: FileResult | undefined;
  readonly outputs: readonly (ConvertedFile & { readonly url: string })[];
  /** Whether the list is short enough for warnings to be unfolded. */
  readonly unfolded: boolean;
  /** Why there is no result, where the page itself says it. */
  readonly reason: string | undefined;
}

/** One file's place in the list. It is filled anew whenever its state changes, except that a progress bar only moves. */
export class Row {
  readonly element = document.createElement('li');
  readonly #onCancel: () => void;
  #shown: RowState | undefined;

  constructor(onCancel: () => void) {
    this.#onCancel = onCancel;
  }

  show(state: RowState, language: Language): void {
    const bar = this.element.querySelector('progress');
    if (bar && this.#shown && sameButProgress(this.#shown, state)) {
      bar.value = state.progress;
      this.#shown = state;
      return;
    }
    this.#shown = state;
    this.element.dataset.file = state.source.path;
    this.element.dataset.status = state.status;
    this.element.replaceChildren(...this.#contents(state, language));
  }

  #contents(state: RowState, language: Language): Node[] {
    const texts = TEXTS[language];
    const { source, status, facts, result, outputs } = state;
    const reason = state.reason ?? result?.reason;
    const nodes: Node[] = [
      element('div', { class: 'head' }, element('h3', {}, source.path), statusNode(status, language)),
      ...facts.slice(0, 1).map((line) => element('p', { class: 'facts' }, afterName(line, source.path))),
      ...facts.slice(2, 3).map((line) => element('p', { class: 'facts' }, line.trim())),
    ];
    if (status === 'working') nodes.push(...this.#progress(state, texts));
    if (reason !== undefined) nodes.push(element('p', { class: 'reason' }, reason));
    if (outputs.length > 0) nodes.push(saves(outputs, texts), loading(outputs, result, texts));
    if (result !== undefined) nodes.push(...details(result, texts, state.unfolded));
    if (facts.length > 0) {
      nodes.push(
        element('details', {}, element('summary', {}, texts.what), element('pre', { tabindex: '0' }, facts.join('\n'))),
      );
    }
    return nodes;
  }

  #progress({ source, progress }: RowState, texts: Texts): Node[] {
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.value = progress;
    bar.setAttribute('aria-label', `${texts.working}: ${source.path}`);
    const cancel = element('button', { type: 'button', class: 'cancel' }, texts.cancel);
    cancel.addEventListener('click', this.#onCancel);
    return [bar, cancel];
  }
}

function sameButProgress(one: RowState, other: RowState): boolean {
  return one.status === other.status && one.facts === other.facts && one.result === other.result;
}

function statusNode(status: RowState['status'], language: Language): Node {
  const texts = TEXTS[language];
  const own = status === 'waiting' ? texts.waiting : status === 'working' ? texts.working : undefined;
  const reported = status === 'waiting' || status === 'working' ? undefined : STATUS_WORDS.get(status);
  const words = own ?? (language === 'zh-CN' ? CHINESE_STATUS.get(status) : undefined) ?? reported ?? status;
  return element('span', { class: 'status' }, words);
}

/** The first line of `inspect` begins with the name, which the row has as its heading. */
function afterName(line: string, name: string): string {
  return line.startsWith(`${name}: `) ? line.slice(name.length + 2) : line;
}

function saves(outputs: RowState['outputs'], texts: Texts): Node {
  return element(
    'div',
    { class: 'saves' },
    ...outputs.map(({ name, url }) =>
      element('a', { class: 'button save', download: name, href: url }, `${texts.save} ${name}`),
    ),
  );
}

function loading(outputs: RowState['outputs'], result: FileResult | undefined, texts: Texts): Node {
  const lines = [
    'import keras',
    ...outputs.map(({ format, name }) => loadingLine({ format, path: name }, result?.layout)),
  ];
  const code = lines.join('\n');
  const copy = element('button', { type: 'button' }, texts.copy);
  copy.addEventListener('click', async () => {
    await copyText(code);
    copy.textContent = texts.copied;
  });
  return element(
    'div',
    {},
    element('p', {}, texts.afterwards),
    element('div', { class: 'code' }, element('pre', { tabindex: '0' }, code), copy),
  );
}

/** The clipboard is closed to pages that were opened from a file; selecting and copying is not. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element('textarea', { class: 'hidden-input' }) as HTMLTextAreaElement;
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

/** The same facts as the job summary's, in the same order: warnings, renamed entries, changed settings. */
function details({ warnings, renamed, changed }: FileResult, texts: Texts, unfolded: boolean): Node[] {
  const nodes: Node[] = [];
  if (warnings.length > 0) {
    const lines = warnings.map(({ layer, text }) =>
      element('li', {}, layer === undefined ? text : `${layer}: ${text}`),
    );
    nodes.push(
      element(
        'details',
        unfolded ? { open: '' } : {},
        element('summary', {}, plural(warnings.length, 'warning')),
        element('ul', { class: 'warnings' }, ...lines),
      ),
    );
  }
  nodes.push(
    ...table(
      texts.renamed,
      [texts.source, texts.result],
      renamed.map(({ from, to }) => [from, to]),
    ),
    ...table(
      texts.changed,
      [texts.setting, texts.before, texts.after],
      changed.map(({ path, from, to }) => [path, valueText(from, texts), valueText(to, texts)]),
    ),
  );
  return nodes;
}

function valueText(value: unknown, texts: Texts): string {
  return value === undefined ? texts.absent : (JSON.stringify(value) ?? '');
}

function table(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): Node[] {
  if (rows.length === 0) return [];
  const head = element('tr', {}, ...headings.map((heading) => element('th', { scope: 'col' }, heading)));
  const body = rows
    .slice(0, MOST_ROWS)
    .map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, element('code', {}, cell)))));
  const more = rows.length > MOST_ROWS ? [element('p', {}, `… ${rows.length - MOST_ROWS}`)] : [];
  return [
    element(
      'details',
      {},
      element('summary', {}, `${title} (${rows.length})`),
      element(
        'div',
        { class: 'table', tabindex: '0' },
        element('table', {}, element('thead', {}, head), element('tbody', {}, ...body)),
      ),
      ...more,
    ),
  ];
}

/** Text from files becomes text nodes, never markup. */
function element(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
