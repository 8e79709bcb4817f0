import { isLate, kerasHad } from '../history/keras-had.ts';
import { PACKAGE_METRICS } from '../packages/training.ts';
import { isObject, type Json, type JsonObject, sameJson } from '../python-json.ts';
import type { TrainingFindings } from './findings.ts';
import { customFunction, customObject, identify, kerasObject } from './identify.ts';
import { lossFunctionName, warnOfHinge } from './losses.ts';

/** What each metric class takes in Keras 3.3 beside `name` and `dtype` (keras/src/metrics). */
const METRIC_CLASSES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['Accuracy', []],
  [
    'AUC',
    [
      'num_thresholds',
      'curve',
      'summation_method',
      'thresholds',
      'multi_label',
      'num_labels',
      'label_weights',
      'from_logits',
    ],
  ],
  ['BinaryAccuracy', ['threshold']],
  ['BinaryCrossentropy', ['from_logits', 'label_smoothing']],
  ['BinaryIoU', ['target_class_ids', 'threshold']],
  ['CategoricalAccuracy', []],
  ['CategoricalCrossentropy', ['from_logits', 'label_smoothing', 'axis']],
  ['CategoricalHinge', []],
  ['CosineSimilarity', ['axis']],
  ['F1Score', ['average', 'threshold']],
  ['FBetaScore', ['average', 'beta', 'threshold']],
  ['FalseNegatives', ['thresholds']],
  ['FalsePositives', ['thresholds']],
  ['Hinge', []],
  ['IoU', ['num_classes', 'target_class_ids', 'ignore_class', 'sparse_y_true', 'sparse_y_pred', 'axis']],
  ['KLDivergence', []],
  ['LogCoshError', []],
  ['Mean', []],
  ['MeanAbsoluteError', []],
  ['MeanAbsolutePercentageError', []],
  ['MeanIoU', ['num_classes', 'ignore_class', 'sparse_y_true', 'sparse_y_pred', 'axis']],
  ['MeanSquaredError', []],
  ['MeanSquaredLogarithmicError', []],
  ['OneHotIoU', ['num_classes', 'target_class_ids', 'ignore_class', 'sparse_y_pred', 'axis']],
  ['OneHotMeanIoU', ['num_classes', 'ignore_class', 'sparse_y_pred', 'axis']],
  ['Poisson', []],
  ['Precision', ['thresholds', 'top_k', 'class_id']],
  ['PrecisionAtRecall', ['recall', 'num_thresholds', 'class_id']],
  ['R2Score', ['class_aggregation', 'num_regressors']],
  ['Recall', ['thresholds', 'top_k', 'class_id']],
  ['RecallAtPrecision', ['precision', 'num_thresholds', 'class_id']],
  ['RootMeanSquaredError', []],
  ['SensitivityAtSpecificity', ['specificity', 'num_thresholds', 'class_id']],
  ['SparseCategoricalAccuracy', []],
  ['SparseCategoricalCrossentropy', ['from_logits', 'axis']],
  ['SparseTopKCategoricalAccuracy', ['k']],
  ['SpecificityAtSensitivity', ['sensitivity', 'num_thresholds', 'class_id']],
  ['SquaredHinge', []],
  ['Sum', []],
  ['TopKCategoricalAccuracy', ['k']],
  ['TrueNegatives', ['thresholds']],
  ['TruePositives', ['thresholds']],
]);

/** Classes of Keras 2 that Keras 3 dropped. */
const GONE: ReadonlySet<string> = new Set(['MeanRelativeError', 'MeanTensor', 'SumOverBatchSize']);

/** The metric class that is the mean of a loss function's values. */
const CLASS_OF_LOSS_FUNCTION: ReadonlyMap<string, string> = new Map([
  ['binary_crossentropy', 'BinaryCrossentropy'],
  ['categorical_crossentropy', 'CategoricalCrossentropy'],
  ['categorical_hinge', 'CategoricalHinge'],
  ['cosine_similarity', 'CosineSimilarity'],
  ['hinge', 'Hinge'],
  ['kl_divergence', 'KLDivergence'],
  ['log_cosh', 'LogCoshError'],
  ['mean_absolute_error', 'MeanAbsoluteError'],
  ['mean_absolute_percentage_error', 'MeanAbsolutePercentageError'],
  ['mean_squared_error', 'MeanSquaredError'],
  ['mean_squared_logarithmic_error', 'MeanSquaredLogarithmicError'],
  ['poisson', 'Poisson'],
  ['sparse_categorical_crossentropy', 'SparseCategoricalCrossentropy'],
  ['squared_hinge', 'SquaredHinge'],
]);

