import { binBoundaries } from '../classes/hooks/bin-boundaries.ts';
import { refsOf } from '../graph/model.ts';
import { asNumber, isObject, type Json, type JsonObject, pythonFloat } from '../python-json.ts';
import type { KerasObject, LayerOrigin, UpgradedModel } from './types.ts';

/**
 * Writes what a layer was adapted to into its configuration, once the weights are read (`configFromWeights` of its origin).
 *
 * @param graphs those of the upgraded model, whose layers are changed in place.
 * @param variableOf the values of a variable of the source, as nested lists (`mean`: one list, `summary`: two).
 */
export function fillConfig(
  graphs: UpgradedModel['graphs'],
  layer: KerasObject,
  origin: LayerOrigin,
  variableOf: (variable: string) => Json | undefined,
): void {
  const { config } = layer;
  if (!isObject(config)) return;
  for (const { variable, key } of origin.configFromWeights) {
    const value = variableOf(variable);
    if (value === undefined) continue;
    config[key] = key === 'bin_boundaries' ? boundariesOf(value, origin.config.num_bins) : floats(value);
  }
  if (Array.isArray(config.mean)) sizeInput(graphs, layer, config.mean.length);
}

/** Python must read floats, whole numbers too. */
function floats(value: Json): Json {
  if (Array.isArray(value)) return value.map(floats);
  return typeof value === 'number' ? pythonFloat(value) : value;
}

function boundariesOf(summary: Json, numBins: Json | undefined): Json {
  const rows = Array.isArray(summary)
    ? summary.map((row) => (Array.isArray(row) ? row.map((item) => asNumber(item) ?? 0) : []))
    : [];
  const [values = [], weights = []] = rows;
  return binBoundaries(values, weights, asNumber(numBins) ?? 1).map(pythonFloat);
}

/**
 * A Normalization adapted before it was called gave its model an input of unknown sizes (`batch_input_shape: [null, null]`),
 * whose normalized axis Keras 3 must know.
 */
function sizeInput(graphs: UpgradedModel['graphs'], layer: KerasObject, size: number): void {
  const axis = soleAxis(isObject(layer.config) ? layer.config.axis : undefined);
  if (axis === undefined) return;
  for (const input of inputsOf(graphs, layer)) {
    const shape = isObject(input.config) ? input.config.batch_shape : undefined;
    if (!Array.isArray(shape)) continue;
    const index = axis < 0 ? shape.length + axis : axis;
    if (index > 0 && shape[index] === null) shape[index] = size;
  }
}

function soleAxis(axis: Json | undefined): number | undefined {
  const [only, ...others] = Array.isArray(axis) ? axis : [axis ?? null];
  return others.length === 0 ? asNumber(only) : undefined;
}

/** The InputLayers that a layer is called on, in whichever model holds it. */
function inputsOf(graphs: UpgradedModel['graphs'], layer: KerasObject): JsonObject[] {
  return [...graphs.values()].flatMap(({ layers }) => {
    const called = new Set(
      layers
        .find(({ object }) => object === layer)
        ?.calls.flatMap(refsOf)
        .map((ref) => ref.layer),
    );
    return layers
      .filter(({ name, object }) => called.has(name) && object.class_name === 'InputLayer')
      .map(({ object }) => object);
  });
}
