import { Refusal } from '../../errors.ts';
import type { JsonObject } from '../python-json.ts';
import type { LayerNode, VariableNode } from './layer-tree.ts';
import { KERAS_3, objectDatasets, placeLayers } from './object-paths.ts';
import { type Match, namedPairs, readWeights } from './readings.ts';
import { sourceVariables } from './source-variables.ts';
import type { SourceLayer } from './types.ts';
import { variableNameIn } from './weight-names.ts';
import { keras2H5Orders, weightsOf } from './weight-order.ts';
import { fits } from './weight-steps.ts';

type NamedTensor = SourceLayer['weights'][number];

/** The custom layers in a layer, itself included. */
export function customLayers(node: LayerNode): LayerNode[] {
  return node.custom ? [node] : node.children.flatMap((child) => customLayers(child.node));
}

/**
 * What Keras's own layers do not claim by name belongs to the custom layers: to the only one, or to the one it is named after.
 *
 * @throws Refusal where the names do not tell
 */
export function apportion(
  node: LayerNode,
  custom: readonly LayerNode[],
  source: SourceLayer,
  weights: readonly NamedTensor[],
  backend: string | undefined,
): Match {
  const claimed = claimedWeights(node, weights, backend);
  if (!claimed) throw new Refusal(unnamed(node, source));
  const owners = new Map<NamedTensor, LayerNode>();
  const shares = new Map<LayerNode, NamedTensor[]>(custom.map((layer) => [layer, []]));
  for (const weight of weights) {
    if (claimed.has(weight)) continue;
    const owner = custom.length === 1 ? custom[0] : onlyNamesake(custom, weight.name);
    if (!owner) throw new Refusal(unnamed(node, source));
    owners.set(weight, owner);
    shares.get(owner)?.push(weight);
  }
  const places = new Map([...shares].map(([layer, share]) => [layer, placesInTree(layer, share, source, backend)]));
  const order: VariableNode[] = [];
  const pairs = new Map<VariableNode, NamedTensor['tensor']>();
  for (const weight of weights) {
    const owner = owners.get(weight);
    const within = owner && places.get(owner)?.[shares.get(owner)?.indexOf(weight) ?? -1];
    const variable = owner ? addVariable(owner, weight, within) : claimed.get(weight);
    if (!variable) continue;
    order.push(variable);
    pairs.set(variable, weight.tensor);
  }
  const unplaced = custom.filter((layer) => places.get(layer) === undefined);
  return { pairs, sourceOnly: new Set(), custom: { order, unplaced } };
}

/** The weights of Keras's own layers, by name. */
function claimedWeights(
  node: LayerNode,
  weights: readonly NamedTensor[],
  backend: string | undefined,
): Map<NamedTensor, VariableNode> | undefined {
  const [alternative] = sourceVariables(node, 'legacy-h5');
  const known = alternative ? (keras2H5Orders(node, alternative.own)[0] ?? []) : [];
  for (const named of [weights, ...withoutSuffixes(weights)]) {
    const pairs = namedPairs(known, named);
    if (!pairs || !known.every((variable) => fits(variable, pairs, backend))) continue;
    const byTensor = new Map(weights.map((weight) => [weight.tensor, weight]));
    const claimed = new Map<NamedTensor, VariableNode>();
    for (const [variable, tensor] of pairs) {
      const weight = byTensor.get(tensor);
      if (weight) claimed.set(weight, variable);
    }
    return claimed;
  }
  return undefined;
}

/** A model built again in one session of TensorFlow 1: `conv_1/kernel:0` is of the layer "conv". */
function withoutSuffixes(weights: readonly NamedTensor[]): NamedTensor[][] {
  const suffixes = new Set(weights.flatMap(({ name }) => /_\d+(?=\/[^/]*$)/.exec(name)?.[0] ?? []));
  return [...suffixes].map((suffix) =>
    weights.map(({ name, tensor }) => ({ name: name.replace(new RegExp(`${suffix}(?=/[^/]*$)`), ''), tensor })),
  );
}

