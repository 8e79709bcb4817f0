import { insertedLayer, kerasObject, type LayerDraft, setKey } from '../classes/hooks/draft.ts';
import { numbersOf } from '../keras1/numbers.ts';
import { type Json, pythonFloat } from '../python-json.ts';
import { BACKENDS, type Backend } from './backends.ts';
import {
  halfCrop,
  halfPadding,
  isHalfAlike,
  type Padding,
  type Sliding,
  tensorflowTotal,
  theanoPoolPadding,
} from './padding.ts';

type Kind = 'convolution' | 'separable' | 'transposed' | 'recurrent' | 'max' | 'average';

/** The layers whose padding or kernels depend on the backend, and their spatial axes. */
const KINDS: ReadonlyMap<string, readonly [kind: Kind, rank: number]> = new Map<string, readonly [Kind, number]>([
  ['Conv1D', ['convolution', 1]],
  ['Conv2D', ['convolution', 2]],
  ['Conv3D', ['convolution', 3]],
  ['DepthwiseConv2D', ['convolution', 2]],
  ['SeparableConv1D', ['separable', 1]],
  ['SeparableConv2D', ['separable', 2]],
  ['Conv2DTranspose', ['transposed', 2]],
  ['Conv3DTranspose', ['transposed', 3]],
  ['ConvLSTM2D', ['recurrent', 2]],
  ['MaxPooling1D', ['max', 1]],
  ['MaxPooling2D', ['max', 2]],
  ['MaxPooling3D', ['max', 3]],
  ['AveragePooling1D', ['average', 1]],
  ['AveragePooling2D', ['average', 2]],
  ['AveragePooling3D', ['average', 3]],
]);

/** A layer that another backend than TensorFlow computed, and how it moves along each axis. */
interface Computed {
  readonly layer: LayerDraft;
  readonly kind: Kind;
  readonly rank: number;
  readonly backend: Backend;
  readonly axes: readonly Sliding[];
}

/**
 * Makes a layer of multi-backend Keras compute what its backend computed of it, by TensorFlow's rules: paddings become
 * layers of their own, and weights are laid out as Keras 3 has them. Runs after the hook of the layer's row, which may have
 * put it between two Permute layers.
 */
export function computeAsBackend(layer: LayerDraft): void {
  const { notes, sourceClass } = layer;
  const backend = notes.writer.isMultiBackend ? BACKENDS.get(notes.context.backend ?? '') : undefined;
  if (!backend) return;
  if (backend.fixesGamma && sourceClass === 'BatchNormalization') fixGamma(layer);
  const [kind, rank] = KINDS.get(sourceClass) ?? [];
  if (kind === undefined || rank === undefined) return;
  if (backend.kernelsFollow && layer.source.data_format === 'channels_first') layOut(layer, kind, rank);
  if (backend.same === 'tensorflow') return;
  const axes = slidingOf(layer, kind, rank);
  if (!axes) return;
  const computed = { layer, kind, rank, backend, axes };
  if (kind === 'recurrent') checkState(computed);
  if (layer.config.padding !== 'same') return;
  if (backend.same === 'unknown') noteUnknown(computed);
  else if (kind === 'transposed') cropSame(computed);
  else if (kind === 'max' || kind === 'average') poolSame(computed);
  else convolveSame(computed);
}

function slidingOf({ config, source, notes }: LayerDraft, kind: Kind, rank: number): Sliding[] | undefined {
  const isPool = kind === 'max' || kind === 'average';
  const sizes = numbersOf(isPool ? (config.pool_size ?? 2) : config.kernel_size, rank);
  const strides = numbersOf(config.strides ?? (isPool ? (config.pool_size ?? 2) : 1), rank);
  const dilation = numbersOf(config.dilation_rate ?? 1, rank);
  if (!sizes || !strides || !dilation) return undefined;
  const shape = notes.inputShapes.get(source);
  // The batch comes first, and time before the axes of a recurrent layer's images.
  const start = (kind === 'recurrent' ? 2 : 1) + (source.data_format === 'channels_first' ? 1 : 0);
  const spatial = shape?.slice(start, start + rank);
  return sizes.map((size, axis) => ({
    extent: (size - 1) * (dilation[axis] ?? 1) + 1,
    stride: strides[axis] ?? 1,
    size: spatial?.[axis] ?? undefined,
  }));
}

