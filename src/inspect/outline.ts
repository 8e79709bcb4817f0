import { elementsOf } from '../hdf5/slabs.ts';
import { plainJson } from '../isolate/messages.ts';
import { describeLambda } from '../keras/lambda/describe.ts';
import { isObject, type Json, type JsonObject } from '../keras/python-json.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { LayerOutline, WeightFacts } from './types.ts';

/** What says most about a layer, in reading order; Keras 1's names stand beside Keras 2's and 3's. */
const SETTINGS = [
  'batch_shape',
  'batch_input_shape',
  'units',
  'output_dim',
  'filters',
  'nb_filter',
  'kernel_size',
  'pool_size',
  'strides',
  'padding',
  'border_mode',
  'dilation_rate',
  'groups',
  'activation',
  'recurrent_activation',
  'return_sequences',
  'input_dim',
  'num_heads',
  'key_dim',
  'rate',
  'axis',
  'target_shape',
  'function',
] as const;

/** As JSON: values that say nothing, because nearly every layer has them. */
const PLAIN: ReadonlyMap<string, RegExp> = new Map([
  ['activation', /^"linear"$/],
  ['padding', /^"valid"$/],
  ['border_mode', /^"valid"$/],
  ['strides', /^\[1(?:,1)*\]$/],
  ['dilation_rate', /^\[1(?:,1)*\]$/],
  ['groups', /^1$/],
  ['return_sequences', /^false$/],
]);

/** Keys of a wrapper, an RNN, a stack of cells or a Keras 1 Merge under which other layers stand. */
const INNER = ['layer', 'backward_layer', 'cell', 'cells', 'layers'] as const;

interface Draft {
  readonly name: string;
  readonly className: string | undefined;
  readonly settings: Readonly<Record<string, Json>>;
  readonly inputs: readonly string[];
  readonly weights: WeightFacts[];
  readonly children: readonly Draft[];
}

/** Weights to be hung into the outline: the layer names on the way to them, and what they are called there. */
export interface PlacedWeight {
  /** Outermost first; names that the outline does not have are passed over. */
  readonly layers: readonly string[];
  readonly name: string;
  readonly tensor: Tensor;
}

/**
 * The architecture as a tree of layers with their weights, from the configuration of any Keras.
 *
 * @param config `model_config` of an H5 file, `config.json` of an archive
 */
export function outlineOf(config: Json, weights: readonly PlacedWeight[]): LayerOutline {
  const root = draftOf(config, 'model');
  const indexes = new Map<Draft, ReadonlyMap<string, Draft>>();
  for (const { layers, name, tensor } of weights) {
    ownerOf(root, layers, indexes).weights.push({ name, shape: tensor.shape, dtype: tensor.dtype });
  }
  return finished(root);
}

/** The same for a file without an architecture: one child a group of weights. */
export function outlineOfWeights(groups: ReadonlyMap<string, readonly WeightFacts[]>): LayerOutline {
  const children = [...groups].map(([name, weights]) =>
    finished({ name, className: undefined, settings: {}, inputs: [], weights: [...weights], children: [] }),
  );
  return {
    name: 'weights',
    settings: {},
    inputs: [],
    weights: [],
    parameters: children.reduce((sum, child) => sum + child.parameters, 0),
    children,
  };
}

function finished({ className, weights, children, ...rest }: Draft): LayerOutline {
  const below = children.map(finished);
  const own = weights.reduce((sum, { shape }) => sum + elementsOf(shape), 0);
  return {
    ...rest,
    ...(className === undefined ? {} : { className }),
    weights,
    parameters: below.reduce((sum, child) => sum + child.parameters, own),
    children: below,
  };
}

function draftOf(value: Json | undefined, otherwise: string): Draft {
  const object = isObject(value) ? value : {};
  // Keras before 2.3 wrote a Sequential's configuration as a bare list of layers.
  const config: JsonObject = isObject(object.config)
    ? object.config
    : Array.isArray(object.config)
      ? { layers: object.config }
      : {};
  return {
    name: textOf(config.name) ?? textOf(object.name) ?? otherwise,
    className: textOf(object.class_name),
    settings: { ...settingsOf(config), ...lambdaOf(object, config) },
    inputs: [...new Set(layerNamesIn(object.inbound_nodes ?? null))],
    weights: [],
    children: INNER.flatMap((key) => innerLayers(config[key], key)),
  };
}

/** What a Lambda, or a Merge by a function, computes. */
function lambdaOf(object: JsonObject, config: JsonObject): Record<string, Json> {
  const isMerge = object.class_name === 'Merge' && config.mode_type === 'lambda';
  if ((object.class_name !== 'Lambda' && !isMerge) || config.function_type === 'function') return {};
  const [call = null] = Array.isArray(object.inbound_nodes) ? object.inbound_nodes : [];
  return { function: describeLambda(config, layerNamesIn(call).length) };
}

function innerLayers(value: Json | undefined, key: string): Draft[] {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((item) => isObject(item) && typeof item.class_name === 'string')
    .map((item, index) => draftOf(item, values.length > 1 ? `${key}[${index}]` : key));
}

function settingsOf(config: JsonObject): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const key of SETTINGS) {
    const value = Object.hasOwn(config, key) ? config[key] : undefined;
    if (value === undefined || value === null || PLAIN.get(key)?.test(JSON.stringify(plainJson(value)))) continue;
    if (isObject(value)) {
      const name = textOf(value.class_name);
      if (name !== undefined) found[key] = name;
    } else if (!Array.isArray(value) || value.every((item) => item === null || typeof item !== 'object')) {
      found[key] = value;
    }
  }
  return found;
}

/**
 * Layers named by nodes: `["conv", 0, 0, {}]` in Keras 1 and 2, `"keras_history": ["conv", 0, 0]` in Keras 3. Both are
 * lists of a name and two numbers.
 */
function layerNamesIn(value: Json): string[] {
  if (Array.isArray(value)) {
    const [name, node, tensor] = value;
    if (typeof name === 'string' && typeof node === 'number' && typeof tensor === 'number') {
      return [name, ...value.slice(3).flatMap(layerNamesIn)];
    }
    return value.flatMap(layerNamesIn);
  }
  return isObject(value) ? Object.values(value).flatMap(layerNamesIn) : [];
}

/**
 * Descends by names. A name may be missing from the way (Keras 2 leaves some nested models out) or be of none of the
 * layers (a wrapper's `forward_lstm`): the nearest layer below that bears it is taken, else it is passed over.
 */
function ownerOf(root: Draft, layers: readonly string[], indexes: Map<Draft, ReadonlyMap<string, Draft>>): Draft {
  let owner = root;
  for (const name of layers) {
    let index = indexes.get(owner);
    if (index === undefined) {
      index = nearestByName(owner);
      indexes.set(owner, index);
    }
    owner = index.get(name) ?? owner;
  }
  return owner;
}

function nearestByName(root: Draft): Map<string, Draft> {
  const found = new Map<string, Draft>();
  let level = root.children;
  while (level.length > 0) {
    for (const draft of level) if (!found.has(draft.name)) found.set(draft.name, draft);
    level = level.flatMap((draft) => draft.children);
  }
  return found;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
