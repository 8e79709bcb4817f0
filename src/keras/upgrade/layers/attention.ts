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
  },
});
