import { describe, expect, test } from 'vitest';
import { type Json, type JsonObject, parseJson, writeJson } from '../../../src/keras/python-json.ts';
import type { ModelOutputs } from '../../../src/keras/training/model-outputs.ts';
import { type TrainingContext, upgradeTraining } from '../../../src/keras/training/training.ts';

function named(...names: readonly string[]): ModelOutputs {
  return { each: names.map((name) => ({ name, layer: name, target: name })) };
}

function upgrade(config: Json, context: Partial<TrainingContext> = {}) {
  return upgradeTraining(config, {
    kerasVersion: '2.15.0',
    backend: 'tensorflow',
    strict: false,
    outputs: named('out'),
    ...context,
  });
}

const SGD: JsonObject = { class_name: 'SGD', config: { lr: 0.5, momentum: 0, decay: 0, nesterov: false } };
const TWO = { outputs: named('a', 'b') };

function compiled(config: JsonObject, context: Partial<TrainingContext> = {}): JsonObject {
  return upgrade({ optimizer_config: SGD, ...config }, context).compileConfig ?? {};
}

describe('a training configuration', () => {
  test('is written for both loaders', () => {
    const { compileConfig, trainingConfig } = upgrade({ optimizer_config: SGD, loss: 'mse', metrics: ['mae'] });
    expect(writeJson(compileConfig ?? null)).toBe(
      '{"optimizer": {"module": "keras.optimizers", "class_name": "SGD", "config": {"momentum": 0.0, "nesterov": false, "learning_rate": 0.5}, "registered_name": null}, ' +
        '"loss": "mean_squared_error", "loss_weights": null, ' +
        '"metrics": [{"module": "keras.metrics", "class_name": "MeanAbsoluteError", "config": {"name": "mae"}, "registered_name": null}], ' +
        '"weighted_metrics": null, "run_eagerly": false, "steps_per_execution": 1, "jit_compile": "auto"}',
    );
    expect(Object.keys(trainingConfig ?? {})).toEqual([
      'loss',
      'loss_weights',
      'metrics',
      'weighted_metrics',
      'optimizer_config',
    ]);
  });

  test('that is missing compiles nothing, and one that cannot be read says so', () => {
    expect(
      upgradeTraining(undefined, {
        ...TWO,
        kerasVersion: undefined,
        backend: undefined,
        strict: false,
      }),
    ).toEqual({
      compileConfig: undefined,
      trainingConfig: undefined,
      changes: [],
      warnings: [],
      refusals: [],
    });
    expect(upgrade([1]).warnings.map(({ code }) => code)).toEqual(['compile-settings-unreadable']);
    expect(upgrade({ loss: 'mse' }).warnings[0]?.text).toContain('no optimizer');
  });

  test('keeps how the model is run where Keras 2 said so', () => {
    expect(
      upgrade({ optimizer: 'adam', run_eagerly: true, steps_per_execution: 4, jit_compile: false }).compileConfig,
    ).toMatchObject({
      run_eagerly: true,
      steps_per_execution: 4,
      jit_compile: false,
    });
  });

  test('survives names that every JavaScript object has', () => {
    const { warnings } = upgrade({
      optimizer_config: { class_name: 'constructor', config: {} },
      loss: 'toString',
      metrics: ['__proto__', 'valueOf'],
    });
    expect(warnings.map((warning) => warning.text.slice(0, 30))).toEqual([
      'The optimizer "constructor" is',
      'The loss "toString" is not one',
      'The metric "__proto__" is not ',
      'The metric "valueOf" is not on',
    ]);
  });
});

