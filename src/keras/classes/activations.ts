import { equalThresholdedReLU, ignoreMasks, normalizeActivation } from './hooks/activations.ts';
import { layerTable } from './row.ts';
import { same } from './shapes.ts';
import { weight } from './variables.ts';

/** `keras/src/layers/activations`. */
export const ACTIVATION_LAYERS = layerTable({
  Activation: {
    keys: ['activation', 'activity_regularizer'],
    hook: normalizeActivation,
    shape: same,
    dtype: 'input',
  },
  ELU: { keys: ['alpha', 'activity_regularizer'], shape: same },
  LeakyReLU: {
    keys: ['negative_slope', 'activity_regularizer'],
    rename: { alpha: 'negative_slope' },
    shape: same,
  },
  PReLU: {
    keys: ['alpha_initializer', 'alpha_regularizer', 'alpha_constraint', 'shared_axes', 'activity_regularizer'],
    shape: same,
    variables: () => [weight('alpha')],
  },
  ReLU: { keys: ['max_value', 'negative_slope', 'threshold', 'activity_regularizer'], shape: same, dtype: 'input' },
  Softmax: { keys: ['axis', 'activity_regularizer'], hook: ignoreMasks, shape: same },
  // theta is 1.0 unless said otherwise (Keras 2's thresholded_relu.py).
  ThresholdedReLU: {
    renamed: 'ReLU',
    keys: ['theta', 'activity_regularizer'],
    hook: equalThresholdedReLU,
    shape: same,
  },
});