function refuse({ layer, kind }: Computed, why: string): void {
  const { sourceName, sourceClass, notes } = layer;
  const what = kind === 'max' || kind === 'average' ? 'pooling' : 'convolution';
  notes.refuse(
    sourceName,
    `layer "${sourceName}" (${sourceClass}) was computed by ${nameOf(layer)}, ${why}, which no ${what} of Keras 3 does; rebuild the model in Keras 3 and convert its weights alone`,
    { code: 'backend-padding-unsupported' },
  );
}

/** As people write it. */
function nameOf({ notes }: LayerDraft): string {
  return NAMES.get(notes.context.backend ?? '') ?? '';
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['theano', 'Theano'],
  ['cntk', 'CNTK'],
  ['mxnet', 'MXNet'],
]);

function say(layer: LayerDraft, what: string): void {
  layer.notes.warn(
    layer.sourceName,
    `${layer.sourceClass} "${layer.sourceName}" was computed by ${nameOf(layer)}, which pads "same" its own way: ${what}, so that it computes the same`,
    { code: 'backend-padding' },
  );
}

function noteUnknown({ layer, axes }: Computed): void {
  if (axes.every(isHalfAlike)) return;
  layer.notes.warn(
    layer.sourceName,
    `${layer.sourceClass} "${layer.sourceName}" was computed by CNTK, and it is not known whether that pads "same" as TensorFlow does where strides are not 1 or sizes are even: compare its predictions`,
    { code: 'backend-padding-unknown' },
  );
}

/** The state of a ConvLSTM2D is convolved with `same` padding always. */
function checkState(computed: Computed): void {
  const kernel = numbersOf(computed.layer.config.kernel_size, computed.rank) ?? [];
  if (kernel.some((size) => size % 2 === 0)) refuse(computed, 'which pads an even kernel over the state at the start');
}

function convolveSame(computed: Computed): void {
  const { layer, kind, rank, axes, backend } = computed;
  if (backend.same === 'first' && kind === 'separable') {
    refuse(computed, 'which pads a separable convolution twice');
    return;
  }
  const alike = axes.map((axis) => isAlike(axis, backend));
  if (alike.some((is) => is === undefined)) {
    refuse(computed, 'which pads by the size of the input, and the file does not tell that size');
    return;
  }
  if (alike.every((is) => is)) return;
  if (kind === 'recurrent' && layer.notes.hasMasks) {
    refuse(computed, 'which pads its own way, and a layer that does so would lose the mask');
    return;
  }
  const amounts = axes.map((axis, at) => convolutionPadding(axis, kind, backend, at));
  padBefore(layer, kind === 'recurrent' ? 'TimeDistributed' : undefined, rank, amounts);
  setKey(layer, 'padding', 'valid');
}

/** Whether the backend pads as TensorFlow does; undefined where that depends on a size that is not known. */
function isAlike(axis: Sliding, backend: Backend): boolean | undefined {
  if (backend.same === 'half') return isHalfAlike(axis);
  const total = tensorflowTotal(axis);
  return total === undefined ? undefined : total <= 0 || total % 2 === 0;
}

function convolutionPadding(axis: Sliding, kind: Kind, backend: Backend, at: number): Padding {
  if (backend.same === 'half') {
    // An even separable kernel is not cut to the input's size, as the pointwise one is asked for its own.
    const half = Math.floor(axis.extent / 2);
    return kind === 'separable' ? { before: half, after: half } : halfPadding(axis.extent);
  }
  const total = Math.max(0, tensorflowTotal(axis) ?? 0);
  // keras-mxnet pads both sides alike and cuts off what is too much of the first two axes alone (`_convnd`).
  return { before: Math.ceil(total / 2), after: at < 2 ? Math.floor(total / 2) : Math.ceil(total / 2) };
}

function padBefore(
  layer: LayerDraft,
  wrapper: string | undefined,
  rank: number,
  amounts: readonly Padding[],
  what = `a ZeroPadding${rank}D does it in front`,
): void {
  const padding: Json = amounts.map(({ before, after }) => [before, after]);
  const isFirst = layer.config.data_format === 'channels_first';
  const config =
    rank === 1
      ? { padding: padding[0] ?? null }
      : { padding, data_format: isFirst ? 'channels_first' : 'channels_last' };
  const padded = insertedLayer(layer, `ZeroPadding${rank}D`, 'padding', config);
  layer.before.push(wrapper === undefined ? padded : insertedLayer(layer, wrapper, 'padding', { layer: padded }));
  say(layer, what);
}

