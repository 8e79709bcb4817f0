import { kerasHad } from '../history/keras-had.ts';
import { PACKAGE_OPTIMIZERS } from '../packages/training.ts';
import { asNumber, isObject, type Json, type JsonObject, pythonFloat, sameJson } from '../python-json.ts';
import type { TrainingFindings } from './findings.ts';
import { customObject, identify, kerasObject } from './identify.ts';
import { decayedRate, upgradeLearningRate } from './schedules.ts';

/** The three families of optimizers that wrote configurations. */
export type OptimizerFamily =
  /** Keras 1 to 2.3 and tf.keras before 2.0: no `name` in the configuration. */
  | 'keras1'
  /** tf.keras 2.0 to 2.10 and `keras.optimizers.legacy`: a `name` and, in the config, `decay`. */
  | 'legacy'
  /** From 2.11 on. */
  | 'new';

interface OptimizerRow {
  readonly className: string;
  /** Numbers and switches that the class takes in Keras 3.3 beside those every optimizer takes. */
  readonly own: readonly string[];
  /** The learning rate of an optimizer that a `.keras` file of Keras 2.12 to 2.15 gives by name alone; 0.001 where not said. */
  readonly rate?: number;
  /** Settings that the family's constructor used where the configuration has none and Keras 3's differ. */
  readonly defaults?: Partial<Readonly<Record<OptimizerFamily, JsonObject>>>;
  /**
   * Whether the source divided by sqrt(v) + epsilon where Keras 3 divides by sqrt(v + epsilon). With epsilon squared the two
   * agree at v = 0 and wherever sqrt(v) is well above epsilon; with epsilon itself they part below v = 1e-5. (An Adagrad
   * that begins above zero never comes near.)
   */
  readonly epsilonOutsideRoot?: (family: OptimizerFamily, config: JsonObject) => boolean;
  /** What Keras 3 computes otherwise, by the family that wrote the file. */
  readonly differs?: Partial<Readonly<Record<OptimizerFamily, string>>>;
}

const NADAM_SCHEDULE =
  "Keras 3 fixes the momentum schedule that schedule_decay set in the Keras that wrote the file: Nadam's steps differ.";

/** One row a class, by its name in lower case: Keras has always looked optimizers up that way. */
const OPTIMIZERS: ReadonlyMap<string, OptimizerRow> = new Map<string, OptimizerRow>([
  ['adadelta', { className: 'Adadelta', own: ['rho', 'epsilon'] }],
  [
    'adafactor',
    { className: 'Adafactor', own: ['beta_2_decay', 'epsilon_1', 'epsilon_2', 'clip_threshold', 'relative_step'] },
  ],
  [
    'adagrad',
    {
      className: 'Adagrad',
      own: ['initial_accumulator_value', 'epsilon'],
      // Keras 1's accumulators began at zero (optimizers.py); Keras 3's begin at 0.1.
      defaults: { keras1: { initial_accumulator_value: 0 } },
      epsilonOutsideRoot: (family, config) =>
        family !== 'new' && (asNumber(config.initial_accumulator_value) ?? 0) === 0,
    },
  ],
  ['adam', { className: 'Adam', own: ['beta_1', 'beta_2', 'epsilon', 'amsgrad'] }],
  ['adamax', { className: 'Adamax', own: ['beta_1', 'beta_2', 'epsilon'] }],
  ['adamw', { className: 'AdamW', own: ['beta_1', 'beta_2', 'epsilon', 'amsgrad'] }],
  [
    'ftrl',
    {
      className: 'Ftrl',
      own: [
        'learning_rate_power',
        'initial_accumulator_value',
        'l1_regularization_strength',
        'l2_regularization_strength',
        'l2_shrinkage_regularization_strength',
        'beta',
      ],
    },
  ],
  // Keras 2's Lion began at 1e-4, Keras 3's begins at 1e-3.
  ['lion', { className: 'Lion', own: ['beta_1', 'beta_2'], rate: 1e-4 }],
  [
    'nadam',
    {
      className: 'Nadam',
      own: ['beta_1', 'beta_2', 'epsilon'],
      differs: { keras1: NADAM_SCHEDULE, legacy: NADAM_SCHEDULE },
    },
  ],
  [
    'rmsprop',
    {
      className: 'RMSprop',
      own: ['rho', 'momentum', 'epsilon', 'centered'],
      // The legacy RMSprop with momentum already had it inside (TensorFlow's ApplyRMSProp kernel).
      epsilonOutsideRoot: (family, config) => family !== 'new' && (asNumber(config.momentum) ?? 0) === 0,
    },
  ],
  ['sgd', { className: 'SGD', own: ['momentum', 'nesterov'], rate: 0.01 }],
]);

