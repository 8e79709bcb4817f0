import { type ConstantValue, constant, type Expression } from '../../python-bytecode/expression.ts';
import { ELLIPSIS } from '../../python-bytecode/marshal.ts';
import { type Argument, TensorRef } from '../graph/graph.ts';
import { Float, pythonFloat } from '../python-json.ts';

/** Why a function does not become operations of Keras 3; the message completes "it …". */
export class NotConvertible extends Error {
  override readonly name = 'NotConvertible';
}

/** What stands for `...` among the keys of a slice (Keras 2's tf_op_layer.py). */
const DOTS: Argument = { class_name: '__ellipsis__' };

export function isTensor(value: Argument | undefined): value is TensorRef {
  return value instanceof TensorRef;
}

/** Whether any part of a value is a tensor. */
export function holdsTensor(value: Argument): boolean {
  if (Array.isArray(value)) return value.some(holdsTensor);
  return value instanceof TensorRef;
}

/** A constant of Python as an argument of a call; undefined for bytes and complex numbers. */
export function argumentOf(value: ConstantValue): Argument | undefined {
  if (value === ELLIPSIS) return DOTS;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  return typeof value === 'number' ? pythonFloat(value) : undefined;
}

/** The number of an argument as Python has it: bigint for integers; undefined for anything else. */
export function numberOf(value: Argument | undefined): bigint | number | boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  return value instanceof Float ? value.value : undefined;
}

/** What is known of an argument, as an expression; undefined where a tensor is part of it. */
export function expressionOf(value: Argument): Expression | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return constant(value);
  const number = numberOf(value);
  if (number !== undefined) return constant(number);
  if (!Array.isArray(value)) return undefined;
  const items = value.map(expressionOf);
  return items.every((item) => item !== undefined) ? { kind: 'tuple', items } : undefined;
}
