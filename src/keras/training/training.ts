import { isObject, type Json, type JsonObject, sameJson } from '../python-json.ts';
import type { SourceContext, UpgradedTraining } from '../upgrade/types.ts';
import type { KerasVersion } from '../version.ts';
import { TrainingFindings } from './findings.ts';
import { lossFunctionName, upgradeLoss, warnOfHinge } from './losses.ts';
import { noteMaskedMetric } from './masked-metrics.ts';
import { type MetricPlace, upgradeMetric } from './metrics.ts';
import type { ModelOutputs } from './model-outputs.ts';
import { upgradeOptimizer } from './optimizers.ts';
import {
  lossPerOutput,
  lossStructure,
  metricStructure,
  metricsPerOutput,
  strayKeys,
  weightPerOutput,
  weightStructure,
} from './outputs.ts';

/** For the report of an H5 output: a fact of Keras 3's loader (legacy_h5_format.py), not of the file. */
export const H5_OPTIMIZER_STATE_IS_LOST =
  'Further training: the optimizer starts afresh, because no Keras 3 restores its state from an .h5 file; format "keras" keeps it (docs/further-training.md).';

/** What else is known when the compile settings are upgraded. */
export interface TrainingContext extends SourceContext {
  readonly outputs: ModelOutputs;
}

/**
 * Upgrades compile settings: the `training_config` of an H5 file (with `optimizer_config`), or the `compile_config` of a
 * `.keras` file (with `optimizer`). What comes out is read by both of Keras 3's loaders, `compile_from_config`
 * (trainer.py) and `compile_args_from_training_config` (legacy/saving/saving_utils.py).
 *
 * @param config - The parsed JSON; undefined for a model that was not compiled.
 */
export function upgradeTraining(config: Json | undefined, context: TrainingContext): UpgradedTraining {
  const found = new TrainingFindings(context);
  if (config === undefined || config === null) return finish(undefined, found);
  if (!isObject(config)) {
    found.warn(
      undefined,
      'The compile settings are not a JSON object; the model loads without them and must be compiled anew.',
      { code: 'compile-settings-unreadable' },
    );
    return finish(undefined, found);
  }
  const root = config.optimizer_config === undefined ? 'compile_config' : 'training_config';
  const optimizerKey = root === 'training_config' ? 'optimizer_config' : 'optimizer';
  const optimizer = upgradeOptimizer(config[optimizerKey], `${root}/${optimizerKey}`, found);
  if (optimizer === undefined) {
    found.warn(
      undefined,
      'The compile settings name no optimizer; the model loads without them and must be compiled anew.',
      { code: 'compile-settings-unreadable' },
    );
    return finish(undefined, found);
  }
  const { outputs } = context;
  warnOfStrayKeys(config, outputs, found);
  const sourceLosses = lossPerOutput(config.loss, outputs);
  const losses = sourceLosses.map((loss) => upgradeLoss(loss, `${root}/loss`, found));
  if (ofVersion(found.writer).ownFunctions) {
    for (const loss of sourceLosses) warnOfHinge(lossFunctionName(loss) ?? '', found);
  }
  warnOfEarlyKeras3(sourceLosses, outputs, found);
  const weights = weightPerOutput(config.loss_weights, outputs);
  const compileConfig: JsonObject = {
    optimizer,
    loss: lossStructure(losses, outputs),
    loss_weights: weights === undefined ? null : weightStructure(weights, outputs),
    metrics: upgradeMetrics(config, 'metrics', root, sourceLosses, outputs, found),
    weighted_metrics: upgradeMetrics(config, 'weighted_metrics', root, sourceLosses, outputs, found),
    ...howToRun(config),
  };
  noteRestructured(config, compileConfig, root, found);
  if (config.sample_weight_mode !== undefined && !isEmpty(config.sample_weight_mode)) {
    found.warn(undefined, 'Keras 3 has no sample_weight_mode; it takes weights for each time step by their shape.', {
      code: 'sample-weight-mode-dropped',
    });
  }
  return finish(compileConfig, found);
}

function upgradeMetrics(
  config: JsonObject,
  key: 'metrics' | 'weighted_metrics',
  root: string,
  losses: readonly Json[],
  outputs: ModelOutputs,
  found: TrainingFindings,
): Json {
  const perOutput = metricsPerOutput(config[key], outputs);
  if (perOutput === undefined) return null;
  const upgraded = perOutput.map((metrics, index) => {
    const { layer = '', target = '' } = outputs.each[index] ?? {};
    const isNumbered = layer.startsWith(`${target}_`) && outputs.each.filter((one) => one.target === target).length > 1;
    const place: MetricPlace = {
      path: `${root}/${key}`,
      loss: losses[index] ?? null,
      prefix: outputs.each.length > 1 ? `${layer}_` : undefined,
      ownPrefix: isNumbered ? `${layer.slice(target.length + 1)}_` : '',
      ...ofVersion(found.writer),
    };
    return metrics.flatMap((metric) => upgradeMetric(metric, place, found) ?? []);
  });
  for (const [index, { name, hasMask }] of outputs.each.entries()) {
    if (hasMask) for (const metric of upgraded[index] ?? []) noteMaskedMetric(metric, name, found);
  }
  return metricStructure(upgraded, outputs);
}

