import { asNumber, type Json, type JsonObject } from '../python-json.ts';
import { attentionParts } from './children.ts';
import { type LayerDraft, setKey } from './hooks/draft.ts';
import { ANY, layerTable, type Newer } from './row.ts';
import { weight } from './variables.ts';

// Keras 2.4 to 2.9 kept causality in the layer, later versions and Keras 3 in the call.
const CAUSAL = { causal: [false] } as const;

/** `keras/src/layers/attention`. */
export const ATTENTION_LAYERS = layerTable({
  Attention: {
    keys: ['use_scale', 'score_mode', 'dropout', 'seed', 'activity_regularizer'],
    drop: CAUSAL,
    variables: (c) => [
      c.use_scale === true && weight('scale', []),
      c.score_mode === 'concat' && weight('concat_score_weight', []),
    ],
    scoresSince: '3.8',
  },
  AdditiveAttention: {
    keys: ['use_scale', 'dropout', 'activity_regularizer'],
    drop: CAUSAL,
    variables: (c) => [c.use_scale !== false && weight('scale', [null])],
    scoresSince: '3.8',
  },
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
    hook: (layer) => {
      leaveOutQuerySize(layer);
      noteSingleSizes(layer);
    },
    newer: ({ config, source }) => [
      hasOtherQuery(source) && shaped('a query of another size than its value'),
      (config.output_shape ?? null) !== null && shaped('an output_shape'),
    ],
    children: attentionParts,
  },
});

/**
 * Keras before 3.7 appends `output_shape` to a tuple, which only a tuple allows, and JSON has none; and it takes no query of
 * another size than the value (`compute_output_shape` of its multi_head_attention.py).
 */
function shaped(what: string): Newer {
  return { code: 'attention-shape', what, since: '3.7' };
}

/** The query's own size is what comes out without an `output_shape`. */
function leaveOutQuerySize(layer: LayerDraft): void {
  const { output_shape: shape = null } = layer.config;
  const size = Array.isArray(shape) && shape.length === 1 ? shape[0] : shape;
  if (size !== null && size === lastSize(layer.source.query_shape)) setKey(layer, 'output_shape', null);
}

function hasOtherQuery(source: JsonObject): boolean {
  const query = lastSize(source.query_shape);
  const value = lastSize(source.value_shape);
  return query !== undefined && value !== undefined && query !== value;
}

/**
 * Keras 3 adds the bias of heads of one number each along the steps where those are as many as heads
 * (operations/summands.ts), and no order of axes inside the layer can be chosen.
 */
function noteSingleSizes(layer: LayerDraft): void {
  const { num_heads: count, key_dim: key, value_dim: value = null, use_bias: hasBias } = layer.config;
  const heads = asNumber(count) ?? 1;
  if (layer.notes.writer.isKeras3 || hasBias === false || heads < 2) return;
  const steps = [layer.source.query_shape, layer.source.value_shape].map((shape) =>
    asNumber(Array.isArray(shape) ? shape[1] : undefined),
  );
  const isSingle = asNumber(key) === 1 || asNumber(value) === 1;
  if (!isSingle || steps.every((size) => size !== undefined && size !== heads)) return;
  layer.notes.warn(
    layer.sourceName,
    `MultiHeadAttention "${layer.sourceName}" has heads of one number, whose bias Keras 3 from 3.7 on adds along the steps on TensorFlow where there are ${heads} of them, ` +
      'as many as heads: check the predictions of the Keras that loads the file',
    { code: 'attention-bias' },
  );
}

function lastSize(shape: Json | undefined): number | undefined {
  return asNumber(Array.isArray(shape) ? shape.at(-1) : undefined);
}
