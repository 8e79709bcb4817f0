import type { Argument, Operation, OperationArgument } from '../graph/graph.ts';
import { pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { cast, image, numpy, reversed } from './compose.ts';
import { keptAspect, resizeByArea, resizeWithPad, sizesOfImages } from './image-frames.ts';
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
  const wanted = given.knownIntegers('size');
  const size = given.flag('preserve_aspect_ratio') ? keptAspect(sizesOfImages(given, 'images'), wanted) : wanted;
  return resizeBy(given, 'images', size);
}

function resizeBy(given: Arguments, images: string, size: readonly number[]): Operation {
  const wanted = given.raw('method');
  if (wanted === 'area') return resizeByArea(given, images, size);
  const method = METHODS.get(wanted ?? 'bilinear');
  if (method === undefined) throw new Unsupported(`by the method ${String(wanted)} has no counterpart in Keras 3`);
  return resizeTo(given, images, size, method, method !== 'nearest' && given.flag('antialias'));
}

function resizeTo(
  given: Arguments,
  name: string,
  size: readonly number[],
  interpolation: string,
  antialias: boolean,
): Operation {
  const images = given.operand(name);
  // Keras 3 casts the result back to the type of the images.
  const keepsType = interpolation === 'nearest' || given.dtype(given.raw(name)) === 'float32';
  return image('Resize', [keepsType ? images : cast(images, 'float32')], {
    size: [...size],
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
    return resizeTo(given, 'images', given.knownIntegers('size'), method, false);
  };
}

/** The mean over height and width, channel by channel. */
function contrast(given: Arguments): Operation {
  const images = floats(given, 'images');
  const mean = numpy('Mean', [images], { axis: [-3, -2], keepdims: true });
  const stretched = numpy('Multiply', [
    numpy('Subtract', [images, mean]),
    pythonFloat(given.number('contrast_factor', 1)),
  ]);
  // What is broadcast first, lest it be taken for a bias (summands.ts).
  return numpy('Add', [mean, stretched]);
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
  return numpy('Add', [given.asOperand(raised, 'bias', given.raw('value')), value]);
}

export const IMAGES: readonly OperationRow[] = [
  {
    names: 'image.resize image.resize_images',
    parameters: 'images size method preserve_aspect_ratio antialias',
    build: resize,
    dtype: (given) => (given.raw('method') === 'nearest' ? given.dtype(given.raw('images')) : 'float32'),
  },
  RESIZE_V1,
  {
    names: 'image.resize_with_pad',
    parameters: 'image target_height target_width method antialias',
    build: (given) => resizeWithPad(given, (size) => resizeBy(given, 'image', size)),
    dtype: (given) => (given.raw('method') === 'nearest' ? given.dtype(given.raw('image')) : 'float32'),
  },
  {
    names: 'image.resize_nearest_neighbor',
    parameters: 'images size align_corners half_pixel_centers',
    build: resizeRaw('nearest'),
  },
  {
    names: 'image.resize_area',
    parameters: 'images size align_corners',
    build: (given) => {
      given.only('align_corners', false);
      return resizeByArea(given, 'images', given.knownIntegers('size'));
    },
    dtype: 'float32',
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
  {
    names: 'nn.bias_add bias_add',
    parameters: 'value bias data_format',
    build: biasAdd,
  },
];
