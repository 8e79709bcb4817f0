import { describe, expect, it } from 'vitest';
import { kerasHad } from '../../../src/keras/history/keras-had.ts';
import type { Family } from '../../../src/keras/history/releases.ts';
import { isObject, type Json, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeTraining } from '../../../src/keras/training/training.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import { KerasVersion } from '../../../src/keras/version.ts';

function upgrade(kerasVersion: string, layer: JsonObject, calls: Json, strict = false) {
  const layers = [
    { class_name: 'InputLayer', name: 'i', config: { name: 'i', batch_input_shape: [null, 6] }, inbound_nodes: [] },
    { ...layer, name: 'x', inbound_nodes: calls },
  ];
  const config = { name: 'm', layers, input_layers: [['i', 0, 0]], output_layers: [['x', 0, 0]] };
  const { model, warnings, refusals } = upgradeModel(
    { class_name: 'Model', config },
    { kerasVersion, backend: 'tensorflow', strict },
  );
  const written = isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers : [];
  const found = written.filter(isObject).find(({ config }) => isObject(config) && config.name === 'x') ?? {};
  const inner: JsonObject = isObject(found.config) ? found.config : {};
  return { object: found, config: inner, codes: warnings.map(({ code }) => code), warnings, refusals };
}

const ONE: Json = [[['i', 0, 0, {}]]];
const TWO: Json = [
  [
    ['i', 0, 0, {}],
    ['i', 0, 0, {}],
  ],
];

describe('names that came with a release', () => {
  it.each<[Family, string, string, boolean]>([
    ['layers', 'LayerNormalization', '2.2.4', false],
    ['layers', 'LayerNormalization', '2.3.1', false],
    ['layers', 'LayerNormalization', '2.1.6-tf', false],
    ['layers', 'LayerNormalization', '2.2.4-tf', true],
    ['layers', 'GroupNormalization', '2.10.0', false],
    ['layers', 'GroupNormalization', '2.11.0', true],
    ['layers', 'Softmax', '2.1.2', false],
    ['layers', 'Softmax', '2.1.3', true],
    ['layers', 'MaxoutDense', '2.1.6', true],
    ['layers', 'MaxoutDense', '2.4.0', false],
    ['layers', 'Dense', '2.0.0', true],
    ['activations', 'swish', '2.3.1', false],
    ['activations', 'swish', '2.2.4-tf', true],
    ['activations', 'hard_silu', '2.15.0', false],
    ['regularizers', 'L1', '2.3.0-tf', false],
    ['losses', 'huber_loss', '2.2.4', false],
    ['losses', 'huber_loss', '2.3.0', true],
    ['optimizers', 'AdamW', '2.8.0', false],
    ['metrics', 'F1Score', '2.12.0', false],
  ])('%s %s in %s: %s', (family, name, version, had) => {
    expect(kerasHad(family, name, KerasVersion.parse(version))).toBe(had);
  });
});

describe("a class of the user's own called like one of Keras's", () => {
  it.each<[string, JsonObject, Json]>([
    ['2.2.4', { class_name: 'LayerNormalization', config: { name: 'x', trainable: true } }, ONE],
    ['2.2.4', { class_name: 'GroupNormalization', config: { name: 'x', groups: 2, axis: -1, epsilon: 1e-5 } }, ONE],
    ['2.4.0', { class_name: 'Attention', config: { name: 'x', trainable: true, dtype: 'float32' } }, TWO],
    ['2.4.0', { class_name: 'Attention', config: { name: 'x', use_scale: false } }, ONE],
    ['2.15.0', { class_name: 'MultiHeadAttention', config: { name: 'x', num_heads: 2, key_dim: 3 } }, ONE],
    ['2.15.0', { class_name: 'Dense', config: { name: 'x', units: 3, sorcery: false } }, ONE],
    ['2.4.0', { class_name: 'Add', config: { name: 'x', trainable: true, dtype: 'float32' } }, ONE],
  ])('%s %j is passed on as such', (version, layer, calls) => {
    const { object, codes, warnings } = upgrade(version, layer, calls);
    expect(object).toMatchObject({ module: null, registered_name: layer.class_name });
    expect(codes).toEqual(['custom-class-like-keras']);
    expect(warnings[0]?.text).toContain(`custom_objects={"${String(layer.class_name)}": ...}`);
    expect(upgrade(version, layer, calls, true).refusals.map(({ code }) => code)).toEqual(['custom-class-like-keras']);
  });

  it.each<[string, JsonObject, Json]>([
    ['2.4.0', { class_name: 'Add', config: { name: 'x', trainable: true, dtype: 'float32' } }, TWO],
    ['2.2.4-tf', { class_name: 'LayerNormalization', config: { name: 'x', axis: [1], epsilon: 1e-3 } }, ONE],
    ['2.3.1', { class_name: 'BatchNormalization', config: { name: 'x', freeze: true, trainable: false } }, ONE],
  ])('%s %j is not', (version, layer, calls) => {
    expect(upgrade(version, layer, calls).object).toMatchObject({ module: 'keras.layers' });
  });
});

