import type { Argument, TensorRef } from '../graph/graph.ts';
import { pythonFloat } from '../python-json.ts';
import type { Builder } from './builder.ts';
import type { Given } from './given.ts';
import { isTensor, NotConvertible } from './values.ts';

/** What a function of `keras.backend` needs to know of the Keras that runs it. */
export interface Writer {
  /** Keras of its own, with several backends (before 2.4). */
  readonly isMultiBackend: boolean;
  /** The function is one of TensorFlow 1, as far as the version tells. */
  readonly isTensorFlow1: boolean;
  /** Notes that a setting is read whose default is assumed. */
  assume(setting: string, value: string): void;
}

interface Row {
  /** See {@link Given}. */
  readonly parameters: string;
  readonly build: (given: Given, to: Builder, writer: Writer) => Argument;
}

/** A function of Keras's that is one of TensorFlow's: `=` gives its parameters where they are called otherwise. */
function same(parameters: string, operation: string, map: string): Row {
  const pairs = map.split(' ').map((part): [string, string] => {
    const [to = '', from = to] = part.split('=');
    return [to, from];
  });
  return {
    parameters,
    build: (given, to) => to.call(operation, Object.fromEntries(pairs.map(([name, from]) => [name, given.raw(from)]))),
  };
}

const x = (operation: string, parameter = 'x') => same('x', operation, `${parameter}=x`);
const pair = (operation: string) => same('x y', operation, 'x y');
const reduced = (operation: string) => same('x axis=null keepdims=false', operation, 'input=x axis keepdims');

function float(value: number): Argument {
  return pythonFloat(value);
}

/** `K.sqrt` takes negative numbers for 0. */
const sqrt: Row = {
  parameters: 'x',
  build: (given, to) => to.call('math.sqrt', { x: to.call('math.maximum', { x: given.tensor('x'), y: float(0) }) }),
};

/** `relu` of tensorflow_backend.py: a slope below the threshold, and a bound above. */
const relu: Row = {
  parameters: 'x alpha|negative_slope=0 max_value=null threshold=0',
  build: (given, to) => {
    const input = given.tensor('x');
    const [alpha, threshold] = [given.number('alpha'), given.number('threshold')];
    if (threshold !== 0) throw new NotConvertible('gives relu a threshold');
    const bounded = (value: TensorRef): TensorRef =>
      given.has('max_value') ? to.call('math.minimum', { x: value, y: float(given.number('max_value')) }) : value;
    const positive = bounded(to.call('nn.relu', { features: input }));
    if (alpha === 0) return positive;
    const negative = to.call('nn.relu', { features: to.call('math.negative', { x: input }) });
    return to.call('math.subtract', { x: positive, y: to.call('math.multiply', { x: negative, y: float(alpha) }) });
  },
};

const elu: Row = {
  parameters: 'x alpha=1',
  build: (given, to) => {
    const input = given.tensor('x');
    const alpha = given.number('alpha');
    const result = to.call('nn.elu', { features: input });
    if (alpha === 1) return result;
    const scaled = to.call('math.multiply', { x: result, y: float(alpha) });
    return to.call('where', { condition: to.call('math.greater', { x: input, y: float(0) }), x: result, y: scaled });
  },
};

/** 0.2 x + 0.5 between 0 and 1, in every Keras before 3. */
const hardSigmoid: Row = {
  parameters: 'x',
  build: (given, to) => {
    const scaled = to.call('math.multiply', { x: given.tensor('x'), y: float(0.2) });
    const moved = to.call('math.add', { x: scaled, y: float(0.5) });
    return to.call('clip_by_value', { t: moved, clip_value_min: float(0), clip_value_max: float(1) });
  },
};

const clip: Row = {
  parameters: 'x min_value max_value',
  build: (given, to) => {
    const bounds = ['min_value', 'max_value'].map((name) => (given.has(name) ? given.raw(name) : undefined));
    let [lower, upper] = bounds;
    // A highest value below the lowest is raised to it.
    if (!isTensor(lower) && !isTensor(upper) && lower !== undefined && upper !== undefined) {
      if (given.number('max_value') < given.number('min_value')) upper = lower;
    }
    let value: Argument = given.tensor('x');
    if (upper !== undefined) value = to.call('math.minimum', { x: value, y: upper });
    if (lower !== undefined) value = to.call('math.maximum', { x: value, y: lower });
    return value;
  },
};