function onlyNamesake(custom: readonly LayerNode[], weightName: string): LayerNode | undefined {
  const components = weightName.split('/');
  const named = custom.filter((layer) => components.includes(layer.path.split('/').at(-1) ?? ''));
  return named.length === 1 ? named[0] : undefined;
}

/** A custom layer's variable is known by its tensor alone; its name is the file's, within the layer. */
function addVariable(owner: LayerNode, weight: NamedTensor, place: string | undefined): VariableNode {
  const plain = weight.name.replace(/:\d+$/, '');
  const sourceName = owner.path.split('/').at(-1) ?? '';
  const name = plain.split(`${sourceName}/`).at(-1) ?? plain;
  const variable: VariableNode = {
    name,
    trainable: true,
    owner,
    ...(place === undefined ? {} : { within: place }),
  };
  owner.variables.push(variable);
  return variable;
}

/**
 * Where an object tree keeps the weights of a custom layer, below its own place: as Keras 3's loader walks the attributes of
 * its class, which no H5 file names. Undefined: nothing tells. What is told wrongly, Keras 3 refuses to load.
 */
function placesInTree(
  layer: LayerNode,
  weights: readonly NamedTensor[],
  source: SourceLayer,
  backend: string | undefined,
): readonly string[] | undefined {
  const held = layer.held.filter(({ node }) => customLayers(node).length > 0 || weightsOf(node).length > 0);
  if (held.length > 0) return held.length > 1 ? undefined : placesHeld(held[0], weights, backend);
  if (isOfCell(layer.config, weights)) return weights.map((_, index) => `cell/vars/${index}`);
  const names = [layer.path.split('/').at(-1) ?? '', layer.name, source.name];
  return weights.every(({ name }) => isOwn(name, names)) ? weights.map((_, index) => `vars/${index}`) : undefined;
}

/** All weights are those of the layer in a setting, which the class keeps under the name of the setting, as Keras's Wrapper does. */
function placesHeld(
  held: LayerNode['held'][number] | undefined,
  weights: readonly NamedTensor[],
  backend: string | undefined,
): readonly string[] | undefined {
  if (held?.key === undefined || customLayers(held.node).length > 0) return undefined;
  const match = readWeights(held.node, weights, backend);
  if (!match || match.sourceOnly.size > 0) return undefined;
  const paths = new Map(
    objectDatasets(placeLayers(held.node, KERAS_3)).map(({ variable, path }) => [match.pairs.get(variable), path]),
  );
  const places = weights.flatMap(({ tensor }) => paths.get(tensor) ?? []);
  return places.length === weights.length ? places.map((place) => `${held.key}/${place}`) : undefined;
}

const OF_CELL = ['kernel', 'recurrent_kernel', 'bias'];

/** A class that extends LSTM, GRU or SimpleRNN keeps its weights in the cell. */
function isOfCell(config: JsonObject, weights: readonly NamedTensor[]): boolean {
  const isRecurrent = ['units', 'recurrent_initializer', 'return_sequences'].every((key) => Object.hasOwn(config, key));
  const names = weights.map(({ name }) => variableNameIn(name));
  return isRecurrent && names.length >= 2 && names.every((name, index) => name === OF_CELL[index]);
}

/** Whether a weight is named as one that a layer made itself: right under the layer's name, or under none. */
function isOwn(weightName: string, layerNames: readonly string[]): boolean {
  const holder = weightName.split('/').at(-2);
  return holder === undefined || layerNames.some((name) => holder === name || isNumbered(holder, name));
}

function isNumbered(holder: string, name: string): boolean {
  return holder.startsWith(`${name}_`) && /^\d+$/.test(holder.slice(name.length + 1));
}

function unnamed(node: LayerNode, source: SourceLayer): string {
  return `layer "${node.path}" holds custom layers, and the names of its ${source.weights.length} weights do not tell which of them belong to which layer; save the custom layers' model on its own and convert that`;
}
