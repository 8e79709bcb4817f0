import { describe, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../../src/keras/python-json.ts';
import { TrainingFindings } from '../../../src/keras/training/findings.ts';
import { upgradeOptimizer } from '../../../src/keras/training/optimizers.ts';

function upgrade(optimizer: Json) {
  const found = new TrainingFindings({ kerasVersion: '2.15.0', backend: 'tensorflow', strict: false });
  const upgraded = upgradeOptimizer(optimizer, 'training_config/optimizer_config', found);
  const object: JsonObject = isObject(upgraded) ? upgraded : {};
  return { object, config: isObject(object.config) ? object.config : {}, warnings: found.warnings.map((w) => w.text) };
}

describe('an optimizer', () => {
  test.each(['Adam', 'Custom>Adam', 'adam', 'keras.optimizers.legacy.Adam'])(
    '%s is Adam with its own settings',
    (className) => {
      const { object, config } = upgrade({
        class_name: className,
        config: {
          name: 'Adam',
          learning_rate: 0.05,
          beta_1: 0.8,
          jit_compile: false,
          is_legacy_optimizer: false,
          clipnorm: null,
        },
      });
      expect(object.class_name).toBe('Adam');
      expect(config).toEqual({ name: 'Adam', learning_rate: 0.05, beta_1: 0.8 });
    },
  );

  test("given by name has Keras 2's rate", () => {
    expect(upgrade('Lion').config.learning_rate).toBe(1e-4);
    expect(upgrade('sgd').config.learning_rate).toBe(0.01);
  });

  test('of Keras 1 clips by the norm of all gradients, and takes zero for none', () => {
    const settings = { lr: 0.1, clipnorm: 0.5, clipvalue: 0, epsilon: null, decay: 0 };
    expect(upgrade({ class_name: 'Adam', config: settings }).config).toEqual({
      epsilon: 1e-7,
      learning_rate: 0.1,
      global_clipnorm: 0.5,
    });
  });

  test("of Keras 1 begins Adagrad's accumulators at zero", () => {
    const { config, warnings } = upgrade({ class_name: 'Adagrad', config: { lr: 0.1, decay: 0, epsilon: 1e-7 } });
    expect(config.initial_accumulator_value).toMatchObject({ value: 0 });
    expect(config.epsilon).toBeCloseTo(1e-14, 20);
    expect(warnings[0]).toContain('epsilon');
  });

  test('with decay gets the schedule that computes the same', () => {
    const { config } = upgrade({ class_name: 'SGD', config: { name: 'SGD', learning_rate: 0.1, decay: 0.25 } });
    expect(config.learning_rate).toEqual({
      module: 'keras.optimizers.schedules',
      class_name: 'InverseTimeDecay',
      config: { initial_learning_rate: 0.1, decay_steps: 1, decay_rate: 0.25, staircase: false },
      registered_name: null,
    });
  });

  test("leaves the legacy Nadam's decay, which is its momentum's, out of the rate", () => {
    const { config, warnings } = upgrade({
      class_name: 'Nadam',
      config: { name: 'Nadam', learning_rate: 0.1, decay: 0.004 },
    });
    expect(config).toEqual({ name: 'Nadam', learning_rate: 0.1 });
    expect(warnings[0]).toContain('momentum schedule');
  });

  test('keeps a schedule, and says when there is none left', () => {
    const schedule = {
      class_name: 'ExponentialDecay',
      config: { initial_learning_rate: 0.1, decay_steps: 5, decay_rate: 0.5 },
    };
    expect(
      upgrade({ class_name: 'SGD', config: { name: 'SGD', learning_rate: schedule } }).config.learning_rate,
    ).toEqual({
      module: 'keras.optimizers.schedules',
      registered_name: null,
      ...schedule,
    });
    const gone = { class_name: 'LinearCosineDecay', config: { initial_learning_rate: 0.1, decay_steps: 5 } };
    const { config, warnings } = upgrade({ class_name: 'SGD', config: { name: 'SGD', learning_rate: gone } });
    expect(config.learning_rate).toBe(0.1);
    expect(warnings).toHaveLength(1);
  });

  test('adds epsilon where the legacy RMSprop did', () => {
    const settings = { name: 'RMSprop', learning_rate: 0.1, decay: 0, rho: 0.9, epsilon: 1e-7 };
    expect(upgrade({ class_name: 'RMSprop', config: { ...settings, momentum: 0 } }).config.epsilon).toBeCloseTo(
      1e-14,
      20,
    );
    expect(upgrade({ class_name: 'RMSprop', config: { ...settings, momentum: 0.5 } }).config.epsilon).toBe(1e-7);
  });

  test('that scales its loss is wrapped, or given a fixed factor', () => {
    const inner = { class_name: 'Adam', config: { name: 'Adam', learning_rate: 0.1 } };
    const dynamic = { inner_optimizer: inner, dynamic: true, initial_scale: 64, dynamic_growth_steps: 10 };
    expect(upgrade({ class_name: 'LossScaleOptimizerV3', config: dynamic }).object).toMatchObject({
      class_name: 'LossScaleOptimizer',
      config: { inner_optimizer: { class_name: 'Adam', module: 'keras.optimizers' }, dynamic_growth_steps: 10 },
    });
    const fixed = { inner_optimizer: inner, dynamic: false, initial_scale: 64.5 };
    expect(upgrade({ class_name: 'LossScaleOptimizer', config: fixed }).object).toMatchObject({
      class_name: 'Adam',
      config: { loss_scale_factor: 64.5 },
    });
  });

  test('of somebody else is passed on under a name that Keras 3 cannot mistake for its own', () => {
    const { object, warnings } = upgrade({ class_name: 'Acme>AdamW', config: { name: 'AdamW', learning_rate: 0.1 } });
    expect(object).toEqual({ class_name: 'Acme>AdamW', config: { name: 'Acme>AdamW', learning_rate: 0.1 } });
    expect(warnings[0]).toContain('custom_objects');
  });
});
