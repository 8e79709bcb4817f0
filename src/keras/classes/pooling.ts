import { type LayerRow, layerTable } from './row.ts';
import { globalPool, pool } from './shapes.ts';

/**
 * @param kind `Max` or `Average`
 * @param rank the number of spatial axes
 */
function pooling(kind: 'Max' | 'Average', rank: number): LayerRow {
  return {
    aliases: [`${SHORT[kind]}Pool${rank}D`],
    keys: ['pool_size', 'strides', 'padding', 'data_format', 'activity_regularizer'],
    shape: pool(rank),
  };
}

function globalPooling(kind: 'Max' | 'Average', rank: number): LayerRow {
  return {
    aliases: [`Global${SHORT[kind]}Pool${rank}D`],
    keys: ['data_format', 'keepdims', 'activity_regularizer'],
    shape: globalPool(rank),
    dtype: 'input',
  };
}

const SHORT = { Max: 'Max', Average: 'Avg' } as const;

/** `tf.reduce_mean`, to which Keras 2 left it, rounds the mean of integers towards zero. */
const globalAverage = (rank: number): LayerRow => ({ ...globalPooling('Average', rank), integers: 'rounds' });
const maxPooling = (rank: number): LayerRow => ({ ...pooling('Max', rank), dtype: 'input' });

/** `keras/src/layers/pooling`. */
export const POOLING_LAYERS = layerTable({
  AveragePooling1D: pooling('Average', 1),
  AveragePooling2D: pooling('Average', 2),
  AveragePooling3D: pooling('Average', 3),
  MaxPooling1D: maxPooling(1),
  MaxPooling2D: maxPooling(2),
  MaxPooling3D: maxPooling(3),
  GlobalAveragePooling1D: globalAverage(1),
  GlobalAveragePooling2D: globalAverage(2),
  GlobalAveragePooling3D: globalAverage(3),
  GlobalMaxPooling1D: globalPooling('Max', 1),
  GlobalMaxPooling2D: globalPooling('Max', 2),
  GlobalMaxPooling3D: globalPooling('Max', 3),
});
