import { isObject, type Json, type JsonObject } from '../python-json.ts';

/** A layer inside a layer, and the attribute of the outer one that holds it: a component of its object-tree path. */
export interface ChildSpec {
  readonly attribute: string;
  /** Keras 2.12 to 2.15's attribute, where it is another. */
  readonly legacyAttribute?: string;
  /** In a list attribute the child's path is `attribute/<class>_<n>`, else `attribute` alone. */
  readonly listed: boolean;
  /** The child as serialized, or as the outer class makes it. */
  readonly object: JsonObject;
  /** Whether {@link object} stands in the configuration: only then has it an origin, and may it be built by itself. */
  readonly serialized: boolean;
  /** Where the outer class gives it another name than its configuration. */
  readonly name?: string;
}

type Children = (config: JsonObject) => readonly (ChildSpec | undefined)[];

/** The cell that a recurrent layer makes of its own configuration. */
export function ownCell(className: string, name: string): Children {
  return (config) => [made('cell', className, { ...config, name })];
}

/** A layer that the outer class makes. */
export function made(attribute: string, className: string, config: JsonObject, legacyAttribute?: string): ChildSpec {
  const object = { class_name: className, config };
  const spec = { attribute, listed: false, object, serialized: false };
  return legacyAttribute === undefined ? spec : { ...spec, legacyAttribute };
}

/** A layer that stands in the outer one's configuration. */
export function serialized(
  attribute: string,
  object: Json | undefined,
  options: { listed?: boolean; name?: string } = {},
): ChildSpec | undefined {
  if (!isObject(object)) return undefined;
  return { attribute, object, serialized: true, ...options, listed: options.listed ?? false };
}

export function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** Both directions come from `layer`, unless a `backward_layer` is given: that one keeps its name (`bidirectional.py`). */
export function directions(config: JsonObject): (ChildSpec | undefined)[] {
  const backward = isObject(config.backward_layer) ? config.backward_layer : undefined;
  return [
    serialized('forward_layer', config.layer, directed('forward_', config.layer)),
    backward
      ? serialized('backward_layer', backward)
      : serialized('backward_layer', config.layer, directed('backward_', config.layer)),
  ];
}

function directed(prefix: string, layer: Json | undefined): { name?: string } {
  const config = isObject(layer) && isObject(layer.config) ? layer.config : {};
  if (typeof config.name !== 'string') return {};
  return { name: config.name.startsWith(prefix) ? config.name : `${prefix}${config.name}` };
}

/** Four `EinsumDense` with biases or without, never frozen themselves, and two layers that hold nothing (`multi_head_attention.py`). */
export function attentionParts(config: JsonObject): ChildSpec[] {
  const projection = (name: string): JsonObject => ({
    name,
    bias_axes: config.use_bias === false ? null : 'bias',
  });
  return [
    made('query_dense', 'EinsumDense', projection('query'), '_query_dense'),
    made('key_dense', 'EinsumDense', projection('key'), '_key_dense'),
    made('value_dense', 'EinsumDense', projection('value'), '_value_dense'),
    made('_softmax', 'Softmax', {}),
    made('_dropout_layer', 'Dropout', {}),
    made('output_dense', 'EinsumDense', projection('attention_output'), '_output_dense'),
  ];
}
