import type { Argument, Operation, OperationArgument } from '../graph/graph.ts';
import { pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { cast, image, nn, numpy, reversed, slice, WHOLE } from './compose.ts';
import { RESIZE_V1, resizeTensorFlow1 } from './resize-v1.ts';
import { alike, type OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

// tf.image.ResizeMethod, and the numbers it had in TensorFlow 1.
const METHODS = new Map<Argument, string>([
  ['bilinear', 'bilinear'],
  ['nearest', 'nearest'],
  ['bicubic', 'bicubic'],
  ['lanczos3', 'lanczos3'],
  ['lanczos5', 'lanczos5'],
]);

/** `tf.image.resize` of TensorFlow 2: half-pixel centres, as in Keras 3. All but `nearest` give floats. */
function resize(given: Arguments): Operation {
  const method = METHODS.get(given.raw('method') ?? 'bilinear');
  if (method === undefined)
    throw new Unsupported(`by the method ${String(given.raw('method'))} has no counterpart in Keras 3`);
  given.only('preserve_aspect_ratio', false);
  return resizeTo(given, method, method !== 'nearest' && given.flag('antialias'));
}

function resizeTo(given: Arguments, interpolation: string, antialias: boolean): Operation {
  const images = given.operand('images');
  // Keras 3 casts the result back to the type of the images.
  const keepsType = interpolation === 'nearest' || given.dtype(given.raw('images')) === 'float32';
  return image('Resize', [keepsType ? images : cast(images, 'float32')], {
    size: given.knownIntegers('size'),
    interpolation,
    antialias,
    data_format: 'channels_last',
  });
}

/** The operation that `tf.image.resize` comes down to; that of TensorFlow 1 samples at the pixels' corners. */
function resizeRaw(method: string): (given: Arguments) => Operation {
  return (given) => {
    if (!given.flag('half_pixel_centers')) return resizeTensorFlow1(given, method);
    given.only('align_corners', false);
    return resizeTo(given, method, false);
  };
}

function crop(given: Arguments): Operation {
  const [top, left, height, width] = ['offset_height', 'offset_width', 'target_height', 'target_width'].map((name) =>
    given.integer(name, 0),
  ) as [number, number, number, number];
  const rows = given.frontAxis(-3, given.raw('image'))();
  const sides: OperationArgument[] = [slice(top, top + height, null), slice(left, left + width, null)];
  return numpy('GetItem', [given.operand('image'), [...Array.from({ length: rows }, () => WHOLE), ...sides]]);
}

/** The mean over height and width, channel by channel. */
function contrast(given: Arguments): Operation {
  const images = floats(given, 'images');
  const mean = numpy('Mean', [images], { axis: [-3, -2], keepdims: true });
  const stretched = numpy('Multiply', [
    numpy('Subtract', [images, mean]),
    pythonFloat(given.number('contrast_factor', 1)),
  ]);
  return numpy('Add', [stretched, mean]);
}

/** Refuses integer images, which TensorFlow scales to floats and back. */
function floats(given: Arguments, name: string): OperationArgument {
  const dtype = given.dtype(given.raw(name));
  if (dtype === undefined || !dtype.startsWith('float'))
    throw new Unsupported('of images that are not floats has no counterpart in Keras 3');
  return given.operand(name);
}

function convertDtype(given: Arguments): Operation {
  const to = given.dtypeArgument('dtype') ?? '';
  const from = given.dtype(given.raw('image'));
  const scale = from === undefined ? undefined : MAXIMUM.get(from);
  if (!to.startsWith('float') || from === undefined)
    throw new Unsupported('has no counterpart in Keras 3 for these types');
  if (scale === undefined) {
    if (!from.startsWith('float')) throw new Unsupported(`from ${from} has no counterpart in Keras 3`);
    return cast(given.operand('image'), to);
  }
  return numpy('Multiply', [cast(given.operand('image'), to), pythonFloat(1 / scale)]);
}

const MAXIMUM = new Map([
  ['uint8', 255],
  ['int8', 127],
  ['uint16', 65535],
  ['int16', 32767],
]);

/** `ksize`, `strides`, …: a number, one a spatial axis, or one an axis of an NHWC tensor. */
function spatial(given: Arguments, name: string, rank: number, missing?: number): number[] {
  const list = missing !== undefined && !given.given(name) ? [missing] : given.integers(name);
  const [first] = list;
  if (list.length === 1 && first !== undefined) return Array.from({ length: rank }, () => first);
  if (list.length === rank) return list;
  if (list.length === rank + 2 && list[0] === 1 && list.at(-1) === 1) return list.slice(1, -1);
  throw new Unsupported(`has a ${name} of ${list.length} entries, for which Keras 3 has no counterpart`);
}

function window(given: Arguments): { padding: string; data_format: string } {
  given.only('data_format', 'NHWC', 'NWC', 'NDHWC');
  const padding = given.raw('padding');
  if (padding !== 'SAME' && padding !== 'VALID')
    throw new Unsupported('with paddings given one by one has no counterpart in Keras 3');
  return { padding: padding.toLowerCase(), data_format: 'channels_last' };
}

function pooling(className: string, rank: number): (given: Arguments) => Operation {
  return (given) =>
    nn(className, [given.operand('input')], {
      pool_size: spatial(given, 'ksize', rank),
      strides: spatial(given, 'strides', rank),
      ...window(given),
    });
}

/** Keras 3.3.3's depthwise convolution takes one number, not a list. */
function uniform(values: readonly number[]): number {
  const [first] = values;
  if (first === undefined || values.some((value) => value !== first)) {
    throw new Unsupported('with strides that differ from axis to axis has no counterpart in Keras 3');
  }
  return first;
}

function convolution(className: string): (given: Arguments) => Operation {
  return (given) =>
    nn(className, [given.operand('input'), given.operand('filter')], {
      strides: uniform(spatial(given, 'strides', 2, 1)),
      ...window(given),
      dilation_rate: uniform(spatial(given, 'dilations', 2, 1)),
    });
}

/** Channels are last, or second: then a constant bias is given the axes that follow. */
function biasAdd(given: Arguments): Operation {
  const value = given.operand('value');
  const bias = given.raw('bias');
  const format = given.text('data_format', 'NHWC');
  if (!/^NC/.test(format)) return numpy('Add', [value, given.operand('bias', given.raw('value'))]);
  const rank = given.shape(given.raw('value'))?.length;
  if (rank === undefined || !Array.isArray(bias)) {
    throw new Unsupported(`is called with data_format=${format}, for which Keras 3 has no counterpart`);
  }
  const raised = bias.map((item) => Array.from({ length: rank - 2 }).reduce<Argument>((inner) => [inner], item));
  return numpy('Add', [value, given.asOperand(raised, 'bias', given.raw('value'))]);
}

const POOL = 'input|value ksize strides padding data_format';

export const IMAGES: readonly OperationRow[] = [
  {
    names: 'image.resize image.resize_images',
    parameters: 'images size method preserve_aspect_ratio antialias',
    build: resize,
    dtype: (given) => (given.raw('method') === 'nearest' ? given.dtype(given.raw('images')) : 'float32'),
  },
  RESIZE_V1,
  {
    names: 'image.resize_nearest_neighbor',
    parameters: 'images size align_corners half_pixel_centers',
    build: resizeRaw('nearest'),
  },
  ...alike({ bilinear: 'image.resize_bilinear', bicubic: 'image.resize_bicubic' }, (method) => ({
    parameters: 'images size align_corners half_pixel_centers',
    build: resizeRaw(method),
    dtype: 'float32',
  })),
  ...alike({ '-2': 'image.flip_left_right', '-3': 'image.flip_up_down' }, (axis) => ({
    parameters: 'image',
    build: (given) => reversed(given.operand('image'), Number(axis)),
  })),
  {
    names: 'image.transpose image.transpose_image',
    parameters: 'image',
    build: (given) => numpy('Swapaxes', [given.operand('image')], { axis1: -3, axis2: -2 }),
  },
  {
    names: 'image.rgb_to_grayscale',
    parameters: 'images',
    build: (given) => image('RGBToGrayscale', [given.operand('images')], { data_format: 'channels_last' }),
  },
  {
    names: 'image.grayscale_to_rgb',
    parameters: 'images',
    build: (given) => numpy('Repeat', [given.operand('images')], { repeats: 3, axis: -1 }),
  },
  {
    names: 'image.crop_to_bounding_box',
    parameters: 'image offset_height offset_width target_height target_width',
    build: crop,
  },
  {
    names: 'image.adjust_brightness',
    parameters: 'image delta',
    build: (given) => numpy('Add', [floats(given, 'image'), pythonFloat(given.number('delta', 0))]),
  },
  { names: 'image.adjust_contrast', parameters: 'images contrast_factor', build: contrast },
  {
    names: 'image.convert_image_dtype',
    parameters: 'image dtype saturate',
    build: convertDtype,
    dtype: (given) => given.dtypeArgument('dtype'),
  },
  { names: 'nn.max_pool2d', parameters: POOL, build: pooling('MaxPool', 2) },
  { names: 'nn.avg_pool2d', parameters: POOL, build: pooling('AveragePool', 2) },
  { names: 'nn.max_pool1d', parameters: POOL, build: pooling('MaxPool', 1) },
  { names: 'nn.avg_pool1d', parameters: POOL, build: pooling('AveragePool', 1) },
  { names: 'nn.max_pool3d', parameters: POOL, build: pooling('MaxPool', 3) },
  { names: 'nn.avg_pool3d', parameters: POOL, build: pooling('AveragePool', 3) },
  { names: 'nn.max_pool', parameters: POOL, build: (given) => pooling('MaxPool', poolRank(given))(given) },
  { names: 'nn.avg_pool', parameters: POOL, build: (given) => pooling('AveragePool', poolRank(given))(given) },
  {
    names: 'nn.conv2d',
    parameters: 'input filter|filters strides padding use_cudnn_on_gpu data_format dilations explicit_paddings',
    build: convolution('Conv'),
  },
  {
    names: 'nn.depthwise_conv2d',
    parameters: 'input filter strides padding rate data_format dilations',
    build: (given) => {
      given.only('rate', 1);
      return convolution('DepthwiseConv')(given);
    },
  },
  {
    names: 'nn.bias_add bias_add',
    parameters: 'value bias data_format',
    build: biasAdd,
  },
];

/** Of windows that name every axis or none the rank of the images is known from elsewhere. */
function poolRank(given: Arguments): number {
  const length = given.integers('ksize').length;
  const rank = given.shape(given.raw('input'))?.length;
  if (rank !== undefined) return rank - 2;
  if (length >= 4) return length - 2;
  throw new Unsupported('is called on images whose number of axes is not known');
}
