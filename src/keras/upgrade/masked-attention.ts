import type { Notes } from './notes.ts';

/** Keras 2.10 made MultiHeadAttention heed the masks of Embedding and Masking layers, as Keras 3 does; before, it did not. */
export function checkMaskedAttention(notes: Notes): void {
  if (!notes.writer.before(2, 10)) return;
  const origins = [...notes.origins.values()];
  const masks = origins.some(
    ({ className, config }) => className === 'Masking' || (className === 'Embedding' && config.mask_zero === true),
  );
  if (!masks) return;
  for (const { className, name } of origins) {
    if (className !== 'MultiHeadAttention') continue;
    notes.warn(
      name,
      `MultiHeadAttention "${name}" ignored masks in the Keras that wrote the file and heeds them in Keras 3, as from Keras 2.10 on: check its predictions on masked input`,
    );
  }
}