/** What every optimizer of Keras 3.3 takes (optimizers/base_optimizer.py) beside `learning_rate` and the clipping settings. */
const COMMON = [
  'name',
  'weight_decay',
  'use_ema',
  'ema_momentum',
  'ema_overwrite_frequency',
  'loss_scale_factor',
  'gradient_accumulation_steps',
] as const;
/** Settings that are counts; every other number must be a float to be taken. */
const COUNTS: ReadonlySet<string> = new Set(['ema_overwrite_frequency', 'gradient_accumulation_steps']);
/** Settings read under another name or kept elsewhere, and those that said how, not what, to compute. */
const READ_ELSEWHERE: ReadonlySet<string> = new Set([
  'lr',
  'learning_rate',
  'decay',
  'schedule_decay',
  'clipnorm',
  'clipvalue',
  'global_clipnorm',
  'jit_compile',
  'is_legacy_optimizer',
]);

const MODULE = 'keras.optimizers';
const LOSS_SCALE = /^LossScaleOptimizer(?:V1|V2|V3)?$/;

function isOwnOptimizerName(name: string): boolean {
  return OPTIMIZERS.has(name.toLowerCase()) || LOSS_SCALE.test(name);
}

/** The optimizer as Keras 3's loaders rebuild it; undefined where the source names none. */
export function upgradeOptimizer(optimizer: Json | undefined, path: string, found: TrainingFindings): Json | undefined {
  if (optimizer === undefined || optimizer === null) return undefined;
  const upgraded = upgradeIdentified(optimizer, found);
  if (upgraded !== undefined && !sameJson(optimizer, upgraded)) found.change(path, optimizer, upgraded);
  return upgraded;
}

function upgradeIdentified(optimizer: Json, found: TrainingFindings): Json | undefined {
  const identified = identify(optimizer);
  if (identified.kind === 'unknown') return undefined;
  const { name } = identified;
  const ofPackage = found.packageClass('optimizer', MODULE, identified, PACKAGE_OPTIMIZERS);
  const packageRow = ofPackage && OPTIMIZERS.get(ofPackage.equal.toLowerCase());
  if (packageRow) {
    const { config } = ofPackage;
    return kerasObject(MODULE, packageRow.className, optimizerConfig(packageRow, config, familyOf(config), found));
  }
  const foreign = identified.foreign || !kerasHad('optimizers', name, found.writer);
  if (!foreign && identified.kind === 'object' && LOSS_SCALE.test(name)) return lossScale(identified.config, found);
  const row = foreign ? undefined : OPTIMIZERS.get(name.toLowerCase());
  if (row === undefined) {
    found.custom('optimizer', name);
    return isObject(optimizer) ? customObject(optimizer, isOwnOptimizerName) : optimizer;
  }
  // A bare name is what Keras 2.12 to 2.15 wrote in a `.keras` file compiled with a name.
  const config = identified.kind === 'object' ? identified.config : {};
  const family = identified.kind === 'object' ? familyOf(config) : 'new';
  return kerasObject(MODULE, row.className, optimizerConfig(row, config, family, found));
}

/** Which family wrote an optimizer's configuration. */
export function familyOf(config: JsonObject): OptimizerFamily {
  if (config.name === undefined) return 'keras1';
  return config.decay === undefined ? 'new' : 'legacy';
}

function optimizerConfig(
  row: OptimizerRow,
  config: JsonObject,
  family: OptimizerFamily,
  found: TrainingFindings,
): JsonObject {
  const defaults = row.defaults?.[family] ?? {};
  const upgraded: JsonObject = {};
  for (const key of [...COMMON, ...row.own]) {
    const value = settingValue(key, config[key] ?? defaults[key]);
    if (value !== undefined) upgraded[key] = value;
  }
  // `epsilon=None` meant backend.epsilon().
  if (row.own.includes('epsilon') && config.epsilon === null) upgraded.epsilon = 1e-7;
  for (const [key, value] of Object.entries(config)) {
    const known = READ_ELSEWHERE.has(key) || row.own.includes(key) || COMMON.some((common) => common === key);
    if (!known && value !== null) {
      found.warn(
        undefined,
        `The optimizer ${row.className} has a setting "${key}" that Keras 3 does not know; it was dropped.`,
        { code: 'setting-dropped' },
      );
    }
  }
  upgraded.learning_rate = learningRate(row, config, found);
  Object.assign(upgraded, clipping(row, config, family, found));
  const difference = row.differs?.[family];
  if (difference !== undefined) found.warn(undefined, `${row.className}: ${difference}`, { code: 'optimizer-changed' });
  const epsilon = asNumber(upgraded.epsilon);
  if (epsilon !== undefined && row.epsilonOutsideRoot?.(family, config)) {
    upgraded.epsilon = pythonFloat(epsilon * epsilon);
    found.warn(
      undefined,
      `The optimizer ${row.className} now has epsilon=${epsilon * epsilon}, the square of the file's ${epsilon}, because Keras 3 adds it inside the square root and not outside.`,
      { code: 'epsilon-squared' },
    );
  }
  return upgraded;
}

