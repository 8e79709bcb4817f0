import { asNumber, type Json, pythonFloat } from '../../python-json.ts';
import { deleteKey, insertedLayer, type LayerDraft, setKey } from './draft.ts';

const RENORM_KEYS = ['renorm', 'renorm_clipping', 'renorm_momentum'];

/** Keras 2 wrote `axis: [3]`; Keras 3 takes an integer, and no more than one axis. */
export function singleAxis(layer: LayerDraft): void {
  const axes = severalAxes(layer);
  if (axes) refuseAxes(layer);
}

/** The axes of a layer that has several; a single one is written as Keras 3 has it. */
function severalAxes(layer: LayerDraft): readonly Json[] | undefined {
  const axis = layer.config.axis;
  if (!Array.isArray(axis)) return undefined;
  const [only, ...others] = axis;
  if (only === undefined || others.length > 0) return axis;
  setKey(layer, 'axis', only);
  return undefined;
}

function refuseAxes(layer: LayerDraft, why = 'where Keras 3 takes one'): void {
  layer.notes.refuse(
    layer.sourceName,
    `layer "${layer.sourceName}" (${layer.sourceClass}) normalizes over several axes, ${why}; rebuild the model without it`,
    { code: 'several-axes' },
  );
}

/**
 * Several axes are moved last and made one, which is normalized, and moved back: Keras 2 had statistics for each place along
 * all of them (`param_shape` of its batch_normalization.py).
 */
function joinAxes(layer: LayerDraft): void {
  const axes = severalAxes(layer);
  if (!axes) return;
  const shape = layer.notes.inputShapes.get(layer.source);
  const rank = shape?.length ?? 0;
  const normalized = axes.map((axis) => asNumber(axis) ?? 0).map((axis) => (axis < 0 ? axis + rank : axis));
  const last = [...normalized].sort((a, b) => a - b);
  const others = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis > 0 && !last.includes(axis));
  const joined = last.reduce((all, axis) => all * (shape?.[axis] ?? Number.NaN), 1);
  const open = others.filter((axis) => (shape?.[axis] ?? null) === null);
  if (!Number.isInteger(joined) || open.length > 1) {
    refuseAxes(layer, 'and the file does not tell their sizes');
    return;
  }
  if (layer.notes.hasMasks) {
    refuseAxes(layer, 'which Keras 3 does by layers that lose the mask of the input');
    return;
  }
  const dims = [...others, ...last];
  const sizes = (list: readonly number[]) => list.map((axis) => shape?.[axis] ?? -1);
  const isInPlace = dims.every((axis, at) => axis === at + 1);
  if (!isInPlace) layer.before.push(insertedLayer(layer, 'Permute', 'axes_last', { dims }));
  layer.before.push(insertedLayer(layer, 'Reshape', 'joined', { target_shape: [...sizes(others), joined] }));
  layer.after.push(insertedLayer(layer, 'Reshape', 'apart', { target_shape: sizes(dims) }));
  if (!isInPlace) {
    const back = dims.map((_, at) => dims.indexOf(at + 1) + 1);
    layer.after.push(insertedLayer(layer, 'Permute', 'axes_back', { dims: back }));
  }
  setKey(layer, 'axis', -1);
  for (const variable of ['gamma', 'beta', 'moving_mean', 'moving_variance']) {
    layer.adjustments.push({ variable, steps: [{ kind: 'reshape', shape: [joined] }] });
  }
  layer.notes.warn(
    layer.sourceName,
    `Keras 3 normalizes over one axis: the axes ${JSON.stringify(last)} of ${layer.sourceClass} "${layer.sourceName}" are made one before it and apart after, so that it computes the same`,
    { code: 'axes-joined' },
  );
}

/** The first Keras 3 whose BatchNormalization renormalizes (keras/src/layers/normalization/batch_normalization.py). */
export const RENORM_SINCE = '3.14';

/**
 * Batch renormalization corrects training; inference is that of BatchNormalization (Keras 2's batch_normalization.py). It is
 * kept where the user loads the result with a Keras that has it, and the statistics are those of TensorFlow 2.
 */
