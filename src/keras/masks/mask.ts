import type { TensorRef } from '../graph/graph.ts';
import type { Layer } from '../graph/model.ts';
import { configOf } from '../graph/source-graph.ts';

/** The mask of a layer that makes masks. */
export interface MadeMask {
  readonly kind: 'made';
  readonly by: Layer;
  /** The tensor it is made from; undefined where that is one of another model's graph. */
  readonly from: TensorRef | undefined;
  /** The number of its axes, where it is known: batch and steps, or more. */
  readonly rank?: number | undefined;
  /** The layer stood inside TimeDistributed, so that the mask has an axis more than the steps; `reduced` to them by any. */
  readonly inSteps?: 'whole' | 'reduced';
  /** What tells it from others: the same for equal masks of one tensor. */
  readonly key: string;
}

/** A mask that a call was given by name, as `mask=`. */
export interface NamedMask {
  readonly kind: 'named';
  /** The layer that was given it. */
  readonly by: Layer;
  /** The mask; undefined where it is a tensor of another model's graph. */
  readonly from: TensorRef | undefined;
  readonly key: string;
}

/** The mask that the model around gives to an input of the graph. */
export interface OuterMask {
  readonly kind: 'outer';
  /** Which of the model's inputs. */
  readonly input: number;
  /** What it is in the graph around; undefined while a model is looked at without its calls. */
  readonly mask: Mask | undefined;
  readonly key: string;
}

export type MaskPart = MadeMask | NamedMask | OuterMask;

/** What a tensor's mask comes from. */
export type Mask =
  | MaskPart
  /** A layer that combined masks, or that Keras 3 has make none: where they are known, all `of` these must let a step pass. */
  | {
      readonly kind: 'merged';
      readonly by: Layer;
      readonly of: readonly MaskPart[];
      readonly isKnown: boolean;
      /** All that is merged has the one mask, so that it does not matter by which rule. */
      readonly isSame: boolean;
    }
  /** A layer that hands on the mask of its input in Keras 3 alone. */
  | { readonly kind: 'regained'; readonly by: Layer; readonly of: readonly MaskPart[] };

/** The mask that a layer makes from a tensor; `apart` tells tensors of other graphs apart, which have no reference here. */
export function madeMask(by: Layer, from: TensorRef | undefined, apart: string, inputRank?: number): MadeMask {
  return {
    kind: 'made',
    by,
    from,
    rank: inputRank === undefined ? undefined : inputRank - (isOfVectors(by) ? 1 : 0),
    key: `${keyOf(from, apart)} ${JSON.stringify(configOf(by).mask_value ?? 0)} ${isOfVectors(by)}`,
  };
}

/** The mask that a layer was given by name; `apart` as above. */
export function namedMask(by: Layer, from: TensorRef | undefined, apart: string): NamedMask {
  return { kind: 'named', by, from, key: `named ${keyOf(from, apart)}` };
}

function keyOf(from: TensorRef | undefined, apart: string): string {
  return from ? `${from.node} ${from.tensor} ${from.layer}` : `elsewhere ${apart}`;
}

/** Whether a mask, of this graph or of one around it, was given by name, so that Keras before 3.11 does not hand it on. */
export function isNamed(mask: Mask): boolean {
  return partsOf(mask).some(
    (part) => part.kind === 'named' || (part.kind === 'outer' && part.mask && isNamed(part.mask)),
  );
}

/** What a tensor's mask comes from, if it has one. */
export type MaskOf = (ref: TensorRef) => Mask | undefined;

/** Masking looks at vectors, Embedding at single numbers. */
export function isOfVectors({ object }: Layer): boolean {
  return object.class_name === 'Masking';
}

/** Whether the mask has an axis more than the steps. */
export function isWhole(part: MaskPart): part is MadeMask {
  return part.kind === 'made' && (part.inSteps === 'whole' || (part.inSteps === undefined && (part.rank ?? 2) > 2));
}

/** The masks that a mask holds. */
export function partsOf(mask: Mask): readonly MaskPart[] {
  return mask.kind === 'merged' || mask.kind === 'regained' ? mask.of : [mask];
}

/** A hostile graph may merge masks again and again. */
const MOST_PARTS = 64;

/** Parts that differ, in their order, and whether these are all. */
export function distinct(parts: readonly MaskPart[]): { readonly of: readonly MaskPart[]; readonly areAll: boolean } {
  const all = [...new Map(parts.map((part) => [part.key, part])).values()];
  return { of: all.slice(0, MOST_PARTS), areAll: all.length <= MOST_PARTS };
}

/** The mask is one that Keras 3 computes differently: merged by another rule, or propagated where Keras 2 dropped it. Looks through outer models. */
export function lostOrRegained(mask: Mask | undefined): Extract<Mask, { kind: 'merged' | 'regained' }> | undefined {
  let cause = mask;
  while (cause?.kind === 'outer') cause = cause.mask;
  return cause?.kind === 'merged' || cause?.kind === 'regained' ? cause : undefined;
}

/** An output of the whole model that has a mask in the source's Keras, by which its loss and its metrics are weighted. */
export interface MaskedOutput {
  /** Its place among the outputs. */
  readonly index: number;
  /** The layer that gives it. */
  readonly layer: string;
  /** Where Keras 3 has another mask or none: the layer that makes it so, and the first Keras 3 that has the same after all. */
  readonly other?: { readonly by: string; readonly needs?: string };
}

/** The masks of a model's outputs, in terms of its own graph. */
export interface ModelMasks {
  readonly inputs: readonly TensorRef[];
  readonly outputs: readonly (Mask | undefined)[];
}
