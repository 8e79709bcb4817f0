import { returnsSequences } from '../classes/lookups.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { Notes } from '../upgrade/notes.ts';
import type { LayerOrigin } from '../upgrade/types.ts';

/** Says where layers of the model heed masks otherwise in Keras 3 than in the Keras that wrote the file. */
export function checkMasks(notes: Notes): void {
  if (!notes.hasMasks) return;
  for (const origin of notes.origins.values()) {
    if (origin.className === 'Bidirectional' && notes.writer.isMultiBackend && returnsSequences(origin.config)) {
      warnBidirectional(origin, notes);
    }
    if (notes.writer.isMultiBackend && stacksCells(origin.config)) warnStackedCells(origin, notes);
  }
}

/** tf.keras and Keras 3 give zeros at masked steps (`zero_output_for_mask`), multi-backend Keras the output of the step before. */
function warnBidirectional({ name }: LayerOrigin, notes: Notes): void {
  notes.warn(
    name,
    `Bidirectional "${name}" repeats its last output at masked steps in the Keras that wrote the file and gives zeros there in Keras 3: check what uses those steps`,
  );
}

/** Whether a recurrent layer, or the one that a Bidirectional wraps, runs several cells in a loop. */
function stacksCells({ cell, layer: inner, unroll }: JsonObject): boolean {
  if (isObject(inner)) return isObject(inner.config) && stacksCells(inner.config);
  const cells = isObject(cell) && isObject(cell.config) ? cell.config.cells : undefined;
  return Array.isArray(cells) && cells.length > 1 && unroll !== true;
}

/** `rnn` of multi-backend Keras's tensorflow_backend.py put the first state in the place of the output, where it fits. */
function warnStackedCells({ name }: LayerOrigin, notes: Notes): void {
  notes.warn(
    name,
    `RNN "${name}" gave the state of its first cell for its output at masked steps in the Keras that wrote the file, and gives the last output of its last cell in Keras 3: check its predictions on masked input`,
  );
}
