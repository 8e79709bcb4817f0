import { insertedLayer, type LayerDraft, setKey } from './draft.ts';

/**
 * Keras 2 and newer Keras 3 replace a last axis of one by the categories, Keras 3.3.3 appends them. An input of Keras 2's
 * has one number a sample, or it would not have encoded it (`encode_categorical_inputs` of its preprocessing_utils.py), so
 * that a Reshape makes the result the same in all.
 */
export function squeezeOneHot(layer: LayerDraft, categories: number): void {
  layer.after.push(insertedLayer(layer, 'Reshape', 'categories', { target_shape: [categories] }));
  layer.notes.warn(
    layer.sourceName,
    `Keras 3.3 keeps an axis of one where ${layer.sourceClass} "${layer.sourceName}" encodes one_hot: a Reshape was put after it, so that every Keras 3 gives the same`,
    { code: 'one-hot-reshaped' },
  );
}

/** Keras 3.3.3 does not know the shape of what its Discretization encodes; it does know that of a CategoryEncoding. */
export function separateEncoding(layer: LayerDraft, categories: number): void {
  const { output_mode: mode = 'int', sparse = false } = layer.config;
  if (mode !== 'one_hot' && mode !== 'multi_hot' && mode !== 'count') return;
  setKey(layer, 'output_mode', 'int');
  setKey(layer, 'sparse', false);
  layer.after.push(
    insertedLayer(layer, 'CategoryEncoding', 'encoding', { num_tokens: categories, output_mode: mode, sparse }),
  );
  if (mode === 'one_hot') squeezeOneHot(layer, categories);
}
