import { RECURRENT, returnsSequences } from '../classes/lookups.ts';
import { type Call, type Operation, TensorRef } from '../graph/graph.ts';
import { configOf, type SourceLayer } from '../graph/source-graph.ts';
import { numpy } from '../operations/compose.ts';
import type { Notes } from '../upgrade/notes.ts';
import { isOfVectors, lostOrRegained, type MadeMask, type Mask, type MaskPart, partsOf } from './mask.ts';
import { classOf, isWhole, type MaskOf } from './tensor-masks.ts';

/** The operation that computes the mask a call must be given, and the layer whose mask it is: the same for the same key. */
export interface GivenMask {
  readonly by: SourceLayer;
  readonly key: string;
  readonly operation: Operation;
}

/** Layers that take the mask of their input by name. */
export const TAKING: ReadonlySet<string> = new Set([...RECURRENT, 'GlobalAveragePooling1D']);

/**
 * Keras 3 hands the mask of its input to a recurrent layer only where it is called with one argument: called with initial
 * states, as decoders are, it computes as if there were no mask (`Layer.__call__` looks for `sequences_mask`, which
 * `RNN.call` does not take). Such a call must be given the mask by name; so must one whose mask was merged, as Keras 3
 * combines masks otherwise or not at all.
 *
 * @param call in the form of Keras 3
 */
export function givenMask(layer: SourceLayer, call: Call, maskOf: MaskOf, notes: Notes): GivenMask | undefined {
  const [input] = call.args;
  if (!(input instanceof TensorRef) || call.kwargs.mask !== undefined) return undefined;
  const mask = maskOf(input);
  const hasStates = call.kwargs.initial_state !== undefined;
  if (!mask || !(mask.kind === 'merged' ? takesMask(layer, mask) : hasStates)) return undefined;
  const masks = givableParts(mask);
  if (!masks) {
    if (hasStates && !lostOrRegained(mask)) warnStates(layer, notes);
    return undefined;
  }
  if (hasStates && notes.writer.isMultiBackend && returnsSequences(configOf(layer))) {
    notes.warn(
      layer.name,
      `"${layer.name}" begins with initial states, and gives these at masked steps before the first that is not in the Keras that wrote the file, but zeros in Keras 3: check what uses those steps`,
    );
  }
  const by = mask.kind === 'merged' ? mask.by : masks[0].by;
  notes.warn(
    layer.name,
    mask.kind === 'merged'
      ? `Keras 3 versions lose or combine otherwise the masks that "${by.name}" combines, so "${layer.name}" is given the mask by name`
      : `Keras 3 heeds no mask in a recurrent layer that is called with initial states, so "${layer.name}" is given the mask of "${by.name}" by name`,
  );
  const key = masks.map((part) => part.key).join('\n');
  const operation = masks.map(maskOperation).reduce((all, one) => numpy('LogicalAnd', [all, one]));
  return { by, key, operation };
}

/** Whether a layer can be given this mask by name: inside TimeDistributed only one that has a mask for each of its steps. */
export function takesMask(layer: SourceLayer, mask: Mask): boolean {
  const isOfWholeSteps = partsOf(mask).some(isWhole);
  return classOf(layer) === 'TimeDistributed' ? isOfWholeSteps : TAKING.has(classOf(layer)) && !isOfWholeSteps;
}

/** The masks that all must let a step pass, if all can be computed in this graph. */
export function givableParts(mask: Mask): readonly [GivablePart, ...GivablePart[]] | undefined {
  if (mask.kind === 'outer' || mask.kind === 'regained' || (mask.kind === 'merged' && !mask.isKnown)) return undefined;
  const [first, ...others] = partsOf(mask).filter((part) => part.kind === 'made' && part.from !== undefined);
  if (!isGivable(first) || 1 + others.length < partsOf(mask).length) return undefined;
  return [first, ...others.filter(isGivable)];
}

type GivablePart = MadeMask & { readonly from: TensorRef };

function isGivable(part: MaskPart | undefined): part is GivablePart {
  return part?.kind === 'made' && part.from !== undefined;
}

/** The mask is made in another model, where nothing of this graph can compute it. */
function warnStates({ name }: SourceLayer, notes: Notes): void {
  notes.warn(
    name,
    `"${name}" is called with initial states, and then Keras 3 heeds no mask that its input has from another model: check its predictions on masked input`,
  );
}

/** `compute_mask` of Embedding and of Masking, and of TimeDistributed around them. */
function maskOperation({ by, from, inSteps }: GivablePart): Operation {
  const { mask_value: value = 0 } = configOf(by);
  const differ = numpy('NotEqual', [from, isOfVectors(by) ? value : 0]);
  const mask = isOfVectors(by) ? anyOf(differ) : differ;
  return inSteps === 'reduced' ? anyOf(mask) : mask;
}

function anyOf(operation: Operation): Operation {
  return numpy('Any', [operation], { axis: -1, keepdims: false });
}
