import { layerTable } from './row.ts';
import { weight } from './variables.ts';

/** Layers of `keras.applications` networks: importable by module, though `keras.layers` does not name them. */
export const APPLICATION_LAYERS = layerTable({
  LayerScale: {
    module: 'keras.src.applications.convnext',
    keys: ['init_values', 'projection_dim', 'activity_regularizer'],
    variables: () => [weight('gamma', [null])],
  },
});
