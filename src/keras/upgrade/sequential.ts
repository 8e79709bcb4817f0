import { outputDtype } from '../classes/lookups.ts';
import { emitGraph, isFunctional } from '../emit/emit-graph.ts';
import { waitable } from '../emit/relays.ts';
import { chained } from '../graph/chain.ts';
import { hasKnownInput, impliedInput, isInput, layersOf } from '../graph/implied-input.ts';
import type { SourceGraph } from '../graph/source-graph.ts';
import { nameOf } from '../graph/source-name.ts';
import { checkMergedMasks } from '../masks/merged-masks.ts';
import { chainOf, masksIn, noteGivenMasks } from '../masks/model-masks.ts';
import type { MaskOf } from '../masks/tensor-masks.ts';
import { losesMask, unmasked } from '../masks/unmasked.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { UpgradedConfig } from './functional.ts';
import { inputLayer, upgradeInputLayer } from './input-layer.ts';
import { type UpgradedLayer, upgradeLayer } from './layer.ts';
import { LayerNames, nameInserted } from './names.ts';
import type { Notes, Place } from './notes.ts';
import { suitInput } from './repair-dtypes.ts';
import type { KerasObject } from './types.ts';
import { upgradeDtype } from './values/dtype.ts';

/**
 * A Sequential's configuration: `{name, layers}`, or before Keras 2.3 the bare list of layers. Its first layer is made
 * an InputLayer wherever the shape is known, as Keras 3 counts on (`keras/src/models/sequential.py`).
 */
export function upgradeSequential(
  object: JsonObject,
  name: string,
  isCustom: boolean,
  place: Place,
  notes: Notes,
): UpgradedConfig {
  const source = chainOf(layersOf(object));
  const maskOf = masksIn(source, object, notes);
  checkMergedMasks(source, new Map(source.layers.map(({ name }) => [name, new Set([0])])), maskOf, notes);
  const layers = upgradeMembers(object, source, maskOf, isCustom, place, notes);
  const trainable = isObject(object.config) ? object.config.trainable : undefined;
  const settings = typeof trainable === 'boolean' ? { name, trainable } : { name };
  const chain = chained(layers);
  const isGraph =
    layers.some((layer) => isFunctional(layer) || losesMask(layer)) && layers[0]?.class_name === 'InputLayer';
  if (isCustom || !isGraph) return { config: { ...settings, layers: [...layers] }, graph: chain };
  // Keras 3.15 takes the outputs of a Functional that is written for 3.3 for a list of one, which the next layer of a
  // Sequential cannot use; a graph names the tensor itself.
  const graph = { ...chain, layers: waitable(chain.layers, (layer) => layer) };
  return { config: { ...(trainable === false ? { name, trainable } : { name }), ...emitGraph(graph) }, graph };
}

/** The layers of a Sequential in their order, an InputLayer first where the shape of the input is known. */
function upgradeMembers(
  object: JsonObject,
  { layers: sources }: SourceGraph,
  maskOf: MaskOf,
  isCustom: boolean,
  place: Place,
  notes: Notes,
): readonly KerasObject[] {
  const names = new LayerNames(sources.map((source) => source.name));
  const shape = impliedInput(object);
  const first = sources[0];
  const layers: KerasObject[] = [];
  if (first && shape)
    layers.push(inputLayer(names.fresh(`${names.of(first.name)}_input`), [...shape.shape], shape.dtype));
  const keepsMasks = isCustom || !hasKnownInput(object);
  let dtype = layers[0] && isObject(layers[0].config) ? upgradeDtype(layers[0].config.dtype) : undefined;
  for (const source of sources) {
    noteGivenMasks(source, [0], maskOf, notes);
    const upgraded = upgradeMember(source.object, dtype, place, names, notes);
    const {
      before = [],
      object: layer,
      after = [],
    } = keepsMasks ? upgraded : unmasked(upgraded, source, maskOf, names);
    layers.push(...before, layer, ...after);
    dtype = outputDtype(source.object, dtype);
  }
  return layers;
}

function upgradeMember(
  source: JsonObject,
  dtype: string | undefined,
  place: Place,
  names: LayerNames,
  notes: Notes,
): UpgradedLayer {
  const name = names.of(nameOf(source));
  if (isInput(source)) return { object: upgradeInputLayer(source, place, notes, name) };
  const upgraded = suitInput(upgradeLayer(source, place, notes, name), nameOf(source), dtype, notes);
  nameInserted([...(upgraded.before ?? []), ...(upgraded.after ?? [])], name, names);
  return upgraded;
}
