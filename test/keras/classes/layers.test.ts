import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject, writeJson } from '../../../src/keras/python-json.ts';
import { fillConfig } from '../../../src/keras/upgrade/fill-config.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import type { LayerOrigin } from '../../../src/keras/upgrade/types.ts';

interface Upgraded {
  readonly layers: readonly { readonly className: Json | undefined; readonly config: JsonObject }[];
  readonly origin: LayerOrigin | undefined;
  readonly warnings: number;
  readonly refusals: number;
}

/** The layers that one layer becomes in a Sequential, the InputLayer left out, and what is known of the last. */
function upgrade(className: string, config: JsonObject, kerasVersion = '2.15.0'): Upgraded {
  const source = {
    class_name: 'Sequential',
    config: { name: 's', layers: [{ class_name: className, config: { name: 'x', ...config } }] },
  };
  const { model, origins, warnings, refusals } = upgradeModel(source, {
    kerasVersion,
    backend: 'tensorflow',
    strict: false,
  });
  const layers =
    isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers.filter(isObject) : [];
  const own = layers.find((layer) => origins.has(layer));
  return {
    layers: layers.map((layer) => ({
      className: layer.class_name,
      config: isObject(layer.config) ? layer.config : {},
    })),
    origin: own ? origins.get(own) : undefined,
    warnings: warnings.length,
    refusals: refusals.length,
  };
}

const only = (upgraded: Upgraded) => upgraded.layers[0]?.config ?? {};

describe('layer classes', () => {
  it.each([
    ['DepthwiseConv2D', { groups: 1, kernel_size: [3, 3] }, { name: 'x', kernel_size: [3, 3] }],
    ['LeakyReLU', { alpha: 0.25 }, { name: 'x', negative_slope: 0.25 }],
    ['SpatialDropout2D', { rate: 0.5, trainable: true, noise_shape: null }, { name: 'x', rate: 0.5 }],
    ['BatchNormalization', { axis: [3] }, { name: 'x', axis: 3 }],
    ['Softmax', { axis: [1, 2] }, { name: 'x', axis: [1, 2] }],
    [
      'GRU',
      { units: 3, recurrent_activation: 'sigmoid' },
      { name: 'x', units: 3, recurrent_activation: 'sigmoid', reset_after: false },
    ],
    [
      'LSTM',
      { units: 3, time_major: false, implementation: 2, recurrent_activation: 'sigmoid' },
      { name: 'x', units: 3, recurrent_activation: 'sigmoid' },
    ],
    [
      'Discretization',
      { bin_boundaries: [0.5], num_bins: null, dtype: 'int64' },
      { name: 'x', bin_boundaries: [0.5], dtype: 'float32' },
    ],
    [
      'Dense',
      { units: 1, dtype: { class_name: 'Policy', config: { name: 'mixed_float16' } } },
      { name: 'x', units: 1, dtype: 'mixed_float16' },
    ],
    [
      'CategoryEncoding',
      { max_tokens: 4, output_mode: 'binary' },
      { name: 'x', num_tokens: 4, output_mode: 'multi_hot' },
    ],
  ])('%s', (className, config, expected) => {
    const upgraded = upgrade(className, config as JsonObject);
    expect(upgraded.refusals).toBe(0);
    const written = only(upgraded);
    for (const [key, value] of Object.entries(written)) if (value === null) delete written[key];
    expect(written).toEqual(expected);
  });

  it.each([
    ['LocallyConnected1D', { filters: 3 }],
    ['BatchNormalization', { axis: [1, 2] }],
    ['Resizing', { height: 2, width: 2, interpolation: 'area' }],
    ['LSTM', { units: 3, activation: 'hard_sigmoid' }],
    ['RNN', { num_constants: 1, cell: { class_name: 'LSTMCell', config: { units: 2 } } }],
  ])('refuses %s %j', (className, config) => {
    expect(upgrade(className, config as JsonObject).refusals).toBe(1);
  });

  it.each([
    ['SyncBatchNormalization', { axis: [1] }, 'BatchNormalization'],
    ['BatchNormalizationV1', { axis: [1] }, 'BatchNormalization'],
    ['ThresholdedReLU', {}, 'ReLU'],
    ['CuDNNGRU', { units: 2 }, 'GRU'],
    ['Convolution2D', { filters: 2 }, 'Conv2D'],
    ['RandomCrop', { height: 2, width: 2 }, 'Resizing'],
  ])('%s %j becomes %s', (source, config, target) => {
    expect(upgrade(source, config as JsonObject).layers.map((layer) => layer.className)).toContain(target);
  });

  it('names initializers, constraints and regularizers as 3.3.3 does', () => {
    const written = only(
      upgrade('Dense', {
        kernel_initializer: { class_name: 'Orthogonal', config: { gain: 1, seed: null, dtype: 'float32' } },
        bias_initializer: {
          class_name: 'VarianceScaling',
          config: { scale: 1, mode: 'fan_in', distribution: 'normal', seed: null },
        },
        kernel_regularizer: { class_name: 'L1L2', config: { l1: 0, l2: 1 } },
        kernel_constraint: 'maxnorm',
      }),
    );
    expect(written.kernel_initializer).toMatchObject({
      class_name: 'OrthogonalInitializer',
      config: { gain: 1, seed: null },
    });
    expect(written.bias_initializer).toMatchObject({ config: { distribution: 'truncated_normal' } });
    expect(written.kernel_regularizer).toMatchObject({ module: 'keras.regularizers', class_name: 'L1L2' });
    expect(written.kernel_constraint).toBe('MaxNorm');
  });
});

