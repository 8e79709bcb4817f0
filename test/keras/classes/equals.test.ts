import { describe, expect, it } from 'vitest';
import { keras1ToKeras2 } from '../../../src/keras/keras1/config.ts';
import { isObject, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import type { UpgradedModel } from '../../../src/keras/upgrade/types.ts';
import { assignLegacyH5 } from '../../../src/keras/weights/assign-legacy-h5.ts';

const CONTEXT = { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false };

/** A model of one layer `x`, on an input of this shape. */
function upgrade(
  className: string,
  config: JsonObject,
  shape: (number | null)[],
  kwargs: JsonObject = {},
): UpgradedModel {
  const input = { class_name: 'InputLayer', config: { name: 'in', batch_input_shape: shape, dtype: 'float32' } };
  const layers = [
    { name: 'in', ...input, inbound_nodes: [] },
    { name: 'x', class_name: className, config: { name: 'x', ...config }, inbound_nodes: [[['in', 0, 0, kwargs]]] },
  ];
  const graph = { name: 'm', layers, input_layers: [['in', 0, 0]], output_layers: [['x', 0, 0]] };
  return upgradeModel({ class_name: 'Functional', config: graph }, CONTEXT);
}

function layersOf({ model }: UpgradedModel): [name: string, className: unknown, config: JsonObject][] {
  const { layers } = model.config as { layers: JsonObject[] };
  return layers
    .slice(1)
    .map((layer) => [String(layer.name), layer.class_name, isObject(layer.config) ? layer.config : {}]);
}

/** What each variable of Keras 3 is made of, from weights of these names and shapes. */
function weights(upgraded: UpgradedModel, own: Readonly<Record<string, readonly number[]>>): unknown {
  const source = Object.entries(own).map(([name, shape]) => ({
    name: `x/${name}:0`,
    tensor: { path: name, shape, dtype: 'float32' as const },
  }));
  const { h5Layers } = assignLegacyH5(upgraded, [{ name: 'x', weights: source }], [], CONTEXT);
  return Object.fromEntries(
    h5Layers.flatMap((layer) =>
      layer.weights.map(({ h5Name, sources, steps, shape }) => [
        h5Name,
        [sources.map(({ path }) => path).join(' '), steps.map(({ kind }) => kind).join(' '), shape.join(' ')],
      ]),
    ),
  );
}

describe('LocallyConnected1D', () => {
  const config = { filters: 4, kernel_size: [3], strides: [2], use_bias: true, implementation: 1 };
  const own = { kernel: [4, 9, 4], bias: [4, 4] };

  it('is a convolution that gathers windows, and an EinsumDense of the same kernel and bias', () => {
    const upgraded = upgrade('LocallyConnected1D', { ...config, activation: 'relu' }, [null, 9, 3]);
    expect(upgraded.refusals).toEqual([]);
    expect(layersOf(upgraded)).toMatchObject([
      ['x_windows', 'Conv1D', { filters: 9, kernel_size: [3], strides: [2], use_bias: false, trainable: false }],
      ['x', 'EinsumDense', { equation: 'abc,bcd->abd', output_shape: [4, 4], bias_axes: 'bd', activation: 'relu' }],
    ]);
    expect(weights(upgraded, own)).toEqual({
      'x_windows/kernel': ['kernel', 'identity', '3 3 9'],
      'x/kernel': ['kernel', '', '4 9 4'],
      'x/bias': ['bias', '', '4 4'],
    });
  });

  it('reshapes a bias of channels first, as Keras 2 does, and does not transpose it', () => {
    const upgraded = upgrade('LocallyConnected1D', { ...config, data_format: 'channels_first' }, [null, 3, 9]);
    expect(layersOf(upgraded).map(([name, className]) => [name, className])).toEqual([
      ['x_channels_last', 'Permute'],
      ['x_windows', 'Conv1D'],
      ['x', 'EinsumDense'],
      ['x_channels_first', 'Permute'],
    ]);
    expect(weights(upgraded, own)).toEqual({
      'x_windows/kernel': ['kernel', 'identity transpose', '3 3 9'],
      'x/kernel': ['kernel', '', '4 9 4'],
      'x/bias': ['bias', 'reshape transpose', '4 4'],
    });
  });

  it.each([
    [2, [9, 3, 5, 4]],
    [3, [13 * 3 * 4]],
  ])('gathers the kernel of implementation %i, behind zeros for "same"', (implementation, kernel) => {
    const padded = { ...config, implementation, padding: 'same' };
    const upgraded = upgrade('LocallyConnected1D', padded, [null, 9, 3]);
    expect(layersOf(upgraded)[0]).toMatchObject(['x_padding', 'ZeroPadding1D', { padding: [1, 1] }]);
    expect(weights(upgraded, { kernel, bias: [5, 4] })).toMatchObject({
      'x/kernel': ['kernel', 'gather-windows', '5 9 4'],
    });
  });

  it('is refused where the size of its input is not known', () => {
    const { refusals } = upgrade('LocallyConnected1D', config, [null, null, 3]);
    expect(refusals.map(({ code }) => code)).toEqual(['input-size-unknown']);
  });

  it('says where a constraint is dropped', () => {
    const constrained = { ...config, implementation: 2, kernel_constraint: { class_name: 'MaxNorm', config: {} } };
    const { warnings } = upgrade('LocallyConnected1D', constrained, [null, 9, 3]);
    expect(warnings.map(({ code }) => code)).toContain('constraint-dropped');
  });
});

it('a LocallyConnected2D inside TimeDistributed is a chain of TimeDistributed layers', () => {
  const layer = {
    class_name: 'LocallyConnected2D',
    config: { name: 'y', filters: 4, kernel_size: [3, 2], strides: [1, 1] },
  };
  const upgraded = upgrade('TimeDistributed', { layer }, [null, 5, 7, 6, 2]);
  expect(
    layersOf(upgraded).map(([name, className, { layer: inner }]) => [
      name,
      className,
      (inner as JsonObject).class_name,
    ]),
  ).toEqual([
    ['x_windows', 'TimeDistributed', 'Conv2D'],
    ['x_positions', 'TimeDistributed', 'Reshape'],
    ['x', 'TimeDistributed', 'EinsumDense'],
    ['x_output', 'TimeDistributed', 'Reshape'],
  ]);
  expect(weights(upgraded, { kernel: [25, 12, 4], bias: [5, 5, 4] })).toEqual({
    'x_windows/windows/kernel': ['kernel', 'identity', '3 2 2 12'],
    'x/y/kernel': ['kernel', '', '25 12 4'],
    'x/y/bias': ['bias', 'reshape', '25 4'],
  });
});

describe('BatchNormalization', () => {
  const statistics = { moving_mean: [3], moving_variance: [3] };

  it('over several axes normalizes one, between reshaping layers', () => {
    const upgraded = upgrade('BatchNormalization', { axis: [1, 3], epsilon: 0.001 }, [null, 4, null, 3]);
    expect(layersOf(upgraded)).toMatchObject([
      ['x_axes_last', 'Permute', { dims: [2, 1, 3] }],
      ['x_joined', 'Reshape', { target_shape: [-1, 12] }],
      ['x', 'BatchNormalization', { axis: -1 }],
      ['x_apart', 'Reshape', { target_shape: [-1, 4, 3] }],
      ['x_axes_back', 'Permute', { dims: [2, 1, 3] }],
    ]);
    const shape = [1, 4, 1, 3];
    const own = { gamma: shape, beta: shape, moving_mean: shape, moving_variance: shape };
    expect(weights(upgraded, own)).toMatchObject({ 'x/moving_variance': ['moving_variance', 'reshape', '12'] });
  });

  it('called with training=True normalizes by the batch, as operations', () => {
    const upgraded = upgrade('BatchNormalization', { axis: [-1], epsilon: 0.001 }, [null, 3], { training: true });
    expect(layersOf(upgraded).map(([name, className]) => `${name} ${className}`)).toEqual([
      'x_input_subtract_mean Mean',
      'x_input_subtract Subtract',
      'x_input_rsqrt_add_var Var',
      'x_input_rsqrt_add Add',
      'x_input_rsqrt Rsqrt',
      'x_input Multiply',
      'x EinsumDense',
    ]);
    expect(upgraded.warnings.map(({ code }) => code)).toEqual(['batch-statistics']);
    expect(weights(upgraded, { gamma: [3], beta: [3], ...statistics })).toEqual({
      'x/kernel': ['gamma', '', '3'],
      'x/bias': ['beta', '', '3'],
    });
  });

  it('without gamma then has a kernel of ones', () => {
    const upgraded = upgrade('BatchNormalization', { axis: [-1], scale: false }, [null, 3], { training: true });
    expect(weights(upgraded, { beta: [3], ...statistics })).toEqual({
      'x/kernel': ['beta', 'fill', '3'],
      'x/bias': ['beta', '', '3'],
    });
  });
});

it('RandomFourierFeatures is a frozen Dense with the scaled kernel, and the cosine', () => {
  const upgraded = upgrade(
    'RandomFourierFeatures',
    { output_dim: 8, scale: 2, trainable: true, dtype: 'mixed_float16' },
    [null, 5],
  );
  expect(layersOf(upgraded)).toMatchObject([
    ['x', 'Dense', { units: 8, activation: 'linear', trainable: false, dtype: 'float32' }],
    ['x_cos', 'Cos', {}],
  ]);
  expect(weights(upgraded, { kernel_scale: [1], unscaled_kernel: [5, 8], bias: [8] })).toEqual({
    'x/kernel': ['unscaled_kernel kernel_scale', 'divide', '5 8'],
    'x/bias': ['bias', '', '8'],
  });
});

it.each([
  ['LSTM', { units: 2, recurrent_activation: 'sigmoid' }],
  [
    'Bidirectional',
    { layer: { class_name: 'LSTM', config: { name: 'l', units: 2, recurrent_activation: 'sigmoid' } } },
  ],
])('%s with time_major stands between transpositions', (className, config) => {
  const settings = { time_major: true, return_sequences: true };
  const { layer } = config as { layer?: { config: JsonObject } };
  const major = layer ? { layer: { ...layer, config: { ...layer.config, ...settings } } } : { ...config, ...settings };
  const upgraded = upgrade(className, major as JsonObject, [4, 5, 3]);
  expect(upgraded.refusals).toEqual([]);
  expect(layersOf(upgraded)).toMatchObject([
    ['x_batch_major', 'Transpose', { axes: [1, 0, 2] }],
    ['x', className, {}],
    ['x_time_major', 'Transpose', { axes: [1, 0, 2] }],
  ]);
});

it.each(['RandomHeight', 'RandomWidth'])('%s leaves images as they are', (className) => {
  const upgraded = upgrade(className, { factor: 0.2, interpolation: 'bilinear' }, [null, 4, 4, 3]);
  expect(layersOf(upgraded)).toMatchObject([['x', 'Rescaling', { name: 'x' }]]);
  expect(upgraded.warnings.map(({ text }) => text)).toEqual([expect.stringMatching(/^Further training: /)]);
  const trained = upgrade(className, { factor: 0.2 }, [null, 4, 4, 3], { training: true });
  expect(trained.refusals.map(({ code }) => code)).toEqual(['class-unsupported']);
});

describe("Keras 1's", () => {
  const upgradeKeras1 = (className: string, config: JsonObject) => {
    const source = [{ class_name: className, config: { name: 'x', batch_input_shape: [null, 3], ...config } }];
    const keras1 = { kerasVersion: '1.2.2', backend: 'tensorflow' };
    const { config: rewritten } = keras1ToKeras2({ class_name: 'Sequential', config: source }, keras1);
    return upgradeModel(rewritten, { ...CONTEXT, kerasVersion: '1.2.2', isRewritten: true });
  };

  it('Highway is one Dense of both its products, and operations', () => {
    const upgraded = upgradeKeras1('Highway', { activation: 'tanh', bias: true });
    expect(layersOf(upgraded).map(([name, className]) => `${name} ${className}`)).toEqual([
      'x Dense',
      'x_output_multiply_sigmoid_get_item GetItem',
      'x_output_multiply_sigmoid Sigmoid',
      'x_output_multiply_subtract_activation_get_item GetItem',
      'x_output_multiply_subtract_activation Activation',
      'x_output_multiply_subtract Subtract',
      'x_output_multiply Multiply',
      'x_output Add',
    ]);
    const own = { kernel: [3, 3], W_carry: [3, 3], bias: [3], b_carry: [3] };
    expect(weights(upgraded, own)).toEqual({
      'x/kernel': ['kernel W_carry', 'concatenate', '3 6'],
      'x/bias': ['bias b_carry', 'concatenate', '6'],
    });
  });

  it.each([
    [1, 'TrueDivide'],
    [2, 'Rsqrt'],
  ])('BatchNormalization of mode %i is operations before its gamma and beta', (mode, operation) => {
    const upgraded = upgradeKeras1('BatchNormalization', { mode, axis: -1, epsilon: 0.001 });
    const classes = layersOf(upgraded).map(([, className]) => className);
    expect(classes).toContain(operation);
    expect(classes.at(-1)).toBe('EinsumDense');
  });
});
