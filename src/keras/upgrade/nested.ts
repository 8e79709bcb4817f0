import { modelKind } from '../graph/model-kind.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import { customObject, noteCustomClass } from './custom.ts';
import { upgradeFunctional } from './functional.ts';
import { plainName } from './names.ts';
import type { Notes, Place } from './notes.ts';
import { upgradeSequential } from './sequential.ts';
import type { KerasObject } from './types.ts';

const BUILT_IN: ReadonlySet<string> = new Set(['Functional', 'Model', 'Sequential', 'Network']);

/** A model as an object of Keras 3, whether it stands alone or inside another. */
export function upgradeNestedModel(object: JsonObject, place: Place, notes: Notes, name?: string): KerasObject {
  const sourceName = nameOf(object);
  const written = name ?? plainName(sourceName);
  const here = [...place, sourceName];
  const { className = '', custom } = sourceClassOf(object);
  if (written !== sourceName) notes.change([...here, 'name'], sourceName, written);
  const isCustom = custom || !BUILT_IN.has(className);
  if (isCustom) noteCustomClass(object, sourceName, notes);
  const { config, graph } =
    modelKind(object) === 'sequential'
      ? upgradeSequential(object, written, isCustom, here, notes)
      : upgradeFunctional(object, written, here, notes);
  const upgraded = isCustom ? customObject(object, config) : builtIn(config);
  if (!isCustom && upgraded.class_name !== object.class_name) {
    notes.change([...here, 'class_name'], object.class_name, upgraded.class_name);
  }
  notes.graphs.set(upgraded, graph);
  notes.origins.set(upgraded, {
    className,
    name: sourceName,
    config: isObject(object.config) ? object.config : {},
    custom: isCustom,
    adjustments: [],
    configFromWeights: [],
  });
  return upgraded;
}

/** As Keras 3.3.3 writes its models. */
function builtIn(config: JsonObject): KerasObject {
  return Object.hasOwn(config, 'output_layers')
    ? { module: 'keras.src.models.functional', class_name: 'Functional', config, registered_name: 'Functional' }
    : { module: 'keras', class_name: 'Sequential', config, registered_name: null };
}
