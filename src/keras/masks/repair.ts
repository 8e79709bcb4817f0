import { kerasObject } from '../classes/hooks/draft.ts';
import { returnsSequences } from '../classes/lookups.ts';
import { type Call, type Operation, TensorRef } from '../graph/graph.ts';
import { type Layer, type ModelGraph, refsOf } from '../graph/model.ts';
import { configOf } from '../graph/source-graph.ts';
import { classOf } from '../graph/source-layer.ts';
import { numpy } from '../operations/compose.ts';
import type { UpgradedLayer } from '../upgrade/layer.ts';
import type { LayerNames } from '../upgrade/names.ts';
import { nameInserted } from '../upgrade/names.ts';
import type { Notes } from '../upgrade/notes.ts';
import type { KerasObject } from '../upgrade/types.ts';
import type { KerasVersion } from '../version.ts';
import {
  isNamed,
  isOfVectors,
  isWhole,
  lostOrRegained,
  type MadeMask,
  type Mask,
  type MaskOf,
  type MaskPart,
  type NamedMask,
  partsOf,
} from './mask.ts';
import { isRegained, maskRule } from './rules.ts';

/** The operation that computes the mask a call must be given, and the layer whose mask it is: the same for the same key. */
export interface GivenMask {
  readonly by: Layer;
  readonly key: string;
  readonly operation: Operation | TensorRef;
}

/**
 * Keras 3 hands the mask of its input to a recurrent layer only where it is called with one argument: called with initial
 * states, as decoders are, it computes as if there were no mask (`Layer.__call__` looks for `sequences_mask`, which
 * `RNN.call` does not take). Such a call must be given the mask by name; so must one whose mask was merged, as Keras 3
 * combines masks otherwise or not at all.
 *
 * @param call in the form of Keras 3
 */
export function givenMask(layer: Layer, call: Call, maskOf: MaskOf, notes: Notes): GivenMask | undefined {
  const mask = missingMask(layer, call, maskOf);
  if (!mask) return undefined;
  const hasStates = call.kwargs.initial_state !== undefined;
  const masks = givableParts(mask);
  if (!masks) {
    if (hasStates && !lostOrRegained(mask)) warnStates(layer, notes);
    return undefined;
  }
  if (hasStates && notes.writer.isMultiBackend && returnsSequences(configOf(layer))) {
    notes.warn(
      layer.name,
      `"${layer.name}" starts from initial states. At leading masked steps it returned those states in the original Keras; Keras 3 returns zeros: check anything that reads those steps`,
      { code: 'masked-outputs' },
    );
  }
  const by = mask.kind === 'merged' ? mask.by : masks[0].by;
  notes.warn(layer.name, reason(layer.name, by.name, mask, hasStates), {
    code: mask.kind === 'named' ? 'mask-by-name' : mask.kind === 'merged' ? 'mask-merged' : 'mask-beside-states',
  });
  const key = masks.map((part) => part.key).join('\n');
  const operation = masks.map(maskOperation).reduce((all, one) => numpy('LogicalAnd', [all, one]));
  return { by, key, operation };
}

/** The mask that Keras 3 does not hand to a layer which depends on it. */
function missingMask(layer: Layer, call: Call, maskOf: MaskOf): Mask | undefined {
  const [input] = call.args;
  if (!(input instanceof TensorRef) || call.kwargs.mask !== undefined) return undefined;
  const mask = maskOf(input);
  const hasStates = call.kwargs.initial_state !== undefined;
  return mask && (mask.kind === 'merged' || isNamed(mask) ? takesMask(layer, mask) : hasStates) ? mask : undefined;
}

/** Whether a mask is to be given by name anywhere in a graph, as only a Functional can. */
export function givesMasks(graph: ModelGraph, maskOf: MaskOf): boolean {
  return graph.layers.some((layer) =>
    layer.calls.some((call) => {
      const mask = missingMask(layer, call, maskOf);
      return mask !== undefined && givableParts(mask) !== undefined;
    }),
  );
}