describe('losses', () => {
  test('of several outputs are named, for lists with a null are paired wrongly by Keras 3.3', () => {
    expect(compiled({ loss: [null, 'mae'], loss_weights: [1, 0.5] }, TWO)).toMatchObject({
      loss: { a: null, b: 'mean_absolute_error' },
      loss_weights: { a: { value: 1 }, b: 0.5 },
    });
    expect(compiled({ loss: { b: 'mse' } }, TWO).loss).toEqual({ a: null, b: 'mean_squared_error' });
    expect(compiled({ loss: 'mse' }, TWO).loss).toEqual({ a: 'mean_squared_error', b: 'mean_squared_error' });
  });

  test('follow renamed outputs', () => {
    const outputs = { each: [{ name: 'a/x', layer: 'a/x', target: 'a_x' }, ...named('b').each] };
    expect(compiled({ loss: { 'a/x': 'mse', b: 'mae' } }, { outputs }).loss).toEqual({
      a_x: 'mean_squared_error',
      b: 'mean_absolute_error',
    });
  });

  test('that a layer gives twice stay in a list', () => {
    expect(compiled({ loss: ['mse', 'mae'] }, { outputs: named('a', 'a') }).loss).toEqual([
      'mean_squared_error',
      'mean_absolute_error',
    ]);
  });

  test('and weights of a dictionary of outputs go by the sorted keys, as Keras 2 matched lists to them', () => {
    const outputs = { each: ['kind', 'size'].map((name) => ({ name, layer: `${name}_layer`, target: name })) };
    const metrics = [[{ class_name: 'BinaryAccuracy', config: { name: 'kind_layer_hits' } }], ['mae']];
    const config = compiled({ loss: ['mse', 'mae'], loss_weights: [1, 0.5], metrics }, { outputs });
    expect(config).toMatchObject({
      loss: { kind: 'mean_squared_error', size: 'mean_absolute_error' },
      loss_weights: { kind: { value: 1 }, size: 0.5 },
      metrics: { kind: [{ config: { name: 'hits' } }], size: [{ config: { name: 'mae' } }] },
    });
  });

  test('of outputs that one layer gives are found by their numbered names, which their metrics keep', () => {
    const outputs = { each: ['s', 's_1'].map((name) => ({ name, layer: name, target: 's' })) };
    const loss = { s: 'mse', s_1: 'mae' };
    expect(compiled({ loss, loss_weights: { s_1: 3 }, metrics: { s_1: ['mse'] } }, { outputs })).toMatchObject({
      loss: ['mean_squared_error', 'mean_absolute_error'],
      loss_weights: [{ value: 1 }, { value: 3 }],
      metrics: [[], [{ config: { name: '1_mse' } }]],
    });
    expect(compiled({ loss: { s: 'mse' } }, { outputs }).loss).toEqual(['mean_squared_error', null]);
    const { warnings } = upgrade({ optimizer_config: SGD, loss: [null, 'mse'] }, { outputs });
    expect(warnings).toMatchObject([{ code: 'losses-paired-otherwise', needs: '3.7' }]);
  });

  test('of nested outputs are nested like them, whether they were or were a list', () => {
    const each = ['o3', 'o2', 'o1'].map((name) => ({ name, layer: name, target: name }));
    const outputs = { each, nesting: { x: { q: 2, p: 1 }, c: 0 } };
    const nested = {
      x: { q: 'mean_squared_error', p: 'binary_crossentropy' },
      c: 'mean_absolute_error',
    };
    const loss = { x: { q: 'mse', p: 'binary_crossentropy' }, c: 'mae' };
    expect(compiled({ loss, loss_weights: { x: 2, c: 0.5 } }, { outputs })).toMatchObject({
      loss: nested,
      loss_weights: { x: { q: { value: 2 }, p: { value: 2 } }, c: 0.5 },
    });
    expect(compiled({ loss: ['mae', 'binary_crossentropy', 'mse'] }, { outputs }).loss).toEqual(nested);
  });

  test('that name no output are said to be dropped', () => {
    const { warnings } = upgrade({ optimizer_config: SGD, loss: { a: 'mse', c: 'mse' } }, TWO);
    expect(warnings[0]?.text).toContain('"c"');
  });

  test.each([
    ['kullback_leibler_divergence', 'kl_divergence'],
    ['logcosh', 'log_cosh'],
    ['cosine_proximity', 'cosine_similarity'],
    ['huber_loss', 'huber'],
    ['BCE', 'binary_crossentropy'],
    [
      { class_name: 'function', config: 'mean_absolute_error', module: 'builtins', registered_name: 'function' },
      'mean_absolute_error',
    ],
  ])('%j becomes %s', (loss, name) => {
    expect(compiled({ loss }).loss).toBe(name);
  });

  test('that read labels otherwise are said to', () => {
    const config = { optimizer_config: SGD, loss: 'hinge' };
    expect(upgrade(config, { kerasVersion: '2.2.4' }).warnings[0]?.text).toContain('labels of -1 and 1');
    expect(upgrade(config, { kerasVersion: '2.4.0' }).warnings).toEqual([]);
  });

  test('as objects lose what Keras 3 does not take', () => {
    const config = { reduction: 'auto', name: 'huber_loss', delta: 0.5, fn: 'huber' };
    expect(compiled({ loss: { class_name: 'Huber', config } }).loss).toEqual({
      module: 'keras.losses',
      class_name: 'Huber',
      config: { reduction: 'sum_over_batch_size', name: 'huber_loss', delta: 0.5 },
      registered_name: null,
    });
  });

  test("of the user's own are passed on under a name that Keras 3 cannot mistake, or refused", () => {
    const loss = { class_name: 'MyLoss', config: { name: 'mean_squared_error', reduction: 'auto' } };
    expect(compiled({ loss }).loss).toEqual({
      class_name: 'MyLoss',
      config: { name: 'MyLoss', reduction: 'sum_over_batch_size' },
    });
    expect(upgrade({ optimizer_config: SGD, loss: 'mine' }).trainingConfig?.loss).toBe('mine');
    expect(upgrade({ optimizer_config: SGD, loss }, { strict: true }).refusals.map(({ code }) => code)).toEqual([
      'custom-training-object',
    ]);
  });
});

