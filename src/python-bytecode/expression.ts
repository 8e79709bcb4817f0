import type { CodeObject } from './code-object.ts';
import type { Complex, ELLIPSIS } from './marshal.ts';

/** Constants of Python: integers as bigint, floats as number, bytes as Uint8Array. */
export type ConstantValue = null | boolean | bigint | number | string | Uint8Array | typeof ELLIPSIS | Complex;

/**
 * What a function computes, as a tree over its arguments. Values that are used more than once are one object, so that a
 * walk over the tree goes by identity.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: ConstantValue }
  | {
      readonly kind: 'tuple' | 'list' | 'set';
      readonly items: Expression[];
      /** A list that may have been a tuple or an array before it was stored. */
      readonly isOfUnknownType?: boolean;
    }
  | { readonly kind: 'dict'; readonly entries: [Expression, Expression][] }
  | { readonly kind: 'slice'; readonly start: Expression; readonly stop: Expression; readonly step: Expression }
  /** An argument of the function, or an item of one that is a list. */
  | { readonly kind: 'argument'; readonly text: string }
  /** What a dotted name of a known module stands for, `keras.backend.mean`. */
  | { readonly kind: 'name'; readonly path: string }
  /** A global of the function's module, whose value is not known. */
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly of: Expression; readonly key: Expression }
  | { readonly kind: 'operator'; readonly operator: string; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'call';
      readonly function: Expression;
      readonly args: readonly Expression[];
      readonly keywords: readonly (readonly [string, Expression])[];
    }
  | FunctionValue;

/** A function made inside the function. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly code: CodeObject;
  readonly defaults: readonly Expression[];
  readonly keywordDefaults: readonly (readonly [string, Expression])[];
  readonly cells: readonly Cell[];
}

/** What a closure's variable holds at the time. */
export interface Cell {
  value: Expression | undefined;
}

export const NONE: Expression = { kind: 'constant', value: null };

export function constant(value: ConstantValue): Expression {
  return { kind: 'constant', value };
}

/** Why a function is not followed any further; the message completes "the function …". */
export class NotFollowed extends Error {
  override readonly name = 'NotFollowed';
}
