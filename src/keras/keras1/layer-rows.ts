import type { Json } from '../python-json.ts';

/** A Keras 1 layer class in Keras 2.2's words (`keras/legacy/interfaces.py` of Keras 2, and Keras 1's own `get_config`). */
export interface LayerRow {
  /** Keras 2's class. */
  readonly className: string;
  /** Keys that go under another name; their values change as their new name's suffix or {@link VALUES} says. */
  readonly rename?: ReadonlyMap<string, string>;
  readonly drop?: readonly string[];
  /** Several keys that become one list: `nb_row`, `nb_col` → `kernel_size`. */
  readonly gather?: { readonly key: string; readonly from: readonly string[] };
  /** Written where the configuration has no such key (by its Keras 2 name): Keras 1's default, or what Keras 1 always did. */
  readonly defaults?: ReadonlyMap<string, Json>;
  /**
   * The class has a channel order. `recorded`: `get_config` writes it; `forgotten`: it does not, and results depend on
   * it; `training`: it does not, but only training depends on it.
   */
  readonly channels?: 'recorded' | 'forgotten' | 'training';
}

function keys(pairs: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(pairs));
}

function values(pairs: Readonly<Record<string, Json>>): ReadonlyMap<string, Json> {
  return new Map(Object.entries(pairs));
}

const KERNEL = {
  init: 'kernel_initializer',
  W_regularizer: 'kernel_regularizer',
  b_regularizer: 'bias_regularizer',
  W_constraint: 'kernel_constraint',
  b_constraint: 'bias_constraint',
  bias: 'use_bias',
};
const INPUT_SIZE = ['input_dim', 'input_length'];
const DENSE = keys({ ...KERNEL, output_dim: 'units' });
const CONV = { ...KERNEL, nb_filter: 'filters', border_mode: 'padding' };
const CONV_1D = keys({
  ...CONV,
  filter_length: 'kernel_size',
  subsample_length: 'strides',
  atrous_rate: 'dilation_rate',
});
const CONV_ND = keys({ ...CONV, subsample: 'strides', dim_ordering: 'data_format', atrous_rate: 'dilation_rate' });
const SEPARABLE = keys({
  nb_filter: 'filters',
  border_mode: 'padding',
  subsample: 'strides',
  dim_ordering: 'data_format',
  b_regularizer: 'bias_regularizer',
  b_constraint: 'bias_constraint',
  bias: 'use_bias',
  init: 'depthwise_initializer',
});
const RECURRENT = {
  output_dim: 'units',
  init: 'kernel_initializer',
  inner_init: 'recurrent_initializer',
  inner_activation: 'recurrent_activation',
  W_regularizer: 'kernel_regularizer',
  U_regularizer: 'recurrent_regularizer',
  b_regularizer: 'bias_regularizer',
  dropout_W: 'dropout',
  dropout_U: 'recurrent_dropout',
  consume_less: 'implementation',
  forget_bias_init: 'unit_forget_bias',
};
const CONV_RECURRENT = keys({
  ...RECURRENT,
  nb_filter: 'filters',
  border_mode: 'padding',
  subsample: 'strides',
  dim_ordering: 'data_format',
});
const GATES = values({ activation: 'tanh', recurrent_activation: 'hard_sigmoid' });
const SQUARE = { key: 'kernel_size', from: ['nb_row', 'nb_col'] };
const CUBE = { key: 'kernel_size', from: ['kernel_dim1', 'kernel_dim2', 'kernel_dim3'] };
const POOL_1D = keys({ pool_length: 'pool_size', stride: 'strides', border_mode: 'padding' });
const POOL_ND = keys({ border_mode: 'padding', dim_ordering: 'data_format' });
const CHANNELS = keys({ dim_ordering: 'data_format' });
const RATE = keys({ p: 'rate', dim_ordering: 'data_format' });

const conv1d: LayerRow = { className: 'Conv1D', rename: CONV_1D, drop: INPUT_SIZE };
const conv2d: LayerRow = { className: 'Conv2D', rename: CONV_ND, gather: SQUARE, channels: 'recorded' };
const conv3d: LayerRow = { className: 'Conv3D', rename: CONV_ND, gather: CUBE, channels: 'recorded' };
const deconv2d: LayerRow = { className: 'Conv2DTranspose', rename: CONV_ND, gather: SQUARE, channels: 'recorded' };
const separable: LayerRow = { className: 'SeparableConv2D', rename: SEPARABLE, gather: SQUARE, channels: 'recorded' };
const recurrent = (className: string, defaults: ReadonlyMap<string, Json>): LayerRow => {
  return { className, rename: keys(RECURRENT), drop: INPUT_SIZE, defaults };
};
const withChannels = (className: string, channels: NonNullable<LayerRow['channels']>): LayerRow => {
  return { className, rename: channels === 'training' ? RATE : CHANNELS, channels };
};
const pooling = (className: string): LayerRow => ({ className, rename: POOL_ND, channels: 'recorded' });