it('pads a SeparableConv1D causally by zeros before it', () => {
  const config = { filters: 2, kernel_size: [3], dilation_rate: [2], padding: 'causal', dtype: 'float32' };
  expect(upgrade('SeparableConv1D', config).layers).toMatchObject([
    { className: 'ZeroPadding1D', config: { name: 'x_padding', padding: [4, 0] } },
    { className: 'SeparableConv1D', config: { padding: 'valid' } },
  ]);
});

describe('layers that are given integers', () => {
  const image = { height: 2, width: 2, batch_input_shape: [null, 4, 4, 3] };

  it('are cast to floats before a Resizing, as Keras 2 did', () => {
    const classes = (dtype: string, wraps = 0) => {
      const resizing: JsonObject = {
        class_name: 'Resizing',
        config: { name: 'x', height: 2, width: 2, dtype: 'float32' },
      };
      const wrapped = (inner: JsonObject, times: number): JsonObject =>
        times === 0
          ? inner
          : wrapped({ class_name: 'TimeDistributed', config: { name: `t${times}`, layer: inner } }, times - 1);
      const source = {
        class_name: 'Sequential',
        config: {
          name: 's',
          layers: [
            { class_name: 'InputLayer', config: { name: 'i', batch_input_shape: [null, 4, 4, 3], dtype } },
            { class_name: 'ZeroPadding2D', config: { name: 'p', dtype: 'float32' } },
            wrapped(resizing, wraps),
          ],
        },
      };
      const { model } = upgradeModel(source, { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false });
      const layers = isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers : [];
      return layers.map((layer) => isObject(layer) && layer.class_name);
    };
    expect(classes('uint8')).toEqual(['InputLayer', 'ZeroPadding2D', 'Rescaling', 'Resizing']);
    expect(classes('float32')).toEqual(['InputLayer', 'ZeroPadding2D', 'Resizing']);
    expect(classes('uint8', 2)).toEqual(['InputLayer', 'ZeroPadding2D', 'Rescaling', 'TimeDistributed']);
  });

  it.each([
    ['Hashing', { num_bins: 5 }, 1],
    ['Dense', { units: 5 }, 0],
  ])('are told of where %s inside TimeDistributed needs a newer Keras 3', (className, config, count) => {
    const layer = { class_name: className, config: { name: 'x', ...config } };
    expect(upgrade('TimeDistributed', { layer }).warnings).toBe(count);
  });

  it('need no cast that were given floats', () => {
    expect(upgrade('Resizing', { ...image, dtype: 'float32' }).layers).toHaveLength(2);
  });

  it('are refused where Keras 2 rounded a mean', () => {
    const config = { batch_input_shape: [null, 4, 3] };
    expect(upgrade('GlobalAveragePooling1D', { ...config, dtype: 'int32' }).refusals).toBe(1);
    expect(upgrade('GlobalAveragePooling1D', { ...config, dtype: 'float32' }).refusals).toBe(0);
  });
});

