import { asNumber, isObject, type Json, type JsonObject } from '../python-json.ts';
import { convolveChannelsLast } from './channels.ts';
import { shapeDeconvolution } from './deconvolution.ts';
import type { Expansion, Keras1Findings, Layer } from './findings.ts';
import { upgradeHighway } from './highway.ts';
import { GONE, LAYER_ROWS, type LayerRow } from './layer-rows.ts';
import { upgradeMaxoutDense } from './maxout.ts';
import { upgradeMerge } from './merge.ts';
import { numbersOf } from './numbers.ts';
import { padAsTheano } from './theano.ts';
import { isUnknownPenalty, upgradeValue } from './values.ts';

/** Rewrites a nested model; passed in by `config.ts`, to avoid an import cycle. */
export type ModelUpgrade = (className: string, config: Json, name: string | undefined) => Layer | undefined;

type Special = (config: JsonObject, findings: Keras1Findings, upgradeModel: ModelUpgrade) => Expansion;

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['Merge', upgradeMerge],
  ['TimeDistributed', wrapper('TimeDistributed')],
  ['Bidirectional', wrapper('Bidirectional')],
  ['MaxoutDense', maxoutDense],
  ['Highway', highway],
  ['Lambda', lambda],
]);

/** Layers with a kernel whose values depend on the backend: Theano convolves with flipped kernels. */
const BACKEND_MATTERS: ReadonlySet<string> = new Set(['Conv1D', 'Conv2D', 'Conv3D', 'Conv2DTranspose', 'ConvLSTM2D']);

/** Rewrites one layer of Keras 1, `config` as Keras 1's `get_config` wrote it. */
export function upgradeLayer(
  className: string,
  config: JsonObject,
  findings: Keras1Findings,
  upgradeModel: ModelUpgrade,
): Expansion {
  const special = SPECIAL.get(className);
  if (special) return special(config, findings, upgradeModel);
  const name = nameOf(config);
  const row = LAYER_ROWS.get(className);
  if (!row) {
    const gone = GONE.get(className);
    if (gone !== undefined) findings.refuse(name, gone, { code: 'class-unsupported' });
    return alone({ className, config: upgradeBase(config) });
  }
  const upgraded = upgradeByRow(row, config, findings);
  if (className !== row.className) findings.change(`${name}/class_name`, className, row.className);
  return adapt(row, config, { className: row.className, config: upgraded }, findings);
}

function nameOf(config: JsonObject): string {
  return typeof config.name === 'string' ? config.name : '';
}

function alone(layer: Layer): Expansion {
  return { before: [], layer, after: [] };
}

/** What every layer has. A layer of Keras 2 computes in its `dtype`, which Keras 1's type of input never meant to say. */
function upgradeBase({ input_dtype: dtype, ...config }: JsonObject): JsonObject {
  return typeof dtype === 'string' && dtype.startsWith('float') ? { ...config, dtype } : config;
}

function upgradeByRow(row: LayerRow, source: JsonObject, findings: Keras1Findings): JsonObject {
  const name = nameOf(source);
  const config =
    row.className === 'InputLayer' && source.input_dtype !== undefined
      ? { ...upgradeBase(source), dtype: source.input_dtype }
      : upgradeBase(source);
  const order =
    typeof source.dim_ordering === 'string' && source.dim_ordering !== 'default' ? source.dim_ordering : undefined;
  const gathered = row.gather?.from ?? [];
  const upgraded: JsonObject = {};
  for (const [key, value] of Object.entries(config)) {
    if (row.drop?.includes(key) && !(row.className === 'Embedding' && key === 'input_dim')) continue;
    if (gathered.includes(key) || key === 'dim_ordering') continue;
    const renamed = row.rename?.get(key) ?? key;
    const converted = upgradeValue(renamed, value, order);
    if (isUnknownPenalty(renamed, converted)) {
      findings.warn(name, `its ${key} is of a kind Keras 3 does not have and is dropped; training alone is concerned`, {
        code: 'regularizer-dropped',
      });
      upgraded[renamed] = null;
    } else {
      upgraded[renamed] = converted;
    }
  }
  if (row.gather && gathered.every((key) => source[key] !== undefined)) {
    upgraded[row.gather.key] = gathered.map((key) => source[key] ?? null);
  }
  if (row.channels) upgraded.data_format = dataFormat(row, order, name, findings);
  for (const [key, value] of row.defaults ?? []) upgraded[key] ??= value;
  return upgraded;
}

function dataFormat(row: LayerRow, own: string | undefined, name: string, findings: Keras1Findings): Json {
  const order = own ?? findings.order ?? (row.channels === 'training' ? 'tf' : undefined);
  if (order === undefined) {
    findings.refuse(
      name,
      `Keras 1 did not record whether its channels come first or last, and no other layer tells; give an architecture whose "${name}" says "dim_ordering": "tf" or "th"`,
      { code: 'channels-unknown' },
    );
  }
  return upgradeValue('data_format', order ?? null, undefined);
}

