import type { TensorFacts } from '../facts/shape-facts.ts';
import { TensorRef } from '../graph/graph.ts';
import { refsOf, type SourceLayer } from '../graph/source-graph.ts';
import { functionCall } from '../operations/names.ts';
import type { Notes } from '../upgrade/notes.ts';
import { classOf } from './tensor-masks.ts';

/** Functions and layers whose result holds zeros and ones alone if their inputs do. */
const KEEPING: ReadonlySet<string> = new Set([
  'Identity',
  'Permute',
  'RepeatVector',
  'Reshape',
  '_slice_helper',
  '__operators__.getitem',
  'broadcast_to',
  'cast',
  'expand_dims',
  'identity',
  'linalg.band_part',
  'math.maximum',
  'math.minimum',
  'math.multiply',
  'maximum',
  'minimum',
  'multiply',
  'repeat',
  'reshape',
  'squeeze',
  'stop_gradient',
  'tile',
  'transpose',
]);

/** Functions whose result holds zeros or ones whatever they are given. */
const MAKING: ReadonlySet<string> = new Set(['ones_like', 'zeros_like', 'sequence_mask']);

/**
 * Keras 2's MultiHeadAttention weighed scores by an attention_mask of numbers (`(1 - mask) * -1e9`), as Keras 3 did before
 * 3.7, which takes all but zeros for true (`_compute_attention` of its multi_head_attention.py, `where` of its softmax.py).
 * Numbers are zeros and ones most often; where the graph does not show that they are, this is said.
 */
export function noteNumericMask(layer: SourceLayer, nodes: readonly number[], facts: TensorFacts, notes: Notes): void {
  if (notes.writer.isKeras3 || classOf(layer) !== 'MultiHeadAttention') return;
  for (const node of nodes) {
    const mask = layer.calls[node]?.kwargs.attention_mask;
    if (!(mask instanceof TensorRef) || isZerosAndOnes(mask, facts)) continue;
    notes.warn(
      layer.name,
      `MultiHeadAttention "${layer.name}" is given an attention_mask of numbers${typeOf(mask, facts)}: where they are others than 0 and 1, ` +
        'Keras 2 weighs its scores by them, and Keras from 3.7 on takes them for true; predictions are the same for 0 and 1 alone',
    );
    return;
  }
}

function typeOf(ref: TensorRef, facts: TensorFacts): string {
  const dtype = facts.dtypeOf(ref);
  return dtype === undefined ? '' : ` (${dtype})`;
}

function isZerosAndOnes(mask: TensorRef, facts: TensorFacts): boolean {
  const seen = new Set<string>();
  const pending = [mask];
  for (let ref = pending.pop(); ref; ref = pending.pop()) {
    const key = `${ref.node} ${ref.tensor} ${ref.layer}`;
    if (seen.has(key) || facts.dtypeOf(ref) === 'bool') continue;
    seen.add(key);
    const made = facts.producerOf?.(ref);
    if (!made) return false;
    const name = functionCall(made.className, made.config, made.call)?.name ?? made.className;
    if (MAKING.has(name)) continue;
    const inputs = refsOf(made.call);
    if (!KEEPING.has(name) || inputs.length === 0) return false;
    pending.push(...inputs);
  }
  return true;
}
