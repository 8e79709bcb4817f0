import type { Call } from '../graph/graph.ts';
import type { SourceLayer } from '../graph/source-graph.ts';
import { asNumber, isObject } from '../python-json.ts';
import type { Notes } from '../upgrade/notes.ts';

/** Says where Keras 3 versions attend otherwise to inputs that have masks. */
export function noteMaskedAttention(className: string, layer: SourceLayer, call: Call, notes: Notes): void {
  const { name } = layer;
  if (className === 'Attention' || className === 'AdditiveAttention') {
    notes.warn(
      name,
      `${className} "${name}" is given masks by its inputs, with which Keras before 3.12 fails or, where sizes happen to fit, computes something else: ` +
        'load the file with Keras 3.12 or newer',
    );
  }
  if (className === 'MultiHeadAttention' && usesSoftmax(layer, call)) {
    notes.warn(
      name,
      `MultiHeadAttention "${name}" is given masks by its inputs: from Keras 3.10 on its scores are zero at masked steps of the query, ` +
        'where Keras 2 shared them out; check what uses its scores or its outputs at those steps',
    );
  }
}

/** Newer Keras 3 versions compute other calls without a Softmax layer (`_compute_attention` of multi_head_attention.py). */
function usesSoftmax({ object }: SourceLayer, { kwargs }: Call): boolean {
  const config = isObject(object.config) ? object.config : {};
  const axes = Array.isArray(config.attention_axes) ? config.attention_axes.length : 1;
  return kwargs.return_attention_scores === true || (asNumber(config.dropout) ?? 0) > 0 || axes > 1;
}
