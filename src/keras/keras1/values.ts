import { asNumber, isObject, type Json, type JsonObject, pythonFloat } from '../python-json.ts';

/** Keras 1's initializations (`keras/initializations.py`) under the names both Keras 2 and 3 know. */
const INITIALIZERS: ReadonlyMap<string, string> = new Map([
  ['uniform', 'random_uniform'],
  ['normal', 'random_normal'],
  ['zero', 'zeros'],
  ['one', 'ones'],
]);

const PADDING_ORDER: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['tf', 'channels_last'],
  ['th', 'channels_first'],
]);

/** Keras 2 keeps no implementation 0 beyond 2.1; the three compute the same. */
const IMPLEMENTATIONS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['cpu', 1],
  ['mem', 1],
  ['gpu', 2],
]);

/**
 * A value in Keras 2's dialect, by the Keras 2 name of its key.
 *
 * @param order the `dim_ordering` of the layer, if it has one: constraints name kernel axes, which that order permutes
 */
export function upgradeValue(key: string, value: Json, order: string | undefined): Json {
  if (key === 'data_format') return lookUp(PADDING_ORDER, value);
  if (key === 'implementation') return lookUp(IMPLEMENTATIONS, value);
  if (key === 'unit_forget_bias') return value === 'one';
  if (key.endsWith('_initializer')) return lookUp(INITIALIZERS, value);
  if (key.endsWith('_regularizer')) return regularizer(value);
  if (key.endsWith('_constraint')) return constraint(value, key === 'bias_constraint' ? undefined : order);
  return value;
}

function lookUp<T extends Json>(table: ReadonlyMap<string, T>, value: Json): Json {
  return (typeof value === 'string' ? table.get(value) : undefined) ?? value;
}

/** `WeightRegularizer` and `ActivityRegularizer` are `L1L2Regularizer`'s older names (`keras/regularizers.py`). */
function regularizer(value: Json): Json {
  if (!isObject(value)) return value;
  const known = ['L1L2Regularizer', 'WeightRegularizer', 'ActivityRegularizer'];
  if (typeof value.name !== 'string' || !known.includes(value.name)) return value;
  return { class_name: 'L1L2', config: { l1: floatOr(value.l1, 0), l2: floatOr(value.l2, 0) } };
}

function floatOr(value: Json | undefined, otherwise: number): Json {
  return pythonFloat(asNumber(value) ?? otherwise);
}

/** Keras 1's constraints (`keras/constraints.py`); in 0.x and 1.0 a name in small letters could stand for the class. */
function constraint(value: Json, order: string | undefined): Json {
  if (!isObject(value)) return value;
  const axis: Json = kernelAxis(value.axis ?? 0, order);
  const configs: ReadonlyMap<Json | undefined, JsonObject> = new Map<Json | undefined, JsonObject>([
    ['MaxNorm', { max_value: value.m ?? 2, axis }],
    ['NonNeg', {}],
    ['UnitNorm', { axis }],
    ['MinMaxNorm', { min_value: value.low ?? 0, max_value: value.high ?? 1, rate: value.rate ?? 1, axis }],
  ]);
  const config = configs.get(value.name);
  return config && typeof value.name === 'string' ? { class_name: value.name, config } : value;
}

/** Kernels stored as (out, in, …space) become (…space, in, out). */
function kernelAxis(axis: Json, order: string | undefined): Json {
  if (order !== 'th') return axis;
  if (Array.isArray(axis)) return axis.map((each) => kernelAxis(each, order));
  const moved = new Map([
    [0, -1],
    [1, -2],
  ]);
  return typeof axis === 'number' ? (moved.get(axis) ?? axis - 2) : axis;
}

/** Whether a regularizer or constraint is one that Keras 3 has not: it matters to training alone. */
export function isUnknownPenalty(key: string, value: Json): boolean {
  return /_(regularizer|constraint)$/.test(key) && isObject(value) && value.class_name === undefined;
}
