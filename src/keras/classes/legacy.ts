import { DENSE } from './core.ts';
import { carryAlways } from './hooks/highway.ts';
import { maxout } from './hooks/maxout.ts';
import { ANY, layerTable } from './row.ts';
import { same } from './shapes.ts';

/** Layers of Keras 1 that multi-backend Keras 2 still had (`keras/legacy/layers.py`), and tf.keras never. */
export const LEGACY_LAYERS = layerTable({
  Highway: {
    renamed: 'Dense',
    keys: DENSE,
    rename: { init: 'kernel_initializer', bias: 'use_bias' },
    drop: settings('input_dim', 'W_regularizer', 'b_regularizer', 'W_constraint', 'b_constraint'),
    hook: carryAlways,
    needsGraph: () => true,
    shape: same,
  },
  MaxoutDense: {
    renamed: 'Dense',
    keys: DENSE,
    rename: {
      init: 'kernel_initializer',
      W_regularizer: 'kernel_regularizer',
      b_regularizer: 'bias_regularizer',
      bias: 'use_bias',
    },
    drop: settings('nb_feature', 'output_dim', 'input_dim', 'W_constraint', 'b_constraint'),
    hook: maxout,
    shape: ({ config, input }) =>
      typeof config.output_dim === 'number' ? [input[0] ?? null, config.output_dim] : undefined,
  },
  // Those that merge by a name are rewritten before (upgrade/legacy-merge.ts).
  Merge: {
    keys: [],
    drop: settings('mode', 'mode_type', 'concat_axis', 'dot_axes', 'output_shape', 'output_shape_type', 'output_mask'),
    refusal:
      'Keras 3 has no Merge layer, and this one merges by a cosine or by a function; rebuild the model in Keras 3 and convert its weights alone',
  },
});

function settings(...keys: readonly string[]): Readonly<Record<string, typeof ANY>> {
  return Object.fromEntries(keys.map((key) => [key, ANY]));
}
