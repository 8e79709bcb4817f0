import { type LayerDraft, setKey } from './draft.ts';

/** Keras 2 took whatever stood where the shape should, as in `Dropout(0, 2)`, and looked at it only in training. */
export function mendNoiseShape(layer: LayerDraft): void {
  const { noise_shape: shape = null } = layer.config;
  if (shape === null || Array.isArray(shape)) return;
  layer.notes.warn(
    layer.sourceName,
    `"${layer.sourceName}" has a noise_shape that is no shape, with which Keras 2 could predict but not train: it is left out`,
    { code: 'noise-shape-dropped' },
  );
  setKey(layer, 'noise_shape', null);
}
