import { sourceClassOf } from '../../graph/source-class.ts';
import type { Json, JsonObject } from '../../python-json.ts';
import type { KerasObject } from '../types.ts';

/**
 * A function of the user's own, which Keras 3 looks up by its name in `custom_objects`, and then among its own
 * (`_retrieve_class_or_fn`, serialization_lib.py). A bare name, as Keras before 2.12 wrote it, is looked up among its own alone.
 */
export function ownFunction(name: string): KerasObject {
  return { module: 'builtins', class_name: 'function', config: name, registered_name: 'function' };
}

/** An object of the user's own in Keras 3's form: found by its registered name, or by its class name, in `custom_objects`. */
export function ownObject(object: JsonObject, config: Json): KerasObject {
  const { className, registeredName } = sourceClassOf(object);
  return {
    module: null,
    class_name: className ?? null,
    config,
    registered_name: registeredName ?? className ?? null,
  };
}