/** Every layer of Keras 1.0 to 1.2.2 that has one layer of Keras 2 for its equal; `Merge` and models are not here. */
export const LAYER_ROWS: ReadonlyMap<string, LayerRow> = new Map<string, LayerRow>([
  ['InputLayer', { className: 'InputLayer' }],
  ['Dense', { className: 'Dense', rename: DENSE, drop: INPUT_SIZE }],
  ['TimeDistributedDense', { className: 'Dense', rename: DENSE, drop: INPUT_SIZE }],
  ['Activation', { className: 'Activation' }],
  ['Dropout', { className: 'Dropout', rename: RATE }],
  ['SpatialDropout1D', { className: 'SpatialDropout1D', rename: RATE }],
  ['SpatialDropout2D', withChannels('SpatialDropout2D', 'training')],
  ['SpatialDropout3D', withChannels('SpatialDropout3D', 'training')],
  ['GaussianDropout', { className: 'GaussianDropout', rename: RATE }],
  ['GaussianNoise', { className: 'GaussianNoise', rename: keys({ sigma: 'stddev' }) }],
  ['Masking', { className: 'Masking' }],
  ['Reshape', { className: 'Reshape' }],
  ['Permute', { className: 'Permute' }],
  // Keras 2's Flatten can put channels last first; Keras 1's never does.
  ['Flatten', { className: 'Flatten', defaults: values({ data_format: 'channels_last' }) }],
  ['RepeatVector', { className: 'RepeatVector' }],
  ['ActivityRegularization', { className: 'ActivityRegularization' }],
  ['LeakyReLU', { className: 'LeakyReLU' }],
  ['PReLU', { className: 'PReLU', rename: keys({ init: 'alpha_initializer' }) }],
  ['ELU', { className: 'ELU' }],
  ['ThresholdedReLU', { className: 'ThresholdedReLU' }],
  [
    'BatchNormalization',
    {
      className: 'BatchNormalization',
      rename: keys({ beta_init: 'beta_initializer', gamma_init: 'gamma_initializer' }),
      drop: ['mode'],
    },
  ],
  [
    'Embedding',
    {
      className: 'Embedding',
      rename: keys({
        init: 'embeddings_initializer',
        W_regularizer: 'embeddings_regularizer',
        W_constraint: 'embeddings_constraint',
      }),
      drop: ['dropout'],
    },
  ],
  ['Convolution1D', conv1d],
  ['Conv1D', conv1d],
  ['AtrousConvolution1D', conv1d],
  ['AtrousConv1D', conv1d],
  ['Convolution2D', conv2d],
  ['Conv2D', conv2d],
  ['AtrousConvolution2D', conv2d],
  ['AtrousConv2D', conv2d],
  ['Convolution3D', conv3d],
  ['Conv3D', conv3d],
  ['Deconvolution2D', deconv2d],
  ['Deconv2D', deconv2d],
  ['SeparableConvolution2D', separable],
  ['SeparableConv2D', separable],
  ['LocallyConnected1D', { className: 'LocallyConnected1D', rename: CONV_1D, drop: INPUT_SIZE }],
  ['LocallyConnected2D', { className: 'LocallyConnected2D', rename: CONV_ND, gather: SQUARE, channels: 'recorded' }],
  ['MaxPooling1D', { className: 'MaxPooling1D', rename: POOL_1D }],
  ['AveragePooling1D', { className: 'AveragePooling1D', rename: POOL_1D }],
  ['MaxPooling2D', pooling('MaxPooling2D')],
  ['AveragePooling2D', pooling('AveragePooling2D')],
  ['MaxPooling3D', pooling('MaxPooling3D')],
  ['AveragePooling3D', pooling('AveragePooling3D')],
  ['GlobalMaxPooling1D', { className: 'GlobalMaxPooling1D' }],
  ['GlobalAveragePooling1D', { className: 'GlobalAveragePooling1D' }],
  ['GlobalMaxPooling2D', withChannels('GlobalMaxPooling2D', 'recorded')],
  ['GlobalAveragePooling2D', withChannels('GlobalAveragePooling2D', 'recorded')],
  ['GlobalMaxPooling3D', withChannels('GlobalMaxPooling3D', 'recorded')],
  ['GlobalAveragePooling3D', withChannels('GlobalAveragePooling3D', 'recorded')],
  ['UpSampling1D', { className: 'UpSampling1D', rename: keys({ length: 'size' }) }],
  ['UpSampling2D', withChannels('UpSampling2D', 'forgotten')],
  ['UpSampling3D', withChannels('UpSampling3D', 'forgotten')],
  ['ZeroPadding1D', { className: 'ZeroPadding1D' }],
  ['ZeroPadding2D', withChannels('ZeroPadding2D', 'forgotten')],
  ['ZeroPadding3D', withChannels('ZeroPadding3D', 'forgotten')],
  ['Cropping1D', { className: 'Cropping1D' }],
  ['Cropping2D', withChannels('Cropping2D', 'forgotten')],
  ['Cropping3D', withChannels('Cropping3D', 'forgotten')],
  ['SimpleRNN', recurrent('SimpleRNN', values({ activation: 'tanh' }))],
  ['GRU', recurrent('GRU', values({ activation: 'tanh', recurrent_activation: 'hard_sigmoid', reset_after: false }))],
  ['LSTM', recurrent('LSTM', GATES)],
  [
    'ConvLSTM2D',
    { className: 'ConvLSTM2D', rename: CONV_RECURRENT, gather: SQUARE, defaults: GATES, channels: 'recorded' },
  ],
]);

/** Classes with no equal in Keras 3: why, and what to do instead. */
export const GONE: ReadonlyMap<string, string> = new Map([
  ['SReLU', 'Keras 3 has no SReLU layer; write it as a custom layer'],
  ['ParametricSoftplus', 'Keras 3 has no ParametricSoftplus layer; write it as a custom layer'],
  ['AutoEncoder', 'Keras 1 itself dropped AutoEncoder; rebuild the model in Keras 3'],
  ['Graph', 'the Graph model is of Keras 0; rebuild it in Keras 3 with the functional API'],
]);
