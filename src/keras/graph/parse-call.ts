import { isObject, type Json, type JsonObject } from '../python-json.ts';
import { type Argument, type ArgumentObject, type Call, TensorRef } from './graph.ts';

/** Reads references to tensors of one model's graph, whatever dialect they were written in. */
export interface RefReader {
  /** Whether the name is a layer of the model. */
  has(layer: string): boolean;
  /** What Keras 2 counted before the first call: 1 for a nested model, whose own graph was its first node. */
  offsetOf(layer: string): number;
}

/** What stands for a layer name where Keras 2 wrote a constant (`_CONSTANT_VALUE` of Keras 2's node.py). */
const CONSTANT = '_CONSTANT_VALUE';

/**
 * One entry of `inbound_nodes` as a call. Keras 3 writes `{args, kwargs}` with `__keras_tensor__` objects; Keras 2 the
 * structure of the first argument with `[layer, node, tensor, kwargs]` for each tensor, every one repeating the same
 * keyword arguments; Keras before 2.1 the same without kwargs.
 *
 * @param keepsLists the layer took a list of one tensor as such (TFOpLambda); others were given the tensor alone.
 */
export function parseCall(node: Json, reader: RefReader, keepsLists: boolean): Call | undefined {
  if (isObject(node) && Array.isArray(node.args) && isObject(node.kwargs)) {
    return {
      args: node.args.map((argument) => parseModern(argument)),
      kwargs: mapValues(node.kwargs, (argument) => parseModern(argument)),
    };
  }
  const first = firstLeaf(node);
  if (!first) return undefined;
  const kwargs = isObject(first[3]) ? first[3] : {};
  return {
    args: [parseInputs(node, reader, keepsLists)],
    kwargs: mapValues(kwargs, (argument) => parseKeyword(argument, reader)),
  };
}

/** `[layer, node, tensor]` of Keras 2, with or without keyword arguments. */
export function isLeaf(value: Json | undefined): value is Json[] {
  return Array.isArray(value) && (value.length === 3 || value.length === 4) && typeof value[0] === 'string';
}

/** A tensor of the graph from its Keras 2 reference; undefined for anything else. */
export function parseRef(leaf: readonly Json[], reader: RefReader): TensorRef | undefined {
  const [layer, node, tensor] = leaf;
  if (typeof layer !== 'string' || typeof node !== 'number' || typeof tensor !== 'number') return undefined;
  return new TensorRef(layer, node - reader.offsetOf(layer), tensor);
}

function firstLeaf(node: Json): Json[] | undefined {
  if (isLeaf(node)) return node;
  const inner = Array.isArray(node) ? node : isObject(node) ? Object.values(node) : [];
  for (const item of inner) {
    const leaf = firstLeaf(item);
    if (leaf) return leaf;
  }
  return undefined;
}

function parseInputs(node: Json, reader: RefReader, keepsLists: boolean): Argument {
  if (!keepsLists && Array.isArray(node) && node.length === 1 && isLeaf(node[0])) return parseInput(node[0], reader);
  return parseStructure(node, reader);
}

function parseStructure(node: Json, reader: RefReader): Argument {
  if (isLeaf(node)) return parseInput(node, reader);
  if (Array.isArray(node)) return node.map((item) => parseStructure(item, reader));
  if (isObject(node)) return mapValues(node, (item) => parseStructure(item, reader));
  return node;
}

function parseInput(leaf: Json[], reader: RefReader): Argument {
  if (leaf[0] === CONSTANT) return leaf[2] ?? null;
  return parseRef(leaf, reader) ?? leaf;
}

function parseKeyword(value: Json, reader: RefReader): Argument {
  if (isLeaf(value) && typeof value[0] === 'string' && reader.has(value[0])) return parseRef(value, reader) ?? value;
  if (Array.isArray(value)) return value.map((item) => parseKeyword(item, reader));
  if (isObject(value)) return mapValues(value, (item) => parseKeyword(item, reader));
  return value;
}

function parseModern(value: Json): Argument {
  if (Array.isArray(value)) return value.map(parseModern);
  if (!isObject(value)) return value;
  const history = isObject(value.config) ? value.config.keras_history : undefined;
  if (value.class_name === '__keras_tensor__' && Array.isArray(history)) {
    const [layer, node, tensor] = history;
    if (typeof layer === 'string' && typeof node === 'number' && typeof tensor === 'number') {
      return new TensorRef(layer, node, tensor);
    }
  }
  return mapValues(value, parseModern);
}

function mapValues(object: JsonObject, map: (value: Json) => Argument): ArgumentObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
