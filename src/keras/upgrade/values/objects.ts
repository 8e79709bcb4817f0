import { sourceClassOf } from '../../graph/source-class.ts';
import { kerasHad } from '../../history/keras-had.ts';
import { isObject, type Json, type JsonObject } from '../../python-json.ts';
import type { LayerNotes, Place } from '../layer-notes.ts';
import { CONSTRAINTS, INITIALIZERS, type KnownClass, REGULARIZERS } from './initializers.ts';
import { ownFunction, ownObject } from './own.ts';

interface Family {
  readonly module: string;
  readonly names: 'initializers' | 'regularizers' | 'constraints';
  readonly classes: ReadonlyMap<string, KnownClass>;
}

const FAMILIES: ReadonlyMap<string, Family> = new Map(
  Object.entries<Family>({
    initializer: { module: 'keras.initializers', names: 'initializers', classes: INITIALIZERS },
    regularizer: { module: 'keras.regularizers', names: 'regularizers', classes: REGULARIZERS },
    constraint: { module: 'keras.constraints', names: 'constraints', classes: CONSTRAINTS },
  }),
);

/** The family of objects a configuration key holds (`kernel_initializer`: initializers), if any. */
export function familyOf(key: string): string | undefined {
  const family = key.slice(key.lastIndexOf('_') + 1);
  return FAMILIES.has(family) ? family : undefined;
}

/** The family of an object of Keras's own that stands under a key of the user's; a layer, which has a name, is of none. */
export function familyOfClass(value: JsonObject): string | undefined {
  const { className = '', custom } = sourceClassOf(value);
  if (custom || (isObject(value.config) && typeof value.config.name === 'string')) return undefined;
  return [...FAMILIES.keys()].find((family) => FAMILIES.get(family)?.classes.has(className));
}

/**
 * An initializer, regularizer or constraint in Keras 3's form; null stays null, the user's own is passed through and noted.
 * Undefined: an initializer that no `load_model` finds, as it has no name; the class's default stands in for it, and none runs
 * where weights are loaded.
 */
export function upgradeObject(
  value: Json,
  familyName: string,
  place: Place,
  layer: string,
  notes: LayerNotes,
): Json | undefined {
  const family = FAMILIES.get(familyName);
  if (!family || value === null) return value;
  const name = functionName(value);
  if (name !== undefined) return upgradeNamed(value, name, family, familyName, place, layer, notes);
  if (!isObject(value)) return value;
  const { className, custom } = sourceClassOf(value);
  if (className === undefined) return value;
  if (className === 'RadialConstraint') return dropRadial(layer, notes);
  const known = custom ? undefined : family.classes.get(className);
  if (known === undefined || !kerasHad(family.names, className, notes.namer)) {
    noteOwn(familyName, className, known !== undefined, layer, notes);
    return ownObject(value, value.config ?? {});
  }
  if (known.name !== className) notes.change([...place, 'class_name'], className, known.name);
  return {
    module: family.module,
    class_name: known.name,
    config: upgradeConfig(value.config, known),
    registered_name: null,
  };
}

/** The name of a function, as a string or in the form of Keras 2.12 and later; a lambda's where its code is in the file. */
function functionName(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  if (value.class_name === '__lambda__') return LAMBDA;
  return value.class_name === 'function' && typeof value.config === 'string' ? value.config : undefined;
}

const LAMBDA = '<lambda>';

function upgradeNamed(
  value: Json,
  name: string,
  family: Family,
  familyName: string,
  place: Place,
  layer: string,
  notes: LayerNotes,
): Json | undefined {
  if (name === 'radial_constraint' || name === 'RadialConstraint') return dropRadial(layer, notes);
  if (name === LAMBDA && familyName === 'initializer') {
    notes.change(place, value, undefined);
    notes.warn(
      layer,
      `layer "${layer}" began with the numbers of a lambda, which Keras 3 cannot load: an initializer of Keras's stands in for it, and none runs where weights are loaded`,
      { code: 'initializer-dropped' },
    );
    return undefined;
  }
  const known = family.classes.get(name);
  if (known !== undefined && kerasHad(family.names, name, notes.namer)) return known.name;
  noteOwn(familyName, name, known !== undefined, layer, notes);
  return isObject(value) && value.class_name === '__lambda__' ? value : ownFunction(name);
}

function noteOwn(family: string, name: string, isLate: boolean, layer: string, notes: LayerNotes): void {
  const why = isLate ? `, as the Keras that wrote the file had no ${name}` : '';
  notes.custom(
    layer,
    `layer "${layer}" uses the ${family} "${name}", which is not Keras's${why}: load_model needs ${KIND_NEEDED.get(family) ?? 'it'} in custom_objects`,
    isLate ? 'custom-object-like-keras' : 'custom-object',
  );
}

/** Keras 3.3.3 takes no plain functions for these (`Invalid value for attribute` of its layer.py and dense.py). */
const KIND_NEEDED: ReadonlyMap<string, string> = new Map([
  ['regularizer', 'it, a keras.regularizers.Regularizer,'],
  ['constraint', 'it, a keras.constraints.Constraint,'],
]);

function upgradeConfig(config: Json | undefined, { name: className, keys }: KnownClass): JsonObject {
  if (!isObject(config)) return {};
  const upgraded: JsonObject = {};
  for (const [key, value] of Object.entries(config)) {
    if (keys.includes(key)) upgraded[key] = value;
  }
  // Keras 2.2's "normal" was a truncated normal (initializers.py).
  if (className === 'VarianceScaling' && upgraded.distribution === 'normal') upgraded.distribution = 'truncated_normal';
  if (className === 'VarianceScaling' && !Object.hasOwn(upgraded, 'distribution'))
    upgraded.distribution = 'truncated_normal';
  return upgraded;
}

function dropRadial(layer: string, notes: LayerNotes): null {
  notes.warn(
    layer,
    `Keras 3 has no RadialConstraint: layer "${layer}" predicts the same, but further training is without it`,
    { code: 'constraint-dropped' },
  );
  return null;
}