/** A whole transposed convolution, and a Cropping after it; where there is too little to cut, zeros are added by `output_padding`. */
function cropSame(computed: Computed): void {
  const { layer, rank, axes, backend } = computed;
  if (backend.same === 'half' && axes.some(({ extent }) => extent % 2 === 0)) {
    refuse(computed, 'which cannot compute an even transposed kernel with "same" padding');
    return;
  }
  const given = numbersOf(layer.config.output_padding, rank);
  const crops = axes.map(({ extent, stride }, axis) => {
    if (backend.same === 'half') return halfCrop(extent, stride, given?.[axis]);
    const padding = given?.[axis];
    const total = padding === undefined ? extent - stride : 2 * Math.floor(extent / 2) - padding;
    return { before: Math.ceil(total / 2), after: Math.floor(total / 2) };
  });
  const alike = axes.every(({ extent, stride }) =>
    backend.same === 'half' ? stride === 1 : (extent - stride) % 2 === 0,
  );
  if (alike && !given) return;
  if (crops.some(({ before }) => before < 0)) {
    refuse(computed, 'which pads a transposed kernel that is smaller than its strides');
    return;
  }
  const missing = crops.map(({ after }) => Math.max(0, -after));
  setKey(layer, 'padding', 'valid');
  if (missing.some((size) => size > 0)) setKey(layer, 'output_padding', missing);
  else if (given) setKey(layer, 'output_padding', null);
  const cropping: Json = crops.map(({ before, after }) => [before, Math.max(0, after)]);
  const isFirst = layer.config.data_format === 'channels_first';
  const config = { cropping, data_format: isFirst ? 'channels_first' : 'channels_last' };
  layer.after.unshift(insertedLayer(layer, `Cropping${rank}D`, 'cropping', config));
  say(layer, `all is computed and a Cropping${rank}D cuts off the rest`);
}

/** In these releases zeros around the input were part of Theano's averages (`average_inc_pad` in `pool2d`). */
function averagesZeros({ layer, rank, backend }: Computed): boolean {
  const { writer } = layer.notes;
  return backend.same === 'first' || (rank < 3 && !writer.before(2, 0, 4) && writer.before(2, 1, 5));
}

function poolSame(computed: Computed): void {
  const { layer, kind, rank, axes, backend } = computed;
  const paddings = axes.map((axis, at) => poolPadding(axis, computed, at));
  if (paddings.some((padding) => padding === undefined)) {
    refuse(computed, 'which pads by the size of the input, and the file does not tell that size');
    return;
  }
  const amounts = paddings.filter((padding) => padding !== undefined);
  const zeros = kind === 'average' && averagesZeros(computed);
  const alike =
    backend.same === 'half'
      ? axes.every(({ extent, stride }) => extent === 1 || (extent === 3 && stride === 1))
      : amounts.every(({ before, after }) => before === 0 && after === 0) ||
        axes.every((axis) => (tensorflowTotal(axis) ?? 1) % 2 === 0);
  if (alike && !(zeros && amounts.some(({ before, after }) => before + after > 0))) return;
  if (kind === 'average' && !zeros) {
    averageInside(computed, amounts);
    return;
  }
  setKey(layer, 'padding', 'valid');
  if (zeros) {
    padBefore(layer, undefined, rank, amounts);
    return;
  }
  if (layer.wrapper !== undefined) {
    refuse(computed, 'which pads its own way, and inside another layer nothing can do so');
    return;
  }
  repeatEdges(layer, amounts);
}

/** Averages of the numbers inside the input alone: those with the zeros, times what a window holds by what of it is inside. */
function averageInside(computed: Computed, amounts: readonly Padding[]): void {
  const { layer, rank, axes } = computed;
  const factors = axes.map((axis, at) => insideFactors(axis, amounts[at] ?? { before: 0, after: 0 }));
  const known = factors.filter((each) => each !== undefined);
  if (known.length < rank) {
    refuse(computed, 'which leaves its padding out of the average, and the file does not tell the size of the input');
    return;
  }
  setKey(layer, 'padding', 'valid');
  padBefore(
    layer,
    undefined,
    rank,
    amounts,
    `zeros are added in front, and a Rescaling takes them out of the averages`,
  );
  const isFirst = layer.config.data_format === 'channels_first';
  const scale = outerProduct(known, isFirst ? [] : [1]);
  layer.after.unshift(insertedLayer(layer, 'Rescaling', 'scaling', { scale, offset: pythonFloat(0) }));
}

