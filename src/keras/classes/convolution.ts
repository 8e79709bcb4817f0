import { asNumber, type JsonObject } from '../python-json.ts';
import { convolveChannelsLast } from './hooks/channels.ts';
import { connectLocally } from './hooks/locally-connected.ts';
import { leaveOutZeroPadding, noteDilation, padCausally } from './hooks/padding.ts';
import { ANY, type LayerRow, layerTable, type Newer } from './row.ts';
import { filters, multiplied, unslide, windows } from './shapes.ts';
import { biased, number, weight, window } from './variables.ts';

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

/** @param rank the number of spatial axes. */
function locallyConnected(rank: number): LayerRow {
  return {
    keys: [],
    activated: KERNEL_AND_BIAS,
    hook: connectLocally(rank),
    shape: windows(rank, filters),
  };
}

/** @param rank the number of spatial axes. */
function convolution(rank: number): LayerRow {
  return {
    aliases: [`Convolution${rank}D`],
    keys: CONV,
    activated: KERNEL_AND_BIAS,
    hook: convolveChannelsLast(rank),
    shape: windows(rank, filters),
    variables: (c) => [weight('kernel', [...window(c, rank), null, number(c.filters)]), biased(c, number(c.filters))],
    flipped: ['kernel'],
  };
}

/** `standardize_tuple` of Keras 3's base_conv_transpose.py. */
const ZERO_OUTPUT_PADDING: Newer = { code: 'output-padding-zero', what: 'an output_padding of zero', since: '3.11' };

function padsByZero({ output_padding: padding }: JsonObject): boolean {
  const sizes = Array.isArray(padding) ? padding : [padding ?? null];
  return sizes.some((size) => size !== null && asNumber(size) === 0);
}

function transposedConvolution(rank: number): LayerRow {
  return {
    aliases: [`Convolution${rank}DTranspose`],
    keys: TRANSPOSE,
    drop: { groups: [1] },
    activated: KERNEL_AND_BIAS,
    hook: (layer) => {
      convolveChannelsLast(rank)(layer);
      noteDilation(layer);
      leaveOutZeroPadding(rank)(layer);
    },
    newer: ({ config }) => [padsByZero(config) && ZERO_OUTPUT_PADDING],
    shape: windows(rank, filters, unslide),
    variables: (c) => [weight('kernel', [...window(c, rank), number(c.filters), null]), biased(c, number(c.filters))],
  };
}

function depthwiseConvolution(rank: number): LayerRow {
  return {
    keys: DEPTHWISE,
    drop: { ...INHERITED, filters: ANY },
    activated: KERNEL_AND_BIAS,
    hook: convolveChannelsLast(rank),
    shape: windows(rank, multiplied),
    variables: (c) => [
      { ...weight('kernel', [...window(c, rank), null, number(c.depth_multiplier)]), legacyName: 'depthwise_kernel' },
      biased(c, null),
    ],
  };
}

function separableConvolution(rank: number): LayerRow {
  return {
    aliases: [`SeparableConvolution${rank}D`],
    keys: SEPARABLE,
    drop: INHERITED,
    activated: ['pointwise_kernel', 'bias'],
    hook: convolveChannelsLast(rank),
    shape: windows(rank, filters),
    variables: (c) => [
      weight('depthwise_kernel', [...window(c, rank), null, number(c.depth_multiplier)]),
      weight('pointwise_kernel', [...Array<number>(rank).fill(1), null, number(c.filters)]),
      biased(c, number(c.filters)),
    ],
  };
}

/** `keras/src/layers/convolutional`. */
export const CONVOLUTION_LAYERS = layerTable({
  Conv1D: convolution(1),
  Conv2D: convolution(2),
  Conv3D: convolution(3),
  Conv1DTranspose: transposedConvolution(1),
  Conv2DTranspose: {
    ...transposedConvolution(2),
    aliases: ['Convolution2DTranspose', 'Deconv2D', 'Deconvolution2D'],
    flipped: ['kernel'],
  },
  Conv3DTranspose: {
    ...transposedConvolution(3),
    aliases: ['Convolution3DTranspose', 'Deconv3D', 'Deconvolution3D'],
    flipped: ['kernel'],
  },
  DepthwiseConv1D: depthwiseConvolution(1),
  DepthwiseConv2D: { ...depthwiseConvolution(2), aliases: ['DepthwiseConvolution2D'] },
  SeparableConv1D: {
    ...separableConvolution(1),
    hook: (layer) => {
      convolveChannelsLast(1)(layer);
      padCausally(layer);
    },
  },
  SeparableConv2D: separableConvolution(2),
  LocallyConnected1D: locallyConnected(1),
  LocallyConnected2D: locallyConnected(2),
});
