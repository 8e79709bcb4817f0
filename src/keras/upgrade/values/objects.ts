import { sourceClassOf } from '../../graph/source-class.ts';
import { isObject, type Json, type JsonObject } from '../../python-json.ts';
import type { Notes, Place } from '../notes.ts';
import { CONSTRAINTS, INITIALIZERS, type KnownClass, REGULARIZERS } from './initializers.ts';

interface Family {
  readonly module: string;
  readonly classes: ReadonlyMap<string, KnownClass>;
}

const FAMILIES: ReadonlyMap<string, Family> = new Map(
  Object.entries({
    initializer: { module: 'keras.initializers', classes: INITIALIZERS },
    regularizer: { module: 'keras.regularizers', classes: REGULARIZERS },
    constraint: { module: 'keras.constraints', classes: CONSTRAINTS },
  }),
);

/** The family of objects a configuration key holds (`kernel_initializer`: initializers), if any. */
export function familyOf(key: string): string | undefined {
  const family = key.slice(key.lastIndexOf('_') + 1);
  return FAMILIES.has(family) ? family : undefined;
}

/** An initializer, regularizer or constraint in Keras 3's form; null stays null, a custom one is passed through and noted. */
export function upgradeObject(value: Json, familyName: string, place: Place, layer: string, notes: Notes): Json {
  const family = FAMILIES.get(familyName);
  if (!family || value === null) return value;
  if (typeof value === 'string') return upgradeNamed(value, family, familyName, layer, notes);
  if (!isObject(value)) return value;
  const { className, custom } = sourceClassOf(value);
  if (className === undefined) return value;
  if (className === 'RadialConstraint' || className === 'radial_constraint') return dropRadial(layer, notes);
  const known = custom ? undefined : family.classes.get(className);
  if (known === undefined) {
    notes.custom(layer, customText(familyName, className, layer), 'custom-object');
    return value;
  }
  if (known.name !== className) notes.change([...place, 'class_name'], className, known.name);
  return {
    module: family.module,
    class_name: known.name,
    config: upgradeConfig(value.config, known),
    registered_name: null,
  };
}

function upgradeNamed(name: string, family: Family, familyName: string, layer: string, notes: Notes): Json {
  if (name === 'RadialConstraint' || name === 'radial_constraint') return dropRadial(layer, notes);
  const known = family.classes.get(name);
  if (known === undefined) notes.custom(layer, customText(familyName, name, layer), 'custom-object');
  return known?.name ?? name;
}

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

function dropRadial(layer: string, notes: Notes): null {
  notes.warn(
    layer,
    `Keras 3 has no RadialConstraint: layer "${layer}" predicts the same, but further training is without it`,
    { code: 'constraint-dropped' },
  );
  return null;
}

function customText(family: string, className: string, layer: string): string {
  return `layer "${layer}" uses the ${family} "${className}", which is not Keras's: load_model needs it in custom_objects`;
}
