import type { Kind, Tried } from './try-model.ts';

const KINDS: readonly Kind[] = ['right', 'refused', 'warned', 'not loaded', 'silently different'];

/** Counts outcomes by file, format and Keras 3, and by reason what was refused or warned of. */
export class Tally {
  #models = 0;
  readonly #unusable = new Map<string, number>();
  readonly #rows = new Map<string, Map<Kind, number>>();
  readonly #reasons = new Map<string, number>();
  readonly #writer: string;

  constructor(writer: string) {
    this.#writer = writer;
  }

  add({ unusable, outcomes }: Tried): void {
    this.#models += 1;
    if (unusable !== undefined) count(this.#unusable, unusable.split(':')[0] ?? '');
    for (const { source, format, reader, kind, how } of outcomes) {
      const key = `Keras ${this.#writer} ${source} → ${format} in Keras ${reader}`;
      const row = this.#rows.get(key) ?? new Map<Kind, number>();
      this.#rows.set(key, row);
      count(row, kind);
      if (kind === 'refused' || kind === 'warned') count(this.#reasons, `${kind}: ${anonymous(how)}`);
    }
  }

  text(): string {
    const rows = [...this.#rows].sort().map(([key, row]) => {
      const cells = KINDS.map((kind) => `${row.get(kind) ?? 0} ${kind}`);
      return `${key}: ${cells.join(', ')}`;
    });
    const unusable = [...this.#unusable.values()].reduce((sum, n) => sum + n, 0);
    const reasons = [...this.#reasons].sort(([, a], [, b]) => b - a).map(([why, n]) => `${n} times ${why}`);
    return [`${this.#models} models, ${unusable} of no use (${list(this.#unusable)})`, ...rows, ...reasons].join('\n');
  }
}

function count<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([why, n]) => `${why} ${n}`).join(', ');
}

/** Names and numbers are of the one model. */
function anonymous(reason: string): string {
  return reason
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/\d+/g, 'n')
    .slice(0, 200);
}