describe('hard_sigmoid', () => {
  it('scales the gates but not the candidate of an LSTM', () => {
    const { origin, warnings } = upgrade('LSTM', { units: 3, recurrent_activation: 'hard_sigmoid' });
    expect(origin?.adjustments).toEqual(
      ['kernel', 'recurrent_kernel', 'bias'].map((variable) => ({
        variable,
        steps: [{ kind: 'scale-blocks', factors: [1.2, 1.2, 1, 1.2] }],
      })),
    );
    expect(warnings).toBe(1);
  });

  it('was the default of the gates before Keras 2.3', () => {
    expect(upgrade('GRU', { units: 3 }, '2.2.4').origin?.adjustments).toHaveLength(3);
    expect(upgrade('GRU', { units: 3 }, '2.4.0').origin?.adjustments).toHaveLength(0);
  });

  it('scales a bias only where there is one', () => {
    const { origin } = upgrade('SeparableConv2D', { activation: 'hard_sigmoid', use_bias: false });
    expect(origin?.adjustments.map(({ variable }) => variable)).toEqual(['pointwise_kernel']);
  });

  it('puts a Rescaling before an Activation, in a TimeDistributed of its own', () => {
    const inner = { class_name: 'Activation', config: { name: 'a', activation: 'hard_sigmoid' } };
    const { layers } = upgrade('TimeDistributed', { layer: inner });
    expect(layers.map(({ className }) => className)).toEqual(['TimeDistributed', 'TimeDistributed']);
    expect(layers[0]?.config.layer).toMatchObject({ class_name: 'Rescaling' });
  });

  it('warns of queries and values of MultiHeadAttention that are not as long', () => {
    const warnings = (query: number) =>
      upgrade('MultiHeadAttention', { query_shape: [null, 3, query], value_shape: [null, 3, 4] }).warnings;
    expect([warnings(4), warnings(5)]).toEqual([0, 1]);
  });

  it('leaves out an output_shape of MultiHeadAttention that is the size of the query, and warns of others', () => {
    const sizes = { num_heads: 2, key_dim: 3, query_shape: [null, 8, 4] };
    const same = upgrade('MultiHeadAttention', { ...sizes, output_shape: [4] });
    expect([only(same).output_shape, same.warnings]).toEqual([null, 0]);
    const other = upgrade('MultiHeadAttention', { ...sizes, output_shape: 5 });
    expect([only(other).output_shape, other.warnings]).toEqual([5, 1]);
  });

  it('is left alone in what Keras 3 wrote', () => {
    expect(upgrade('Dense', { activation: 'hard_sigmoid' }, '3.3.3').origin?.adjustments).toEqual([]);
  });
});

describe('UpSampling2D', () => {
  it('takes area for the nearest, and refuses what Keras 3 does not know', () => {
    expect(only(upgrade('UpSampling2D', { interpolation: 'area' })).interpolation).toBe('nearest');
    expect(upgrade('UpSampling2D', { interpolation: 'gaussian' }).refusals).toBe(1);
    expect(upgrade('UpSampling2D', { interpolation: 'lanczos3' }).refusals).toBe(0);
  });
});

