import { isObject, type JsonObject } from '../python-json.ts';

/** The name of a serialized layer in its source; Keras 1 and 2 write it in the configuration. */
export function nameOf(layer: JsonObject): string {
  const { config } = layer;
  if (isObject(config) && typeof config.name === 'string') return config.name;
  if (typeof layer.name === 'string') return layer.name;
  return typeof layer.class_name === 'string' ? layer.class_name.toLowerCase() : 'layer';
}
