import { returnsSequences } from './given-masks.ts';
import type { Notes } from './notes.ts';
import type { LayerOrigin } from './types.ts';

/** Says where layers of the model heed masks otherwise in Keras 3 than in the Keras that wrote the file. */
export function checkMasks(notes: Notes): void {
  if (!notes.hasMasks) return;
  for (const origin of notes.origins.values()) {
    if (origin.className === 'Bidirectional' && notes.writer.isMultiBackend && returnsSequences(origin.config)) {
      warnBidirectional(origin, notes);
    }
  }
}

/** tf.keras and Keras 3 give zeros at masked steps (`zero_output_for_mask`), multi-backend Keras the output of the step before. */
function warnBidirectional({ name }: LayerOrigin, notes: Notes): void {
  notes.warn(
    name,
    `Bidirectional "${name}" repeats its last output at masked steps in the Keras that wrote the file and gives zeros there in Keras 3: check what uses those steps`,
  );
}
