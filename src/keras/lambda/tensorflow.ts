import { type Argument, TensorRef } from '../graph/graph.ts';
import { pythonFloat } from '../python-json.ts';
import type { Row } from './backend.ts';
import type { Builder } from './builder.ts';
import type { Given } from './given.ts';
import { isTensor, NotConvertible } from './values.ts';

/** The outputs of a call that gives several. */
function outputs(first: TensorRef, count: number): Argument[] {
  return Array.from({ length: count }, (_, index) => new TensorRef(first.layer, first.node, index));
}

function axisOf(given: Given, to: Builder, tensor: TensorRef): number {
  const axis = given.integer('axis');
  return axis < 0 ? axis + to.rank(tensor) : axis;
}

const split: Row = {
  parameters: 'value num_or_size_splits axis|split_dim=0 num=null',
  build: (given, to) => {
    const parts = given.raw('num_or_size_splits');
    const first = to.call('split', {
      value: given.tensor('value'),
      num_or_size_splits: parts,
      axis: given.raw('axis'),
    });
    return outputs(first, Array.isArray(parts) ? parts.length : given.integer('num_or_size_splits'));
  },
};

const unstack: Row = {
  parameters: 'value num=null axis=0',
  build: (given, to) => {
    const value = given.tensor('value');
    const count = given.has('num') ? given.integer('num') : to.shape(value)[axisOf(given, to, value)];
    if (!count) throw new NotConvertible('unstacks an axis of unknown size');
    return outputs(to.call('unstack', { value, num: count, axis: given.raw('axis') }), count);
  },
};

const topK: Row = {
  parameters: 'input k=1 sorted=true',
  build: (given, to) => outputs(to.call('math.top_k', { input: given.tensor('input'), k: given.raw('k') }), 2),
};

const moments: Row = {
  parameters: 'x axes shift=null keepdims|keep_dims=false',
  build: (given, to) => {
    const reduced = { input: given.tensor('x'), axis: given.raw('axes'), keepdims: given.raw('keepdims') };
    return [to.call('math.reduce_mean', reduced), to.call('math.reduce_variance', reduced)];
  },
};

/** Each channel is divided by a power of the squares of its neighbours (`nn.local_response_normalization`). */
const localResponse: Row = {
  parameters: 'input depth_radius=5 bias=1 alpha=1 beta=0.5',
  build: (given, to) => {
    const input = given.tensor('input');
    const radius = given.integer('depth_radius');
    const shape = to.shape(input);
    const channels = shape.at(-1);
    if (shape.length !== 4 || !channels || radius < 0 || radius > 64)
      throw new NotConvertible('normalizes channels of unknown number');
    const squares = to.call('math.square', { x: input });
    const none: Argument = [0, 0];
    const padded = to.call('pad', { tensor: squares, paddings: [none, none, none, [radius, radius]] });
    const whole: Argument = { start: null, stop: null, step: null };
    const parts = Array.from({ length: 2 * radius + 1 }, (_, start) =>
      to.call('__operators__.getitem', {
        tensor: padded,
        slice_spec: [whole, whole, whole, { start, stop: start + channels, step: null }],
      }),
    );
    const sum = to.call('math.add_n', { inputs: parts });
    const scaled = to.call('math.multiply', { x: sum, y: pythonFloat(given.number('alpha')) });
    const base = to.call('math.add', { x: scaled, y: pythonFloat(given.number('bias')) });
    const power = to.call('math.pow', { x: base, y: pythonFloat(given.number('beta')) });
    return to.call('math.truediv', { x: input, y: power });
  },
};

/** TensorFlow 1's `where` broadcasts otherwise than TensorFlow 2's. */
const where: Row = {
  parameters: 'condition x=null y=null',
  build: (given, to, writer) =>
    to.call(writer.isTensorFlow1 ? 'compat.v1.where' : 'where', {
      condition: given.raw('condition'),
      x: given.raw('x'),
      y: given.raw('y'),
    }),
};

/** `tf.image.ResizeMethod`: numbers in TensorFlow 1. */
const METHODS: readonly string[] = ['bilinear', 'nearest', 'bicubic', 'area'];

