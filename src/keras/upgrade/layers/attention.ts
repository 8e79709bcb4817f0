import type { LayerDraft } from './draft.ts';
import { ANY, layerTable } from './row.ts';

// Keras 2.4 to 2.9 kept causality in the layer, later versions and Keras 3 in the call.
const CAUSAL = { causal: [false] } as const;

/** `keras/src/layers/attention`. */
export const ATTENTION_LAYERS = layerTable({
  Attention: { keys: ['use_scale', 'score_mode', 'dropout', 'seed', 'activity_regularizer'], drop: CAUSAL },
  AdditiveAttention: { keys: ['use_scale', 'dropout', 'activity_regularizer'], drop: CAUSAL },
  MultiHeadAttention: {
    keys: [
      'num_heads',
      'key_dim',
      'value_dim',
      'dropout',
      'use_bias',
      'output_shape',
      'attention_axes',
      'kernel_initializer',
      'bias_initializer',
      'kernel_regularizer',
      'bias_regularizer',
      'activity_regularizer',
      'kernel_constraint',
      'bias_constraint',
    ],
    drop: { query_shape: ANY, key_shape: ANY, value_shape: ANY },
    hook: noteOutputShape,
  },
});

/** Keras 3.3.3 appends `output_shape` to a tuple, which only a tuple allows, and JSON has none. */
function noteOutputShape(layer: LayerDraft): void {
  if ((layer.config.output_shape ?? null) === null) return;
  layer.notes.warn(
    layer.sourceName,
    `MultiHeadAttention "${layer.sourceName}" has an output_shape, which Keras 3.3 cannot load: load the file with a newer Keras 3`,
  );
}
