import type { JsonObject } from '../python-json.ts';

/** The class of a serialized object as its source names it. */
export interface SourceClass {
  /** Without package; undefined where the object names none. */
  readonly className: string | undefined;
  /** `package>Class` where it was registered under one. */
  readonly registeredName: string | undefined;
  /** Not Keras's: registered under a package, or of a foreign module. */
  readonly custom: boolean;
}

/** Modules whose classes are Keras's own: `keras.layers`, `keras.src.engine.functional`, `tf_keras.src.…`, `tensorflow.python.keras.…`, and initializers of TensorFlow 1. */
const KERAS_MODULE =
  /^(keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras|tensorflow\.python\.ops\.init_ops|tensorflow\.python\.ops\.init_ops_v2)(\.|$)/;

/** Layers of Keras's own networks that Keras 2.12 to 2.15 registered as users do theirs (keras/src/applications). */
const REGISTERED: ReadonlySet<string> = new Set(['Custom>CustomScaleLayer']);

/**
 * Reads the class of a serialized object in either of Keras 2's forms: the legacy one, `{class_name, config}` with
 * `package>Class` for registered classes, and the one of 2.12 and later, with `module` and `registered_name`.
 */
export function sourceClassOf(object: JsonObject): SourceClass {
  const { class_name: written, module, registered_name: registered } = object;
  if (typeof written !== 'string') return { className: undefined, registeredName: undefined, custom: false };
  const separator = written.lastIndexOf('>');
  const className = written.slice(separator + 1);
  const registeredName = separator >= 0 ? written : typeof registered === 'string' ? registered : undefined;
  if (registeredName !== undefined && REGISTERED.has(registeredName))
    return { className, registeredName, custom: false };
  const foreign = Object.hasOwn(object, 'module') && !(typeof module === 'string' && KERAS_MODULE.test(module));
  return { className, registeredName, custom: separator >= 0 || foreign || (registeredName?.includes('>') ?? false) };
}

/** The class of a serialized layer where it is Keras's own; empty for the user's, whatever it is called. */
export function kerasClassOf(object: JsonObject): string {
  const { className = '', custom } = sourceClassOf(object);
  return custom ? '' : className;
}
