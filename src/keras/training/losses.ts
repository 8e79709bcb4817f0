import { kerasHad } from '../history/keras-had.ts';
import { isObject, type Json, type JsonObject, sameJson } from '../python-json.ts';
import type { TrainingFindings } from './findings.ts';
import { customFunction, customObject, identify, kerasObject } from './identify.ts';

/** Every name Keras 1 and 2 had for a loss function, with the one name that both loaders of Keras 3 know (losses/__init__.py). */
const LOSS_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ...[
    'binary_crossentropy',
    'binary_focal_crossentropy',
    'categorical_crossentropy',
    'categorical_focal_crossentropy',
    'categorical_hinge',
    'cosine_similarity',
    'ctc',
    'dice',
    'hinge',
    'huber',
    'kl_divergence',
    'log_cosh',
    'mean_absolute_error',
    'mean_absolute_percentage_error',
    'mean_squared_error',
    'mean_squared_logarithmic_error',
    'poisson',
    'sparse_categorical_crossentropy',
    'squared_hinge',
    'tversky',
  ].map((name): [string, string] => [name, name]),
  ['mse', 'mean_squared_error'],
  ['MSE', 'mean_squared_error'],
  ['mae', 'mean_absolute_error'],
  ['MAE', 'mean_absolute_error'],
  ['mape', 'mean_absolute_percentage_error'],
  ['MAPE', 'mean_absolute_percentage_error'],
  ['msle', 'mean_squared_logarithmic_error'],
  ['MSLE', 'mean_squared_logarithmic_error'],
  ['bce', 'binary_crossentropy'],
  ['BCE', 'binary_crossentropy'],
  ['kld', 'kl_divergence'],
  ['KLD', 'kl_divergence'],
  ['kullback_leibler_divergence', 'kl_divergence'],
  ['logcosh', 'log_cosh'],
  ['huber_loss', 'huber'],
  ['cosine', 'cosine_similarity'],
  ['cosine_proximity', 'cosine_similarity'],
]);

/** What each loss class takes in Keras 3.3 beside `reduction` and `name` (losses/losses.py). `fn` and later `dtype` are no arguments. */
const LOSS_CLASSES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['BinaryCrossentropy', ['from_logits', 'label_smoothing', 'axis']],
  ['BinaryFocalCrossentropy', ['apply_class_balancing', 'alpha', 'gamma', 'from_logits', 'label_smoothing', 'axis']],
  ['CategoricalCrossentropy', ['from_logits', 'label_smoothing', 'axis']],
  ['CategoricalFocalCrossentropy', ['alpha', 'gamma', 'from_logits', 'label_smoothing', 'axis']],
  ['CategoricalHinge', []],
  ['CosineSimilarity', ['axis']],
  ['CTC', []],
  ['Dice', []],
  ['Hinge', []],
  ['Huber', ['delta']],
  ['KLDivergence', []],
  ['LogCosh', []],
  ['MeanAbsoluteError', []],
  ['MeanAbsolutePercentageError', []],
  ['MeanSquaredError', []],
  ['MeanSquaredLogarithmicError', []],
  ['Poisson', []],
  ['SparseCategoricalCrossentropy', ['from_logits', 'ignore_class']],
  ['SquaredHinge', []],
  ['Tversky', ['alpha', 'beta']],
]);

/** Keys a loss's configuration may hold that say nothing about what it computes. */
const IDLE_KEYS: ReadonlySet<string> = new Set(['fn', 'dtype']);

function isOwnLossName(name: string): boolean {
  return LOSS_FUNCTIONS.has(name) || LOSS_CLASSES.has(name);
}

/** The canonical function name behind a loss of the source (`binary_crossentropy` for the class, too); undefined for a custom one. */
export function lossFunctionName(loss: Json): string | undefined {
  const identified = identify(loss);
  if (identified.kind === 'unknown' || identified.foreign) return undefined;
  const snake = identified.name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  return LOSS_FUNCTIONS.get(identified.name) ?? LOSS_FUNCTIONS.get(snake);
}

/** Keras's own hinge took labels as they are; TensorFlow's and Keras 3's take 0 for -1 (losses.py `convert_binary_labels_to_hinge`). */
export function warnOfHinge(lossName: string, found: TrainingFindings): void {
  if (lossName !== 'hinge' && lossName !== 'squared_hinge') return;
  found.warn(
    undefined,
    `Keras 3 takes labels of 0 and 1 for -1 and 1 in "${lossName}", where the Keras that wrote the file took them as they are: use labels of -1 and 1.`,
    { code: 'hinge-labels' },
  );
}

/** One loss of one output, as Keras 3 reads it; `null` stays: that output has none. */
export function upgradeLoss(loss: Json, path: string, found: TrainingFindings): Json {
  if (loss === null) return null;
  const upgraded = upgradeNamed(loss, path, found);
  if (!sameJson(loss, upgraded)) found.change(path, loss, upgraded);
  return upgraded;
}

function upgradeNamed(loss: Json, path: string, found: TrainingFindings): Json {
  const identified = identify(loss);
  if (identified.kind === 'unknown') {
    found.custom('loss', `<unreadable ${path}>`);
    return loss;
  }
  const { name } = identified;
  const foreign = identified.foreign || !kerasHad('losses', name, found.writer);
  if (identified.kind === 'name') {
    const known = foreign ? undefined : LOSS_FUNCTIONS.get(name);
    if (known !== undefined) return known;
    if (!foreign && LOSS_CLASSES.has(name)) return kerasObject('keras.losses', name, {});
    found.custom('loss', name);
    return customFunction(name);
  }
  const own = foreign ? undefined : LOSS_CLASSES.get(name);
  if (own !== undefined) return kerasObject('keras.losses', name, lossConfig(name, own, identified.config, found));
  if (!foreign && name === 'LossFunctionWrapper' && identified.config.fn !== undefined) {
    return upgradeNamed(identified.config.fn, path, found);
  }
  found.custom('loss', name);
  return isObject(loss) ? customObject(loss, isOwnLossName) : loss;
}

function lossConfig(
  className: string,
  own: readonly string[],
  config: JsonObject,
  found: TrainingFindings,
): JsonObject {
  const upgraded: JsonObject = {};
  for (const [key, value] of Object.entries(config)) {
    // Keras 2's "auto" meant the mean over the batch everywhere but in a distribution strategy (losses_utils.py).
    if (key === 'reduction') upgraded[key] = value === 'auto' ? 'sum_over_batch_size' : value;
    else if (key === 'name' || own.includes(key)) upgraded[key] = value;
    else if (!IDLE_KEYS.has(key) && value !== null) {
      found.warn(
        undefined,
        `The loss ${className} has a setting "${key}" that Keras 3 does not know; it was dropped.`,
        { code: 'setting-dropped' },
      );
    }
  }
  return upgraded;
}