/**
 * Keras 1 to 2.3 (and TensorFlow to 2.1, which calls itself "2.2.4-tf") chose the accuracy by the loss; Keras 1 to 2.3
 * (and TensorFlow to 1.12, "2.1.6-tf") had losses and metrics of their own.
 */
function ofVersion(version: KerasVersion): Pick<MetricPlace, 'accuracyByLoss' | 'ownFunctions'> {
  return {
    accuracyByLoss: version.before(2, version.isTensorFlow ? 3 : 4),
    ownFunctions: version.before(2, version.isTensorFlow ? 2 : 4),
  };
}

/** `run_eagerly`, `steps_per_execution` and `jit_compile` have values in Keras 3 where Keras 2 could say null. */
function howToRun(config: JsonObject): JsonObject {
  const { run_eagerly: eagerly, steps_per_execution: steps, jit_compile: jit } = config;
  return {
    run_eagerly: eagerly === true,
    steps_per_execution: typeof steps === 'number' && Number.isInteger(steps) && steps > 0 ? steps : 1,
    jit_compile: typeof jit === 'boolean' ? jit : 'auto',
  };
}

/** The losses that Keras before 3.7 pairs with other outputs than theirs, or does not take (`CompileLoss` of compile_utils.py). */
function warnOfEarlyKeras3(losses: readonly Json[], outputs: ModelOutputs, found: TrainingFindings): void {
  const facts = { code: 'losses-paired-otherwise', needs: '3.7' };
  if (outputs.nesting !== undefined) {
    found.warn(
      undefined,
      'The outputs of the model are nested, whose losses Keras before 3.7 does not take: train it in Keras 3.7 or newer.',
      facts,
    );
  }
  const layers = outputs.each.map(({ target }) => target);
  const without = losses.findIndex(
    (loss, index) => loss === null && losses.slice(index).some((later) => later !== null),
  );
  if (without < 0 || new Set(layers).size === layers.length) return;
  found.warn(
    undefined,
    `The output "${outputs.each[without]?.name ?? ''}" has no loss, and as one layer gives several outputs the losses are a list, in which Keras before 3.7 takes those of others for it: train the model in Keras 3.7 or newer.`,
    facts,
  );
}

function warnOfStrayKeys(config: JsonObject, outputs: ModelOutputs, found: TrainingFindings): void {
  for (const key of ['loss', 'loss_weights', 'metrics', 'weighted_metrics']) {
    const stray = strayKeys(config[key], outputs);
    if (stray.length === 0) continue;
    found.warn(
      undefined,
      `The compile setting "${key}" names ${quoted(stray)}, which is no output of the model; it was dropped.`,
      { code: 'setting-dropped' },
    );
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** Changes of structure alone: a list unwrapped, a metric written out for every output. */
function noteRestructured(config: JsonObject, compileConfig: JsonObject, root: string, found: TrainingFindings): void {
  for (const key of ['loss', 'loss_weights', 'metrics', 'weighted_metrics']) {
    const path = `${root}/${key}`;
    const from = config[key];
    const to = compileConfig[key];
    if (isEmpty(from) || sameJson(from, to) || found.changes.some((change) => change.path === path)) continue;
    found.change(path, from, to);
  }
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function finish(compileConfig: JsonObject | undefined, found: TrainingFindings): UpgradedTraining {
  const { changes, warnings, refusals } = found;
  return { compileConfig, trainingConfig: trainingConfig(compileConfig), changes, warnings, refusals };
}

/** The same settings under the names of an H5 file's attribute. */
function trainingConfig(compileConfig: JsonObject | undefined): JsonObject | undefined {
  if (compileConfig === undefined) return undefined;
  const { optimizer, loss, loss_weights, metrics, weighted_metrics } = compileConfig;
  return {
    loss: asLegacy(loss),
    loss_weights: loss_weights ?? null,
    metrics: asLegacy(metrics),
    weighted_metrics: asLegacy(weighted_metrics),
    optimizer_config: optimizer ?? null,
  };
}

/** In an H5 file a function is its bare name (saving_utils.py `_deserialize_nested_config`). */
function asLegacy(value: Json | undefined): Json {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(asLegacy);
  if (!isObject(value)) return value;
  if (value.class_name === 'function' && typeof value.config === 'string') return value.config;
  if (typeof value.class_name === 'string') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asLegacy(item)]));
}
