import { isObject, type JsonObject } from '../python-json.ts';
import { sourceClassOf } from './source-class.ts';

/** The two kinds of model whose layers the configuration lists. */
export type ModelKind = 'functional' | 'sequential';

/**
 * The kind of model a serialized object is, if it is one: by Keras's own classes, and by the shape of its configuration
 * for subclasses of them. Keras before 2.3 wrote a Sequential's configuration as a bare list of layers.
 */
export function modelKind(object: JsonObject): ModelKind | undefined {
  const { className, custom } = sourceClassOf(object);
  const { config } = object;
  if (isObject(config) && Array.isArray(config.layers) && Object.hasOwn(config, 'output_layers')) return 'functional';
  if (Array.isArray(config) && className === 'Sequential') return 'sequential';
  if (!isObject(config) || !Array.isArray(config.layers) || Object.hasOwn(config, 'layer')) return undefined;
  if (className === 'Sequential' && !custom) return 'sequential';
  const plain = Object.keys(config).every((key) => SEQUENTIAL_KEYS.has(key));
  return custom && plain && config.layers.every((layer) => isObject(layer) && isObject(layer.config))
    ? 'sequential'
    : undefined;
}

const SEQUENTIAL_KEYS: ReadonlySet<string> = new Set(['name', 'layers', 'build_input_shape', 'trainable', 'dtype']);

export function isModel(object: JsonObject): boolean {
  return modelKind(object) !== undefined;
}