/** The metric class that is the mean of an accuracy function's values. */
const CLASS_OF_ACCURACY_FUNCTION: ReadonlyMap<string, string> = new Map([
  ['binary_accuracy', 'BinaryAccuracy'],
  ['categorical_accuracy', 'CategoricalAccuracy'],
  ['sparse_categorical_accuracy', 'SparseCategoricalAccuracy'],
  ['sparse_top_k_categorical_accuracy', 'SparseTopKCategoricalAccuracy'],
  ['top_k_categorical_accuracy', 'TopKCategoricalAccuracy'],
]);

const ACCURACY: ReadonlySet<string> = new Set(['accuracy', 'acc', 'Accuracy']);
const CROSSENTROPY: ReadonlySet<string> = new Set(['crossentropy', 'ce']);

/** What a metric is told of the output it stands on. */
export interface MetricPlace {
  readonly path: string;
  /** The source's loss of the same output: Keras 1 to 2.3 chose the kind of accuracy by it, every Keras 2 that of crossentropy. */
  readonly loss: Json;
  /** Keras 2 put the output's name before its metrics' names, and Keras 3 would do so again (compile_utils.py). */
  readonly prefix: string | undefined;
  /** What of that {@link prefix} Keras 3 does not put there by itself: it calls all outputs of one layer alike. */
  readonly ownPrefix: string;
  /** Keras before 2.2 of TensorFlow chose `accuracy` by the loss, later ones by the shapes, as Keras 3 does. */
  readonly accuracyByLoss: boolean;
  /** Written before TensorFlow's losses and metrics took over from Keras's own. */
  readonly ownFunctions: boolean;
}

/** One metric as Keras 3 reads it; undefined for one that was dropped, with a warning. */
export function upgradeMetric(metric: Json, place: MetricPlace, found: TrainingFindings): Json | undefined {
  const upgraded = upgradeIdentified(metric, place, found);
  if (upgraded === undefined || !sameJson(metric, upgraded)) found.change(place.path, metric, upgraded);
  return upgraded;
}

function upgradeIdentified(metric: Json, place: MetricPlace, found: TrainingFindings): Json | undefined {
  const identified = identify(metric);
  if (identified.kind === 'unknown') {
    found.warn(undefined, `The metric at ${place.path} cannot be read; it was dropped.`, { code: 'metric-dropped' });
    return undefined;
  }
  const { name } = identified;
  const foreign = identified.foreign || !wasMetric(name, found);
  if (identified.kind === 'name') {
    const known = foreign ? undefined : byFunction(name, { name }, place, found);
    if (known !== undefined) return known.metric;
    found.custom('metric', name);
    return customFunction(name);
  }
  const ofPackage = found.packageClass('metric', 'keras.metrics', identified, PACKAGE_METRICS);
  const taken = ofPackage && METRIC_CLASSES.get(ofPackage.equal);
  if (ofPackage && taken) {
    const { equal, config } = ofPackage;
    return kerasObject('keras.metrics', equal, metricConfig(equal, taken, config, place, found));
  }
  const { config } = identified;
  const own = foreign ? undefined : METRIC_CLASSES.get(name);
  if (own !== undefined) return kerasObject('keras.metrics', name, metricConfig(name, own, config, place, found));
  if (!foreign && GONE.has(name)) {
    found.warn(undefined, `The metric ${name} is gone from Keras 3; it was dropped.`, { code: 'metric-dropped' });
    return undefined;
  }
  if (!foreign && /^(?:MeanMetricWrapper|SumOverBatchSizeMetricWrapper)$/.test(name) && config.fn !== undefined) {
    return unwrap(config, place, found);
  }
  // A loss given for a metric, as in metrics=[Huber()].
  const lossName = foreign ? undefined : lossFunctionName(metric);
  if (lossName !== undefined) return meanOf(lossName, config, place);
  found.custom('metric', name);
  // Metrics stand in lists, where no loader guesses by name: the user's own name stays.
  return isObject(metric) ? customObject(metric, () => false) : metric;
}

/** Metrics are classes and functions of their own, or losses. */
function wasMetric(name: string, { writer }: TrainingFindings): boolean {
  if (ACCURACY.has(name) || CROSSENTROPY.has(name)) return true;
  if (isLate('metrics', name) && isLate('losses', name)) {
    return kerasHad('metrics', name, writer) || kerasHad('losses', name, writer);
  }
  return kerasHad('metrics', name, writer) && kerasHad('losses', name, writer);
}

/** `MeanMetricWrapper(fn="binary_accuracy", name="accuracy")` is `BinaryAccuracy(name="accuracy")`. */
function unwrap(config: JsonObject, place: MetricPlace, found: TrainingFindings): Json {
  const { fn, ...rest } = config;
  const inner = identify(fn ?? null);
  if (inner.kind === 'name') {
    const known = inner.foreign ? undefined : byFunction(inner.name, rest, { ...place, ownFunctions: false }, found);
    if (known !== undefined) return known.metric;
  }
  const name = inner.kind === 'unknown' ? String(config.name ?? 'unnamed') : inner.name;
  found.custom('metric', name);
  return customFunction(name);
}

