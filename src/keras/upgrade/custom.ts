import { isKeras2HardSigmoid } from '../classes/hooks/hard-sigmoid.ts';
import { rowOf } from '../classes/table.ts';
import { upgradeDtype } from '../dtype.ts';
import { isModel } from '../graph/model-kind.ts';
import { kerasClassOf, sourceClassOf } from '../graph/source-class.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { Place } from './layer-notes.ts';
import { plainName } from './names.ts';
import type { Notes } from './notes.ts';
import type { KerasObject } from './types.ts';
import { familyOf, familyOfClass, upgradeObject } from './values/objects.ts';
import { ownObject } from './values/own.ts';

/** Keys of Keras 2's base layer that no Keras 3 layer takes, so that a custom layer handing them on would fail. */
const BASE_KEYS = ['batch_input_shape', 'dynamic', 'input_dtype'];

/** A layer class that is not Keras's: what it says of itself is passed through, and the user told what load_model needs. */
export function upgradeCustomLayer(
  layer: JsonObject,
  place: Place,
  notes: Notes,
  upgradeInner: InnerUpgrade,
  name?: string,
): KerasObject {
  const sourceName = nameOf(layer);
  const { className } = sourceClassOf(layer);
  const source = isObject(layer.config) ? layer.config : {};
  const config: JsonObject = {};
  for (const [key, value] of Object.entries(source)) {
    if (BASE_KEYS.includes(key)) notes.change([...place, key], value, undefined);
    else if (key === 'time_major' && value === false) notes.change([...place, key], value, undefined);
    else config[key] = upgradeInside(key, value, place, sourceName, notes, upgradeInner);
  }
  noteHardSigmoid(source, sourceName, notes);
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

/** Upgrades a layer inside the user's own. */
export type InnerUpgrade = (
  layer: JsonObject,
  place: Place,
  notes: Notes,
) => {
  readonly object: KerasObject;
  readonly before?: readonly KerasObject[];
  readonly after?: readonly KerasObject[];
};

/**
 * What Keras serialized inside the settings of the user's class, as Keras 3 reads it, wherever it stands: initializers and
 * their like, layers and models, the user's own ones too.
 */
function upgradeInside(
  key: string,
  value: Json,
  place: Place,
  sourceName: string,
  notes: Notes,
  upgradeInner: InnerUpgrade,
): Json {
  const within = (name: string, inner: Json) => upgradeInside(name, inner, place, sourceName, notes, upgradeInner);
  if (Array.isArray(value)) return value.map((item) => within(key, item));
  if (!isObject(value)) return value;
  const family = familyOf(key) ?? familyOfClass(value);
  if (family !== undefined) return upgradeObject(value, family, [...place, key], sourceName, notes) ?? null;
  if (!isLayer(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, within(name, inner)]));
  }
  const { object, before = [], after = [] } = upgradeInner(value, place, notes);
  const origin = notes.origins.get(object);
  const isChanged = before.length + after.length > 0 || (origin?.adjustments.length ?? 0) > 0;
  if (isChanged || isCudnn(origin?.className)) {
    notes.refuse(
      sourceName,
      `layer "${sourceName}" is of a class that is not Keras's and holds a layer that Keras 3 computes otherwise; rebuild the model in Keras 3 and convert its weights alone`,
      { code: 'inner-layer-changed' },
    );
  }
  return object;
}

/** What Keras serialized as a layer or model: of a class that it has, or with the name that every layer has. */
function isLayer(value: JsonObject): boolean {
  if (typeof value.class_name !== 'string' || !isObject(value.config)) return false;
  return isModel(value) || rowOf(kerasClassOf(value)) !== undefined || typeof value.config.name === 'string';
}

/** Its weights have another layout in Keras 3, and which of the outer layer's they are no file tells. */
function isCudnn(className: string | undefined): boolean {
  return className === 'CuDNNGRU' || className === 'CuDNNLSTM';
}

/** For Keras's own layers weights are scaled; what the user's class does with its setting, no file tells. */
function noteHardSigmoid(config: JsonObject, sourceName: string, notes: Notes): void {
  const found = ['activation', 'recurrent_activation'].find((key) => isKeras2HardSigmoid(config[key], notes.writer));
  if (found === undefined) return;
  notes.warn(
    sourceName,
    `layer "${sourceName}" has hard_sigmoid for its ${found}, which is x/6 + 0.5 in Keras 3 where it was 0.2x + 0.5: its class has to compute the latter`,
    { code: 'hard-sigmoid-custom' },
  );
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