/** Why a layer is given the mask of layer `by` by name. */
function reason(layer: string, by: string, mask: Mask, hasStates: boolean): string {
  if (mask.kind === 'merged') {
    return `Keras 3.3 drops the mask that "${by}" merges from its inputs, and later versions merge it by another rule, so the original's mask is now passed to "${layer}" explicitly`;
  }
  return hasStates
    ? `Keras 3 ignores the input's mask when a recurrent layer is called with initial states, so the mask of "${by}" is now passed to "${layer}" explicitly`
    : `Keras before 3.11 does not propagate the mask that "${by}" is given explicitly, so it is passed to "${layer}" as well`;
}

/** Whether a layer can be given this mask by name: inside TimeDistributed only one that has a mask for each of its steps. */
export function takesMask(layer: Layer, mask: Mask): boolean {
  const isOfWholeSteps = partsOf(mask).some(isWhole);
  return classOf(layer) === 'TimeDistributed'
    ? isOfWholeSteps
    : maskRule(classOf(layer)).byName === true && !isOfWholeSteps;
}

/** The masks that all must let a step pass, if all can be computed in this graph. */
export function givableParts(mask: Mask): readonly [GivablePart, ...GivablePart[]] | undefined {
  if (mask.kind === 'outer' || mask.kind === 'regained' || (mask.kind === 'merged' && !mask.isKnown)) return undefined;
  const [first, ...others] = partsOf(mask).filter(isGivable);
  if (!first || 1 + others.length < partsOf(mask).length) return undefined;
  return [first, ...others];
}

type GivablePart = (MadeMask | NamedMask) & { readonly from: TensorRef };

function isGivable(part: MaskPart): part is GivablePart {
  return part.kind !== 'outer' && part.from !== undefined;
}

/** The mask is made in another model, where nothing of this graph can compute it. */
function warnStates({ name }: Layer, notes: Notes): void {
  notes.warn(
    name,
    `Keras 3 ignores the input's mask when a recurrent layer is called with initial states, and the mask of "${name}" comes from another model, where it cannot be passed on: check its predictions on masked input`,
    { code: 'mask-lost' },
  );
}

/** `compute_mask` of Embedding and of Masking, and of TimeDistributed around them. */
function maskOperation(part: GivablePart): Operation | TensorRef {
  if (part.kind === 'named') return part.from;
  const { by, from, inSteps, rank = 3 } = part;
  const { mask_value: value = 0 } = configOf(by);
  const differ = numpy('NotEqual', [from, isOfVectors(by) ? value : 0]);
  const mask = isOfVectors(by) ? anyOf(differ) : differ;
  return inSteps === 'reduced' ? Array.from({ length: rank - 2 }).reduce<Operation>(anyOf, mask) : mask;
}

function anyOf(operation: Operation): Operation {
  return numpy('Any', [operation], { axis: -1, keepdims: false });
}

/** The copy of a tensor, which has no mask, where the tensor may have one. */
export function copyWithoutMask(ref: TensorRef, mask: Mask | undefined): Operation | undefined {
  return mask && numpy('Copy', [ref]);
}

/** Layers that Keras 2 had lose the mask of their input get a copy of it, which has none. */
export function unmasked(
  upgraded: UpgradedLayer,
  source: Layer,
  maskOf: MaskOf,
  names: LayerNames,
  writer: KerasVersion,
): UpgradedLayer {
  if (!isRegained(classOf(source), writer) || upgraded.object.class_name === 'Lambda') return upgraded;
  if (!source.calls.some((call) => refsOf(call).some((ref) => maskOf(ref) !== undefined))) return upgraded;
  const copy: KerasObject = {
    ...kerasObject('keras.src.ops.numpy', 'Copy', { name: 'unmasked' }),
    registered_name: 'Copy',
  };
  nameInserted([copy], names.of(source.name), names);
  return { ...upgraded, before: [copy, ...(upgraded.before ?? [])] };
}