describe('EinsumDense', () => {
  it.each([
    ['abd,dc->abc', 'b', [5, 5], 'acb', [5, 5], [5], [2, 1]],
    ['abc,cd->adb', 'd', [4, 4], 'abd', [4, 4], [4], [2, 1]],
    ['abc,cde->abde', 'd', [3, 4, 4], 'abed', [3, 4, 4], [4], [1, 3, 2]],
    ['abc,cde->abde', 'de', [4, 4, 1], 'abed', [4, 1, 4], [1, 4], [1, 3, 2]],
  ])(
    '%s has the axes of its bias "%s" last where Keras 3 adds it elsewhere',
    (equation, bias_axes, output_shape, ...to) => {
      const [axes, shape, bias, dims] = to;
      const { layers, origin, warnings } = upgrade('EinsumDense', { equation, output_shape, bias_axes });
      expect(layers.map(({ className }) => className)).toEqual(['EinsumDense', 'Permute']);
      expect(layers[0]?.config).toMatchObject({ equation: equation.replace(/>.*/, `>${axes}`), output_shape: shape });
      expect(layers[1]?.config.dims).toEqual(dims);
      expect(origin?.adjustments).toEqual([{ variable: 'bias', steps: [{ kind: 'reshape', shape: bias }] }]);
      expect(warnings).toBe(0);
    },
  );

  it.each([
    ['abd,dc->abc', 'c', [5, 5]],
    ['abd,dc->abc', 'bc', [5, 5]],
    ['abd,dc->abc', 'b', [5, 4]],
    ['abc,cde->abde', 'd', [3, 4, 5]],
  ])('%s stays where Keras 3 adds its bias "%s" rightly', (equation, bias_axes, output_shape) => {
    expect(upgrade('EinsumDense', { equation, output_shape, bias_axes }).layers).toHaveLength(1);
  });

  it('whose bias has axes of unknown sizes is warned of', () => {
    const { layers, warnings } = upgrade('EinsumDense', {
      equation: '...c,cde->...de',
      output_shape: [4, 4],
      bias_axes: 'd',
    });
    expect(layers).toHaveLength(1);
    expect(warnings).toBe(1);
  });

  it.each([
    ['abc,cd->abd', [null, 4], 'd', '...c,cd->...d', [4]],
    ['abcd,de->abce', [null, null, 3], null, '...d,de->...e', [3]],
    ['abcd,cde->abe', [null, 3], null, '...cd,cde->...e', [3]],
    ['abc,cd->abd', [null, 4], 'bd', 'abc,cd->abd', [null, 4]],
    ['abc,bcd->abd', [null, 4], null, 'abc,bcd->abd', [null, 4]],
    ['abc,cd->adb', [4, null], null, 'abc,cd->adb', [4, null]],
    ['abc,bd->adc', [4, null], null, 'ab...,bd->ad...', [4]],
    ['abc,cd->abd', [5, 4], null, 'abc,cd->abd', [5, 4]],
  ])('has axes take their size from the input: %s of %j', (equation, output_shape, bias_axes, written, shape) => {
    const [layer] = upgrade('EinsumDense', { equation, output_shape, bias_axes }).layers;
    expect(layer?.config).toMatchObject({ equation: written, output_shape: shape });
  });
});

describe('lookups', () => {
  it.each([
    ['StringLookup', 'multi_hot', ['StringLookup', 'Rescaling']],
    ['IntegerLookup', 'binary', ['IntegerLookup', 'Rescaling']],
    ['IntegerLookup', 'int', ['IntegerLookup']],
    ['TextVectorization', 'count', ['TextVectorization', 'Reshape', 'Rescaling']],
    ['TextVectorization', 'int', ['TextVectorization']],
  ])('%s of %s gives floats', (className, output_mode, classNames) => {
    const { layers } = upgrade(className, { output_mode, dtype: 'string' });
    expect(layers.map((layer) => layer.className)).toEqual(classNames);
    expect(layers.slice(1).map(({ config }) => config.dtype)).toEqual(classNames.slice(1).map(() => 'float32'));
  });
});

