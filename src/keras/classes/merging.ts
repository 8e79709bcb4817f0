import { type LayerRow, layerTable } from './row.ts';
import { concatenated, merged } from './shapes.ts';

const MERGING: LayerRow = { keys: ['activity_regularizer'], shape: merged };

/** `keras/src/layers/merging`. */
export const MERGING_LAYERS = layerTable({
  Add: { ...MERGING, dtype: 'input' },
  Average: MERGING,
  Concatenate: { keys: ['axis', 'activity_regularizer'], shape: concatenated, dtype: 'input' },
  Dot: { keys: ['axes', 'normalize', 'activity_regularizer'], dtype: 'input' },
  Maximum: { ...MERGING, dtype: 'input' },
  Minimum: { ...MERGING, dtype: 'input' },
  Multiply: { ...MERGING, dtype: 'input' },
  Subtract: { ...MERGING, dtype: 'input' },
});
