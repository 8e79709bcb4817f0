import { Memo } from '../facts/memo.ts';
import type { TensorFacts } from '../facts/shape-facts.ts';
import { type Argument, type Call, TensorRef } from '../graph/graph.ts';
import { asNumber, Float, type Json, pythonFloat } from '../python-json.ts';
import { functionCall } from './names.ts';

/**
 * What is known of a value computed from tensors' shapes. Keras 2 kept `tf.shape(x)[0]` as operations of the graph;
 * Keras 3 has no such operation, but what such values are used for (reshaping, tiling, scaling) needs only this.
 */
export type Known = number | Float | Batch | undefined | KnownList;
export type KnownList = readonly Known[];

/** The number of samples, as the first axis of this tensor has it. */
export class Batch {
  readonly of: TensorRef;
  constructor(of: TensorRef) {
    this.of = of;
  }
}

/** Follows a value back through the graph, as far as it is made of shapes and constants. */
export function known(value: Argument | undefined, facts: TensorFacts, depth = 0): Known {
  if (value === undefined || value === null || depth > MAX_STEPS) return undefined;
  if (typeof value === 'number' || value instanceof Float) return value;
  if (Array.isArray(value)) return value.map((item) => known(item, facts, depth + 1));
  if (!(value instanceof TensorRef)) return undefined;
  return FOUND.of(value, facts, undefined, () => {
    const producer = facts.producerOf(value);
    const made = producer && functionCall(producer.className, producer.config, producer.call);
    return made && STEPS.get(made.name)?.(made.call, facts, depth + 1);
  });
}

const FOUND = new Memo<Known>();

// Longer chains of shape arithmetic are not written by hand.
const MAX_STEPS = 64;

type Step = (call: Call, facts: TensorFacts, depth: number) => Known;

function scalar(value: Known): number | undefined {
  return value instanceof Float || typeof value === 'number' ? Number(value) : undefined;
}

function first(call: Call): Argument | undefined {
  return call.args[0];
}

/** Arithmetic of two numbers: of integers an integer, else a float. */
function binary(compute: (x: number, y: number) => number, float = false): Step {
  return (call, facts, depth) => {
    const [a, b] = [first(call), call.args[1] ?? call.kwargs.y].map((side) => known(side, facts, depth));
    const [x, y] = [scalar(a), scalar(b)];
    if (x === undefined || y === undefined) return undefined;
    return float || !isInteger(a) || !isInteger(b) ? pythonFloat(compute(x, y)) : compute(x, y);
  };
}

function isInteger(value: Known): boolean {
  return typeof value === 'number' && Number.isInteger(value);
}

function unary(compute: (x: number) => number): Step {
  return (call, facts, depth) => {
    const x = scalar(known(first(call), facts, depth));
    return x === undefined ? undefined : pythonFloat(compute(x));
  };
}

const same: Step = (call, facts, depth) => known(first(call), facts, depth);

const shape: Step = (call, facts) => {
  const of = first(call);
  if (!(of instanceof TensorRef)) return undefined;
  const sizes = facts.shapeOf(of);
  if (sizes === undefined) return undefined;
  return sizes.map((size, axis) => size ?? (axis === 0 ? new Batch(of) : undefined));
};

const getItem: Step = (call, facts, depth) => {
  const key = call.args[1] ?? call.kwargs.slice_spec;
  const keys = Array.isArray(key) ? key : [key];
  const [only] = keys;
  if (keys.length !== 1 || only === undefined || only === null) return undefined;
  const tensor = first(call);
  const list = known(tensor, facts, depth);
  if (!Array.isArray(list)) return only === 0 ? batchOfUnknownShape(tensor, facts) : undefined;
  if (typeof only === 'number') return list.at(only);
  if (typeof only !== 'object' || Array.isArray(only) || only instanceof TensorRef || only instanceof Float)
    return undefined;
  const bounds = [only.start, only.stop, only.step ?? 1].map((bound) =>
    bound === null ? undefined : asNumber(bound as Json),
  );
  return bounds[2] === 1 ? list.slice(bounds[0], bounds[1]) : undefined;
};

