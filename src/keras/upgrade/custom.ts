import { upgradeDtype } from '../dtype.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { Place } from './layer-notes.ts';
import { plainName } from './names.ts';
import type { Notes } from './notes.ts';
import type { KerasObject } from './types.ts';
import { ownObject } from './values/own.ts';

/** Keys of Keras 2's base layer that no Keras 3 layer takes, so that a custom layer handing them on would fail. */
const BASE_KEYS = ['batch_input_shape', 'dynamic', 'input_dtype'];

/** A layer class that is not Keras's: what it says of itself is passed through, and the user told what load_model needs. */
export function upgradeCustomLayer(layer: JsonObject, place: Place, notes: Notes, name?: string): KerasObject {
  const sourceName = nameOf(layer);
  const { className } = sourceClassOf(layer);
  const source = isObject(layer.config) ? layer.config : {};
  const config: JsonObject = {};
  for (const [key, value] of Object.entries(source)) {
    if (BASE_KEYS.includes(key)) notes.change([...place, key], value, undefined);
    else config[key] = value;
  }
  const dtype = upgradeDtype(source.dtype);
  if (dtype !== undefined && dtype !== source.dtype) {
    notes.change([...place, 'dtype'], source.dtype, dtype);
    config.dtype = dtype;
  }
  const written = name ?? plainName(sourceName);
  if (written !== config.name) {
    notes.change([...place, 'name'], config.name, written);
    config.name = written;
  }
  const object = ownObject(layer, config);
  noteCustomClass(layer, sourceName, notes);
  notes.origins.set(object, {
    className: className ?? '',
    name: sourceName,
    config: source,
    custom: true,
    adjustments: [],
    configFromWeights: [],
  });
  return object;
}

export function noteCustomClass(layer: JsonObject, sourceName: string, notes: Notes): void {
  const { className, registeredName } = sourceClassOf(layer);
  const key = registeredName ?? className ?? '';
  const why = notes.ownClasses.get(layer);
  notes.custom(
    sourceName,
    `layer "${sourceName}" is of the class "${key}", which is not Keras's${why === undefined ? '' : `, ${why}`}: load_model needs custom_objects={"${key}": ...} ` +
      'with a class that runs in Keras 3',
    why === undefined ? 'custom-class' : 'custom-class-like-keras',
  );
}
