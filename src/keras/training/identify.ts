import { isObject, type Json, type JsonObject } from '../python-json.ts';

/** A loss, metric, optimizer or schedule as a training configuration names it, in any of the dialects of Keras 1 to 3. */
export type Identified =
  /** `"mse"`, or a function by its name. `foreign`: said to come from outside Keras. */
  | { readonly kind: 'name'; readonly name: string; readonly foreign: boolean }
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly config: JsonObject;
      readonly foreign: boolean;
      /** `package>Class`, where it is registered under one. */
      readonly packageName: string | undefined;
    }
  | { readonly kind: 'unknown' };

/** Packages whose registered names are Keras's own: Keras 2.11 to 2.15 registered their optimizers as `Custom>Adam`. */
const OWN_PACKAGES: ReadonlySet<string> = new Set(['Custom', 'Keras', 'keras', 'tf_keras']);
/** Python packages that hold Keras's own classes. */
const OWN_MODULES = /^(?:keras|tf_keras|tensorflow|builtins)(?:\.|$)/;

/**
 * Reads one serialized object: a string, the legacy `{class_name, config}`, the `{module, class_name, config,
 * registered_name}` of Keras 2.12 and later (serialization_lib.py), or a function in either form.
 */
export function identify(value: Json): Identified {
  if (typeof value === 'string') return { kind: 'name', ...ownName(value) };
  if (!isObject(value) || typeof value.class_name !== 'string') return { kind: 'unknown' };
  const { module, class_name: className, config, registered_name: registered } = value;
  const fromElsewhere =
    (typeof module === 'string' && !OWN_MODULES.test(module)) ||
    // Keras 2.12 to 2.15 name a module for every class of their own, and none for the user's.
    (module === null && typeof registered === 'string') ||
    (typeof registered === 'string' && ownName(registered).foreign);
  if (className === 'function') {
    return typeof config === 'string' ? { kind: 'name', name: config, foreign: fromElsewhere } : { kind: 'unknown' };
  }
  const own = ownName(className);
  return {
    kind: 'object',
    name: own.name,
    config: isObject(config) ? config : {},
    foreign: fromElsewhere || own.foreign,
    packageName: className.includes('>') ? className : typeof registered === 'string' ? registered : undefined,
  };
}

/** `Custom>Adam` and `keras.optimizers.Adam` are Keras's `Adam`; `Addons>AdamW` is somebody else's. */
function ownName(text: string): { name: string; foreign: boolean } {
  const [packageName, registered] = text.split('>', 2);
  if (registered !== undefined && packageName !== undefined) {
    return OWN_PACKAGES.has(packageName) ? { name: registered, foreign: false } : { name: text, foreign: true };
  }
  if (/^(?:keras|tf_keras|tensorflow)\./.test(text)) {
    return { name: text.slice(text.lastIndexOf('.') + 1), foreign: false };
  }
  return { name: text, foreign: false };
}

/** A serialized object that both of Keras 3's loaders rebuild. */
export function kerasObject(module: string, className: string, config: JsonObject): JsonObject {
  return { module, class_name: className, config, registered_name: null };
}

/** A function that only `custom_objects` can supply; in a `.keras` file Keras 3 asks for it by name (serialization_lib.py). */
export function customFunction(name: string): JsonObject {
  return { module: 'builtins', class_name: 'function', config: name, registered_name: 'function' };
}

/** Settings of Keras 2's base classes that the base classes of Keras 3 refuse, whoever inherits from them. */
const BASE_CLASS_SETTINGS: ReadonlyMap<string, (value: Json) => Json | undefined> = new Map<
  string,
  (value: Json) => Json | undefined
>([
  ['jit_compile', () => undefined],
  ['is_legacy_optimizer', () => undefined],
  ['reduction', (value) => (value === 'auto' ? 'sum_over_batch_size' : value)],
]);

/**
 * A class that only `custom_objects` can supply, as the file has it but for what its base class refuses. When Keras 3 does
 * not find an H5 file's class, it tries the object's `name` among its own (`_resolve_compile_arguments_compat`,
 * saving_utils.py): a tf-addons AdamW named "AdamW" became a default AdamW. So a name that Keras knows is replaced by the
 * class's.
 */
export function customObject(value: JsonObject, isOwnName: (name: string) => boolean): JsonObject {
  const { config, class_name: className } = value;
  if (!isObject(config)) return value;
  const upgraded: JsonObject = {};
  for (const [key, setting] of Object.entries(config)) {
    const upgrade = BASE_CLASS_SETTINGS.get(key);
    const kept = upgrade === undefined ? setting : upgrade(setting);
    if (kept !== undefined) upgraded[key] = kept;
  }
  if (typeof config.name === 'string' && isOwnName(config.name)) upgraded.name = className ?? null;
  return { ...value, config: upgraded };
}
