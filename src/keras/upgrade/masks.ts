import { returnsSequences } from './given-masks.ts';
import type { Notes } from './notes.ts';
import type { LayerOrigin } from './types.ts';

/** Says where layers of the model heed masks otherwise in Keras 3 than in the Keras that wrote the file. */
export function checkMasks(notes: Notes): void {
  if (!notes.hasMasks) return;
  for (const origin of notes.origins.values()) {
    if (origin.className === 'Lambda' && !origin.custom) warnLambda(origin, notes);
    if (origin.className === 'MultiHeadAttention' && notes.writer.before(2, 10)) warnAttention(origin, notes);
    if (origin.className === 'Bidirectional' && notes.writer.isMultiBackend && returnsSequences(origin.config)) {
      warnBidirectional(origin, notes);
    }
  }
}

/** Keras 2.10 made MultiHeadAttention heed the masks of Embedding and Masking layers, as Keras 3 does; before, it did not. */
function warnAttention({ name }: LayerOrigin, notes: Notes): void {
  notes.warn(
    name,
    `MultiHeadAttention "${name}" ignored masks in the Keras that wrote the file and heeds them in Keras 3, as from Keras 2.10 on: check its predictions on masked input`,
  );
}

/** `Lambda.compute_mask` gave no mask; an Activation hands its input's on. */
function warnLambda({ name }: LayerOrigin, notes: Notes): void {
  notes.warn(
    name,
    `Lambda layer "${name}" lost masks in the Keras that wrote the file, and the Activation it became hands them on: check the model's predictions on masked input`,
  );
}

/** tf.keras and Keras 3 give zeros at masked steps (`zero_output_for_mask`), multi-backend Keras the output of the step before. */
function warnBidirectional({ name }: LayerOrigin, notes: Notes): void {
  notes.warn(
    name,
    `Bidirectional "${name}" repeats its last output at masked steps in the Keras that wrote the file and gives zeros there in Keras 3: check what uses those steps`,
  );
}