describe('metrics', () => {
  test('in a flat list stand for every output in Keras 2, and are written out', () => {
    const metrics = compiled({ metrics: ['mae', 'accuracy'] }, TWO).metrics;
    const mae = {
      module: 'keras.metrics',
      class_name: 'MeanAbsoluteError',
      config: { name: 'mae' },
      registered_name: null,
    };
    expect(metrics).toEqual({ a: [mae, 'accuracy'], b: [mae, 'accuracy'] });
  });

  test("lose the output's name that Keras 2 put before theirs", () => {
    const metric = {
      class_name: 'MeanMetricWrapper',
      config: { name: 'b_mse', dtype: 'float32', fn: 'mean_squared_error' },
    };
    expect(compiled({ metrics: [[null], [metric]] }, TWO).metrics).toEqual({
      a: [],
      b: [
        {
          module: 'keras.metrics',
          class_name: 'MeanSquaredError',
          config: { name: 'mse', dtype: 'float32' },
          registered_name: null,
        },
      ],
    });
  });

  test('of a loss function without a class of its own are its mean', () => {
    const fn = 'categorical_focal_crossentropy';
    expect(compiled({ metrics: [fn] }).metrics).toEqual([
      {
        module: 'keras.metrics',
        class_name: 'MeanMetricWrapper',
        config: { name: fn, fn: { module: 'builtins', class_name: 'function', config: fn, registered_name: fn } },
        registered_name: null,
      },
    ]);
  });

  test('that are losses are their means', () => {
    const config = { reduction: 'auto', name: 'huber_loss', delta: 0.5, fn: 'huber' };
    expect(compiled({ metrics: [{ class_name: 'Huber', config }] }).metrics).toMatchObject([
      { class_name: 'MeanMetricWrapper', config: { name: 'huber_loss', delta: 0.5, fn: { config: 'huber' } } },
    ]);
  });

  test('called accuracy were chosen by the loss before TensorFlow 2.2', () => {
    const config = { loss: 'binary_crossentropy', metrics: ['accuracy'] };
    expect(compiled(config, { kerasVersion: '2.2.4' }).metrics).toMatchObject([{ class_name: 'BinaryAccuracy' }]);
    expect(compiled(config, { kerasVersion: '2.2.4-tf' }).metrics).toMatchObject([{ class_name: 'BinaryAccuracy' }]);
    expect(compiled(config, { kerasVersion: '2.4.0' }).metrics).toEqual(['accuracy']);
  });

  test('called crossentropy are named by the loss', () => {
    expect(compiled({ loss: 'sparse_categorical_crossentropy', metrics: ['ce'] }).metrics).toMatchObject([
      { class_name: 'SparseCategoricalCrossentropy', config: { name: 'ce' } },
    ]);
  });

  test('gone from Keras 3 are dropped with a warning', () => {
    const gone = { class_name: 'MeanTensor', config: { name: 'mean_tensor' } };
    const { compileConfig, warnings } = upgrade({ optimizer_config: SGD, metrics: [[gone, 'mse']] });
    expect(compileConfig?.metrics).toHaveLength(1);
    expect(warnings).toEqual([
      { code: 'metric-dropped', text: 'The metric MeanTensor is gone from Keras 3; it was dropped.' },
    ]);
  });
});

describe('text from a file', () => {
  test('keeps floats floats', () => {
    const config = parseJson(
      '{"optimizer_config": {"class_name": "Adam", "config": {"name": "Adam", "learning_rate": 1.0}}}',
    );
    expect(writeJson(upgrade(config).trainingConfig?.optimizer_config ?? null)).toContain('"learning_rate": 1.0');
  });
});
