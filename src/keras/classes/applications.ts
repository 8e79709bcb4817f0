import { layerTable } from './row.ts';
import { same } from './shapes.ts';
import { weight } from './variables.ts';

/** Layers of `keras.applications` networks: importable by module, though `keras.layers` does not name them. */
export const APPLICATION_LAYERS = layerTable({
  // InceptionResNetV2's, on two tensors.
  CustomScaleLayer: {
    module: 'keras.src.applications.inception_resnet_v2',
    keys: ['scale', 'activity_regularizer'],
    shape: same,
  },
  LayerScale: {
    module: 'keras.src.applications.convnext',
    keys: ['init_values', 'projection_dim', 'activity_regularizer'],
    shape: same,
    variables: () => [weight('gamma', [null])],
  },
  StochasticDepth: {
    module: 'keras.src.applications.convnext',
    keys: ['drop_path_rate', 'activity_regularizer'],
    shape: same,
  },
});
