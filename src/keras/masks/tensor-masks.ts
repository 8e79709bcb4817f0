import { RECURRENT } from '../classes/lookups.ts';
import { unaliased } from '../classes/table.ts';
import type { TensorRef } from '../graph/graph.ts';
import { isModel } from '../graph/model-kind.ts';
import { kerasClassOf } from '../graph/source-class.ts';
import { configOf, listOutputs, refsOf, type SourceGraph, type SourceLayer } from '../graph/source-graph.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';
import { distinct, type MadeMask, type Mask, type MaskPart, madeMask, makesMask, partsOf } from './mask.ts';
import { outsideMask } from './outside-mask.ts';
import { lostAttentionMask } from './plain-values.ts';

const MERGING: ReadonlySet<string> = new Set([
  'Add',
  'Average',
  'Concatenate',
  'Maximum',
  'Minimum',
  'Multiply',
  'Subtract',
]);

/** Layers that hand a mask on in Keras 2 (`supports_masking`). */
const PASSING: ReadonlySet<string> = new Set([
  'Activation',
  'ActivityRegularization',
  'AdditiveAttention',
  'AlphaDropout',
  'Attention',
  'BatchNormalization',
  'Dense',
  'Dropout',
  'ELU',
  'GaussianDropout',
  'GaussianNoise',
  'GroupNormalization',
  'LayerNormalization',
  'LeakyReLU',
  'MultiHeadAttention',
  'PReLU',
  'ReLU',
  'Softmax',
  'SpatialDropout1D',
  'ThresholdedReLU',
  'UnitNormalization',
]);

/** Layers that hand a mask on in Keras 3, and lost it in Keras 2; a Lambda where it becomes an Activation. */
export const PASSING_SINCE_KERAS_3: ReadonlySet<string> = new Set(['Identity', 'Lambda', 'Normalization', 'Rescaling']);

/** The masks of the outputs of a model or layer, in terms of a graph of its own, whose inputs all have masks (`outer`). */
export type OutputMasks = (object: JsonObject) => ModelMasks;

export interface ModelMasks {
  readonly inputs: readonly TensorRef[];
  readonly outputs: readonly (Mask | undefined)[];
}

/** How masks come to a graph. */
export interface MaskSource {
  /** The masks of the graph's inputs. */
  readonly given: readonly (Mask | undefined)[];
  /** Whether layers that hand masks on in Keras 3 alone are given their inputs without. */
  readonly areUnmasked: boolean;
  readonly outputMasks: OutputMasks;
  readonly writer: KerasVersion;
}

export type MaskOf = (ref: TensorRef) => Mask | undefined;

/** The masks that Keras 2 computed along a graph. */
export function tensorMasks(graph: SourceGraph, source: MaskSource): MaskOf {
  const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
  const known = new Map<string, Mask | undefined>();
  const keyOf = (ref: TensorRef) => `${ref.node} ${ref.tensor} ${ref.layer}`;
  for (const [index, input] of listOutputs(graph.inputs).entries()) known.set(keyOf(input), source.given[index]);
  const nodeOf = (ref: TensorRef): MaskNode => {
    const layer = layers.get(ref.layer);
    return layer ? maskNode(layer, ref, source) : NO_MASK;
  };
  // Not by recursion: a file may chain as many layers as it likes.
  return (wanted) => {
    const opened = new Set<string>();
    const pending = [wanted];
    for (let ref = pending.at(-1); ref !== undefined; ref = pending.at(-1)) {
      const key = keyOf(ref);
      const { inputs, combine } = nodeOf(ref);
      const missing = inputs.filter((input) => !known.has(keyOf(input)) && !opened.has(keyOf(input)));
      if (!known.has(key) && !opened.has(key) && missing.length > 0) {
        opened.add(key);
        pending.push(...missing);
        continue;
      }
      if (!known.has(key)) known.set(key, combine(inputs.map((input) => known.get(keyOf(input)))));
      pending.pop();
    }
    return known.get(keyOf(wanted));
  };
}

/** The tensors whose masks matter to an output's, and what becomes of them. */
interface MaskNode {
  readonly inputs: readonly TensorRef[];
  readonly combine: (masks: readonly (Mask | undefined)[]) => Mask | undefined;
}

