import type { TensorRef } from '../../graph/graph.ts';
import { math, numpy } from '../../operations/compose.ts';
import { asNumber, type JsonObject, pythonFloat } from '../../python-json.ts';
import type { Around } from '../../upgrade/around.ts';
import { statistic, weight } from '../variables.ts';
import { insertedLayer, type LayerDraft } from './draft.ts';
import { batchNormalization } from './statistics.ts';

/** What a BatchNormalization takes mean and variance of. */
type By = 'moving' | 'batch' | 'sample';

/**
 * Keras 1 had modes: 0 is Keras 2's, 1 normalizes each sample along its last axis, 2 by the batch in prediction too
 * (`normalization.py` of Keras 1.2.2). Keras 2 did what mode 2 does where a call said `training=True`.
 */
function normalizedBy({ config, trains }: LayerDraft): By {
  const mode = asNumber(config.mode);
  if (mode === 1) return 'sample';
  return mode === 2 || trains === 'always' ? 'batch' : 'moving';
}

/** Whether a BatchNormalization of Keras 1 becomes operations. */
export function hasMode({ mode }: JsonObject): boolean {
  return asNumber(mode) === 1 || asNumber(mode) === 2;
}

export function upgradeBatchNormalization(layer: LayerDraft): void {
  const by = normalizedBy(layer);
  const mode = layer.config.mode;
  delete layer.config.mode;
  if (by === 'moving' || (mode === undefined && isFrozen(layer))) {
    batchNormalization(layer);
    return;
  }
  const shape = layer.notes.inputShapes.get(layer.source);
  const rank = shape?.length ?? 0;
  const axes = Array.isArray(layer.config.axis) ? layer.config.axis : [layer.config.axis ?? -1];
  const given = by === 'sample' ? -1 : (asNumber(axes[0]) ?? -1);
  const axis = given < 0 ? given + rank : given;
  const size = shape?.[axis] ?? null;
  const isKnown = axes.length === 1 && size !== null && !layer.notes.hasMasks && layer.config.renorm !== true;
  if (!isKnown) {
    if (mode === undefined) batchNormalization(layer);
    else refuseMode(layer);
    return;
  }
  if (axis !== rank - 1) moveLast(layer, axis, rank);
  normalizeAtOnce(layer, by, rank, size);
}

/** Keras 2 in TensorFlow normalized by the moving statistics where the layer was frozen, whatever it was told. */
function isFrozen({ config, notes }: LayerDraft): boolean {
  return config.trainable === false && !notes.writer.isMultiBackend;
}

function refuseMode(layer: LayerDraft): void {
  layer.notes.refuse(
    layer.sourceName,
    `layer "${layer.sourceName}" (BatchNormalization) normalizes by the sample or batch at hand, for which the size of its input must be known; give the model an input of known size and save it again`,
    { code: 'input-size-unknown' },
  );
}

/** The axis that gamma and beta belong to; the rule of Keras 3.15 for sums takes a bias of another for one of the last. */
function moveLast(layer: LayerDraft, axis: number, rank: number): void {
  const others = Array.from({ length: rank - 1 }, (_, at) => at + 1).filter((at) => at !== axis);
  const dims = [...others, axis];
  layer.before.push(insertedLayer(layer, 'Permute', 'channels_last', { dims }));
  const back = dims.map((_, at) => dims.indexOf(at + 1) + 1);
  layer.after.push(insertedLayer(layer, 'Permute', 'channels_back', { dims: back }));
}

const SETTINGS = ['name', 'trainable', 'dtype', 'activity_regularizer'];

/** Operations subtract the mean and divide by the deviation; an EinsumDense multiplies by gamma and adds beta. */
function normalizeAtOnce(layer: LayerDraft, by: By, rank: number, size: number): void {
  const { config, notes, sourceName } = layer;
  const hasGamma = config.scale !== false;
  const hasBeta = config.center !== false;
  const kept = Object.fromEntries(SETTINGS.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])));
  const { epsilon = pythonFloat(0.001) } = config;
  const penalties = {
    kernel_regularizer: config.gamma_regularizer ?? null,
    bias_regularizer: config.beta_regularizer ?? null,
    kernel_constraint: config.gamma_constraint ?? null,
    bias_constraint: config.beta_constraint ?? null,
  };
  for (const key of Object.keys(config)) delete config[key];
  Object.assign(config, kept);
  layer.state = [
    ...(hasGamma ? [weight('gamma', [size])] : []),
    ...(hasBeta ? [weight('beta', [size])] : []),
    statistic('moving_mean', [size]),
    statistic('moving_variance', [size]),
  ];
  if (hasGamma || hasBeta) {
    layer.className = 'EinsumDense';
    Object.assign(config, {
      equation: '...d,d->...d',
      output_shape: [size],
      bias_axes: hasBeta ? 'd' : null,
      ...penalties,
    });
    const ones = [{ kind: 'fill', value: 1 } as const];
    layer.made.push({
      variables: [
        { variable: 'kernel', sources: [hasGamma ? 'gamma' : 'beta'], steps: hasGamma ? [] : ones },
        ...(hasBeta ? [{ variable: 'bias', sources: ['beta'], steps: [] }] : []),
      ],
    });
  } else {
    layer.className = 'Activation';
    Object.assign(config, { activation: 'linear' });
    layer.made.push({ variables: [] });
  }
  layer.around = around(by, rank, asNumber(epsilon) ?? 0.001);
  const whose = by === 'sample' ? 'each sample' : 'the batch at hand';
  const training = hasBeta && !hasGamma ? '; further training must not change its kernel of ones' : '';
  notes.warn(
    sourceName,
    `BatchNormalization "${sourceName}" normalizes by ${whose}, as operations before a layer of its gamma and beta do now: it computes the same, and its moving statistics are left out${training}`,
    { code: 'batch-statistics' },
  );
}

function around(by: By, rank: number, epsilon: number): Around {
  const axis = by === 'sample' ? [rank - 1] : Array.from({ length: rank - 1 }, (_, at) => at);
  return {
    input: (x: TensorRef) => {
      const centered = numpy('Subtract', [x, numpy('Mean', [x], { axis, keepdims: true })]);
      const variance = numpy('Add', [numpy('Var', [x], { axis, keepdims: true }), pythonFloat(epsilon)]);
      if (by === 'batch') return numpy('Multiply', [centered, math('Rsqrt', [variance])]);
      return numpy('TrueDivide', [centered, numpy('Add', [numpy('Sqrt', [variance]), pythonFloat(epsilon)])]);
    },
  };
}
