import { type ConstantValue, constant, type Expression, NotFollowed } from './expression.ts';
import { ELLIPSIS } from './marshal.ts';

/** Integers that a function's sizes and axes never reach; larger ones could take any memory. */
const MAX_BITS = 4096;

/** The value of an operator on constants, as Python has it; undefined for operands that are not numbers or text. */
export function fold(operator: string, operands: readonly ConstantValue[]): Expression | undefined {
  const [left = null, right] = operands;
  if (right === undefined) return foldUnary(operator, left);
  if (COMPARISONS.has(operator)) {
    const result = compare(operator, left, right);
    return result === undefined ? undefined : constant(result);
  }
  if (typeof left === 'string' && typeof right === 'string' && operator === '+') return constant(left + right);
  const [a, b] = [number(left), number(right)];
  if (a === undefined || b === undefined) return undefined;
  const value = typeof a === 'bigint' && typeof b === 'bigint' ? integers(operator, a, b) : floats(operator, a, b);
  return value === undefined ? undefined : constant(value);
}

/** Whether Python takes the constant for true. */
export function truth(value: ConstantValue): boolean {
  if (value instanceof Uint8Array) return value.length > 0;
  return value === ELLIPSIS || typeof value === 'object' ? value !== null : Boolean(value);
}

const COMPARISONS = new Set(['<', '<=', '==', '!=', '>', '>=', 'is', 'is not', 'in', 'not in']);

function number(value: ConstantValue): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

function foldUnary(operator: string, value: ConstantValue): Expression | undefined {
  if (operator === 'not') return constant(!truth(value));
  const operand = number(value);
  if (operand === undefined) return undefined;
  if (operator === '-') return constant(-operand);
  if (operator === '+') return constant(operand);
  return typeof operand === 'bigint' ? constant(~operand) : undefined;
}

function integers(operator: string, a: bigint, b: bigint): bigint | number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return bounded(a, b, bits(a) + bits(b)) && a * b;
    case '/':
      return Number(a) / Number(nonZero(b));
    case '//':
    case 'classic /':
      return floorDivide(a, nonZero(b));
    case '%':
      return a - nonZero(b) * floorDivide(a, b);
    case '**':
      if (b < 0n) return Number(a) ** Number(b);
      return bounded(a, b, bits(a) * (bits(b) > 12 ? MAX_BITS + 1 : Number(b))) && a ** b;
    case '<<':
      return b >= 0n && b < BigInt(MAX_BITS) ? bounded(a, b, bits(a) + Number(b)) && a << b : undefined;
    case '>>':
      return b >= 0n && b < BigInt(MAX_BITS) ? a >> b : undefined;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      return undefined;
  }
}

function bounded(_a: bigint, _b: bigint, size: number): bigint {
  if (size > MAX_BITS) throw new NotFollowed(`computes an integer of more than ${MAX_BITS} bits`);
  return 1n;
}

function bits(value: bigint): number {
  return value.toString(16).length * 4;
}

function nonZero<T extends bigint | number>(value: T): T {
  if (Number(value) === 0) throw new NotFollowed('divides by zero');
  return value;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function floats(operator: string, left: bigint | number, right: bigint | number): number | undefined {
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
    case 'classic /':
      return a / nonZero(b);
    case '//':
      return Math.floor(a / nonZero(b));
    case '%':
      return a - nonZero(b) * Math.floor(a / b);
    case '**':
      return a < 0 && !Number.isInteger(b) ? undefined : a ** b;
    default:
      return undefined;
  }
}

function compare(operator: string, left: ConstantValue, right: ConstantValue): boolean | undefined {
  if (operator === 'is' || operator === 'is not') return identical(left, right) === (operator === 'is');
  if (operator === 'in' || operator === 'not in') {
    if (typeof left !== 'string' || typeof right !== 'string') return undefined;
    return right.includes(left) === (operator === 'in');
  }
  const [a, b] = [number(left), number(right)];
  const areNumbers = a !== undefined && b !== undefined;
  const areText = typeof left === 'string' && typeof right === 'string';
  if (operator === '==' || operator === '!=') {
    if (left instanceof Uint8Array || right instanceof Uint8Array) return undefined;
    // biome-ignore lint/suspicious/noDoubleEquals: of an integer and a float, whose values may be equal
    const equal = areNumbers ? a == b : left === right;
    return equal === (operator === '==');
  }
  if (!areNumbers && !areText) return undefined;
  const [x, y] = areNumbers ? [a, b] : [left as string, right as string];
  if (operator === '<') return x < y;
  if (operator === '<=') return x <= y;
  return operator === '>' ? x > y : x >= y;
}

/** `is` of what Python has but one of: None, the booleans, `...`; of small integers and short text in practice. */
function identical(left: ConstantValue, right: ConstantValue): boolean {
  return left === right;
}
