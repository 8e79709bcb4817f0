import { asNumber, isObject, type Json, type JsonObject, pythonFloat } from '../python-json.ts';

/** The model's outputs, by the names the source gives them and by those Keras 3 will. */
export interface Outputs {
  readonly names: readonly string[];
  readonly target: (name: string) => string;
}

/** A serialized object or a name: one loss or metric, not a structure of them. */
function isSingle(value: Json): boolean {
  return typeof value === 'string' || (isObject(value) && typeof value.class_name === 'string');
}

/** Whether Keras 3 can tell the outputs apart by name: a layer that gives two outputs gives two of one name. */
function namesAreUnique(outputs: Outputs): boolean {
  return new Set(outputs.names).size === outputs.names.length;
}

/**
 * The losses, one an output, however the source structured them: one for all, a list, or a dictionary in which an
 * output may be missing (compile_utils.py `LossesContainer`).
 */
export function lossPerOutput(loss: Json | undefined, outputs: Outputs): Json[] {
  const count = Math.max(outputs.names.length, 1);
  if (loss === undefined || loss === null) return Array.from({ length: count }, () => null);
  if (isSingle(loss)) return Array.from({ length: count }, () => loss);
  if (Array.isArray(loss)) {
    return Array.from({ length: Math.max(count, loss.length) }, (_, index) => unwrapped(loss[index] ?? null));
  }
  if (!isObject(loss)) return [loss];
  if (outputs.names.length <= 1) return [unwrapped(Object.values(loss)[0] ?? null)];
  return outputs.names.map((name) => unwrapped(entryOf(loss, name, outputs)));
}

/** Weights beside {@link lossPerOutput}: 1 where the source gives none. */
export function weightPerOutput(weights: Json | undefined, outputs: Outputs): number[] | undefined {
  if (weights === undefined || weights === null) return undefined;
  const count = Math.max(outputs.names.length, 1);
  const single = asNumber(weights);
  if (single !== undefined) return Array.from({ length: count }, () => single);
  const list = Array.isArray(weights)
    ? weights
    : isObject(weights)
      ? outputs.names.length <= 1
        ? Object.values(weights)
        : outputs.names.map((name) => entryOf(weights, name, outputs))
      : [];
  return Array.from({ length: count }, (_, index) => asNumber(list[index] ?? null) ?? 1);
}

/**
 * The metrics, a list an output. A flat list stands for every output in Keras 1 and 2 (compile_utils.py
 * `_maybe_broadcast_to_outputs`), and for one output each in Keras 3, so it is written out.
 */
export function metricsPerOutput(metrics: Json | undefined, outputs: Outputs): Json[][] | undefined {
  if (metrics === undefined || metrics === null) return undefined;
  const count = Math.max(outputs.names.length, 1);
  if (isSingle(metrics)) return Array.from({ length: count }, () => [metrics]);
  if (Array.isArray(metrics)) {
    if (metrics.length === 0) return undefined;
    if (count === 1) return [metrics.flatMap(listed)];
    const nested = metrics.some((metric) => metric === null || !isSingle(metric));
    return Array.from({ length: count }, (_, index) => (nested ? listed(metrics[index] ?? null) : metrics));
  }
  if (!isObject(metrics)) return undefined;
  if (count === 1) return [Object.values(metrics).flatMap(listed)];
  return outputs.names.map((name) => listed(entryOf(metrics, name, outputs)));
}

/** Keys of a dictionary that name no output of the model; Keras 3 refuses such a dictionary. */
export function strayKeys(value: Json | undefined, outputs: Outputs): string[] {
  if (!isObject(value) || isSingle(value) || outputs.names.length <= 1) return [];
  return Object.keys(value).filter(
    (key) => !outputs.names.some((name) => name === key || outputs.target(name) === key),
  );
}

/** Losses as Keras 3 wants them: 3.3 pairs a list that holds a `null` with the wrong outputs, and 3.15 wants every name in a dictionary. */
export function lossStructure(losses: readonly Json[], outputs: Outputs): Json {
  if (losses.every((loss) => loss === null)) return null;
  return structure(losses, outputs);
}

/** Loss weights in the structure of {@link lossStructure}; floats, for Keras 3.3 takes nothing else. */
export function weightStructure(weights: readonly number[], outputs: Outputs): Json {
  return structure(weights.map(pythonFloat), outputs);
}

/** Metrics as Keras 3 wants them; null when there are none. */
export function metricStructure(metrics: readonly (readonly Json[])[], outputs: Outputs): Json {
  if (metrics.every((list) => list.length === 0)) return null;
  if (metrics.length === 1) return [...(metrics[0] ?? [])];
  return structure(
    metrics.map((list) => [...list]),
    outputs,
  );
}

function structure(values: readonly Json[], outputs: Outputs): Json {
  if (values.length === 1) return values[0] ?? null;
  if (values.length !== outputs.names.length || !namesAreUnique(outputs)) return [...values];
  return Object.fromEntries(values.map((value, index) => [outputs.target(outputs.names[index] ?? ''), value]));
}

function entryOf(values: JsonObject, name: string, outputs: Outputs): Json {
  for (const key of [name, outputs.target(name)]) {
    if (Object.hasOwn(values, key)) return values[key] ?? null;
  }
  return null;
}

/** `["mse"]` for one output is `"mse"`. */
function unwrapped(value: Json): Json {
  return Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}

function listed(value: Json): Json[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap(listed);
  if (isObject(value) && !isSingle(value)) return Object.values(value).flatMap(listed);
  return [value];
}
