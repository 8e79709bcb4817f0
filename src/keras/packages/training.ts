import { asNumber, type Json, type JsonObject, pythonFloat } from '../python-json.ts';

/** An optimizer or metric of another package that Keras 3 has. */
export interface PackageTraining {
  readonly package: string;
  /** Keras's class. */
  readonly equal: string;
  /** Its configuration; undefined where the class computes something else with these settings. */
  readonly config: (config: JsonObject) => JsonObject | undefined;
}

const ADDONS = 'TensorFlow Addons';

/** By the class as files name it: optimizers/weight_decay_optimizers.py of TensorFlow Addons 0.23. */
export const PACKAGE_OPTIMIZERS: ReadonlyMap<string, PackageTraining> = new Map<string, PackageTraining>([
  ['Addons>AdamW', { package: ADDONS, equal: 'AdamW', config: decoupled }],
  ['Addons>SGDW', { package: ADDONS, equal: 'SGD', config: decoupled }],
]);

/** By the class as files name it: metrics/f_scores.py and r_square.py of TensorFlow Addons 0.23. */
export const PACKAGE_METRICS: ReadonlyMap<string, PackageTraining> = new Map<string, PackageTraining>([
  ['Addons>F1Score', { package: ADDONS, equal: 'F1Score', config: withoutClasses }],
  ['Addons>FBetaScore', { package: ADDONS, equal: 'FBetaScore', config: withoutClasses }],
  ['Addons>RSquare', { package: ADDONS, equal: 'R2Score', config: determination }],
]);

/**
 * TensorFlow Addons takes `weight_decay` itself from each variable, Keras 3 that times the learning rate, before the step both:
 * alike where the rate stays one number and every variable decays.
 */
function decoupled({
  exclude_from_weight_decay: excluded = null,
  weight_decay: decay = 0,
  ...config
}: JsonObject): JsonObject | undefined {
  const rate = asNumber(config.learning_rate);
  const amount = asNumber(decay);
  const isPlain = excluded === null || (Array.isArray(excluded) && excluded.length === 0);
  if (!isPlain || rate === undefined || rate <= 0 || amount === undefined || (asNumber(config.decay) ?? 0) !== 0) {
    return undefined;
  }
  return { ...config, weight_decay: pythonFloat(amount / rate) };
}

function withoutClasses({ num_classes: _, ...config }: JsonObject): JsonObject {
  return config;
}

const AGGREGATIONS: ReadonlyMap<Json, Json> = new Map<Json, Json>([
  ['raw_values', null],
  ['uniform_average', 'uniform_average'],
  ['variance_weighted', 'variance_weighted_average'],
]);

function determination({ multioutput = 'uniform_average', y_shape: _, ...config }: JsonObject): JsonObject | undefined {
  const aggregation = AGGREGATIONS.get(multioutput);
  return aggregation === undefined ? undefined : { ...config, class_aggregation: aggregation };
}
