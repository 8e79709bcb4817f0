import { TOP_LEVEL_GROUP } from '../layouts/legacy-h5.ts';
import { isObject } from '../python-json.ts';
import type { KerasObject } from './types.ts';

/**
 * Keras 3 forbids `/` in names, which Keras 2 allowed, and its H5 files have a group of their own whose name a layer could
 * have before there was that group. The layers of one model are renamed together, so that no two
 * meet: a name that may stay keeps its place, the others take `_` for `/`, and a number where that name is taken.
 */
export class LayerNames {
  private readonly taken: Set<string>;
  private readonly renamed = new Map<string, string>();

  constructor(names: readonly string[]) {
    this.taken = new Set(names);
    for (const name of names) {
      if (name.includes('/') || name === TOP_LEVEL_GROUP) this.renamed.set(name, this.fresh(plainName(name)));
    }
  }

  /** The name in Keras 3 of a layer of this model. */
  of(name: string): string {
    return this.renamed.get(name) ?? name;
  }

  /** A name that no layer of this model has: `name` or `name_1`, `name_2`, …; it is taken from now on. */
  fresh(name: string): string {
    let candidate = name;
    for (let number = 1; this.taken.has(candidate); number++) candidate = `${name}_${number}`;
    this.taken.add(candidate);
    return candidate;
  }
}

/** A name outside any model (a wrapped layer, a cell), without `/`. */
export function plainName(name: string): string {
  return name.replaceAll('/', '_');
}

/** Names the layers inserted around the layer `name`, by their endings; the objects keep their identity. */
export function nameInserted(inserted: readonly KerasObject[], name: string, names: LayerNames): void {
  for (const object of inserted) {
    // An operation has its name beside its configuration.
    const named = isObject(object.config) && object.config.name !== undefined ? object.config : object;
    named.name = names.fresh(`${name}_${String(named.name)}`);
  }
}
