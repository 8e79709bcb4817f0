import { asNumber, isObject, type Json, type JsonObject, pythonFloat } from '../python-json.ts';
import type { ModelOutput, ModelOutputs } from './model-outputs.ts';

/** A serialized object or a name: one loss or metric, not a structure of them. */
function isSingle(value: Json): boolean {
  return typeof value === 'string' || (isObject(value) && typeof value.class_name === 'string');
}

/** Whether Keras 3 can tell the outputs apart by name: two of one layer have one name, and an operation has none that is known. */
function namesAreUnique(outputs: ModelOutputs): boolean {
  return (
    outputs.areNamedAnew !== true && new Set(outputs.each.map(({ target }) => target)).size === outputs.each.length
  );
}

/**
 * The losses, one an output, however the source structured them: one for all, a list, or a dictionary in which an
 * output may be missing (compile_utils.py `LossesContainer`).
 */
export function lossPerOutput(source: Json | undefined, outputs: ModelOutputs): Json[] {
  const loss = outOfNesting(source, outputs);
  const count = Math.max(outputs.each.length, 1);
  if (loss === undefined || loss === null) return Array.from({ length: count }, () => null);
  if (isSingle(loss)) return Array.from({ length: count }, () => loss);
  if (Array.isArray(loss)) {
    return Array.from({ length: Math.max(count, loss.length) }, (_, index) => unwrapped(loss[index] ?? null));
  }
  if (!isObject(loss)) return [loss];
  if (outputs.each.length <= 1) return [unwrapped(Object.values(loss)[0] ?? null)];
  return outputs.each.map((output) => unwrapped(entryOf(loss, output, outputs)));
}

/** Weights beside {@link lossPerOutput}: 1 where the source gives none. */
export function weightPerOutput(source: Json | undefined, outputs: ModelOutputs): number[] | undefined {
  const weights = outOfNesting(source, outputs);
  if (weights === undefined || weights === null) return undefined;
  const count = Math.max(outputs.each.length, 1);
  const single = asNumber(weights);
  if (single !== undefined) return Array.from({ length: count }, () => single);
  const list = Array.isArray(weights)
    ? weights
    : isObject(weights)
      ? outputs.each.length <= 1
        ? Object.values(weights)
        : outputs.each.map((output) => entryOf(weights, output, outputs))
      : [];
  return Array.from({ length: count }, (_, index) => asNumber(list[index] ?? null) ?? 1);
}

/**
 * The metrics, a list an output. A flat list stands for every output in Keras 1 and 2 (compile_utils.py
 * `_maybe_broadcast_to_outputs`), and for one output each in Keras 3, so it is written out.
 */
export function metricsPerOutput(source: Json | undefined, outputs: ModelOutputs): Json[][] | undefined {
  const metrics = outOfNesting(source, outputs);
  if (metrics === undefined || metrics === null) return undefined;
  const count = Math.max(outputs.each.length, 1);
  if (isSingle(metrics)) return Array.from({ length: count }, () => [metrics]);
  if (Array.isArray(metrics)) {
    if (metrics.length === 0) return undefined;
    if (count === 1) return [metrics.flatMap(listed)];
    const nested = metrics.some((metric) => metric === null || !isSingle(metric));
    return Array.from({ length: count }, (_, index) => (nested ? listed(metrics[index] ?? null) : metrics));
  }
  if (!isObject(metrics)) return undefined;
  if (count === 1) return [Object.values(metrics).flatMap(listed)];
  return outputs.each.map((output) => listed(entryOf(metrics, output, outputs)));
}

function outOfNesting(values: Json | undefined, { nesting }: ModelOutputs): Json | undefined {
  return nesting !== undefined && isObject(values) && !isSingle(values) ? unnested(values, nesting) : values;
}

/** Values that stand in the structure of nested outputs, or in a part of it that one stands for, by the number of their output. */
function unnested(values: Json, nesting: Json): Json[] {
  const found: Json[] = [];
  const visit = (value: Json, place: Json): void => {
    const parts = Array.isArray(place) ? [...place.entries()] : isObject(place) ? Object.entries(place) : undefined;
    if (parts === undefined) {
      found[Number(place)] = value;
      return;
    }
    for (const [key, part] of parts) {
      const isPart = Array.isArray(place) ? Array.isArray(value) : isObject(value) && !isSingle(value);
      visit(isPart ? ((value as JsonObject)[key] ?? null) : value, part);
    }
  };
  visit(values, nesting);
  return found;
}

/** Keys of a dictionary that name no output of the model; Keras 3 refuses such a dictionary. */
export function strayKeys(value: Json | undefined, outputs: ModelOutputs): string[] {
  if (!isObject(value) || isSingle(value) || outputs.each.length <= 1 || outputs.nesting !== undefined) return [];
  return Object.keys(value).filter((key) => !outputs.each.some(({ name, target }) => name === key || target === key));
}

/** Losses as Keras 3 wants them: 3.3 pairs a list that holds a `null` with the wrong outputs, and 3.15 wants every name in a dictionary. */
export function lossStructure(losses: readonly Json[], outputs: ModelOutputs): Json {
  if (losses.every((loss) => loss === null)) return null;
  return structure(losses, outputs);
}

/** Loss weights in the structure of {@link lossStructure}; floats, for Keras 3.3 takes nothing else. */
export function weightStructure(weights: readonly number[], outputs: ModelOutputs): Json {
  return structure(weights.map(pythonFloat), outputs);
}

/** Metrics as Keras 3 wants them; null when there are none. */
export function metricStructure(metrics: readonly (readonly Json[])[], outputs: ModelOutputs): Json {
  if (metrics.every((list) => list.length === 0)) return null;
  if (metrics.length === 1) return [...(metrics[0] ?? [])];
  return structure(
    metrics.map((list) => [...list]),
    outputs,
  );
}

function structure(values: readonly Json[], outputs: ModelOutputs): Json {
  if (values.length === 1) return values[0] ?? null;
  if (values.length !== outputs.each.length) return [...values];
  if (outputs.nesting !== undefined) return nested(values, outputs.nesting);
  if (!namesAreUnique(outputs)) return [...values];
  return Object.fromEntries(values.map((value, index) => [outputs.each[index]?.target ?? '', value]));
}

function nested(values: readonly Json[], nesting: Json): Json {
  if (Array.isArray(nesting)) return nesting.map((item) => nested(values, item));
  if (!isObject(nesting)) return values[Number(nesting)] ?? null;
  return Object.fromEntries(Object.entries(nesting).map(([key, item]) => [key, nested(values, item)]));
}

/** Settings may name an output as Keras 3 does, unless that is another output's name. */
function entryOf(values: JsonObject, { name, target }: ModelOutput, outputs: ModelOutputs): Json {
  if (Object.hasOwn(values, name)) return values[name] ?? null;
  const isOthers = outputs.each.some((other) => other.name === target);
  return isOthers || !Object.hasOwn(values, target) ? null : (values[target] ?? null);
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
