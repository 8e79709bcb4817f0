import { checkInterpolation } from './hooks/upsampling.ts';
import { type LayerRow, layerTable } from './row.ts';
import { edges, flattened, permuted, repeated, reshaped, upSampled } from './shapes.ts';

// `data_format` of the one-dimensional ones was channels_last by construction (Keras 2.2's convolutional.py).
const ONE_DIMENSIONAL = { data_format: [null, 'channels_last'] } as const;

/** @param rank the number of spatial axes. */
function cropping(rank: number): LayerRow {
  return {
    keys: ['cropping', 'data_format', 'activity_regularizer'],
    shape: edges(rank, 'cropping', -1),
    dtype: 'input',
  };
}

function zeroPadding(rank: number): LayerRow {
  return {
    keys: ['padding', 'data_format', 'activity_regularizer'],
    shape: edges(rank, 'padding', 1),
    dtype: 'input',
  };
}

function upSampling(rank: number): LayerRow {
  return { keys: ['size', 'data_format', 'activity_regularizer'], shape: upSampled(rank), dtype: 'input' };
}

/** `keras/src/layers/reshaping`. */
export const RESHAPING_LAYERS = layerTable({
  Cropping1D: { ...cropping(1), keys: ['cropping', 'activity_regularizer'], drop: ONE_DIMENSIONAL },
  Cropping2D: cropping(2),
  Cropping3D: cropping(3),
  Flatten: { keys: ['data_format', 'activity_regularizer'], shape: flattened, dtype: 'input' },
  Permute: { keys: ['dims', 'activity_regularizer'], shape: permuted, dtype: 'input' },
  RepeatVector: { keys: ['n', 'activity_regularizer'], shape: repeated, dtype: 'input' },
  Reshape: { keys: ['target_shape', 'activity_regularizer'], shape: reshaped, dtype: 'input' },
  UpSampling1D: { ...upSampling(1), keys: ['size', 'activity_regularizer'], drop: ONE_DIMENSIONAL },
  UpSampling2D: {
    ...upSampling(2),
    keys: ['size', 'data_format', 'interpolation', 'activity_regularizer'],
    hook: checkInterpolation,
  },
  UpSampling3D: upSampling(3),
  ZeroPadding1D: { ...zeroPadding(1), keys: ['padding', 'activity_regularizer'], drop: ONE_DIMENSIONAL },
  ZeroPadding2D: zeroPadding(2),
  ZeroPadding3D: zeroPadding(3),
});
