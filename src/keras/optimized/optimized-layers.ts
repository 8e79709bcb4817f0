import { Refusal } from '../../errors.ts';
import { shapeAfter } from '../../tensor/apply-transform.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Transform } from '../../tensor/transform.ts';
import { MadeLayers, type MadeWeight } from '../weights/made-layers.ts';
import type { SourceLayer } from '../weights/types.ts';
import type { Wrapped } from './unwrap.ts';

type Weight = SourceLayer['weights'][number];

/**
 * The weights of layers that tensorflow-model-optimization had wrapped, as the layers inside have them: a pruned kernel is
 * multiplied by its mask, which TensorFlow does whenever the layer is called (`weight_mask_op`), and a clustered one is the
 * nearest centroid of each of its numbers (`get_pulling_indices`, clustering_algorithm.py); 0.5.0 kept no kernel of it, but
 * which centroid each number is.
 *
 * @throws Refusal where the weights are not those of the wrappers
 */
export function optimizedLayers(layers: readonly SourceLayer[], wrapped: ReadonlyMap<string, Wrapped>): MadeLayers {
  const left: Tensor[] = [];
  const made = layers.map(({ name, weights }) => ({ name, weights: unwrapGroup(name, weights, wrapped, left) }));
  return new MadeLayers(made, left);
}

/** A nested model's group holds the weights of all its layers. */
function unwrapGroup(
  group: string,
  weights: readonly Weight[],
  wrapped: ReadonlyMap<string, Wrapped>,
  left: Tensor[],
): MadeWeight[] {
  const ownerOf = ({ name }: Weight) =>
    wrapped.has(group) ? group : name.split('/').findLast((part) => wrapped.has(part));
  const done = new Set<string>();
  return weights.flatMap((weight) => {
    const owner = ownerOf(weight);
    const layer = owner === undefined ? undefined : wrapped.get(owner);
    if (owner === undefined || layer === undefined) return [plain(weight)];
    const own = weights.filter((one) => ownerOf(one) === owner);
    if (layer.kind === 'pruned') return prunedWeight(owner, weight, own, left);
    if (done.has(owner)) return [];
    done.add(owner);
    return clusteredWeights(owner, layer, own, left);
  });
}

/** Of `mask_1:0`: "mask". */
function variableOf({ name }: Weight): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/(?:_\d+)?(?::\d+)?$/, '');
}

const PRUNING: ReadonlySet<string> = new Set(['mask', 'threshold', 'pruning_step']);

/** Masks stand in the order of the kernels that were pruned (`get_prunable_weights`), which no depthwise one was. */
function prunedWeight(owner: string, weight: Weight, own: readonly Weight[], left: Tensor[]): MadeWeight[] {
  const variable = variableOf(weight);
  if (PRUNING.has(variable)) {
    if (variable !== 'mask') left.push(weight.tensor);
    return [];
  }
  const masks = own.filter((one) => variableOf(one) === 'mask');
  const maskOf = new Map<Weight, Weight>();
  for (const one of own) {
    const mask = masks[maskOf.size];
    if (PRUNING.has(variableOf(one)) || variableOf(one) === 'depthwise_kernel') continue;
    if (mask && sameShape(one.tensor, mask.tensor)) maskOf.set(one, mask);
  }
  if (maskOf.size < masks.length) {
    throw new Refusal(`layer "${owner}" (PruneLowMagnitude) has masks for weights that are not in the file`);
  }
  const mask = maskOf.get(weight);
  return [mask ? made(weight.name, [weight.tensor, mask.tensor], [{ kind: 'multiply' }]) : plain(weight)];
}

const CENTROIDS = /(?:^|\/)cluster_centroids_(\w+?)(?:\/0)?(?:_\d+)?(?::\d+)?$/;
const INDICES = /(?:^|\/)pulling_indices_(\w+?)(?:\/0)?(?:_\d+)?(?::\d+)?$/;

/** As a layer has its own, whatever order the wrapper had them in. */
const ORDER = ['depthwise_kernel', 'pointwise_kernel', 'kernel', 'embeddings', 'recurrent_kernel', 'bias'];

function clusteredWeights(owner: string, { className }: Wrapped, own: readonly Weight[], left: Tensor[]): MadeWeight[] {
  const centroids = new Map<string, Tensor>();
  const indices = new Map<string, Tensor>();
  const rest: Weight[] = [];
  for (const weight of own) {
    const [, centroid] = CENTROIDS.exec(weight.name) ?? [];
    const [, index] = INDICES.exec(weight.name) ?? [];
    if (centroid !== undefined) centroids.set(centroid, weight.tensor);
    else if (index !== undefined) indices.set(index, weight.tensor);
    else rest.push(weight);
  }
  const variables = new Set([...rest.map(variableOf), ...centroids.keys()]);
  if (centroids.size === 0) return rest.map(plain);
  const known = [...variables].every((variable) => ORDER.includes(variable));
  if (!known || variables.size < rest.length || [...centroids.keys()].some((variable) => !indices.has(variable))) {
    throw new Refusal(
      `layer "${owner}" (ClusterWeights of ${className}) keeps its weights in a way that is not known: take the wrappers off with strip_clustering of tensorflow-model-optimization and save the model again`,
    );
  }
  return ORDER.filter((variable) => variables.has(variable)).flatMap((variable) => {
    const weight = rest.find((one) => variableOf(one) === variable);
    const [centroid, index] = [centroids.get(variable), indices.get(variable)];
    const name = weight?.name ?? `${owner}/${variable}:0`;
    if (centroid === undefined || index === undefined) return weight ? [plain(weight)] : [];
    if (weight === undefined) return [made(name, [centroid, index], [{ kind: 'gather' }])];
    left.push(index);
    return [made(name, [weight.tensor, centroid], [{ kind: 'nearest' }])];
  });
}

function plain({ name, tensor }: Weight): MadeWeight {
  return made(name, [tensor], []);
}

function made(name: string, sources: readonly Tensor[], steps: readonly Transform[]): MadeWeight {
  return { name, sources, steps, ...shapeAfter(sources, steps) };
}

function sameShape(one: Tensor, other: Tensor): boolean {
  return one.shape.join() === other.shape.join();
}