const NO_MASK: MaskNode = { inputs: [], combine: () => undefined };

function maskNode(layer: SourceLayer, ref: TensorRef, source: MaskSource): MaskNode {
  const className = classOf(layer);
  const call = layer.calls[ref.node];
  const inputs = call ? refsOf(call) : [];
  const [first] = inputs;
  if (!first) return NO_MASK;
  if (makesMask(className, configOf(layer))) return { inputs: [], combine: () => madeMask(layer, first, '') };
  if (MERGING.has(className)) return { inputs, combine: (masks) => mergedMask(layer, masks) };
  if (isModel(layer.object)) {
    const model = source.outputMasks(layer.object);
    const apart = `${ref.node} ${layer.name}`;
    return { inputs, combine: (masks) => outsideMask(model.outputs[ref.tensor], model.inputs, inputs, masks, apart) };
  }
  if (className === 'TimeDistributed') {
    const inner = source.outputMasks(innerOf(layer));
    return {
      inputs: [first],
      combine: ([mask]) => maskOfSteps(layer, inner, first, mask, `${ref.node} ${layer.name}`),
    };
  }
  if (PASSING_SINCE_KERAS_3.has(className)) {
    if (source.areUnmasked) return NO_MASK;
    return { inputs: [first], combine: ([mask]) => mask && { kind: 'regained', by: layer, of: partsOf(mask) } };
  }
  if (lostAttentionMask(className, source.writer)) return NO_MASK;
  const passes = PASSING.has(className) || (RECURRENT.has(className) && configOf(layer).return_sequences === true);
  return passes ? { inputs: [first], combine: ([mask]) => mask } : NO_MASK;
}

/** The layer that a wrapper wraps. */
export function innerOf(layer: SourceLayer): JsonObject {
  const { layer: inner } = configOf(layer);
  return isObject(inner) ? inner : {};
}

/** Keras 2 let a step pass where all masks did that there were (`_Merge.compute_mask`), unless it joined tensors in time. */
function mergedMask(layer: SourceLayer, masks: readonly (Mask | undefined)[]): Mask | undefined {
  const present = masks.filter((mask) => mask !== undefined);
  const inKeras2 = present.filter((mask) => mask.kind !== 'regained');
  if (inKeras2.length === 0) return present[0];
  const { of, areAll } = distinct(inKeras2.flatMap(partsOf));
  const axis = configOf(layer).axis ?? -1;
  const isOfSteps = classOf(layer) !== 'Concatenate' || axis === -1 || axis === 2;
  const isKnown = isOfSteps && areAll && inKeras2.every((one) => one.kind !== 'merged' || one.isKnown);
  return { kind: 'merged', by: layer, of, isKnown };
}

/**
 * `compute_mask` of Keras 2's TimeDistributed: the mask that the layer inside makes of each step, which Keras 3 loses, or
 * else the mask of the input, reduced to the steps.
 */
function maskOfSteps(
  layer: SourceLayer,
  inner: ModelMasks,
  input: TensorRef,
  mask: Mask | undefined,
  apart: string,
): Mask | undefined {
  const made = outsideMask(inner.outputs[0], inner.inputs, [input], [undefined], apart);
  if (made) {
    const parts = partsOf(made).map((part) => inSteps(part, 'whole'));
    const isKnown = made.kind === 'made' && made.inSteps === undefined;
    return { kind: 'merged', by: layer, of: parts, isKnown };
  }
  if (mask?.kind !== 'merged' || inner.outputs[0] !== undefined) return mask;
  return { ...mask, of: mask.of.map((part) => (isWhole(part) ? inSteps(part, 'reduced') : part)) };
}

function inSteps(part: MaskPart, what: 'whole' | 'reduced'): MaskPart {
  return part.kind === 'made' ? { ...part, inSteps: what, key: `${part.key} ${what}` } : part;
}

/** Whether the mask has an axis more than the steps. */
export function isWhole(part: MaskPart): part is MadeMask {
  return part.kind === 'made' && part.inSteps === 'whole';
}

/** The layer's class, by the name it has today. */
export function classOf(layer: SourceLayer): string {
  const className = kerasClassOf(layer.object);
  return unaliased(className);
}
