import { isObject, type Json, type JsonObject } from '../keras/python-json.ts';

/** What `to_json()` of Keras before 1.0 wrote: a layer is its configuration, whose `name` is its class (models.py of 0.3.3: `get_config`). */
export function isKeras0Architecture(value: JsonObject): boolean {
  return value.class_name === undefined && typeof value.name === 'string' && Array.isArray(value.layers);
}

/**
 * The same in the form of Keras 1, each layer with a name of its own: `custom_name` is the class's unless the user gave one,
 * and no name tells two layers apart.
 */
export function spellOutKeras0(architecture: JsonObject): JsonObject {
  const taken = new Set<string>();

  function uniqueName(wanted: string): string {
    let name = wanted;
    for (let n = 1; taken.has(name); n++) name = `${wanted}_${n}`;
    taken.add(name);
    return name;
  }

  function item(value: Json): Json {
    if (!isObject(value) || value.class_name !== undefined || typeof value.name !== 'string') return value;
    const { name: className, custom_name: given, layers, cache_enabled: _, ...rest } = value;
    const inner = Array.isArray(layers) ? layers.map(item) : undefined;
    if (className === 'Sequential') return { class_name: className, config: inner ?? [] };
    const name = uniqueName(typeof given === 'string' ? given : className.toLowerCase());
    return { class_name: className, config: { ...rest, ...(inner ? { layers: inner } : {}), name } };
  }

  const spelled = item(architecture);
  return isObject(spelled) ? spelled : architecture;
}