/** Along one axis: the size of each window by how many of its numbers are inside. */
function insideFactors({ extent, stride, size }: Sliding, { before, after }: Padding): number[] | undefined {
  if (size === undefined) return undefined;
  const windows = Math.floor((size + before + after - extent) / stride) + 1;
  return Array.from({ length: windows }, (_, at) => {
    const start = at * stride - before;
    return extent / (Math.min(size, start + extent) - Math.max(0, start));
  });
}

/** The products of one number of each list, nested in their order. */
function outerProduct([first, ...others]: readonly (readonly number[])[], last: readonly number[], by = 1): Json {
  if (first === undefined) return last.length > 0 ? [pythonFloat(by)] : pythonFloat(by);
  return first.map((factor) => outerProduct(others, last, by * factor));
}

function poolPadding(axis: Sliding, { backend, rank, layer }: Computed, at: number): Padding | undefined {
  if (backend.same === 'half') {
    const padding = theanoPoolPadding(axis.extent);
    // Until 2.1.6 nothing was cut off of a pool in three dimensions (`pool3d`).
    return rank === 3 && layer.notes.writer.before(2, 1, 6)
      ? { before: padding.before, after: padding.before }
      : padding;
  }
  const total = tensorflowTotal(axis);
  if (total === undefined) return undefined;
  const both = Math.max(0, Math.ceil(total / 2));
  // keras-mxnet cuts off what is too much of the first of three axes alone (`_poolnd`).
  return { before: both, after: rank === 3 && at === 0 ? Math.max(0, Math.floor(total / 2)) : both };
}

/**
 * A maximum over a window that begins outside the input is that of the numbers inside, which are all there if the outermost
 * of them are repeated. TensorFlow repeats numbers as a mirror does, so that it is done one by one.
 */
function repeatEdges(layer: LayerDraft, amounts: readonly Padding[]): void {
  const isFirst = layer.config.data_format === 'channels_first';
  const most = Math.max(...amounts.flatMap(({ before, after }) => [before, after]));
  for (let step = 0; step < most; step++) {
    const spatial: Json[] = amounts.map(({ before, after }) => [before > step ? 1 : 0, after > step ? 1 : 0]);
    const width: Json = isFirst ? [[0, 0], [0, 0], ...spatial] : [[0, 0], ...spatial, [0, 0]];
    layer.before.push({
      ...kerasObject('keras.src.ops.numpy', 'Pad', { pad_width: width, mode: 'symmetric' }),
      registered_name: 'Pad',
      name: 'padding',
    });
  }
  say(layer, 'the outermost numbers are repeated in front of it');
}

/** Keras-mxnet's kernels with channels first, as Keras has them: (rows, columns, channels, filters). */
function layOut(layer: LayerDraft, kind: Kind, rank: number): void {
  if (kind === 'max' || kind === 'average' || kind === 'recurrent') return;
  const spatial = Array.from({ length: rank }, (_, axis) => axis + 2);
  const isDepthwise = layer.sourceClass.startsWith('Depthwise');
  const kernel: readonly number[] = isDepthwise ? [...spatial, 0, 1] : [...spatial, 1, 0];
  const variables = kind === 'separable' ? ['depthwise_kernel', 'pointwise_kernel'] : ['kernel'];
  for (const variable of variables) {
    const permutation = variable === 'depthwise_kernel' ? [...spatial, 0, 1] : [...kernel];
    layer.adjustments.push({ variable, steps: [{ kind: 'transpose', permutation }] });
  }
  layer.notes.warn(
    layer.sourceName,
    `layer "${layer.sourceName}": the kernels written by MXNet have their channels first, and are transposed`,
    { code: 'kernels-transposed' },
  );
}

/** It has a gamma and a beta always, as MXNet has no BatchNorm without (`normalization.py` of keras-mxnet). */
function fixGamma(layer: LayerDraft): void {
  for (const key of ['scale', 'center']) if (layer.config[key] === false) setKey(layer, key, true);
  layer.adjustments.push({ variable: 'gamma', steps: [{ kind: 'fill', value: 1 }] });
  layer.notes.warn(
    layer.sourceName,
    `BatchNormalization "${layer.sourceName}" was computed by MXNet, which takes ones for its gamma: ones are written`,
    { code: 'gamma-fixed' },
  );
}
