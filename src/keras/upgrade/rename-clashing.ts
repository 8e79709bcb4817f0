import { mapCall } from '../graph/call-arguments.ts';
import { TensorRef } from '../graph/graph.ts';
import { type Layer, type ModelGraph, mapPorts } from '../graph/model.ts';
import { isObject } from '../python-json.ts';
import { toSnakeCase } from '../snake-case.ts';
import type { ModelContext } from './context.ts';

/** What Keras 3 computes masks by, which become part of the graph where a layer is given them (`compute_mask` of its layers). */
const MASK_OPERATIONS = ['any', 'cast', 'logical_or', 'not_equal'];

/** … and by which a Concatenate joins them; it is given none but by layers that are not Keras's own. */
const JOINING_OPERATIONS = ['concatenate', 'expand_dims', 'ones_like', 'zeros_like'];

/**
 * Renames layers whose name Keras 3 gives to an operation of the graph by itself: an operation that takes no name in its
 * configuration is called after its class (`mean`, `mean_1`, `auto_name` of Keras 3's naming.py), and a name that is used
 * twice keeps a model from loading.
 *
 * @returns the same graph, with these layers under new names
 */
export function renameClashing(graph: ModelGraph, { names, place, notes }: ModelContext): ModelGraph {
  const automatic = new Set(graph.layers.filter(isUnnamed).map(({ object }) => toSnakeCase(String(object.class_name))));
  const joins = graph.layers.some(({ object }) => notes.origins.get(object)?.custom);
  const ofMasks = joins ? [...MASK_OPERATIONS, ...JOINING_OPERATIONS] : MASK_OPERATIONS;
  if (notes.hasMasks) for (const name of ofMasks) automatic.add(name);
  const renamed = new Map<string, string>();
  for (const entry of graph.layers) {
    if (isUnnamed(entry) || !automatic.has(entry.name.replace(/_\d+$/, ''))) continue;
    const name = names.fresh(`${entry.name}_layer`);
    renamed.set(entry.name, name);
    if (isObject(entry.object.config)) entry.object.config.name = name;
    notes.change([...place, entry.name, 'name'], entry.name, name);
  }
  if (renamed.size === 0) return graph;
  const rename = (ref: TensorRef) => new TensorRef(renamed.get(ref.layer) ?? ref.layer, ref.node, ref.tensor);
  return {
    layers: graph.layers.map((entry) => ({
      ...entry,
      name: renamed.get(entry.name) ?? entry.name,
      calls: entry.calls.map((call) => mapCall(call, rename)),
    })),
    inputs: mapPorts(graph.inputs, rename),
    outputs: mapPorts(graph.outputs, rename),
  };
}

/** An operation whose constructor in Keras 3.3 takes no name. */
function isUnnamed({ object }: Layer): boolean {
  const isOperation = typeof object.module === 'string' && object.module.startsWith('keras.src.ops');
  return isOperation && isObject(object.config) && object.config.name === undefined;
}
