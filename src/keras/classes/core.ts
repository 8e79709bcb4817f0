import { serialized } from './children.ts';
import { leaveOutOpenAxes, moveBiasLast } from './hooks/einsum.ts';
import { carry, isHighway } from './hooks/highway.ts';
import { ANY, layerTable, type StateRow } from './row.ts';
import { dense, embedded, same } from './shapes.ts';
import { biased, given, number, weight } from './variables.ts';

/** The settings of a Dense layer. */
export const DENSE = [
  'units',
  'activation',
  'use_bias',
  'kernel_initializer',
  'bias_initializer',
  'kernel_regularizer',
  'bias_regularizer',
  'activity_regularizer',
  'kernel_constraint',
  'bias_constraint',
];

/** `keras/src/layers/core`. */
export const CORE_LAYERS = layerTable({
  Dense: {
    keys: DENSE,
    drop: { input_dim: ANY },
    activated: ['kernel', 'bias'],
    hook: carry,
    needsGraph: isHighway,
    shape: (called) => (isHighway(called.config) ? called.input : dense(called)),
    variables: (c) => [weight('kernel', [null, number(c.units)]), biased(c, number(c.units))],
  },
  EinsumDense: {
    keys: [...DENSE.filter((key) => key !== 'units'), 'equation', 'output_shape', 'bias_axes'],
    activated: ['kernel', 'bias'],
    hook: (layer) => {
      moveBiasLast(layer);
      leaveOutOpenAxes(layer);
    },
    variables: (c) => [weight('kernel'), given(c.bias_axes) && weight('bias')],
  },
  Embedding: {
    keys: [
      'input_dim',
      'output_dim',
      'embeddings_initializer',
      'embeddings_regularizer',
      'activity_regularizer',
      'embeddings_constraint',
      'mask_zero',
    ],
    // `sparse` only chose the form of the gradient (Keras 2.15's embedding.py).
    drop: { input_length: ANY, sparse: ANY },
    shape: embedded,
    variables: (c) => [weight('embeddings', [number(c.input_dim), number(c.output_dim)])],
  },
  Identity: { keys: ['activity_regularizer'], dtype: 'input' },
  Masking: { keys: ['mask_value', 'activity_regularizer'], shape: same, dtype: 'input' },
});

/** The base of wrappers, which a file may name as a class of its own code's (`wrapper.py`). */
export const WRAPPER: StateRow = { children: (c) => [serialized('layer', c.layer)] };