function settingValue(key: string, value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || COUNTS.has(key)) return value ?? undefined;
  const number = asNumber(value);
  return number === undefined ? value : pythonFloat(number);
}

function learningRate(row: OptimizerRow, config: JsonObject, found: TrainingFindings): Json {
  const rate = upgradeLearningRate(config.learning_rate ?? config.lr, found) ?? pythonFloat(row.rate ?? 0.001);
  // The legacy Nadam kept its schedule_decay under this name, and never decayed its rate.
  const decay = row.className === 'Nadam' ? 0 : (asNumber(config.decay) ?? 0);
  if (decay <= 0) return rate;
  const number = asNumber(rate);
  if (number !== undefined) return decayedRate(number, decay);
  found.warn(
    undefined,
    `The optimizer ${row.className} has both a schedule and decay=${decay}; Keras 3 has no such pair, and the decay was dropped.`,
    { code: 'decay-dropped' },
  );
  return rate;
}

/** Keras 3 takes one of the three. Keras 1's `clipnorm` was the norm of all gradients together (optimizers.py `get_gradients`). */
function clipping(row: OptimizerRow, config: JsonObject, family: OptimizerFamily, found: TrainingFindings): JsonObject {
  const wanted: [string, number][] = [];
  for (const key of ['clipnorm', 'global_clipnorm', 'clipvalue']) {
    const value = asNumber(config[key]);
    // Keras 1 took zero for "do not clip".
    if (value === undefined || (family === 'keras1' && value <= 0)) continue;
    wanted.push([family === 'keras1' && key === 'clipnorm' ? 'global_clipnorm' : key, value]);
  }
  const [first, ...others] = wanted;
  if (first === undefined) return {};
  for (const [key, value] of others) {
    found.warn(
      undefined,
      `The optimizer ${row.className} clips by ${first[0]} and by ${key}=${value}; Keras 3 takes one, and ${key} was dropped.`,
      { code: 'clipping-dropped' },
    );
  }
  return { [first[0]]: pythonFloat(first[1]) };
}

/** The mixed-precision wrapper of every Keras 2 (mixed_precision/loss_scale_optimizer.py); a fixed scale is a setting of the optimizer itself in Keras 3. */
function lossScale(config: JsonObject, found: TrainingFindings): Json | undefined {
  const inner = upgradeIdentified(config.inner_optimizer ?? config.optimizer ?? null, found);
  if (!isObject(inner)) return undefined;
  const scale = lossScaleSettings(config);
  if (scale.fixed !== undefined) {
    const innerConfig = inner.config;
    return {
      ...inner,
      config: { ...(isObject(innerConfig) ? innerConfig : {}), loss_scale_factor: pythonFloat(scale.fixed) },
    };
  }
  return kerasObject(MODULE, 'LossScaleOptimizer', {
    inner_optimizer: inner,
    initial_scale: pythonFloat(scale.initial),
    dynamic_growth_steps: scale.growthSteps,
  });
}

function lossScaleSettings(config: JsonObject): { fixed?: number; initial: number; growthSteps: number } {
  // TensorFlow 2.1 to 2.3 kept an object: DynamicLossScale or FixedLossScale.
  const object = config.loss_scale;
  const older = isObject(object) && isObject(object.config) ? object.config : {};
  const fixed =
    asNumber(older.loss_scale_value) ?? (config.dynamic === false ? asNumber(config.initial_scale) : undefined);
  return {
    ...(fixed === undefined ? {} : { fixed }),
    initial: asNumber(config.initial_scale) ?? asNumber(older.initial_loss_scale) ?? 2 ** 15,
    growthSteps: asNumber(config.dynamic_growth_steps) ?? asNumber(older.increment_period) ?? 2000,
  };
}