function dropRenorm(layer: LayerDraft): void {
  joinAxes(layer);
  const { notes, sourceName } = layer;
  if (layer.config.renorm === true && notes.targets(RENORM_SINCE) && !notes.writer.before(2, 2, 4)) {
    notes.warn(
      sourceName,
      `BatchNormalization "${sourceName}" keeps renorm and its statistics: load the file with Keras ${RENORM_SINCE} or newer`,
      { code: 'renorm-kept', needs: RENORM_SINCE },
    );
    return;
  }
  if (layer.config.renorm === true) {
    layer.notes.warn(
      layer.sourceName,
      `Keras before ${RENORM_SINCE} has no batch renormalization: layer "${layer.sourceName}" predicts the same, but further training is that of ` +
        `plain batch normalization, and its three renorm weights are dropped; min-keras ${RENORM_SINCE} keeps them`,
      { code: 'renorm-dropped' },
    );
  }
  for (const key of RENORM_KEYS) deleteKey(layer, key);
}

export function batchNormalization(layer: LayerDraft): void {
  dropRenorm(layer);
  dropVirtualBatches(layer);
  noteFreeze(layer);
}

/**
 * Virtual batches are normalized apart in training alone. The layer counts its axis, and shapes its weights, with an axis
 * more for them (`build` of Keras 2's batch_normalization.py).
 */
function dropVirtualBatches(layer: LayerDraft): void {
  const size = layer.config.virtual_batch_size;
  if (size === undefined) return;
  deleteKey(layer, 'virtual_batch_size');
  const axis = asNumber(layer.config.axis);
  if (size === null || axis === undefined) return;
  if (axis > 0) setKey(layer, 'axis', axis - 1);
  layer.notes.warn(
    layer.sourceName,
    `Keras 3 has no virtual batches: layer "${layer.sourceName}" predicts the same, but further training normalizes whole batches`,
    { code: 'virtual-batches-dropped' },
  );
}

/**
 * A frozen BatchNormalization of keras-resnet normalizes by its moving statistics in training too, as Keras 3's does where
 * it is not trainable. One that is not frozen is Keras's own in 0.2.0, and normalizes by the batch always in 0.1.0
 * (`keras_resnet/layers/_batch_normalization.py`).
 */
function noteFreeze(layer: LayerDraft): void {
  const { freeze } = layer.source;
  if (freeze === undefined) return;
  const exact = freeze === true && layer.source.trainable === false;
  layer.notes.warn(
    layer.sourceName,
    `BatchNormalization "${layer.sourceName}" is keras-resnet's and Keras's stands for it: ` +
      (exact
        ? 'frozen and not trainable, it computes the same'
        : 'it computes the same where a keras-resnet from 0.2.0 on wrote the file, and no training follows'),
    { code: 'keras-resnet' },
  );
}

export function synchronize(layer: LayerDraft): void {
  dropRenorm(layer);
  setKey(layer, 'synchronized', true);
}

/**
 * Keras 3.3.3 does not read an adapted Normalization's weights from `.h5`, but every Keras 3 reads `mean` and `variance`
 * of the configuration. A single value for all channels must not be given an axis to broadcast over, as 3.3.3 reshapes it.
 */
export function markAdaptedNormalization(layer: LayerDraft): void {
  const { config } = layer;
  if ((config.mean ?? null) === null) {
    layer.configFromWeights.push({ variable: 'mean', key: 'mean' }, { variable: 'variance', key: 'variance' });
    layer.notes.warn(
      layer.sourceName,
      `the mean and variance that Normalization "${layer.sourceName}" was adapted to are written into its configuration, ` +
        'because Keras 3.3 does not read them as weights',
      { code: 'statistics-in-config' },
    );
    return;
  }
  const mean = scalarOf(config.mean);
  const variance = scalarOf(config.variance);
  if (mean === undefined || variance === undefined) return;
  setKey(layer, 'axis', null);
  setKey(layer, 'mean', pythonFloat(mean));
  setKey(layer, 'variance', pythonFloat(variance));
}

function scalarOf(value: LayerDraft['config'][string] | undefined): number | undefined {
  let inner = value;
  while (Array.isArray(inner) && inner.length === 1) inner = inner[0];
  return asNumber(inner);
}
