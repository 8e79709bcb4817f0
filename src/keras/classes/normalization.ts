import { serialized } from './children.ts';
import { hasMode, upgradeBatchNormalization } from './hooks/batch-normalization.ts';
import { markAdaptedNormalization, singleAxis, synchronize } from './hooks/statistics.ts';
import { ANY, layerTable } from './row.ts';
import { same } from './shapes.ts';
import { given, statistic, weight } from './variables.ts';

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
  'renorm',
  'renorm_clipping',
  'renorm_momentum',
];
const BATCH_DROP = {
  // Alternative computations of the same result, or of training alone.
  fused: ANY,
  adjustment: [null],
  // keras-resnet's BatchNormalization is Keras's with this setting more.
  freeze: ANY,
} as const;

/** What renorm keeps beside the statistics of the layer. */
const RENORM = ['moving_stddev', 'renorm_mean', 'renorm_stddev'];

/** `keras/src/layers/normalization` and `preprocessing/normalization.py`. */
export const NORMALIZATION_LAYERS = layerTable({
  BatchNormalization: {
    aliases: ['BatchNormalizationV1', 'BatchNormalizationV2'],
    integers: 'floats',
    keys: BATCH,
    drop: BATCH_DROP,
    hook: upgradeBatchNormalization,
    needsGraph: hasMode,
    shape: same,
    variables: (c) => [
      c.scale !== false && weight('gamma', [null]),
      c.center !== false && weight('beta', [null]),
      statistic('moving_mean', [null]),
      statistic('moving_variance', [null]),
      ...(c.renorm === true ? RENORM.map((name) => statistic(name, [null])) : []),
    ],
  },
  SyncBatchNormalization: { renamed: 'BatchNormalization', keys: BATCH, drop: BATCH_DROP, hook: synchronize },
  GroupNormalization: {
    keys: [...GAMMA_BETA, 'axis', 'groups'],
    hook: singleAxis,
    shape: same,
    variables: (c) => [c.scale !== false && weight('gamma', [null]), c.center !== false && weight('beta', [null])],
  },
  LayerNormalization: {
    integers: 'floats',
    keys: [...GAMMA_BETA, 'axis'],
    shape: same,
    variables: (c) => [
      (c.scale !== false || c.rms_scaling === true) && weight('gamma'),
      c.center !== false && weight('beta'),
    ],
  },
  UnitNormalization: {
    integers: 'floats',
    keys: ['axis', 'activity_regularizer'],
    shape: same,
  },
  SpectralNormalization: {
    keys: ['layer', 'power_iterations', 'activity_regularizer'],
    variables: () => [statistic('vector_u', [1, null])],
    children: (c) => [serialized('layer', c.layer)],
  },
  Normalization: {
    aliases: ['NormalizationV1'],
    keys: ['axis', 'mean', 'variance', 'invert', 'activity_regularizer'],
    hook: markAdaptedNormalization,
    shape: same,
    variables: (c) =>
      given(c.mean) ? [] : [statistic('mean'), statistic('variance'), { name: 'count', trainable: false, shape: [] }],
  },
});