describe('one_hot encodings', () => {
  const classNames = ({ layers }: Upgraded) => layers.map(({ className }) => className);

  it('are reshaped, as Keras 3.3 keeps an axis of one', () => {
    const encoded = upgrade('CategoryEncoding', { num_tokens: 5, output_mode: 'one_hot' });
    expect(classNames(encoded)).toEqual(['CategoryEncoding', 'Reshape']);
    expect(encoded.layers[1]?.config).toMatchObject({ name: 'x_categories', target_shape: [5] });
    expect(encoded.warnings).toBe(1);
    expect(classNames(upgrade('CategoryEncoding', { num_tokens: 5, output_mode: 'count' }))).toHaveLength(1);
  });

  it('are taken out of a Discretization, whose shape Keras 3.3 does not know', () => {
    const encoded = upgrade('Discretization', { bin_boundaries: [0, 1], output_mode: 'one_hot', sparse: false });
    expect(classNames(encoded)).toEqual(['Discretization', 'CategoryEncoding', 'Reshape']);
    expect(encoded.layers.map(({ config }) => config.output_mode)).toEqual(['int', 'one_hot', undefined]);
    expect(encoded.layers[1]?.config.num_tokens).toBe(3);
  });
});

describe('convolutions of channels first', () => {
  const conv = (activation: Json) => upgrade('Conv2D', { data_format: 'channels_first', activation });

  it('compute channels last, between Permute layers', () => {
    const { layers, warnings } = conv('relu');
    expect(layers.map(({ config }) => config.dims ?? config.data_format)).toEqual([
      [2, 3, 1],
      'channels_last',
      [3, 1, 2],
    ]);
    expect(warnings).toBe(1);
  });

  it('keep an activation along the last axis where it acted', () => {
    const { layers } = conv({ class_name: 'function', config: 'softmax_v2' });
    expect(layers.map(({ className }) => className)).toEqual(['Permute', 'Conv2D', 'Permute', 'Activation']);
    expect(layers.map(({ config }) => config.activation)).toEqual([undefined, 'linear', undefined, 'softmax']);
  });
});

describe('a ConvLSTM of channels first', () => {
  const first = { data_format: 'channels_first', recurrent_activation: 'sigmoid' };

  it.each([
    [false, [3, 1, 2]],
    [true, [1, 4, 2, 3]],
  ])('computes channels last where it returns sequences: %j', (return_sequences, back) => {
    const { layers } = upgrade('ConvLSTM2D', { ...first, return_sequences });
    expect(layers.map(({ config }) => config.dims ?? config.data_format)).toEqual([
      [1, 3, 4, 2],
      'channels_last',
      back,
    ]);
  });

  it('stays as it is where more than its output is seen', () => {
    const seen = upgrade('ConvLSTM2D', { ...first, return_state: true });
    expect(seen.layers.map(({ config }) => config.data_format)).toEqual(['channels_first']);
    const inner = { class_name: 'ConvLSTM1D', config: { name: 'c', ...first } };
    expect(upgrade('Bidirectional', { layer: inner })).toMatchObject({ warnings: 1, refusals: 0 });
    expect(upgrade('TimeDistributed', { layer: inner }).layers).toHaveLength(3);
  });
});

describe('warnings of what some Keras 3 cannot do', () => {
  it.each([
    ['Conv2DTranspose', { dilation_rate: [2, 2] }, 1],
    ['Conv2DTranspose', { dilation_rate: [1, 1] }, 0],
    ['Conv2D', { dilation_rate: [2, 2] }, 0],
    ['MultiHeadAttention', { query_shape: [null, 5, 4], value_shape: [null, 6, 7] }, 1],
    ['MultiHeadAttention', { query_shape: [null, 5, 4], value_shape: [null, 6, 4], output_shape: [4] }, 0],
  ])('%s %j', (className, config, count) => {
    expect(upgrade(className, config).warnings).toBe(count);
  });
});