function method(given: Given): string {
  const value = given.raw('method');
  const name = typeof value === 'number' ? METHODS[value] : value;
  if (typeof name !== 'string') throw new NotConvertible('resizes by a method that is not known');
  return name;
}

const resize: Row = {
  parameters: 'images size method="bilinear" preserve_aspect_ratio=false antialias=false',
  build: (given, to, writer) => {
    if (writer.isTensorFlow1) {
      throw new NotConvertible(
        'calls tf.image.resize, which samples other points in TensorFlow 1 than in 2, and the file does not tell which it was',
      );
    }
    return to.call('image.resize', {
      images: given.tensor('images'),
      size: given.raw('size'),
      method: method(given),
      preserve_aspect_ratio: given.raw('preserve_aspect_ratio'),
      antialias: given.raw('antialias'),
    });
  },
};

/** Of TensorFlow 1 alone. */
const resizeImages: Row = {
  parameters: 'images size method=0 align_corners=false preserve_aspect_ratio=false',
  build: (given, to) =>
    to.call('compat.v1.image.resize', {
      images: given.tensor('images'),
      size: given.raw('size'),
      method: method(given),
      align_corners: given.raw('align_corners'),
      preserve_aspect_ratio: given.raw('preserve_aspect_ratio'),
    }),
};

/** Constants stay what they are, if nothing else is asked of them. */
const constant: Row = {
  parameters: 'value dtype=null shape=null',
  build: (given) => {
    given.only('shape');
    const value = given.raw('value');
    if (isTensor(value)) throw new NotConvertible('makes a constant of a tensor');
    return value;
  },
};

const range: Row = {
  parameters: 'start limit|stop=null delta|step=1 dtype=null',
  build: (given) => {
    const [first, step] = [given.integer('start'), given.integer('delta')];
    const [start, stop] = given.has('limit') ? [first, given.integer('limit')] : [0, first];
    const count = step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step));
    if (count > 4096) throw new NotConvertible(`makes a list of ${count} numbers`);
    return Array.from({ length: count }, (_, index) => start + index * step);
  },
};

/** `tf.stack` of numbers that are known is a list. */
const stack: Row = {
  parameters: 'values axis=0',
  build: (given, to) => {
    const values = given.tensors('values');
    if (!values.some(isTensor)) return values;
    return to.call('stack', { values, axis: given.raw('axis') });
  },
};

/** What TensorFlow's functions become that are not one operation of the table, or differ between its versions. */
export const TENSORFLOW: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['split', split],
  ['unstack', unstack],
  ['math.top_k', topK],
  ['nn.top_k', topK],
  ['nn.moments', moments],
  ['nn.local_response_normalization', localResponse],
  ['nn.lrn', localResponse],
  ['where', where],
  ['image.resize', resize],
  ['image.resize_images', resizeImages],
  ['compat.v1.image.resize', resizeImages],
  ['compat.v1.image.resize_images', resizeImages],
  ...['resize_bilinear', 'resize_nearest_neighbor'].flatMap((name): [string, Row][] => {
    const row: Row = {
      parameters: 'images size align_corners=false half_pixel_centers=false',
      build: (given, to) =>
        to.call(`image.${name}`, {
          images: given.tensor('images'),
          size: given.raw('size'),
          align_corners: given.raw('align_corners'),
          half_pixel_centers: given.raw('half_pixel_centers'),
        }),
    };
    return [
      [`image.${name}`, row],
      [`compat.v1.image.${name}`, row],
    ];
  }),
  ['constant', constant],
  ['convert_to_tensor', constant],
  ['range', range],
  ['stack', stack],
]);

/** Names of TensorFlow 0.12 and 1 for functions of the table. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ['mul', 'math.multiply'],
  ['sub', 'math.subtract'],
  ['neg', 'math.negative'],
  ['matmul', 'linalg.matmul'],
  ['batch_matmul', 'linalg.matmul'],
  ['reverse_v2', 'reverse'],
  ['nn.swish', 'nn.silu'],
  ['truediv', 'math.truediv'],
]);
