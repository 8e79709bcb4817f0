import { MERGE_MODES } from '../keras1/merge.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';

/**
 * Writes the `Merge` layers of Keras 2.0 and 2.1 (keras/legacy/layers.py) as the layers that each mode is. Other objects stay
 * as they are, object by object; a mode that is no layer stays a Merge.
 */
export function withoutMerges(config: Json, writer: KerasVersion): Json {
  if (writer.isKeras1 || !writer.isMultiBackend) return config;
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) {
      const items = value.map(visit);
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, item]): [string, Json] => [key, visit(item)]);
    const visited = entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
    return visited.class_name === 'Merge' && isObject(visited.config) ? unmerged(visited, visited.config) : visited;
  };
  return visit(config);
}

function unmerged(layer: JsonObject, config: JsonObject): JsonObject {
  const isNamed = config.mode_type === undefined || config.mode_type === 'raw';
  // The cosine has an axis more than the layer that stands for it.
  const mode = isNamed && config.mode !== 'cos' ? MERGE_MODES.get(config.mode ?? 'sum') : undefined;
  if (mode === undefined) return layer;
  const { className, config: settings } = mode(config);
  return { ...layer, class_name: className, config: { name: config.name ?? null, trainable: true, ...settings } };
}
