import { mendNoiseShape } from './hooks/noise-shape.ts';
import { ANY, type LayerRow, layerTable } from './row.ts';
import { same } from './shapes.ts';

const DROPOUT: LayerRow = {
  keys: ['rate', 'noise_shape', 'seed', 'activity_regularizer'],
  hook: mendNoiseShape,
  shape: same,
  dtype: 'input',
};
const SPATIAL_DROPOUT: LayerRow = {
  keys: ['rate', 'data_format', 'seed'],
  drop: { noise_shape: ANY },
  untrainable: true,
  shape: same,
  dtype: 'input',
};

/** `keras/src/layers/regularization`. */
export const REGULARIZATION_LAYERS = layerTable({
  ActivityRegularization: { keys: ['l1', 'l2', 'activity_regularizer'], shape: same, dtype: 'input' },
  AlphaDropout: DROPOUT,
  Dropout: DROPOUT,
  GaussianDropout: { keys: ['rate', 'seed', 'activity_regularizer'], shape: same, dtype: 'input' },
  GaussianNoise: { keys: ['stddev', 'seed', 'activity_regularizer'], shape: same, dtype: 'input' },
  SpatialDropout1D: { ...SPATIAL_DROPOUT, keys: ['rate', 'seed'] },
  SpatialDropout2D: SPATIAL_DROPOUT,
  SpatialDropout3D: SPATIAL_DROPOUT,
});
