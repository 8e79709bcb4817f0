import { returnsSequences } from '../classes/lookups.ts';
import { type Call, TensorRef } from '../graph/graph.ts';
import { type Layer, type ModelGraph, refsOf } from '../graph/model.ts';
import { configOf } from '../graph/source-graph.ts';
import { classOf, innerOf } from '../graph/source-layer.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { Notes } from '../upgrade/notes.ts';
import type { LayerOrigin } from '../upgrade/types.ts';
import type { KerasVersion } from '../version.ts';
import { isNamed, lostOrRegained, type Mask, type MaskedOutput, type MaskOf, partsOf } from './mask.ts';
import { usesSoftmax } from './numeric.ts';
import { givableParts, takesMask } from './repair.ts';
import { consumesMasks, ignoredMasks, maskRule } from './rules.ts';

/**
 * Keras 2 combined the masks of the tensors it merged; Keras 3.3 loses them, and newer versions combine them otherwise
 * (`_Merge.compute_mask`); and newer layers hand masks on that Keras 2 lost. Where a layer downstream heeds such a mask and
 * cannot be given the right one, the model would predict something else.
 *
 * @param options.givesMasks whether layers can be given masks by name, as in a Functional
 */
export function checkMergedMasks(
  graph: ModelGraph,
  kept: ReadonlyMap<string, ReadonlySet<number>>,
  maskOf: MaskOf,
  notes: Notes,
  { givesMasks = true } = {},
): void {
  if (!notes.hasMasks) return;
  const isGiven = (layer: Layer, mask: Mask) => givesMasks && takesMask(layer, mask) && givableParts(mask);
  for (const layer of graph.layers) {
    for (const node of kept.get(layer.name) ?? []) {
      const call = layer.calls[node];
      if (call) checkMoments(layer, call, maskOf, notes);
    }
    if (!heedsMasks(layer, notes.writer) || ignoredMasks(classOf(layer), notes.writer)) continue;
    for (const node of kept.get(layer.name) ?? []) {
      const call = layer.calls[node];
      if (!call) continue;
      const masks = refsOf(call).map(maskOf);
      const heeded = maskRule(classOf(layer)).consumes === 'all' ? masks : masks.slice(0, 1);
      const other = heeded.find((mask) => mask && lostOrRegained(mask) && !isGiven(layer, mask));
      const cause = lostOrRegained(other);
      if (cause) refuse(layer.name, cause, notes);
      else if (heeded.some((mask) => mask && isNamed(mask) && !isGiven(layer, mask))) warnNamed(layer.name, notes);
      else if (masks.some((mask) => mask && !lostOrRegained(mask)))
        noteMaskedAttention(classOf(layer), layer, call, notes);
    }
  }
}

/** What stands inside TimeDistributed heeds masks of its steps; a model there is looked at by itself. */
function heedsMasks(layer: Layer, writer: KerasVersion): boolean {
  if (classOf(layer) === 'TimeDistributed') return heedsMasks({ name: '', object: innerOf(layer), calls: [] }, writer);
  return consumesMasks(classOf(layer), configOf(layer), writer);
}

/** `previous_mask` in `Layer.__call__` of Keras 3. */
function warnNamed(layer: string, notes: Notes): void {
  notes.warn(
    layer,
    `layer "${layer}" depends on a mask that a layer before it is given by name, which Keras before 3.11 does not hand on: load the file with Keras 3.11 or newer`,
    { code: 'mask-by-name', needs: '3.11' },
  );
}

function refuse(layer: string, mask: NonNullable<ReturnType<typeof lostOrRegained>>, notes: Notes) {
  const what =
    mask.kind === 'merged'
      ? `a mask that "${mask.by.name}" merges from its inputs; Keras 3.3 drops that mask, and later versions merge it by another rule`
      : `a mask that "${mask.by.name}" propagates in Keras 3 and dropped in Keras 2`;
  notes.refuse(
    layer,
    `layer "${layer}" depends on ${what}: rebuild the model in Keras 3, pass the layer the mask that it needs, and load the weights into it`,
    { code: 'mask-unsupported' },
  );
}

