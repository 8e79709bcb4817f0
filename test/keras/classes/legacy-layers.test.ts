import { expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import { assignLegacyH5 } from '../../../src/keras/weights/assign-legacy-h5.ts';
import { group } from '../weights/models.ts';

const KERAS_2_1 = { kerasVersion: '2.1.6', backend: 'tensorflow', strict: false };

function upgrade(className: string, config: JsonObject, kerasVersion = '2.1.6') {
  const input = (name: string) => ({
    class_name: 'InputLayer',
    name,
    config: { name, batch_input_shape: [null, 4], dtype: 'float32' },
    inbound_nodes: [],
  });
  const ends = ['i', 'j'].map((name) => [name, 0, 0]);
  const inbound = className === 'Merge' ? [ends.map((end) => [...end, { mask: [null, null] }])] : [[['i', 0, 0, {}]]];
  const layer = { class_name: className, name: 'x', config: { name: 'x', ...config }, inbound_nodes: inbound };
  const layers = [input('i'), input('j'), layer];
  const model = { name: 'm', layers, input_layers: ends, output_layers: [['x', 0, 0]] };
  return upgradeModel({ class_name: 'Model', config: model }, { ...KERAS_2_1, kerasVersion });
}

function written({ model }: ReturnType<typeof upgrade>) {
  const layers = isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers : [];
  return layers.filter(isObject).filter(({ class_name: name }) => name !== 'InputLayer');
}

test.each<[string, string, JsonObject]>([
  ['sum', 'Add', {}],
  ['mul', 'Multiply', {}],
  ['ave', 'Average', {}],
  ['max', 'Maximum', {}],
  ['concat', 'Concatenate', { axis: 1 }],
  ['dot', 'Dot', { axes: 1, normalize: false }],
])('a Merge by %s is %s', (mode, className, config) => {
  const upgraded = upgrade('Merge', { mode, mode_type: 'raw', concat_axis: 1, dot_axes: 1, arguments: {} });
  expect(upgraded.refusals).toEqual([]);
  expect(upgraded.warnings).toEqual([]);
  expect(written(upgraded)).toMatchObject([{ class_name: className, config: { name: 'x', ...config } }]);
  // Keras 2.0 and 2.1 wrote a mask for each tensor, where there was none too.
  expect(written(upgraded)).toMatchObject([{ inbound_nodes: [{ kwargs: {} }] }]);
});

test('a Merge by a cosine is refused by name', () => {
  const { refusals } = upgrade('Merge', { mode: 'cos', mode_type: 'raw' });
  expect(refusals.map(({ code }) => code)).toEqual(['class-unsupported']);
});

test('a Highway is one Dense of both its products, and operations', () => {
  const penalty = { class_name: 'L1L2', config: { l1: 0, l2: 0.5 } };
  const config = { activation: 'relu', init: 'glorot_uniform', bias: true, W_regularizer: penalty };
  const upgraded = upgrade('Highway', config);
  expect(upgraded.refusals).toEqual([]);
  expect(upgraded.warnings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['regularizer-dropped', 'class-replaced']),
  );
  expect(written(upgraded)).toMatchObject([
    { class_name: 'Dense', config: { units: 8, activation: 'linear', use_bias: true } },
    { class_name: 'GetItem' },
    { class_name: 'Sigmoid' },
    { class_name: 'GetItem' },
    { class_name: 'Activation', config: { activation: 'relu' } },
    { class_name: 'Subtract' },
    { class_name: 'Multiply' },
    { class_name: 'Add' },
  ]);
  const weights = group('x', { 'x/W:0': [4, 4], 'x/W_carry:0': [4, 4], 'x/b:0': [4], 'x/b_carry:0': [4] });
  const { h5Layers } = assignLegacyH5(upgraded, [weights], [], KERAS_2_1);
  expect(h5Layers.flatMap((layer) => layer.weights.map(({ name, shape }) => [name, shape]))).toEqual([
    ['kernel', [4, 8]],
    ['bias', [8]],
  ]);
});

test('a MaxoutDense is one wide Dense and the maximum over its rows', () => {
  const config = { output_dim: 3, nb_feature: 5, init: 'he_normal', W_regularizer: null, bias: true, input_dim: null };
  const upgraded = upgrade('MaxoutDense', config);
  expect(upgraded.refusals).toEqual([]);
  expect(upgraded.warnings.map(({ code }) => code).filter((code) => code !== 'unused-input')).toContain(
    'class-replaced',
  );
  expect(written(upgraded)).toMatchObject([
    { class_name: 'Dense', config: { units: 15, kernel_initializer: 'HeNormal', use_bias: true } },
    { class_name: 'Reshape', config: { target_shape: [5, 3] } },
    { class_name: 'GlobalMaxPooling1D' },
  ]);
  const weights = group('x', { 'x/W:0': [5, 4, 3], 'x/b:0': [5, 3] });
  const { h5Layers } = assignLegacyH5(upgraded, [weights], [], KERAS_2_1);
  expect(h5Layers.flatMap((layer) => layer.weights.map(({ name, steps, shape }) => [name, steps, shape]))).toEqual([
    [
      'kernel',
      [
        { kind: 'transpose', permutation: [1, 0, 2] },
        { kind: 'reshape', shape: [4, 15] },
      ],
      [4, 15],
    ],
    ['bias', [{ kind: 'reshape', shape: [15] }], [15]],
  ]);
});

test("it is the user's own in files of tf.keras, which had none", () => {
  const { warnings } = upgrade('MaxoutDense', { output_dim: 3, nb_feature: 5 }, '2.4.0');
  expect(warnings.map(({ code }) => code)).toContain('custom-class-like-keras');
});