describe('initializers, regularizers and constraints', () => {
  const object = (class_name: string, config: JsonObject, module = 'keras') => ({
    module,
    class_name,
    config,
    registered_name: null,
  });

  it.each([
    ['kernel_initializer', object('GlorotUniform', { seed: 3, input_axes: null, output_axes: null }), { seed: 3 }],
    [
      'kernel_initializer',
      object('RandomNormal', { mean: 1, dtype: 'float32' }, 'tensorflow.python.ops.init_ops'),
      { mean: 1 },
    ],
    ['kernel_initializer', object('VarianceScaling', { distribution: 'normal' }), { distribution: 'truncated_normal' }],
    ['kernel_regularizer', object('L1L2', { name: 'r', l1: 0.5, l2: 0 }), { l1: 0.5, l2: 0 }],
    ['kernel_constraint', object('MaxNorm', { max_value: 2, axis: 1, seed: 3 }), { max_value: 2, axis: 1 }],
  ] as const)('keep the settings of %s that Keras 3.3 takes', (key, value, config) => {
    const upgraded = upgrade('Dense', { units: 3, [key]: value });
    expect(only(upgraded)[key]).toMatchObject({ config });
    expect(Object.keys((only(upgraded)[key] as JsonObject).config ?? {})).toEqual(Object.keys(config));
    expect(upgraded.warnings).toBe(0);
  });
});

describe('what weights must be changed', () => {
  it('transposes the gates of CuDNN layers and joins their biases', () => {
    expect(upgrade('CuDNNLSTM', { units: 3 }).origin?.adjustments).toEqual([
      { variable: 'kernel', steps: [{ kind: 'transpose-blocks', blocks: 4 }] },
      { variable: 'recurrent_kernel', steps: [{ kind: 'transpose-blocks', blocks: 4 }] },
      { variable: 'bias', steps: [{ kind: 'sum-halves' }] },
    ]);
    expect(upgrade('CuDNNGRU', { units: 3 }).origin?.adjustments[2]).toEqual({
      variable: 'bias',
      steps: [{ kind: 'reshape', shape: [2, 9] }],
    });
  });

  it('asks for the statistics of adapted layers', () => {
    expect(
      upgrade('Normalization', { axis: [-1], mean: null, variance: null }).origin?.configFromWeights.map(
        ({ key }) => key,
      ),
    ).toEqual(['mean', 'variance']);
    expect(upgrade('Discretization', { bin_boundaries: null, num_bins: 4 }).origin?.configFromWeights).toEqual([
      { variable: 'summary', key: 'bin_boundaries' },
    ]);
    expect(upgrade('Normalization', { mean: [1, 2], variance: [1, 2] }).origin?.configFromWeights).toEqual([]);
  });
});

describe('what the version decides', () => {
  it.each([
    ['2.2.4', 1, 0],
    ['2.2.4-tf', 0, 1],
    ['2.4.0', 0, 0],
    ['3.3.3', 0, 0],
  ])('bilinear UpSampling2D of %s', (version, refusals, warnings) => {
    const upgraded = upgrade('UpSampling2D', { size: [2, 2], interpolation: 'bilinear' }, version);
    expect([upgraded.refusals, upgraded.warnings]).toEqual([refusals, warnings]);
  });
});