/** `tf.shape(x)[0]` where the other sizes of `x` are not known. */
function batchOfUnknownShape(tensor: Argument | undefined, facts: TensorFacts): Known {
  const producer = tensor instanceof TensorRef ? facts.producerOf(tensor) : undefined;
  const made = producer && functionCall(producer.className, producer.config, producer.call);
  if (made?.name !== 'shape') return undefined;
  const of = first(made.call);
  return of instanceof TensorRef && facts.shapeOf(of) === undefined ? new Batch(of) : undefined;
}

/** A strided slice of a list: one item, or a range. */
const stridedSlice: Step = (call, facts, depth) => {
  const tensor = first(call);
  const { begin, end, strides, begin_mask, end_mask, shrink_axis_mask } = call.kwargs;
  const [start, stop, step] = [begin, end, strides].map((part) =>
    Array.isArray(part) && part.length === 1 ? part[0] : undefined,
  );
  if (typeof start !== 'number' || typeof stop !== 'number' || step !== 1) return undefined;
  const list = known(tensor, facts, depth);
  if (!Array.isArray(list))
    return shrink_axis_mask === 1 && start === 0 ? batchOfUnknownShape(tensor, facts) : undefined;
  if (shrink_axis_mask === 1) return list.at(start);
  return list.slice(begin_mask === 1 ? undefined : start, end_mask === 1 ? undefined : stop);
};

const concatenate: Step = (call, facts, depth) => {
  const parts = known(first(call), facts, depth);
  if (!Array.isArray(parts) || !parts.every((part) => Array.isArray(part))) return undefined;
  return parts.flat();
};

const product: Step = (call, facts, depth) => {
  const list = known(first(call), facts, depth);
  if (!Array.isArray(list)) return undefined;
  const sizes = list.map(scalar);
  return sizes.every((size) => size !== undefined)
    ? sizes.reduce<number>((total, size) => total * (size ?? 0), 1)
    : undefined;
};

/** Items of a list by their places. */
const gather: Step = (call, facts, depth) => {
  const list = known(first(call), facts, depth);
  const places = known(call.args[1] ?? call.kwargs.indices, facts, depth);
  if (!Array.isArray(list)) return undefined;
  if (typeof places === 'number') return list.at(places);
  if (!Array.isArray(places)) return undefined;
  return places.map((place: Known) => (typeof place === 'number' ? list.at(place) : undefined));
};

const castTo: Step = (call, facts, depth) => {
  const value = known(first(call), facts, depth);
  const dtype = call.args[1] ?? call.kwargs.dtype;
  const number = scalar(value);
  if (number === undefined || typeof dtype !== 'string') return value;
  return dtype.includes('float') ? pythonFloat(number) : Math.trunc(number);
};

const STEPS = new Map<string, Step>([
  ['shape', shape],
  ['__operators__.getitem', getItem],
  ['strided_slice', stridedSlice],
  ['gather', gather],
  ['stack', same],
  ['concat', concatenate],
  ['cast', castTo],
  ['identity', same],
  ['convert_to_tensor', same],
  ['math.reduce_prod', product],
  ['math.multiply', binary((x, y) => x * y)],
  ['math.add', binary((x, y) => x + y)],
  ['__operators__.add', binary((x, y) => x + y)],
  ['math.subtract', binary((x, y) => x - y)],
  ['floor_div', binary((x, y) => Math.floor(x / y))],
  ['math.floordiv', binary((x, y) => Math.floor(x / y))],
  ['math.truediv', binary((x, y) => x / y, true)],
  ['math.pow', binary((x, y) => x ** y)],
  ['math.sqrt', unary(Math.sqrt)],
  ['math.rsqrt', unary((x) => 1 / Math.sqrt(x))],
]);