/** The metric that a function's or class's name stands for; undefined for a name that is not Keras's. */
function byFunction(
  fn: string,
  config: JsonObject,
  place: MetricPlace,
  found: TrainingFindings,
): { metric: Json } | undefined {
  if (ACCURACY.has(fn)) return { metric: accuracy(fn, config, place, found) };
  if (CROSSENTROPY.has(fn)) return { metric: crossentropy(config, place, found) };
  const lossName = lossFunctionName(fn);
  const className =
    CLASS_OF_ACCURACY_FUNCTION.get(fn) ??
    (METRIC_CLASSES.has(fn) ? fn : undefined) ??
    (lossName === undefined ? undefined : CLASS_OF_LOSS_FUNCTION.get(lossName));
  if (className === undefined) {
    return lossName === undefined ? undefined : { metric: meanOf(lossName, config, place) };
  }
  if (place.ownFunctions && className === 'CosineSimilarity') {
    found.warn(
      undefined,
      `The metric "${fn}" was negative in the Keras that wrote the file and is positive in Keras 3.`,
      { code: 'metric-sign' },
    );
  }
  if (place.ownFunctions && lossName !== undefined) warnOfHinge(lossName, found);
  return { metric: classObject(className, config, place, found) };
}

/** Keras 3 looks for no metric's function among the losses, but wraps one it is given as its own writer gives it, as Keras 2 did. */
function meanOf(
  fn: string,
  { name, dtype: _, fn: __, reduction: ___, ...settings }: JsonObject,
  place: MetricPlace,
): JsonObject {
  return kerasObject('keras.metrics', 'MeanMetricWrapper', {
    ...settings,
    name: typeof name === 'string' ? nameAt(place, name) : nameAt(place, fn),
    fn: { module: 'builtins', class_name: 'function', config: fn, registered_name: fn },
  });
}

function classObject(className: string, config: JsonObject, place: MetricPlace, found: TrainingFindings): JsonObject {
  const own = METRIC_CLASSES.get(className) ?? [];
  return kerasObject('keras.metrics', className, metricConfig(className, own, config, place, found));
}

function accuracy(fn: string, config: JsonObject, place: MetricPlace, found: TrainingFindings): Json {
  const lossName = place.accuracyByLoss ? lossFunctionName(place.loss) : undefined;
  if (lossName === 'binary_crossentropy') return classObject('BinaryAccuracy', config, place, found);
  if (lossName === 'sparse_categorical_crossentropy') {
    return classObject('SparseCategoricalAccuracy', config, place, found);
  }
  return fn === 'Accuracy' ? classObject(fn, config, place, found) : fn;
}

/** Keras 3 knows `ce` as a loss only (compile_utils.py), so the metric is named by the loss it goes with. */
function crossentropy(config: JsonObject, place: MetricPlace, found: TrainingFindings): Json {
  const lossName = lossFunctionName(place.loss) ?? '';
  const className = CLASS_OF_LOSS_FUNCTION.get(lossName) ?? '';
  if (/crossentropy$/.test(lossName) && className !== '') return classObject(className, config, place, found);
  found.warn(
    undefined,
    'The metric "crossentropy" goes with a loss that is none; CategoricalCrossentropy was written for it.',
    { code: 'metric-chosen' },
  );
  return classObject('CategoricalCrossentropy', config, place, found);
}

function metricConfig(
  className: string,
  own: readonly string[],
  config: JsonObject,
  place: MetricPlace,
  found: TrainingFindings,
): JsonObject {
  const upgraded: JsonObject = {};
  for (const [key, value] of Object.entries(config)) {
    if (key === 'name') upgraded[key] = typeof value === 'string' ? nameAt(place, value) : value;
    else if (key === 'dtype') upgraded[key] = dtypeName(value);
    else if (own.includes(key)) upgraded[key] = value;
    else if (key !== 'fn' && value !== null) {
      found.warn(
        undefined,
        `The metric ${className} has a setting "${key}" that Keras 3.3 does not know; it was dropped.`,
        { code: 'setting-dropped' },
      );
    }
  }
  return upgraded;
}

/** The name that a metric needs for Keras 3 to call it as Keras 2 did. */
function nameAt({ prefix, ownPrefix }: MetricPlace, name: string): string {
  const isPrefixed = prefix !== undefined && name.length > prefix.length && name.startsWith(prefix);
  return ownPrefix + (isPrefixed ? name.slice(prefix.length) : name);
}

/** Keras 3.4 and later write a policy where 3.3 reads a name. */
function dtypeName(dtype: Json): Json {
  if (!isObject(dtype)) return dtype;
  const config = dtype.config;
  return isObject(config) && typeof config.name === 'string' ? config.name : null;
}
