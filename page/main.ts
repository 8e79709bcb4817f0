import { gunzipSync } from 'fflate';
import { settingsOf } from '../src/options/conversion-settings.ts';
import { readValueLines, valuesWithoutUse } from '../src/options/lambda-values.ts';
import { readNameList } from '../src/options/name-list.ts';
import type { Format } from '../src/plan/plan.ts';
import { unused } from '../src/report/verdict.ts';
import { Converter, isModelFile, Stopped } from './converter.ts';
import { droppedFiles } from './dropped-files.ts';
import type { DroppedFile, SentFile, Settings } from './messages.ts';
import { Row, type RowState } from './rows.ts';
import { type Language, TEXTS, type Texts } from './texts.ts';
import { zipOf } from './zip.ts';

/** What the results of one file may take where the page keeps them in memory. */
const MEMORY_BYTES = 1024 ** 3;
/** In a longer list, warnings are folded. */
const MOST_UNFOLDED = 5;

/** Shows what has become of a file. */
type Show = (change: Partial<RowState>) => void;

interface Item {
  readonly row: Row;
  state: RowState;
}

class Page {
  readonly #converter = new Converter(workerUrl);
  readonly #items: Item[] = [];
  /** All that was dropped, by path: a file's architecture may have come before it, or after. */
  readonly #files = new Map<string, SentFile>();
  #dropped = 0;
  #language: Language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
  #isWorking = false;
  #zipUrl: string | undefined;

  start(): void {
    this.#translate();
    const drop = byId('drop');
    for (const id of ['files', 'folder']) {
      const input = byId(id) as HTMLInputElement;
      input.addEventListener('change', () => {
        this.#add([...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
        input.value = '';
      });
    }
    document.addEventListener('dragover', (event) => {
      event.preventDefault();
      drop.classList.add('over');
    });
    document.addEventListener('dragleave', () => drop.classList.remove('over'));
    document.addEventListener('drop', async (event) => {
      event.preventDefault();
      drop.classList.remove('over');
      if (event.dataTransfer) this.#add(await droppedFiles(event.dataTransfer));
    });
    byId('settings').addEventListener('change', () => this.#convertAnew());
    byId('language').addEventListener('click', () => {
      this.#language = this.#language === 'en' ? 'zh-CN' : 'en';
      this.#translate();
      for (const { row, state } of this.#items) row.show({ ...state, facts: [...state.facts] }, this.#language);
    });
    byId('zip').addEventListener('click', () => this.#saveAll());
    window.addEventListener('beforeunload', (event) => {
      if (this.#isWorking) event.preventDefault();
    });
    // Loading the library takes longer than a small file does: it begins once the page is seen.
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#converter.ready().then(
          () => (byId('limit').hidden = !this.#converter.keepsResultsInMemory),
          () => undefined,
        );
      }),
    );
  }

  get #texts(): Texts {
    return TEXTS[this.#language];
  }

  #translate(): void {
    document.documentElement.lang = this.#language;
    for (const node of document.querySelectorAll<HTMLElement>('[data-text]')) {
      const text = this.#texts[node.dataset.text as keyof Texts];
      if (typeof text === 'string') node.textContent = text;
    }
    byId('results').setAttribute('aria-label', this.#texts.files);
    const language = byId('language');
    language.textContent = this.#language === 'en' ? '中文' : 'English';
    language.lang = this.#language === 'en' ? 'zh-CN' : 'en';
    this.#showTotal();
  }

  #add(files: readonly DroppedFile[]): void {
    if (files.length === 0) return;
    for (const file of files) this.#files.set(file.path, { ...file, id: this.#dropped++ });
    const models = files.filter(isModelFile);
    for (const source of models) this.#addRow(source);
    // An architecture may have come for weights that were dropped before.
    if (models.length < files.length) this.#reset((state) => state.result?.layout === 'legacy-h5-weights');
    byId('total').textContent = models.length === 0 && this.#items.length === 0 ? this.#texts.noKeras : '';
    this.#work();
  }

  #addRow(source: DroppedFile): void {
    const known = this.#items.find(({ state }) => state.source.path === source.path);
    if (known) {
      this.#update(known, waiting(source));
      return;
    }
    const item: Item = { row: new Row(() => this.#converter.cancel()), state: waiting(source) };
    item.row.show(item.state, this.#language);
    this.#items.push(item);
    byId('results').append(item.row.element);
  }

  #convertAnew(): void {
    this.#reset(() => true);
    this.#work();
  }

  #reset(which: (state: RowState) => boolean): void {
    for (const item of this.#items) {
      const { status } = item.state;
      if (status !== 'working' && status !== 'waiting' && which(item.state)) {
        this.#update(item, { ...waiting(item.state.source), facts: item.state.facts });
      }
    }
  }

