import { sourceClassOf } from '../graph/source-class.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { SourceContext } from '../upgrade/types.ts';
import { PACKAGE_LAYERS, type PackageLayer } from './layers.ts';
import { isKept } from './packages.ts';

/** A layer of another package that became Keras's. */
export interface Replaced {
  readonly row: PackageLayer;
  /** As the file names the class. */
  readonly className: string;
}

/** What a serialized layer may hold beside what its own class writes. */
const COMMON: ReadonlySet<string> = new Set([
  'name',
  'trainable',
  'dtype',
  'batch_input_shape',
  'dynamic',
  'input_dtype',
]);

/**
 * Writes layers of well-known packages that have an equal among Keras's own as that one, in the dialect of the source.
 *
 * @param context what stays as it is
 * @returns the configuration, what was not replaced being as it was, object by object; and what was, by its configuration
 */
export function replacePackageLayers(
  config: Json,
  context: Pick<SourceContext, 'strict' | 'keepCustom'>,
): { readonly config: Json; readonly replaced: ReadonlyMap<JsonObject, Replaced> } {
  const replaced = new Map<JsonObject, Replaced>();
  const replace = (value: Json): Json => {
    if (Array.isArray(value)) {
      const items = value.map(replace);
      return items.every((item, at) => item === value[at]) ? value : items;
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, inner]): [string, Json] => [key, replace(inner)]);
    const copy = entries.every(([key, inner]) => inner === value[key]) ? value : Object.fromEntries(entries);
    const found = packageLayerOf(copy, context);
    if (!found || !isObject(copy.config)) return copy;
    const equal = found.row.config ? found.row.config(copy.config) : { ...copy.config };
    if (!equal) return copy;
    replaced.set(equal, found);
    const { module: _, registered_name: __, ...rest } = copy;
    const isNew = Object.hasOwn(copy, 'module');
    return {
      ...rest,
      ...(isNew ? { module: 'keras.layers', registered_name: null } : {}),
      class_name: found.row.equal,
      config: equal,
    };
  };
  return { config: replace(config), replaced };
}

function packageLayerOf(
  layer: JsonObject,
  context: Pick<SourceContext, 'strict' | 'keepCustom'>,
): Replaced | undefined {
  const { className, registeredName } = sourceClassOf(layer);
  if (className === undefined || !isObject(layer.config)) return undefined;
  const name = registeredName?.includes('>') ? registeredName : className;
  const row = PACKAGE_LAYERS.get(name);
  if (!row || isKept(name, context)) return undefined;
  const own = Object.keys(layer.config).filter((key) => !COMMON.has(key));
  const isKnown = own.every((key) => row.keys.includes(key));
  const isWhole = name.includes('>') || row.keys.every((key) => own.includes(key));
  return isKnown && isWhole ? { row, className: name } : undefined;
}