/**
 * Keras 2.14 and 2.15 weighed the moments of a GroupNormalization by its mask, in the shape of its input (`call` of
 * group_normalization.py): a mask of steps fits where there are as many steps as channels, and samples as steps or one.
 */
function checkMoments(layer: Layer, call: Call, maskOf: MaskOf, notes: Notes): void {
  if (classOf(layer) !== 'GroupNormalization' || notes.writer.before(2, 14)) return;
  const { name } = layer;
  const [input] = refsOf(call);
  if (call.kwargs.mask instanceof TensorRef) {
    notes.refuse(
      name,
      `GroupNormalization "${name}" is given a mask that weighs its means and variances, which Keras 3's takes no mask for: rebuild the model in Keras 3 with a layer of your own in its place, and load the weights into it`,
      { code: 'mask-unsupported' },
    );
  } else if (input && maskOf(input)) {
    notes.warn(
      name,
      `GroupNormalization "${name}" is given a mask by its input, which weighed its means and variances in the original and does not in Keras 3: check its predictions on masked input`,
      { code: 'masked-moments' },
    );
  }
}

/** The outputs of the whole model that have masks in the source's Keras. */
export function maskedOutputs(
  masks: readonly (Mask | undefined)[],
  layers: readonly string[],
  notes: Notes,
): MaskedOutput[] {
  return masks.flatMap((mask, index) => {
    if (mask === undefined) return [];
    const other = otherInKeras3(mask, notes);
    return [{ index, layer: layers[index] ?? '', ...(other ? { other } : {}) }];
  });
}

function otherInKeras3(mask: Mask, notes: Notes): MaskedOutput['other'] {
  const cause = lostOrRegained(mask);
  if (cause === undefined) return namedBy(mask);
  const by = cause.by.name;
  const isMerged = cause.kind === 'merged' && cause.isSame && !ignoredMasks(classOf(cause.by), notes.writer);
  return isMerged ? { by, needs: '3.4' } : { by };
}

function namedBy(mask: Mask): MaskedOutput['other'] {
  const named = partsOf(mask).find((part) => part.kind === 'named');
  return named && { by: named.by.name, needs: '3.11' };
}

/** Keras 3.3 takes no list of masks that not all are there (`Functional.call` of its functional.py). */
export function noteMixedMasks(model: string, masks: readonly (Mask | undefined)[], notes: Notes): void {
  const inKeras33 = masks.filter((mask) => mask && !lostOrRegained(mask));
  if (inKeras33.length === 0 || inKeras33.length === masks.length) return;
  notes.warn(
    model,
    `model "${model}" is called with inputs of which some have masks and others have none, at which Keras before 3.4 fails: load the file with Keras 3.4 or newer`,
    { code: 'mask-mixed', needs: '3.4' },
  );
}

/** Says where Keras 3 versions attend otherwise to inputs that have masks. */
function noteMaskedAttention(className: string, layer: Layer, call: Call, notes: Notes): void {
  const { name } = layer;
  if (className === 'Attention' || className === 'AdditiveAttention') {
    notes.warn(
      name,
      `${className} "${name}" is given masks by its inputs, with which Keras before 3.12 fails or, where sizes happen to fit, computes something else: ` +
        'load the file with Keras 3.12 or newer',
      { code: 'attention-mask', needs: '3.12' },
    );
  }
  if (className === 'MultiHeadAttention' && usesSoftmax(layer, call)) {
    notes.warn(
      name,
      `MultiHeadAttention "${name}" is given masks by its inputs: from Keras 3.10 on its scores are zero at masked steps of the query, ` +
        'where Keras 2 shared them out; check what uses its scores or its outputs at those steps',
      { code: 'attention-mask-scores' },
    );
  }
}

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
    { code: 'masked-outputs' },
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
    `At masked steps RNN "${name}" returned its first cell's state in the original Keras; in Keras 3 it repeats the last cell's previous output: check its predictions on masked input`,
    { code: 'masked-outputs' },
  );
}
