import { LAYERS, unaliased } from '../classes/table.ts';
import { isModel } from '../graph/model-kind.ts';
import { isLeaf } from '../graph/parse-call.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';
import { isTensorFlows, kerasHad } from './keras-had.ts';
import { LAYER_KEYS as KEYS } from './releases.ts';

/** Why a layer's class is the user's own, though Keras has one of that name: completes "which is not Keras's, ". */
export type OwnClasses = ReadonlyMap<JsonObject, string>;

const LAYER_KEYS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(KEYS));

/** Keys under which no layers stand. */
const NO_LAYERS = /^(?:dtype|inbound_nodes|input_layers|output_layers|.*_(?:initializer|regularizer|constraint))$/;

/** What every layer may have in its configuration. */
const COMMON: ReadonlySet<string> = new Set([
  'name',
  'trainable',
  'dtype',
  'batch_input_shape',
  'batch_shape',
  'batch_size',
  'dynamic',
  'input_dtype',
  'input_shape',
  'autocast',
  'activity_regularizer',
  'weights',
]);

/** Classes that Keras calls on two tensors at least. Its own `Concatenate` of one Keras 2 writes so that it cannot load it. */
const SEVERAL: ReadonlySet<string> = new Set([
  'Add',
  'Average',
  'Concatenate',
  'CustomScaleLayer',
  'Dot',
  'Maximum',
  'Minimum',
  'Multiply',
  'Subtract',
  'Attention',
  'AdditiveAttention',
]);

/**
 * Marks every layer whose class is the user's own though it is called like one of Keras's, as Keras 2.12 and later mark
 * theirs: with no module. Keras's class came with a later release, has no such settings, or takes another number of tensors.
 * What is Keras's stays as it is, object by object.
 *
 * @param replaced layers of other packages that were written as Keras's, by their configurations
 * @param keysTell whether a setting that no Keras 2 had tells a class: not where Keras 1's were rewritten
 */
export function markOwnLayers(
  config: Json,
  writer: KerasVersion,
  keysTell: boolean,
  replaced: ReadonlyMap<JsonObject, unknown> = new Map(),
): { readonly config: Json; readonly own: OwnClasses } {
  const own = new Map<JsonObject, string>();
  if (writer.isKeras1 || writer.isKeras3) return { config, own };
  const mark = (value: Json): Json => {
    if (Array.isArray(value)) return same(value, value.map(mark));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
      key,
      NO_LAYERS.test(key) ? inner : mark(inner),
    ]);
    const copy = entries.every(([key, inner]) => inner === value[key]) ? value : Object.fromEntries(entries);
    const why = isObject(value.config) && !replaced.has(value.config) ? whyOwn(copy, writer, keysTell) : undefined;
    if (why === undefined) return copy;
    const marked: JsonObject = { ...copy, module: null, registered_name: copy.class_name ?? null };
    own.set(marked, why);
    return marked;
  };
  return { config: mark(config), own };
}

function same(before: Json[], after: Json[]): Json[] {
  return after.every((item, index) => item === before[index]) ? before : after;
}

function whyOwn(layer: JsonObject, writer: KerasVersion, keysTell: boolean): string | undefined {
  const { className: written, custom } = sourceClassOf(layer);
  if (written === undefined || custom || isModel(layer)) return undefined;
  const className = unaliased(written);
  const row = LAYERS.get(className);
  if (!row) return undefined;
  if (!kerasHad('layers', written, writer)) return `as the Keras that wrote the file had no ${written}`;
  const config = isObject(layer.config) ? layer.config : {};
  const { keys: taken, drop = {}, rename = {} } = row;
  const keys = new Set([...(LAYER_KEYS.get(written) ?? []), ...(LAYER_KEYS.get(className) ?? []), ...taken]);
  const set = Object.keys(config).filter((key) => !COMMON.has(key));
  const strange = set.find((key) => !keys.has(key) && !Object.hasOwn(drop, key) && !Object.hasOwn(rename, key));
  if (keysTell && strange !== undefined) return `as Keras's ${className} never had a setting "${strange}"`;
  if (isTensorFlows('layers', written) && set.length === 0 && keys.size > 0) {
    return `as Keras's ${className} writes its settings and this one has none`;
  }
  return takesOne(layer, className)
    ? `as Keras's ${className} is called on several tensors and this one on one`
    : undefined;
}

/** Whether the layer is called, and on one tensor in every call, where Keras's takes several. */
function takesOne({ inbound_nodes: nodes }: JsonObject, className: string): boolean {
  if (!Array.isArray(nodes) || nodes.length === 0) return false;
  const counts = nodes.map(positional);
  if (counts.some((count) => count === undefined)) return false;
  if (className === 'MultiHeadAttention')
    return nodes.every((node) => positional(node) === 1 && !hasKeyword(node, 'value'));
  return SEVERAL.has(className) && nodes.every((node) => positional(node) === 1 && !hasKeyword(node));
}

/** The number of tensors in the first argument of a call of Keras 2. */
function positional(node: Json): number | undefined {
  if (isLeaf(node)) return 1;
  const inner = Array.isArray(node)
    ? node
    : isObject(node) && !Array.isArray(node.args)
      ? Object.values(node)
      : undefined;
  const counts = inner?.map(positional);
  return counts?.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined;
}

/** Whether a call has a keyword argument: of this name, or any with a tensor. */
function hasKeyword(node: Json, name?: string): boolean {
  const leaf = firstLeaf(node);
  const kwargs = leaf && isObject(leaf[3]) ? leaf[3] : {};
  return name === undefined ? Object.values(kwargs).some((value) => Array.isArray(value)) : kwargs[name] !== undefined;
}

function firstLeaf(node: Json): Json[] | undefined {
  if (isLeaf(node)) return node;
  return Array.isArray(node) ? node.map(firstLeaf).find((leaf) => leaf !== undefined) : undefined;
}
