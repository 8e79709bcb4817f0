import { asNumber, isObject, type Json, type JsonObject } from '../python-json.ts';

/** An item of a Sequential: `{class_name, config}`. */
export type Item = JsonObject & { class_name: string };

/** The items of a Sequential's configuration: a bare list in Keras 1, `{layers}` elsewhere. In 0.x an item was its configuration, named by its class. */
export function sequentialItems(config: Json | undefined): Item[] {
  const list = isObject(config) ? config.layers : config;
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map((item) => {
    if (typeof item.class_name === 'string') return item as Item;
    const { name, custom_name: customName, ...rest } = item;
    return { class_name: String(name), config: { ...rest, ...(customName === undefined ? {} : { name: customName }) } };
  });
}

/** The models that a Sequential's first layer merges; undefined if it merges none. */
export function mergedBranches(items: readonly Item[]): Item[] | undefined {
  const [first] = items;
  if (first?.class_name !== 'Merge' || !isObject(first.config)) return undefined;
  const { layers } = first.config;
  return Array.isArray(layers) ? sequentialItems(layers) : undefined;
}

/** The name in an item's configuration; a nested Sequential's has none. */
export function itemName(item: JsonObject): string | undefined {
  return isObject(item.config) && typeof item.config.name === 'string' ? item.config.name : undefined;
}

/** Layers as Keras 1 saves them, a group each: what a first `Merge` merges is laid open (`models.py: flattened_layers`). */
export function savedItems(items: readonly Item[]): Item[] {
  const branches = mergedBranches(items);
  if (!branches) return [...items];
  const opened = branches.flatMap((branch) => {
    if (branch.class_name === 'Sequential') return savedItems(sequentialItems(branch.config));
    return isGraph(branch) ? sequentialItems(branch.config) : [branch];
  });
  return distinct([...opened, ...items.slice(1)]);
}

/** Layers of one name are one layer: Keras 1 could not save two. */
function distinct(items: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = itemName(item);
    if (name === undefined) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

export function isGraph(item: Item): item is Item & { config: JsonObject } {
  return (item.class_name === 'Model' || item.class_name === 'Container') && isObject(item.config);
}

/** The shape, batch axis first, and type of what a first item takes; undefined where nothing says so. */
export function inputOf(item: Item): { shape: Json; dtype: Json } | undefined {
  if (item.class_name === 'Sequential') {
    const [first] = sequentialItems(item.config);
    return first && inputOf(first);
  }
  if (isGraph(item)) {
    const [reference] = Array.isArray(item.config.input_layers) ? item.config.input_layers : [];
    const name = Array.isArray(reference) ? reference[0] : undefined;
    const input = sequentialItems(item.config).find((each) => each.name === name);
    return input && inputOf(input);
  }
  const config = isObject(item.config) ? item.config : {};
  const dtype = config.input_dtype ?? 'float32';
  if (Array.isArray(config.batch_input_shape)) return { shape: config.batch_input_shape, dtype };
  if (Array.isArray(config.input_shape)) return { shape: [null, ...config.input_shape], dtype };
  if (asNumber(config.input_dim) === undefined || item.class_name === 'Embedding') return undefined;
  const sequences = 'input_length' in config ? [config.input_length ?? null] : [];
  return { shape: [null, ...sequences, config.input_dim ?? null], dtype };
}
