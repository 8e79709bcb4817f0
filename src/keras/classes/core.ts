import { equalThresholdedReLU, ignoreMasks, normalizeActivation } from './activations.ts';
import { checkBiasAxis, leaveOutOpenAxes } from './einsum.ts';
import { mendNoiseShape } from './noise-shape.ts';
import { ANY, type LayerRow, layerTable } from './row.ts';
import { checkInterpolation } from './upsampling.ts';

const DENSE = [
  'units',
  'activation',
  'use_bias',
  'kernel_initializer',
  'bias_initializer',
  'kernel_regularizer',
  'bias_regularizer',
  'activity_regularizer',
  'kernel_constraint',
  'bias_constraint',
];

const ACTIVITY: LayerRow = { keys: ['activity_regularizer'] };

/** `keras/src/layers/core`, `activations`, `merging`, `regularization` and `reshaping`. */
export const CORE_LAYERS = layerTable({
  Dense: { keys: DENSE, activated: ['kernel', 'bias'], drop: { input_dim: ANY } },
  EinsumDense: {
    keys: [...DENSE.filter((key) => key !== 'units'), 'equation', 'output_shape', 'bias_axes'],
    activated: ['kernel', 'bias'],
    hook: (layer) => {
      checkBiasAxis(layer);
      leaveOutOpenAxes(layer);
    },
  },
  Embedding: {
    keys: [
      'input_dim',
      'output_dim',
      'embeddings_initializer',
      'embeddings_regularizer',
      'activity_regularizer',
      'embeddings_constraint',
      'mask_zero',
    ],
    // `sparse` only chose the form of the gradient (Keras 2.15's embedding.py).
    drop: { input_length: ANY, sparse: ANY },
  },
  Identity: ACTIVITY,
  Masking: { keys: ['mask_value', 'activity_regularizer'] },
  Activation: { keys: ['activation', 'activity_regularizer'], hook: normalizeActivation },

  ELU: { keys: ['alpha', 'activity_regularizer'] },
  LeakyReLU: { keys: ['negative_slope', 'activity_regularizer'], rename: { alpha: 'negative_slope' } },
  PReLU: {
    keys: ['alpha_initializer', 'alpha_regularizer', 'alpha_constraint', 'shared_axes', 'activity_regularizer'],
  },
  ReLU: { keys: ['max_value', 'negative_slope', 'threshold', 'activity_regularizer'] },
  Softmax: { keys: ['axis', 'activity_regularizer'], hook: ignoreMasks },
  // theta is 1.0 unless said otherwise (Keras 2's thresholded_relu.py).
  ThresholdedReLU: { renamed: 'ReLU', keys: ['theta', 'activity_regularizer'], hook: equalThresholdedReLU },

  Add: ACTIVITY,
  Average: ACTIVITY,
  Concatenate: { keys: ['axis', 'activity_regularizer'] },
  Dot: { keys: ['axes', 'normalize', 'activity_regularizer'] },
  Maximum: ACTIVITY,
  Minimum: ACTIVITY,
  Multiply: ACTIVITY,
  Subtract: ACTIVITY,

  ActivityRegularization: { keys: ['l1', 'l2', 'activity_regularizer'] },
  AlphaDropout: { keys: ['rate', 'noise_shape', 'seed', 'activity_regularizer'], hook: mendNoiseShape },
  Dropout: { keys: ['rate', 'noise_shape', 'seed', 'activity_regularizer'], hook: mendNoiseShape },
  GaussianDropout: { keys: ['rate', 'seed', 'activity_regularizer'] },
  GaussianNoise: { keys: ['stddev', 'seed', 'activity_regularizer'] },
  SpatialDropout1D: { keys: ['rate', 'seed'], drop: { noise_shape: ANY }, untrainable: true },
  SpatialDropout2D: { keys: ['rate', 'data_format', 'seed'], drop: { noise_shape: ANY }, untrainable: true },
  SpatialDropout3D: { keys: ['rate', 'data_format', 'seed'], drop: { noise_shape: ANY }, untrainable: true },

  // `data_format` of the one-dimensional ones was channels_last by construction (Keras 2.2's convolutional.py).
  Cropping1D: { keys: ['cropping', 'activity_regularizer'], drop: { data_format: [null, 'channels_last'] } },
  Cropping2D: { keys: ['cropping', 'data_format', 'activity_regularizer'] },
  Cropping3D: { keys: ['cropping', 'data_format', 'activity_regularizer'] },
  Flatten: { keys: ['data_format', 'activity_regularizer'] },
  Permute: { keys: ['dims', 'activity_regularizer'] },
  RepeatVector: { keys: ['n', 'activity_regularizer'] },
  Reshape: { keys: ['target_shape', 'activity_regularizer'] },
  UpSampling1D: { keys: ['size', 'activity_regularizer'], drop: { data_format: [null, 'channels_last'] } },
  UpSampling2D: {
    keys: ['size', 'data_format', 'interpolation', 'activity_regularizer'],
    hook: checkInterpolation,
  },
  UpSampling3D: { keys: ['size', 'data_format', 'activity_regularizer'] },
  ZeroPadding1D: { keys: ['padding', 'activity_regularizer'], drop: { data_format: [null, 'channels_last'] } },
  ZeroPadding2D: { keys: ['padding', 'data_format', 'activity_regularizer'] },
  ZeroPadding3D: { keys: ['padding', 'data_format', 'activity_regularizer'] },
});