  /** Says what each file is, then converts them, one after another. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let item = this.#next(); item !== undefined; item = this.#next()) {
      const asked = formText();
      await this.#advance(item);
      // What was asked for meanwhile may be something else.
      if (asked !== formText()) this.#update(item, { ...waiting(item.state.source), facts: item.state.facts });
      this.#showTotal();
    }
    this.#isWorking = false;
  }

  async #advance(item: Item): Promise<void> {
    const { source } = item.state;
    // A file of the same name may be dropped meanwhile: what is found out of the one before it is not shown as the new one's.
    const show: Show = (change) => {
      if (item.state.source === source) this.#update(item, { ...item.state, ...change });
    };
    const files = [...this.#files.values()].filter(({ path }) => folderOf(path) === folderOf(source.path));
    show({ status: 'working', progress: 0 });
    try {
      if (item.state.facts.length === 0) await this.#inspect(source, files, show);
      else await this.#convert(source, files, show);
    } catch (error) {
      show({ status: 'failed', reason: this.#reasonOf(error) });
    }
  }

  #next(): Item | undefined {
    const all = this.#items.filter(({ state }) => state.status === 'waiting');
    return all.find(({ state }) => state.facts.length === 0) ?? all[0];
  }

  async #inspect(source: DroppedFile, files: readonly SentFile[], show: Show): Promise<void> {
    const seen = await this.#converter.ask({ kind: 'inspect', source: source.path, files }, source.file.size);
    if (seen.kind === 'inspected') show({ status: 'waiting', facts: seen.lines });
  }

  async #convert(source: DroppedFile, files: readonly SentFile[], show: Show): Promise<void> {
    const bytes = source.file.size;
    const settings = readSettings();
    if (settings.formats.length === 0) throw new Error(this.#texts.noFormat);
    await this.#converter.ready();
    if (this.#converter.keepsResultsInMemory && bytes * settings.formats.length > MEMORY_BYTES) {
      throw new Error(this.#texts.tooLarge);
    }
    // Each format is written once; its source is read to write it and to compare, the result once.
    const work = bytes * settings.formats.length * 4;
    const answer = await this.#converter.ask(
      { kind: 'convert', source: source.path, files, settings },
      bytes,
      (moved) => show({ progress: Math.min(1, moved / work) }),
    );
    if (answer.kind !== 'converted') return;
    const outputs = answer.outputs.map((output) => ({ ...output, url: URL.createObjectURL(output.blob) }));
    show({
      status: answer.result.status,
      result: answer.result,
      outputs,
      unfolded: this.#items.length <= MOST_UNFOLDED,
    });
  }

  #reasonOf(error: unknown): string {
    if (!(error instanceof Stopped)) return error instanceof Error ? error.message : String(error);
    switch (error.stop) {
      case 'cancelled':
        return this.#texts.cancelled;
      case 'time':
        return this.#texts.tooSlow;
      case 'died':
        return this.#texts.died;
    }
  }

  #update(item: Item, state: RowState): void {
    for (const { url } of item.state.outputs) {
      if (!state.outputs.some((output) => output.url === url)) URL.revokeObjectURL(url);
    }
    item.state = state;
    item.row.show(state, this.#language);
  }

  #showTotal(): void {
    const done = this.#items.filter(({ state }) => state.status !== 'waiting' && state.status !== 'working');
    if (this.#items.length > 0) byId('total').textContent = this.#texts.total(done.length, this.#items.length);
    if (done.length === this.#items.length) this.#showUnused();
    const outputs = this.#items.flatMap(({ state }) => state.outputs);
    byId('all').hidden = outputs.length < 2;
  }

  /** Where no Lambda uses a value that was given, its name is misspelled, or it is another model's. */
  #showUnused(): void {
    const results = this.#items.flatMap(({ state }) => state.result ?? []);
    if (results.length === 0) return;
    try {
      const unusedValues = valuesWithoutUse(readSettings().lambdaValues, results);
      byId('fault').textContent = unused({ unusedValues }) ?? '';
    } catch {
      // Each file says already what is wrong with the values.
      byId('fault').textContent = '';
    }
  }

  /** Their checksums are only needed here: a click computes them, and saves. */
  async #saveAll(): Promise<void> {
    const members = [];
    // What is done now: other files may be converted before the last checksum is there.
    const states = this.#items.map(({ state }) => state);
    for (const state of states) {
      const folder = folderOf(state.source.path);
      for (const { name, blob } of state.outputs) {
        const sum = await this.#converter.ask({ kind: 'checksum', blob }, blob.size);
        if (sum.kind === 'checksum') {
          members.push({ name: folder === '' ? name : `${folder}/${name}`, blob, crc: sum.value });
        }
      }
    }
    if (this.#zipUrl !== undefined) URL.revokeObjectURL(this.#zipUrl);
    this.#zipUrl = URL.createObjectURL(zipOf(members));
    const link = document.createElement('a');
    link.href = this.#zipUrl;
    link.download = 'keras3-migrate.zip';
    link.click();
  }
}

function waiting(source: DroppedFile): RowState {
  return {
    source,
    status: 'waiting',
    progress: 0,
    facts: [],
    result: undefined,
    outputs: [],
    unfolded: true,
    reason: undefined,
  };
}

/** @throws Error for values of globals that cannot be read */
function readSettings(): Settings {
  const form = new FormData(byId('settings') as HTMLFormElement);
  const textOf = (name: string) => String(form.get(name) ?? '').trim();
  const [minKeras, values] = [textOf('min-keras'), textOf('lambda-values')];
  return {
    formats: form.getAll('format') as Format[],
    ...settingsOf({
      compile: form.has('compile'),
      strict: form.has('strict'),
      minKeras: minKeras === '' ? undefined : minKeras,
      lambdaValues: values === '' ? undefined : readValueLines(values, 'lambda-values'),
      keepCustom: readNameList(textOf('keep-custom')),
    }),
  };
}

/** All that the form says, to be compared. */
function formText(): string {
  return JSON.stringify([...new FormData(byId('settings') as HTMLFormElement)]);
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** The worker's script, which the page holds compressed. */
function workerUrl(): string {
  const text = byId('worker').textContent ?? '';
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return URL.createObjectURL(new Blob([new Uint8Array(gunzipSync(packed))], { type: 'text/javascript' }));
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element "${id}"`);
  return found;
}

new Page().start();
