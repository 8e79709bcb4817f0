import { asNumber, isObject, type Json, type JsonObject, pythonFloat } from '../python-json.ts';
import type { TrainingFindings } from './findings.ts';
import { identify, kerasObject } from './identify.ts';

/** What each learning-rate schedule takes in Keras 3.3 (optimizers/schedules/learning_rate_schedule.py). */
const SCHEDULES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['CosineDecay', ['initial_learning_rate', 'decay_steps', 'alpha', 'name', 'warmup_target', 'warmup_steps']],
  ['CosineDecayRestarts', ['initial_learning_rate', 'first_decay_steps', 't_mul', 'm_mul', 'alpha', 'name']],
  ['ExponentialDecay', ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase', 'name']],
  ['InverseTimeDecay', ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase', 'name']],
  ['PiecewiseConstantDecay', ['boundaries', 'values', 'name']],
  ['PolynomialDecay', ['initial_learning_rate', 'decay_steps', 'end_learning_rate', 'power', 'cycle', 'name']],
]);

/** Schedules of `keras.experimental` that Keras 3 does not have. */
const GONE: ReadonlySet<string> = new Set(['LinearCosineDecay', 'NoisyLinearCosineDecay']);

const MODULE = 'keras.optimizers.schedules';

/**
 * A learning rate as Keras 3 reads it: a float, for its optimizers refuse an integer, or a schedule object.
 * `undefined` where the source says none that can be read.
 */
export function upgradeLearningRate(rate: Json | undefined, found: TrainingFindings): Json | undefined {
  const number = asNumber(rate);
  if (number !== undefined) return pythonFloat(number);
  if (!isObject(rate)) return undefined;
  const identified = identify(rate);
  if (identified.kind !== 'object') return undefined;
  const { name, config } = identified;
  if (!identified.foreign && GONE.has(name)) {
    const initial = asNumber(config.initial_learning_rate);
    found.warn(
      undefined,
      `The learning-rate schedule ${name} is gone from Keras 3; the rate now stays at its initial value${initial === undefined ? '' : ` ${initial}`}.`,
      { code: 'schedule-dropped' },
    );
    return initial === undefined ? undefined : pythonFloat(initial);
  }
  const own = identified.foreign ? undefined : SCHEDULES.get(name);
  if (own === undefined) {
    found.custom('learning-rate schedule', name);
    return rate;
  }
  const upgraded: JsonObject = {};
  for (const [key, value] of Object.entries(config)) {
    // Keras 3 fails on a schedule named null, as Keras 2 left it, once it is asked for a rate (ops.name_scope).
    if (key === 'name' && value === null) continue;
    if (own.includes(key)) upgraded[key] = value;
    else if (value !== null) {
      found.warn(
        undefined,
        `The learning-rate schedule ${name} has a setting "${key}" that Keras 3 does not know; it was dropped.`,
        { code: 'setting-dropped' },
      );
    }
  }
  return kerasObject(MODULE, name, upgraded);
}

/**
 * Keras 1's and the legacy optimizers' `decay`: rate / (1 + decay * iteration), counted before the step, which is
 * InverseTimeDecay with a step of one (optimizer_v2.py `_decayed_lr`).
 */
export function decayedRate(rate: number, decay: number): JsonObject {
  return kerasObject(MODULE, 'InverseTimeDecay', {
    initial_learning_rate: pythonFloat(rate),
    decay_steps: 1,
    decay_rate: pythonFloat(decay),
    staircase: false,
  });
}
