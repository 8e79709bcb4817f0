import { layersOf } from '../graph/implied-input.ts';
import { flatPorts, isFlat, isNamed, type Layer, listPorts, writePorts } from '../graph/model.ts';
import { modelKind } from '../graph/model-kind.ts';
import { readGraph } from '../graph/source-graph.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type Json } from '../python-json.ts';
import type { UpgradedModel } from '../upgrade/types.ts';
import type { KerasVersion } from '../version.ts';

/** One output of a model: how the source's compile settings call it, and how Keras 3 does. */
export interface ModelOutput {
  /** Its key in a dictionary of outputs, or else the layer that gives it, numbered where a layer gives several. */
  readonly name: string;
  /** What the source's Keras put before the names of its metrics: the layer, even where {@link name} is a key. */
  readonly layer: string;
  /** What Keras 3 looks its loss and metrics up by. */
  readonly target: string;
  /** It has a mask in the source's Keras, which weighs its metrics. */
  readonly hasMask?: boolean;
}

/** A model's outputs in the order in which Keras 2 matches them to a list (compile_utils.py): that of `tf.nest.flatten`. */
export interface ModelOutputs {
  readonly each: readonly ModelOutput[];
  /** Where each stands, by its number, in outputs that are more than a list or a dictionary of tensors. */
  readonly nesting?: Json;
  /** Some come from operations, to which Keras 3 gives names of its own, numbered by what else the session has made. */
  readonly areNamedAnew?: boolean;
}

/** @param source the configuration that was upgraded */
export function modelOutputs(source: Json, upgraded: UpgradedModel, writer: KerasVersion): ModelOutputs {
  const masked = new Set(upgraded.maskedOutputs.map(({ index }) => index));
  if (!isObject(source) || modelKind(source) !== 'functional') return { each: lastLayer(source, upgraded, masked) };
  const outputs = flatPorts(readGraph(isObject(source.config) ? source.config : {}).outputs);
  const refs = listPorts(outputs);
  const layers = numbered(
    refs.map(({ layer }) => layer),
    writer,
  );
  const graph = upgraded.graphs.get(upgraded.model);
  const targets = listPorts(graph?.outputs ?? []).map(({ layer }) => layer);
  const operations = new Set(graph?.layers.filter(isOperation).map(({ name }) => name));
  const keys = isNamed(outputs) && isFlat(outputs) ? [...outputs.keys()].sort() : undefined;
  const each = layers.map((layer, index) => {
    const key = keys?.[index];
    return {
      name: key ?? layer,
      layer,
      target: key ?? targets[index] ?? layer,
      ...(masked.has(index) ? { hasMask: true } : {}),
    };
  });
  if (isFlat(outputs)) {
    const areNamedAnew = keys === undefined && targets.some((name) => operations.has(name));
    return areNamedAnew ? { each, areNamedAnew } : { each };
  }
  const places = new Map(refs.map((ref, index) => [ref, index]));
  return { each, nesting: writePorts(outputs, (ref) => places.get(ref) ?? 0) };
}

function isOperation({ object: { module } }: Layer): boolean {
  return typeof module === 'string' && module.startsWith('keras.src.ops.');
}

/** A Sequential's output is its last layer's. */
function lastLayer(source: Json, upgraded: UpgradedModel, masked: ReadonlySet<number>): ModelOutput[] {
  const last = isObject(source) ? layersOf(source).at(-1) : Array.isArray(source) ? source.at(-1) : undefined;
  const target = layersOf(upgraded.model).at(-1);
  if (!isObject(last)) return [];
  const name = nameOf(last);
  return [{ name, layer: name, target: target ? nameOf(target) : name, ...(masked.has(0) ? { hasMask: true } : {}) }];
}

/** TensorFlow's Keras numbers the names of a layer's further outputs (`_set_output_names` of network.py); Keras's own did not. */
function numbered(layers: readonly string[], writer: KerasVersion): string[] {
  if (writer.isMultiBackend || writer.before(2, 2)) return [...layers];
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return layers.map((layer) => {
    let name = layer;
    while (taken.has(name)) {
      const count = counts.get(layer) ?? 1;
      name = `${layer}_${count}`;
      counts.set(layer, count + 1);
    }
    taken.add(name);
    return name;
  });
}
