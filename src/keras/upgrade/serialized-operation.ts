import { kerasObject } from '../classes/hooks/draft.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import { KERAS_3_OPERATIONS } from './keras3-operations.ts';
import type { UpgradedLayer } from './layer.ts';
import type { Place } from './layer-notes.ts';
import type { Notes } from './notes.ts';

/**
 * An operation that Keras 3 wrote into an `.h5` without its module, so that it cannot be found when it is loaded. Some
 * share their class name with a layer, which says whether it is trainable.
 */
export function isSerializedOperation(object: JsonObject, notes: Notes): boolean {
  const { className } = sourceClassOf(object);
  if (!notes.writer.isKeras3 || className === undefined || !isObject(object.config)) return false;
  return KERAS_3_OPERATIONS.has(className) && !Object.hasOwn(object.config, 'trainable');
}

/** Operations whose `dtype` Keras 3.3.3 takes in the call and newer versions in the constructor: a Cast says it in both. */
const FILLING: ReadonlySet<string> = new Set(['OnesLike', 'ZerosLike']);

/** The operation with its module, and the configuration that Keras 3.3.3 takes. */
export function upgradeSerializedOperation(object: JsonObject, place: Place, notes: Notes): UpgradedLayer {
  const { className = '' } = sourceClassOf(object);
  const known = KERAS_3_OPERATIONS.get(className);
  const module = known?.module ?? null;
  const source = isObject(object.config) ? object.config : {};
  const config: JsonObject = {};
  const dtype = FILLING.has(className) && typeof source.dtype === 'string' ? source.dtype : undefined;
  for (const [key, value] of Object.entries(source)) {
    if (known?.keys.includes(key)) config[key] = value;
    else if (key === 'dtype' && dtype !== undefined) continue;
    else if (key !== 'name' && value !== null && value !== false) noteUnknown(object, className, key, notes);
  }
  if (object.module !== module) notes.change([...place, nameOf(object), 'module'], object.module, module);
  const operation = { module, class_name: className, config, registered_name: className };
  if (dtype === undefined) return { object: operation };
  const cast = { ...kerasObject('keras.src.ops.core', 'Cast', { dtype }), registered_name: 'Cast', name: 'cast' };
  return { object: operation, after: [cast] };
}

function noteUnknown(object: JsonObject, className: string, key: string, notes: Notes): void {
  notes.refuse(
    nameOf(object),
    `operation "${nameOf(object)}" (${className}) has a setting "${key}" that Keras 3.3 does not know; load the file with the Keras that wrote it`,
    { code: 'setting-unknown' },
  );
}
