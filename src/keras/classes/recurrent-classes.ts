import { isObject, type JsonObject } from '../python-json.ts';

/** Recurrent layers: they heed the mask of their input, hand it on where they return sequences, and take initial states. */
export const RECURRENT: ReadonlySet<string> = new Set([
  'Bidirectional',
  'ConvLSTM1D',
  'ConvLSTM2D',
  'ConvLSTM3D',
  'GRU',
  'LSTM',
  'RNN',
  'SimpleRNN',
]);

/** Whether a recurrent layer, or the one that a Bidirectional wraps, gives its output at every step. */
export function returnsSequences({ return_sequences: own, layer: inner }: JsonObject): boolean {
  return own === true || (isObject(inner) && isObject(inner.config) && inner.config.return_sequences === true);
}