describe('fillConfig', () => {
  const adapted = (layer: JsonObject): JsonObject => ({
    class_name: 'Sequential',
    config: {
      name: 's',
      layers: [{ class_name: 'InputLayer', config: { name: 'in', batch_input_shape: [null, null] } }, layer],
    },
  });

  it('writes the mean, and the size of the input it tells', () => {
    const source = adapted({
      class_name: 'Normalization',
      config: { name: 'n', axis: [-1], mean: null, variance: null },
    });
    const { model, graphs, origins } = upgradeModel(source, {
      kerasVersion: '2.15.0',
      backend: undefined,
      strict: false,
    });
    const [layer, origin] = [...origins].find(([, { className }]) => className === 'Normalization') ?? [];
    if (!layer || !origin) throw new Error('no Normalization');
    fillConfig(graphs, layer, origin, (variable) => (variable === 'mean' ? [1, 2.5] : [4, 5]));
    expect(writeJson(layer)).toContain('"mean": [1.0, 2.5], "variance": [4.0, 5.0]');
    expect(writeJson(model)).toContain('"batch_shape": [null, 2]');
  });

  it('derives the boundaries of a Discretization as Keras 2 did', () => {
    const source = adapted({ class_name: 'Discretization', config: { name: 'd', bin_boundaries: null, num_bins: 2 } });
    const { graphs, origins } = upgradeModel(source, { kerasVersion: '2.15.0', backend: undefined, strict: false });
    const [layer, origin] = [...origins].find(([, { className }]) => className === 'Discretization') ?? [];
    if (!layer || !origin) throw new Error('no Discretization');
    fillConfig(graphs, layer, origin, () => [
      [1, 2, 3, 4],
      [1, 1, 1, 1],
    ]);
    expect(writeJson(layer)).toContain('"bin_boundaries": [2.0]');
  });
});

describe('a layer for an activation', () => {
  const inCell = (className: string, config: JsonObject) =>
    upgrade('LSTM', { units: 2, activation: { class_name: className, config: { name: 'l', ...config } } });

  it('stays in a recurrent layer, for Keras 3.10 and newer', () => {
    const upgraded = inCell('LeakyReLU', { alpha: 0.25 });
    expect(only(upgraded).activation).toEqual({
      module: 'keras.layers',
      class_name: 'LeakyReLU',
      config: { name: 'l', negative_slope: 0.25 },
      registered_name: null,
    });
    expect(upgraded).toMatchObject({ warnings: 1, refusals: 0 });
  });

  it.each([
    ['ReLU', { max_value: null, negative_slope: 0, threshold: 0 }, 'relu'],
    ['ReLU', { max_value: 6, negative_slope: 0, threshold: 0 }, 'relu6'],
    ['ELU', { alpha: 1 }, 'elu'],
    ['Softmax', { axis: -1 }, 'softmax'],
  ])('%s of a recurrent layer is the function that computes the same', (className, config, name) => {
    const upgraded = inCell(className, config);
    expect(only(upgraded).activation).toBe(name);
    expect(upgraded).toMatchObject({ warnings: 0, refusals: 0 });
  });

  it("PReLU of a recurrent layer is refused, as its weights are among the layer's", () => {
    expect(inCell('PReLU', {}).refusals).toBe(1);
  });

  it('becomes a layer of its own', () => {
    const { layers } = upgrade('Dense', { activation: { class_name: 'LeakyReLU', config: { name: 'l', alpha: 0.1 } } });
    expect(layers.map(({ className }) => className)).toEqual(['Dense', 'LeakyReLU']);
    expect(layers[0]?.config.activation).toBe('linear');
  });

  it('Hashing loses the type of floats, and the salt that stood for none', () => {
    const salt = [956888297470, 956888297470];
    expect(only(upgrade('Hashing', { num_bins: 5, dtype: 'float32', salt }, '2.4.0'))).toEqual({
      name: 'x',
      num_bins: 5,
    });
    expect(only(upgrade('Hashing', { num_bins: 5, dtype: 'int64', salt }, '2.8.0'))).toEqual({
      name: 'x',
      num_bins: 5,
      dtype: 'int64',
      salt,
    });
    expect(only(upgrade('Hashing', { num_bins: 5, dtype: 'float32', salt: [1, 2] }, '2.4.0')).salt).toEqual([1, 2]);
  });
});
