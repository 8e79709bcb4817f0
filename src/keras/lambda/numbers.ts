import type { Argument } from '../graph/graph.ts';
import { pythonFloat } from '../python-json.ts';
import { numberOf } from './values.ts';

/** Constants that modules hold, by their paths. */
export const CONSTANTS: ReadonlyMap<string, Argument> = new Map<string, Argument>([
  ...['numpy', 'math'].flatMap((module): [string, Argument][] => [
    [`${module}.pi`, Math.PI],
    [`${module}.e`, Math.E],
    [`${module}.inf`, pythonFloat(Number.POSITIVE_INFINITY)],
  ]),
  ['numpy.newaxis', null],
  ['tensorflow.newaxis', null],
  ...['BILINEAR', 'NEAREST_NEIGHBOR', 'BICUBIC', 'AREA', 'LANCZOS3', 'LANCZOS5'].map((name): [string, Argument] => [
    `tensorflow.image.ResizeMethod.${name}`,
    name === 'NEAREST_NEIGHBOR' ? 'nearest' : name.toLowerCase(),
  ]),
  ...'float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 bool'
    .split(' ')
    .flatMap((dtype): [string, Argument][] => [
      [`tensorflow.${dtype}`, dtype],
      [`numpy.${dtype}`, dtype],
    ]),
]);

const UNARY: ReadonlyMap<string, (value: number) => number> = new Map([
  ['sqrt', Math.sqrt],
  ['exp', Math.exp],
  ['log', Math.log],
  ['abs', Math.abs],
  ['fabs', Math.abs],
  ['square', (value) => value * value],
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tanh', Math.tanh],
]);

const SAME = new Set(['array', 'asarray', 'constant', 'float32', 'float64']);

/**
 * What a function of NumPy, `math`, TensorFlow or the backend gives for numbers that are known; undefined where it is not
 * here or its arguments are others. Integers stay integers where the function gives such.
 */
export function known(path: string, args: readonly Argument[]): Argument | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const isNumeric = /^(numpy|math|tensorflow|keras\.backend)\./.test(path);
  const [first] = args;
  if (!isNumeric || first === undefined || args.some((argument) => !isKnown(argument))) return undefined;
  if (SAME.has(name) && path.startsWith('numpy.')) return Array.isArray(first) ? first : floated(first, name);
  const unary = UNARY.get(name);
  if (unary && args.length === 1) return mapped(first, (value) => pythonFloat(unary(value)));
  const isInteger = args.flat(8).every((value) => typeof numberOf(value as Argument) === 'bigint');
  if (name === 'prod' && args.length === 1 && Array.isArray(first)) {
    const product = first.reduce<number>((total, value) => total * Number(numberOf(value)), 1);
    return isInteger ? product : pythonFloat(product);
  }
  if (['floor', 'ceil'].includes(name) && args.length === 1 && !Array.isArray(first)) {
    const value = Math[name as 'floor' | 'ceil'](Number(numberOf(first)));
    return path.startsWith('math.') ? value : pythonFloat(value);
  }
  return undefined;
}

function isKnown(value: Argument): boolean {
  return Array.isArray(value) ? value.every(isKnown) : numberOf(value) !== undefined;
}

function floated(value: Argument, name: string): Argument {
  return name.startsWith('float') ? pythonFloat(Number(numberOf(value))) : value;
}

/** A function of numbers, item by item. */
export function mapped(value: Argument, map: (value: number) => Argument): Argument {
  return Array.isArray(value) ? value.map((item) => mapped(item, map)) : map(Number(numberOf(value)));
}
