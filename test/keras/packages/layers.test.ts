import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import type { SourceContext } from '../../../src/keras/upgrade/types.ts';

const CONTEXT: SourceContext = { kerasVersion: '2.9.0', backend: 'tensorflow', strict: false };

const GROUPS = {
  groups: 4,
  axis: -1,
  epsilon: 0.001,
  center: true,
  scale: true,
  beta_initializer: { class_name: 'Zeros', config: {} },
  gamma_initializer: { class_name: 'Ones', config: {} },
  beta_regularizer: null,
  gamma_regularizer: null,
  beta_constraint: null,
  gamma_constraint: null,
};

/** The second layer of a Sequential in Keras 3's form, and the codes of what is said. */
function upgraded(className: string, config: JsonObject, context: Partial<SourceContext> = {}, more: JsonObject = {}) {
  const layer: JsonObject = {
    class_name: className,
    config: { name: 'x', trainable: true, dtype: 'float32', ...config },
    ...more,
  };
  const input: Json = {
    class_name: 'InputLayer',
    config: { batch_input_shape: [null, 6, 4], dtype: 'float32', name: 'i' },
  };
  const model = { class_name: 'Sequential', config: { name: 's', layers: [input, layer] } };
  const { model: result, warnings, refusals } = upgradeModel(model, { ...CONTEXT, ...context });
  const layers = isObject(result.config) && Array.isArray(result.config.layers) ? result.config.layers : [];
  const second = layers[1];
  const { class_name, config: written } = isObject(second) ? second : {};
  return {
    class_name,
    config: isObject(written) ? written : {},
    codes: [...warnings, ...refusals].map(({ code }) => code),
  };
}

describe('layers of other packages', () => {
  it.each(['InstanceNormalization', 'GroupNormalization'])(
    'writes %s of TensorFlow Addons as GroupNormalization',
    (name) => {
      const { class_name, config, codes } = upgraded(`Addons>${name}`, GROUPS);
      expect([class_name, config.groups, config.axis, config.epsilon]).toEqual(['GroupNormalization', 4, -1, 0.001]);
      expect(codes).toEqual(['package-class']);
    },
  );

  it('knows a class by the package it was registered under, whatever its module', () => {
    const more = { module: 'tensorflow_addons.layers.normalizations', registered_name: 'Addons>InstanceNormalization' };
    expect(upgraded('InstanceNormalization', GROUPS, { kerasVersion: '2.15.0' }, more)).toMatchObject({
      class_name: 'GroupNormalization',
      codes: ['package-class'],
    });
  });

  it("leaves the user's own class of the name, other settings, and other axes", () => {
    expect(upgraded('InstanceNormalization', GROUPS)).toMatchObject({ codes: ['custom-class'] });
    expect(upgraded('Mine>InstanceNormalization', GROUPS)).toMatchObject({ codes: ['custom-class'] });
    expect(upgraded('Addons>GroupNormalization', { ...GROUPS, mine: 1 })).toMatchObject({ codes: ['custom-class'] });
    expect(upgraded('Addons>GroupNormalization', { ...GROUPS, axis: -2 })).toMatchObject({ codes: ['custom-class'] });
    expect(upgraded('FixedDropout', { rate: 0.2 })).toMatchObject({ codes: ['custom-class'] });
  });

  it.each(['Addons>InstanceNormalization', 'InstanceNormalization'])('leaves what keep-custom names as %s', (name) => {
    const kept = upgraded('Addons>InstanceNormalization', GROUPS, { keepCustom: new Set([name]) });
    expect(kept).toMatchObject({ class_name: 'InstanceNormalization', codes: ['custom-class'] });
  });

  it('leaves all of them to strict, which refuses what is not Keras', () => {
    expect(upgraded('Addons>InstanceNormalization', GROUPS, { strict: true }).codes).toEqual(['custom-class']);
  });

  it('writes a SpectralNormalization with the layer inside it', () => {
    const layer = { class_name: 'Dense', config: { name: 'd', units: 3, activation: 'linear' } };
    const { class_name, config } = upgraded('Addons>SpectralNormalization', { layer, power_iterations: 2 });
    expect(class_name).toBe('SpectralNormalization');
    expect(config).toMatchObject({ power_iterations: 2, layer: { class_name: 'Dense', config: { units: 3 } } });
  });

  it("writes efficientnet's FixedDropout as Dropout", () => {
    const { class_name, config } = upgraded('FixedDropout', { rate: 0.2, noise_shape: [null, 1, 1], seed: null });
    expect([class_name, config.rate, config.noise_shape]).toEqual(['Dropout', 0.2, [null, 1, 1]]);
  });
});

describe('keras-layer-normalization', () => {
  const { groups: _, axis: __, ...settings } = GROUPS;

  it('becomes LayerNormalization where its settings are exactly those', () => {
    const { class_name, config, codes } = upgraded(
      'LayerNormalization',
      { ...settings, epsilon: 1e-14 },
      { kerasVersion: '2.2.4' },
    );
    expect([class_name, config.axis, config.epsilon, codes]).toEqual([
      'LayerNormalization',
      -1,
      1e-14,
      ['package-class'],
    ]);
  });

  it("leaves a user's own with fewer settings", () => {
    expect(upgraded('LayerNormalization', { epsilon: 1e-6 }, { kerasVersion: '2.2.4' }).codes).toEqual([
      'custom-class-like-keras',
    ]);
  });
});

describe('activations of TensorFlow Addons', () => {
  it.each([
    ['mish', 'mish'],
    ['softshrink', 'soft_shrink'],
    ['hardshrink', 'hard_shrink'],
    ['tanhshrink', 'tanh_shrink'],
  ])('writes %s as %s', (name, equal) => {
    for (const activation of [`Addons>${name}`, { class_name: 'function', config: `Addons>${name}` }]) {
      const { config, codes } = upgraded('Dense', { units: 3, activation });
      expect([config.activation, codes]).toEqual([equal, ['package-class']]);
    }
  });

  it.each(['gelu', 'lisht', 'rrelu'])('leaves %s, of which Keras has none that is the same', (name) => {
    expect(upgraded('Dense', { units: 3, activation: `Addons>${name}` }).codes).toEqual(['custom-activation']);
  });
});