/** `batch_dot` of every Keras for matrices and vectors, whose results agree; of tensors of more axes they do not. */
const batchDot: Row = {
  parameters: 'x y axes=null',
  build: (given, to, writer) => {
    const [left, right] = [given.tensor('x'), given.tensor('y')];
    const ranks = [to.rank(left), to.rank(right)] as const;
    if (ranks.some((rank) => rank !== 2 && rank !== 3))
      throw new NotConvertible('calls batch_dot on tensors of other than 2 or 3 axes');
    if (writer.isMultiBackend && !given.has('axes') && ranks[0] === 2 && ranks[1] === 2) {
      throw new NotConvertible('calls batch_dot on vectors without axes, which mixes the samples');
    }
    const asked = given.has('axes') ? given.integers('axes') : [ranks[0] - 1, ranks[1] === 2 ? 1 : ranks[1] - 2];
    const axes = [asked[0] ?? 0, asked[1] ?? asked[0] ?? 0].map((axis, index) => {
      if (axis < 0 && writer.isMultiBackend)
        throw new NotConvertible('calls batch_dot with axes counted from the back');
      return axis < 0 ? axis + (ranks[index] ?? 0) : axis;
    });
    if (axes.includes(0)) throw new NotConvertible('calls batch_dot over the axis of the samples');
    const swap = (tensor: TensorRef) => to.call('transpose', { a: tensor, perm: [0, 2, 1] });
    const a = ranks[0] === 2 ? to.call('expand_dims', { input: left, axis: 1 }) : axes[0] === 1 ? swap(left) : left;
    const b = ranks[1] === 2 ? to.call('expand_dims', { input: right, axis: 2 }) : axes[1] === 2 ? swap(right) : right;
    const product = to.call('linalg.matmul', { a, b });
    if (ranks[0] === 2) return to.call('squeeze', { input: product, axis: [1] });
    return ranks[1] === 2 ? to.call('squeeze', { input: product, axis: [2] }) : product;
  },
};

/** The product of a matrix or a batch of vectors, along the last axis, with a matrix. */
const dot: Row = {
  parameters: 'x y',
  build: (given, to) => {
    const [a, b] = [given.tensor('x'), given.tensor('y')];
    if (to.rank(a) !== 2 || to.rank(b) !== 2) throw new NotConvertible('calls dot on tensors of other than 2 axes');
    return to.call('linalg.matmul', { a, b });
  },
};

function axisOf(given: Given, to: Builder, tensor: TensorRef): number {
  const axis = given.integer('axis');
  return axis < 0 ? axis + to.rank(tensor) : axis;
}

const repeatElements: Row = {
  parameters: 'x rep axis',
  build: (given, to) => {
    const input = given.tensor('x');
    return to.call('repeat', { input, repeats: given.integer('rep'), axis: axisOf(given, to, input) });
  },
};

/** (samples, features) to (samples, n, features). */
const repeat: Row = {
  parameters: 'x n',
  build: (given, to) => {
    const raised = to.call('expand_dims', { input: given.tensor('x'), axis: 1 });
    return to.call('tile', { input: raised, multiples: [1, given.integer('n'), 1] });
  },
};

const tile: Row = {
  parameters: 'x n',
  build: (given, to) => {
    const input = given.tensor('x');
    const times = given.integers('n');
    if (times.length !== to.rank(input)) throw new NotConvertible('tiles another number of axes than the tensor has');
    return to.call('tile', { input, multiples: times });
  },
};

/** Paddings of the axes between the samples and the channels. */
function padding(axes: number, isFirst: (given: Given, writer: Writer) => boolean): Row['build'] {
  return (given, to, writer) => {
    const raw = given.raw('padding');
    const pairs = (Array.isArray(raw) && axes === 1 && !Array.isArray(raw[0]) ? [raw] : raw) as Argument;
    const list = (Array.isArray(pairs) ? pairs : []).map((side): Argument => {
      // Keras 1 gave one number for both sides.
      return Array.isArray(side) ? side : [side, side];
    });
    if (list.length !== axes) throw new NotConvertible('pads by what are no pairs of numbers');
    const none: Argument = [0, 0];
    const paddings = isFirst(given, writer) ? [none, none, ...list] : [none, ...list, none];
    return to.call('pad', { tensor: given.tensor('x'), paddings });
  };
}

