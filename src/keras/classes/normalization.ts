import { ANY, layerTable } from './row.ts';
import { dropRenorm, markAdaptedNormalization, singleAxis, synchronize } from './statistics.ts';

const GAMMA_BETA = [
  'epsilon',
  'center',
  'scale',
  'beta_initializer',
  'gamma_initializer',
  'beta_regularizer',
  'gamma_regularizer',
  'activity_regularizer',
  'beta_constraint',
  'gamma_constraint',
];
const BATCH = [
  ...GAMMA_BETA,
  'axis',
  'momentum',
  'moving_mean_initializer',
  'moving_variance_initializer',
  'synchronized',
];
const BATCH_DROP = {
  // Alternative computations of the same result, or of training alone.
  fused: ANY,
  virtual_batch_size: [null],
  adjustment: [null],
} as const;

/** `keras/src/layers/normalization` and `preprocessing/normalization.py`. */
export const NORMALIZATION_LAYERS = layerTable({
  BatchNormalization: { keys: BATCH, drop: BATCH_DROP, hook: dropRenorm },
  SyncBatchNormalization: { renamed: 'BatchNormalization', keys: BATCH, drop: BATCH_DROP, hook: synchronize },
  GroupNormalization: { keys: [...GAMMA_BETA, 'axis', 'groups'], hook: singleAxis },
  LayerNormalization: { keys: [...GAMMA_BETA, 'axis'] },
  UnitNormalization: { keys: ['axis', 'activity_regularizer'] },
  SpectralNormalization: { keys: ['layer', 'power_iterations', 'activity_regularizer'] },
  Normalization: {
    keys: ['axis', 'mean', 'variance', 'invert', 'activity_regularizer'],
    hook: markAdaptedNormalization,
  },
});
