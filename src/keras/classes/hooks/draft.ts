import type { Transform } from '../../../tensor/transform.ts';
import type { Json, JsonObject } from '../../python-json.ts';
import type { Around } from '../../upgrade/around.ts';
import type { LayerNotes, Place } from '../../upgrade/layer-notes.ts';
import type { KerasObject, MadeVariable } from '../../upgrade/types.ts';
import type { VariableSpec } from '../variables.ts';

/** A layer on its way to Keras 3: the hooks of the table rows work on it. */
export interface LayerDraft {
  readonly notes: LayerNotes;
  /** Place of the layer, its own name last. */
  readonly place: Place;
  /** The layer's name in the source. */
  readonly sourceName: string;
  /** The class in the source, aliases resolved. */
  readonly sourceClass: string;
  /** The configuration as the source has it. */
  readonly source: JsonObject;
  /** The class of the layer that wraps it, if one does. */
  readonly wrapper: string | undefined;
  /** Whether a call is given more than one tensor, as recurrent layers are with their initial states. */
  readonly hasStates: boolean;
  /** Whether every call says `training=True`, some calls do, or none does. */
  readonly trains: 'always' | 'sometimes' | 'never';
  /** Keras 3's class; a hook may choose another. */
  className: string;
  /** The configuration as it will be written. */
  readonly config: JsonObject;
  readonly adjustments: { variable: string; steps: readonly Transform[] }[];
  readonly configFromWeights: { variable: string; key: string }[];
  /**
   * The variables of the source's layer in its order, where Keras 3 has another layer or several for it, whose variables
   * {@link made} makes of these.
   */
  state?: readonly VariableSpec[];
  /** How variables are made, of this layer or of one of {@link before} or {@link after}. */
  readonly made: { readonly object?: KerasObject; readonly variables: readonly MadeVariable[] }[];
  /** Operations around the layer that are no chain. */
  around?: Around;
  /**
   * Layers that must stand directly before this one, on each of its calls, without weights but those in {@link made}. Whoever
   * places them names them after the layer, with the name they have here for an ending.
   */
  readonly before: KerasObject[];
  /** … and directly after it. */
  readonly after: KerasObject[];
}

/** Replaces a configuration value and notes the change. */
export function setKey(layer: LayerDraft, key: string, value: Json): void {
  layer.notes.change([...layer.place, key], layer.config[key], value);
  layer.config[key] = value;
}

/** Deletes a configuration key and notes the change. */
export function deleteKey(layer: LayerDraft, key: string): void {
  if (!Object.hasOwn(layer.config, key)) return;
  layer.notes.change([...layer.place, key], layer.config[key], undefined);
  delete layer.config[key];
}

/** A layer to stand before or after this one. */
export function insertedLayer(layer: LayerDraft, className: string, ending: string, config: JsonObject): KerasObject {
  const dtype = layer.config.dtype ?? 'float32';
  return kerasObject('keras.layers', className, { name: ending, trainable: true, dtype, ...config });
}

/** A serialized Keras 3 object of a public module. */
export function kerasObject(module: string, className: string, config: JsonObject): KerasObject {
  return { module, class_name: className, config, registered_name: null };
}