describe("functions and objects of the user's own", () => {
  const own = (name: string) => ({
    module: 'builtins',
    class_name: 'function',
    config: name,
    registered_name: 'function',
  });

  it.each<[string, string, Json, Json, string | undefined]>([
    ['2.2.4', 'activation', 'leaky_relu', own('leaky_relu'), 'custom-activation-like-keras'],
    ['2.6.0', 'activation', 'leaky_relu', 'leaky_relu', undefined],
    ['2.2.4', 'activation', 'time_softmax', own('time_softmax'), 'custom-activation'],
    ['2.2.4', 'activation', '<lambda>', own('<lambda>'), 'custom-activation'],
    ['2.2.4', 'kernel_regularizer', 'my_l1', own('my_l1'), 'custom-object'],
    ['2.2.4', 'kernel_constraint', 'positive', own('positive'), 'custom-object'],
    ['2.2.4', 'kernel_initializer', '<lambda>', undefined as unknown as Json, 'initializer-dropped'],
    [
      '2.2.4',
      'kernel_regularizer',
      { class_name: 'L1', config: { rate: 1 } },
      { module: null, class_name: 'L1', config: { rate: 1 }, registered_name: 'L1' },
      'custom-object-like-keras',
    ],
    [
      '2.15.0',
      'activation',
      { module: 'mine', class_name: 'capped_relu', config: { cap: 0.5 }, registered_name: 'capped_relu' },
      { module: null, class_name: 'capped_relu', config: { cap: 0.5 }, registered_name: 'capped_relu' },
      'custom-activation',
    ],
  ])('%s %s %j', (version, key, value, expected, code) => {
    const { config, codes } = upgrade(
      version,
      { class_name: 'Dense', config: { name: 'x', units: 2, [key]: value } },
      ONE,
    );
    expect(config[key]).toEqual(expected);
    expect(codes).toEqual(code === undefined ? [] : [code]);
  });

  it('of training are asked for in custom_objects', () => {
    const compile = {
      optimizer_config: { class_name: 'AdamW', config: { lr: 1 } },
      loss: 'huber_loss',
      metrics: ['acc'],
    };
    const context = {
      backend: 'tensorflow',
      strict: false,
      outputs: { each: [{ name: 'x', layer: 'x', target: 'x' }] },
    };
    const codes = (kerasVersion: string) =>
      upgradeTraining(compile, { ...context, kerasVersion }).warnings.map(({ code }) => code);
    expect(codes('2.2.4')).toEqual(['custom-training-object', 'custom-training-object']);
    expect(codes('2.9.0')).toEqual([]);
  });
});

describe("a layer of the user's class", () => {
  it("holds Keras's own objects in Keras 3's form", () => {
    const dense = { class_name: 'Dense', config: { name: 'd', units: 2, trainable: true } };
    const { config } = upgrade('2.4.0', { class_name: 'Twice', config: { name: 'x', layer: dense } }, ONE);
    expect(config.layer).toMatchObject({ module: 'keras.layers', class_name: 'Dense', registered_name: null });
    const orthogonal = { class_name: 'Orthogonal', config: { gain: 1, seed: null } };
    const lstm = {
      class_name: 'Backward',
      config: { name: 'x', recurrent_initializer: orthogonal, time_major: false },
    };
    const own = upgrade('2.4.0', lstm, ONE).config;
    expect(own.recurrent_initializer).toMatchObject({
      module: 'keras.initializers',
      class_name: 'OrthogonalInitializer',
    });
    expect(own).not.toHaveProperty('time_major');
  });

  it('is warned of where it has the hard_sigmoid of Keras 2', () => {
    const lstm = { class_name: 'Backward', config: { name: 'x', recurrent_activation: 'hard_sigmoid' } };
    expect(upgrade('2.4.0', lstm, ONE).codes).toContain('hard-sigmoid-custom');
  });
});