function adapt(row: LayerRow, source: JsonObject, layer: Layer, findings: Keras1Findings): Expansion {
  const name = nameOf(source);
  const config: JsonObject = { ...layer.config };
  if (row.className.startsWith('ZeroPadding')) config.padding = zeroPadding(source.padding);
  if (row.className === 'SeparableConv2D' && config.depthwise_initializer !== undefined) {
    config.pointwise_initializer = config.depthwise_initializer;
  }
  if (row.className === 'BatchNormalization') {
    checkBatchNormalization(source, name, findings);
    if (isNormalizedAtOnce(source)) config.mode = source.mode ?? null;
  }
  if (row.className === 'Embedding' && (asNumber(source.dropout) ?? 0) > 0) {
    findings.warn(name, 'its dropout of whole words is lost; training alone is concerned', { code: 'dropout-dropped' });
  }
  if (BACKEND_MATTERS.has(row.className) && findings.backend !== 'theano' && findings.backend !== 'tensorflow') {
    findings.refuse(
      name,
      'Theano stores its kernel flipped and TensorFlow does not, and the file does not tell which of the two wrote it; convert a file saved by Keras 1.0 or later',
      { code: 'backend-unknown' },
    );
  }
  const outputShape = config.output_shape;
  if (row.className === 'Conv2DTranspose') delete config.output_shape;
  findings.compare(name, source, config);
  const adapted = { className: layer.className, config };
  findings.keepStored(adapted);
  if (row.className === 'Conv2DTranspose') {
    return convolveChannelsLast(shapeDeconvolution(adapted, outputShape, findings), findings);
  }
  // Without weights no name tells the backend: then what only Theano does otherwise must not be guessed.
  const padded = findings.backend === 'tensorflow' ? checkFull(adapted, findings) : padAsTheano(adapted, findings);
  return convolveChannelsLast(padded, findings);
}

function checkFull(layer: Layer, findings: Keras1Findings): Expansion {
  if (layer.config.padding === 'full')
    findings.refuse(nameOf(layer.config), 'only Theano knows the padding "full"', { code: 'padding-unsupported' });
  return alone(layer);
}

/** Keras 1 wrote an integer, a list of one amount an axis or of both ends of two axes, or a dictionary (`layers/convolutional.py`). */
function zeroPadding(padding: Json | undefined): Json {
  if (isObject(padding)) {
    const at = (key: string): Json => padding[key] ?? 0;
    if ('left_pad' in padding && !('top_pad' in padding) && !('bottom_pad' in padding)) {
      return [at('left_pad'), at('right_pad')];
    }
    return [
      [at('top_pad'), at('bottom_pad')],
      [at('left_pad'), at('right_pad')],
    ];
  }
  const ends = numbersOf(padding, 4);
  if (Array.isArray(padding) && ends) return [ends.slice(0, 2), ends.slice(2)];
  return padding ?? 1;
}

function checkBatchNormalization(source: JsonObject, name: string, findings: Keras1Findings): void {
  // `running_std` holds variances from Keras 1.0.6 on (`keras/layers/normalization.py`).
  if (isNormalizedAtOnce(source)) return;
  if (findings.writer.before(1, 0, 6) && !findings.keepsDeviations) {
    findings.refuse(
      name,
      'Keras before 1.0.6 kept standard deviations where Keras 3 keeps variances, and this file names no later version; save it once more with Keras 1.2.2',
      { code: 'standard-deviations' },
    );
  }
}

/** By the sample or batch at hand: what was kept of others plays no part. */
function isNormalizedAtOnce({ mode }: JsonObject): boolean {
  return asNumber(mode) === 1 || asNumber(mode) === 2;
}

function wrapper(className: 'TimeDistributed' | 'Bidirectional'): Special {
  return (source, findings, upgradeModel) => {
    const name = nameOf(source);
    const inner = isObject(source.layer) ? source.layer : {};
    const innerClass = typeof inner.class_name === 'string' ? inner.class_name : '';
    const innerConfig = isObject(inner.config) ? undirected(inner.config, className) : {};
    const base = upgradeBase(source);
    const wrapped = (layer: Layer, own: JsonObject): Layer => {
      return { className, config: { ...own, layer: { class_name: layer.className, config: layer.config } } };
    };
    const model = upgradeModel(innerClass, inner.config ?? null, undefined);
    if (model) return alone(wrapped(model, base));
    const { before, layer, after } = upgradeLayer(innerClass, innerConfig, findings, upgradeModel);
    const { batch_input_shape: inputShape, ...rest } = base;
    const around = (each: Layer): Layer =>
      wrapped(each, { name: findings.uniqueName(`${name}_${nameOf(each.config)}`), trainable: true });
    const layers = before.map(around);
    const moved = inputShape === undefined || layers.length === 0;
    const [first, ...others] = layers;
    return {
      before:
        moved || !first
          ? layers
          : [{ ...first, config: { batch_input_shape: inputShape, ...first.config } }, ...others],
      layer: wrapped(layer, moved ? base : rest),
      after: after.map(around),
    };
  };
}

/** Before Keras 1.2 a Bidirectional renamed the layer it was given; Keras adds the prefix anew. */
function undirected(config: JsonObject, wrapperClass: string): JsonObject {
  const { name } = config;
  if (wrapperClass !== 'Bidirectional' || typeof name !== 'string') return config;
  return { ...config, name: name.replace(/^(?:forward_)+/, '') };
}

function maxoutDense({ nb_feature: features, ...source }: JsonObject, findings: Keras1Findings): Expansion {
  const row = LAYER_ROWS.get('Dense') ?? { className: 'Dense' };
  const dense = upgradeByRow(row, source, findings);
  return upgradeMaxoutDense({ ...source, nb_feature: features ?? 4 }, dense, findings);
}

function highway(source: JsonObject, findings: Keras1Findings): Expansion {
  const row = LAYER_ROWS.get('Dense') ?? { className: 'Dense' };
  return upgradeHighway(source, upgradeByRow(row, source, findings), findings);
}

/** The function is followed, or refused, when Keras 2's form becomes Keras 3's; the shapes it declares are those it makes. */
function lambda(source: JsonObject): Expansion {
  const config = upgradeBase(source);
  if (config.output_shape_type !== 'raw') Object.assign(config, { output_shape: null, output_shape_type: 'raw' });
  return alone({ className: 'Lambda', config });
}
