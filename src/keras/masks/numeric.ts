import type { TensorFacts } from '../facts/shape-facts.ts';
import { type Call, type Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { type Layer, refsOf } from '../graph/model.ts';
import { configOf } from '../graph/source-graph.ts';
import { classOf } from '../graph/source-layer.ts';
import { cast, numpy } from '../operations/compose.ts';
import { functionCall } from '../operations/names.ts';
import { asNumber, pythonFloat } from '../python-json.ts';
import type { Notes } from '../upgrade/notes.ts';
import type { MaskOf } from './mask.ts';
import { ignoredMasks } from './rules.ts';

/** What is known of the graph that a call is of. */
export interface MaskFacts extends TensorFacts {
  readonly maskOf: MaskOf;
}

/** `(1 - mask) * -1e9`, which Keras 2's Softmax added to its input (`_large_compatible_negative` of its softmax.py). */
const HIDDEN: ReadonlyMap<string, number> = new Map([['float16', 65504]]);

/**
 * What a Softmax is to be given in the place of its input and its mask: their sum, as Keras 2 had it. Keras 3 from 3.10 on
 * gives zeros where a mask hides a whole row, and takes numbers for true or false, where Keras 2 shared the row out and
 * weighed by them.
 *
 * @param call in the form of Keras 3, its tensors those of the source
 */
export function maskedLogits(layer: Layer, call: Call, facts: MaskFacts, notes: Notes): Operation | undefined {
  if (notes.writer.isKeras3 || classOf(layer) !== 'Softmax') return undefined;
  const [input, positional] = call.args;
  const mask = call.kwargs.mask ?? positional;
  if (!(input instanceof TensorRef) || mask === undefined || mask === null) return undefined;
  const dtype = facts.dtypeOf(input) ?? 'float32';
  const hidden = numpy('Subtract', [pythonFloat(1), cast(mask as OperationArgument, dtype)]);
  return numpy('Subtract', [input, numpy('Multiply', [hidden, pythonFloat(HIDDEN.get(dtype) ?? 1e9)])]);
}

/**
 * The mask of truth values that a MultiHeadAttention is to be given for one of numbers. Keras 2 weighed scores by it
 * (`(1 - mask) * -1e9`), as Keras 3 did before 3.7, so that of each row the greatest number alone counts, and none of those
 * below 1 where all are equal; joined with masks of truth values it took all but zeros for true. Keras 3 from 3.7 on always
 * does (`_compute_attention_mask` and `_compute_attention` of its multi_head_attention.py).
 *
 * @param call in the form of Keras 3, its tensors those of the source
 */
export function attentionMask(layer: Layer, call: Call, facts: MaskFacts, notes: Notes): Operation | undefined {
  if (notes.writer.isKeras3 || classOf(layer) !== 'MultiHeadAttention') return undefined;
  const mask = call.kwargs.attention_mask;
  if (!(mask instanceof TensorRef)) return undefined;
  noteHiddenRows(layer, call, notes);
  if (isTrueOrFalse(mask, facts)) return undefined;
  if (joinsMasks(layer, call, facts, notes)) return numpy('NotEqual', [mask, 0]);
  const axis = keyAxes(layer, call, facts);
  const greatest = numpy('Max', [mask], { axis, keepdims: true });
  const counts = numpy('LogicalOr', [
    numpy('GreaterEqual', [greatest, 1]),
    numpy('Greater', [greatest, numpy('Min', [mask], { axis, keepdims: true })]),
  ]);
  const dtype = facts.dtypeOf(mask);
  notes.warn(
    layer.name,
    `MultiHeadAttention "${layer.name}" is given an attention_mask of numbers${dtype === undefined ? '' : ` (${dtype})`}, which Keras from 3.7 on takes for true or false: ` +
      'it is given the places of the greatest number of each row instead, to which Keras 2 attended alone. ' +
      'Predictions differ where that stands several times in a row and is not 1; of masks of 0 and 1 they do not',
    { code: 'attention-mask-numbers' },
  );
  return numpy('LogicalAnd', [numpy('GreaterEqual', [mask, greatest]), counts]);
}

/** Newer Keras 3 versions give zeros for scores of which none is left (`call` of softmax.py), where they compute them so. */
function noteHiddenRows(layer: Layer, call: Call, notes: Notes): void {
  if (!usesSoftmax(layer, call)) return;
  notes.warn(
    layer.name,
    `MultiHeadAttention "${layer.name}" is given an attention_mask: from Keras 3.10 on its scores are zero for a query whose mask hides every key, ` +
      'where Keras 2 shared them out; check what uses its outputs there',
    { code: 'attention-mask-scores' },
  );
}

/** Newer Keras 3 versions compute other calls without a Softmax layer (`_compute_attention` of multi_head_attention.py). */
export function usesSoftmax(layer: Layer, { kwargs }: Call): boolean {
  const { attention_axes: given, dropout } = configOf(layer);
  const axes = Array.isArray(given) ? given.length : 1;
  return kwargs.return_attention_scores === true || (asNumber(dropout) ?? 0) > 0 || axes > 1;
}

/** Whether the mask is joined with others, in Keras 2 as in Keras 3. */
function joinsMasks(layer: Layer, call: Call, { maskOf }: MaskFacts, notes: Notes): boolean {
  if (call.kwargs.use_causal_mask === true) return true;
  if (ignoredMasks(classOf(layer), notes.writer)) return false;
  const { attention_mask: _, ...others } = call.kwargs;
  return refsOf({ args: call.args, kwargs: others }).some((ref) => maskOf(ref) !== undefined);
}

/** The axes of the keys, which are the last of the mask. */
function keyAxes(layer: Layer, call: Call, facts: MaskFacts): number | number[] {
  const { attention_axes: axes } = configOf(layer);
  const query = call.args[0] ?? call.kwargs.query;
  const rank = query instanceof TensorRef ? facts.shapeOf(query)?.length : undefined;
  const count = Array.isArray(axes) ? axes.length : typeof axes === 'number' ? 1 : (rank ?? 3) - 2;
  return count <= 1 ? -1 : Array.from({ length: count }, (_, index) => index - count);
}

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

/** Whether the graph shows that a tensor holds zeros and ones alone. */
function isTrueOrFalse(mask: TensorRef, facts: TensorFacts): boolean {
  const seen = new Set<string>();
  const pending = [mask];
  for (let ref = pending.pop(); ref; ref = pending.pop()) {
    if (seen.has(ref.key) || facts.dtypeOf(ref) === 'bool') continue;
    seen.add(ref.key);
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