/** Whether channels come first, which Keras's settings say where the call does not: they are taken for the default. */
function channelsFirst(given: Given, writer: Writer): boolean {
  const format = given.raw('data_format');
  if (format === null || format === 'default') writer.assume('image_data_format', 'channels_last');
  return format === 'channels_first' || format === 'th';
}

const pool2d: Row = {
  parameters: 'x pool_size strides=[1,1] padding|border_mode="valid" data_format|dim_ordering=null pool_mode="max"',
  build: (given, to, writer) => {
    if (channelsFirst(given, writer)) throw new NotConvertible('pools tensors whose channels come first');
    const mode = given.text('pool_mode');
    if (mode !== 'max' && mode !== 'avg') throw new NotConvertible(`pools by "${mode}"`);
    return to.call(mode === 'max' ? 'nn.max_pool2d' : 'nn.avg_pool2d', {
      input: given.tensor('x'),
      ksize: given.integers('pool_size'),
      strides: given.integers('strides'),
      padding: given.text('padding').toUpperCase(),
    });
  },
};

/** By whole factors: each pixel repeated, or between the centres of pixels in TensorFlow 2. */
const resizeImages: Row = {
  parameters: 'x|X height_factor width_factor data_format|dim_ordering interpolation="nearest"',
  build: (given, to, writer) => {
    if (channelsFirst(given, writer)) throw new NotConvertible('resizes images whose channels come first');
    const images = given.tensor('x');
    const [, height, width] = to.shape(images);
    const [rows, columns] = [given.integer('height_factor'), given.integer('width_factor')];
    const method = given.text('interpolation');
    if (method === 'nearest') {
      const tall = to.call('repeat', { input: images, repeats: rows, axis: 1 });
      return to.call('repeat', { input: tall, repeats: columns, axis: 2 });
    }
    if (!height || !width || method !== 'bilinear') throw new NotConvertible('resizes images of unknown size');
    const size = [height * rows, width * columns];
    if (!writer.isTensorFlow1) return to.call('image.resize', { images, size, method });
    return to.call('image.resize_bilinear', { images, size });
  },
};

const oneHot: Row = {
  parameters: 'indices num_classes|nb_classes',
  build: (given, to) => to.call('one_hot', { indices: given.tensor('indices'), depth: given.integer('num_classes') }),
};

const concatenate: Row = {
  parameters: 'tensors axis=-1',
  build: (given, to) => {
    const values = given.tensors('tensors');
    const [first] = values;
    const axis = given.integer('axis');
    return to.call('concat', { values, axis: axis < 0 && isTensor(first) ? axis + to.rank(first) : axis });
  },
};

const like = (operation: string): Row => same('x dtype=null', operation, 'input=x dtype');

const truth = (operation: string): Row => ({
  parameters: 'x axis=null keepdims=false',
  build: (given, to) => {
    const input = to.call('cast', { x: given.tensor('x'), dtype: 'bool' });
    return to.call(operation, { input, axis: given.raw('axis'), keepdims: given.raw('keepdims') });
  },
});

const flatten: Row = {
  parameters: 'x',
  build: (given, to) => to.call('reshape', { tensor: given.tensor('x'), shape: [-1] }),
};

/** A condition of one number a sample is stretched over the others' axes. */
const choose: Row = {
  parameters: 'condition then_expression else_expression',
  build: (given, to) => {
    const condition = given.tensor('condition');
    const [a, b] = [given.tensor('then_expression'), given.tensor('else_expression')];
    if (to.shape(condition).join() !== to.shape(a).join())
      throw new NotConvertible('switches by a condition of another shape');
    const isTrue = to.dtype(condition) === 'bool' ? condition : to.call('cast', { x: condition, dtype: 'bool' });
    return to.call('where', { condition: isTrue, x: a, y: b });
  },
};

const biasAdd: Row = {
  parameters: 'x bias data_format=null',
  build: (given, to, writer) => {
    if (channelsFirst(given, writer)) throw new NotConvertible('adds a bias to channels that come first');
    return to.call('math.add', { x: given.tensor('x'), y: given.raw('bias') });
  },
};

