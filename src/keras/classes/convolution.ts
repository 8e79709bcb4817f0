import { convolveChannelsLast } from './channels.ts';
import type { LayerDraft } from './draft.ts';
import { noteDilation, padCausally } from './padding.ts';
import { ANY, layerTable } from './row.ts';

const COMMON = [
  'kernel_size',
  'strides',
  'padding',
  'data_format',
  'dilation_rate',
  'activation',
  'use_bias',
  'bias_initializer',
  'bias_regularizer',
  'activity_regularizer',
  'bias_constraint',
];
const CONV = [...COMMON, 'filters', 'groups', 'kernel_initializer', 'kernel_regularizer', 'kernel_constraint'];
const TRANSPOSE = [...CONV.filter((key) => key !== 'groups'), 'output_padding'];
const DEPTHWISE = [
  ...COMMON,
  'depth_multiplier',
  'depthwise_initializer',
  'depthwise_regularizer',
  'depthwise_constraint',
];
const SEPARABLE = [...DEPTHWISE, 'filters', 'pointwise_initializer', 'pointwise_regularizer', 'pointwise_constraint'];

const KERNEL_AND_BIAS = ['kernel', 'bias'];
// Keras 2 inherited these from Conv and ignored them.
const INHERITED = { groups: [1], kernel_initializer: ANY, kernel_regularizer: ANY, kernel_constraint: ANY } as const;

const POOLING = { keys: ['pool_size', 'strides', 'padding', 'data_format', 'activity_regularizer'] };
const GLOBAL_POOLING = { keys: ['data_format', 'keepdims', 'activity_regularizer'] };

const LOCALLY_CONNECTED =
  'Keras 3 has no locally connected layers; rebuild the model with a Conv layer or a layer of your own and retrain it';

function convolveTransposed(rank: number): (layer: LayerDraft) => void {
  return (layer) => {
    convolveChannelsLast(rank)(layer);
    noteDilation(layer);
  };
}

/** `keras/src/layers/convolutional` and `pooling`. */
export const CONVOLUTION_LAYERS = layerTable({
  Conv1D: { keys: CONV, activated: KERNEL_AND_BIAS, hook: convolveChannelsLast(1) },
  Conv2D: { keys: CONV, activated: KERNEL_AND_BIAS, hook: convolveChannelsLast(2) },
  Conv3D: { keys: CONV, activated: KERNEL_AND_BIAS, hook: convolveChannelsLast(3) },
  Conv1DTranspose: {
    keys: TRANSPOSE,
    drop: { groups: [1] },
    activated: KERNEL_AND_BIAS,
    hook: convolveTransposed(1),
  },
  Conv2DTranspose: {
    keys: TRANSPOSE,
    drop: { groups: [1] },
    activated: KERNEL_AND_BIAS,
    hook: convolveTransposed(2),
  },
  Conv3DTranspose: {
    keys: TRANSPOSE,
    drop: { groups: [1] },
    activated: KERNEL_AND_BIAS,
    hook: convolveTransposed(3),
  },
  DepthwiseConv1D: {
    keys: DEPTHWISE,
    drop: { ...INHERITED, filters: ANY },
    activated: KERNEL_AND_BIAS,
    hook: convolveChannelsLast(1),
  },
  DepthwiseConv2D: {
    keys: DEPTHWISE,
    drop: { ...INHERITED, filters: ANY },
    activated: KERNEL_AND_BIAS,
    hook: convolveChannelsLast(2),
  },
  SeparableConv1D: {
    keys: SEPARABLE,
    drop: INHERITED,
    activated: ['pointwise_kernel', 'bias'],
    hook: (layer) => {
      convolveChannelsLast(1)(layer);
      padCausally(layer);
    },
  },
  SeparableConv2D: {
    keys: SEPARABLE,
    drop: INHERITED,
    activated: ['pointwise_kernel', 'bias'],
    hook: convolveChannelsLast(2),
  },
  LocallyConnected1D: { keys: [], refusal: LOCALLY_CONNECTED },
  LocallyConnected2D: { keys: [], refusal: LOCALLY_CONNECTED },

  AveragePooling1D: POOLING,
  AveragePooling2D: POOLING,
  AveragePooling3D: POOLING,
  MaxPooling1D: POOLING,
  MaxPooling2D: POOLING,
  MaxPooling3D: POOLING,
  GlobalAveragePooling1D: GLOBAL_POOLING,
  GlobalAveragePooling2D: GLOBAL_POOLING,
  GlobalAveragePooling3D: GLOBAL_POOLING,
  GlobalMaxPooling1D: GLOBAL_POOLING,
  GlobalMaxPooling2D: GLOBAL_POOLING,
  GlobalMaxPooling3D: GLOBAL_POOLING,
});
