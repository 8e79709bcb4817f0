import { isObject, type Json, type JsonObject } from '../../python-json.ts';
import { type LayerDraft, setKey } from './draft.ts';

/**
 * An RNN of a list of one cell is written as one of that cell: with a mask Keras 3 takes the states of stacked cells for
 * another structure where there is one (`rnn` of its backends), and fails.
 */
export function unstackOnlyCell(layer: LayerDraft): void {
  const cell = layer.notes.hasMasks ? onlyCell(layer.config) : undefined;
  if (cell) setKey(layer, 'cell', cell);
}

/** The cell of an RNN that stacks no other. */
export function onlyCell({ cell }: JsonObject): JsonObject | undefined {
  const isStacked = isObject(cell) && cell.class_name === 'StackedRNNCells' && isObject(cell.config);
  const cells: Json | undefined = isStacked ? (cell.config as JsonObject).cells : undefined;
  const [only, ...others] = Array.isArray(cells) ? cells : [];
  return isObject(only) && others.length === 0 ? only : undefined;
}