/** The functions of `keras.backend` (Keras 1 and 2: `backend/tensorflow_backend.py`) by the operations that they are. */
export const BACKEND: ReadonlyMap<string, Row> = new Map<string, Row>([
  ...['abs', 'exp', 'log', 'sign', 'round', 'sin', 'cos', 'square', 'tanh'].map((name): [string, Row] => [
    name,
    x(`math.${name}`),
  ]),
  ...['equal', 'not_equal', 'greater', 'greater_equal', 'less', 'less_equal', 'maximum', 'minimum'].map(
    (name): [string, Row] => [name, pair(`math.${name}`)],
  ),
  ...['mean', 'sum', 'max', 'min', 'prod', 'std', 'logsumexp'].map((name): [string, Row] => [
    name,
    reduced(`math.reduce_${name}`),
  ]),
  ['var', reduced('math.reduce_variance')],
  ['any', truth('math.reduce_any')],
  ['all', truth('math.reduce_all')],
  ['sqrt', sqrt],
  ['pow', same('x a', 'math.pow', 'x y=a')],
  ['sigmoid', x('math.sigmoid', 'features')],
  ['softplus', x('nn.softplus', 'features')],
  ['softsign', x('nn.softsign', 'features')],
  ['softmax', same('x axis=-1', 'nn.softmax', 'features=x axis')],
  ['hard_sigmoid', hardSigmoid],
  ['relu', relu],
  ['elu', elu],
  ['clip', clip],
  ['l2_normalize', same('x axis=null', 'math.l2_normalize', 'x axis')],
  ['argmax', same('x axis=-1', 'math.argmax', 'input=x axis')],
  ['argmin', same('x axis=-1', 'math.argmin', 'input=x axis')],
  ['cumsum', same('x axis=0', 'math.cumsum', 'x axis')],
  ['cumprod', same('x axis=0', 'math.cumprod', 'x axis')],
  ['dot', dot],
  ['batch_dot', batchDot],
  ['transpose', x('transpose', 'a')],
  ['permute_dimensions', same('x pattern', 'transpose', 'a=x perm=pattern')],
  ['reshape', same('x shape', 'reshape', 'tensor=x shape')],
  ['flatten', flatten],
  ['batch_flatten', x('keras.backend.batch_flatten')],
  ['expand_dims', same('x axis|dim=-1', 'expand_dims', 'input=x axis')],
  ['squeeze', same('x axis', 'squeeze', 'input=x axis')],
  ['concatenate', concatenate],
  ['stack', same('x axis=0', 'stack', 'values=x axis')],
  ['pack', same('x', 'stack', 'values=x')],
  ['gather', same('reference indices', 'gather', 'params=reference indices')],
  ['repeat_elements', repeatElements],
  ['repeat', repeat],
  ['tile', tile],
  ['one_hot', oneHot],
  ['reverse', same('x axes', 'reverse', 'tensor=x axis=axes')],
  ['slice', same('x start size', 'slice', 'input=x begin=start size')],
  ['zeros_like', like('zeros_like')],
  ['ones_like', like('ones_like')],
  ['identity', x('identity', 'input')],
  ['cast', same('x dtype', 'cast', 'x dtype')],
  [
    'cast_to_floatx',
    { parameters: 'x', build: (given, to) => to.call('cast', { x: given.tensor('x'), dtype: 'float32' }) },
  ],
  ['stop_gradient', x('stop_gradient', 'input')],
  ['temporal_padding', { parameters: 'x padding=[1,1]', build: padding(1, () => false) }],
  [
    'spatial_2d_padding',
    { parameters: 'x padding=[[1,1],[1,1]] data_format|dim_ordering=null', build: padding(2, channelsFirst) },
  ],
  [
    'spatial_3d_padding',
    { parameters: 'x padding=[[1,1],[1,1],[1,1]] data_format|dim_ordering=null', build: padding(3, channelsFirst) },
  ],
  ['pool2d', pool2d],
  ['resize_images', resizeImages],
  ['switch', choose],
  ['bias_add', biasAdd],
]);

/** `keras.activations`, whose functions are those of the backend but for some. */
export const ACTIVATIONS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ...['relu', 'elu', 'softmax', 'softplus', 'softsign', 'tanh', 'sigmoid', 'hard_sigmoid'].flatMap(
    (name): [string, Row][] => {
      const row = BACKEND.get(name);
      return row ? [[name, row]] : [];
    },
  ),
  ['linear', x('identity', 'input')],
  ['selu', x('nn.selu', 'features')],
  ['exponential', x('math.exp')],
  ['swish', x('nn.silu', 'features')],
  ['gelu', same('x approximate=false', 'nn.gelu', 'features=x approximate')],
]);

export type { Row };
