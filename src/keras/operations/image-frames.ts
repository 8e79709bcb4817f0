import type { Operation, OperationArgument } from '../graph/graph.ts';
import { pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { array, cast, numpy, slice, WHOLE } from './compose.ts';
import type { OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

/** Height and width of images whose channels are last, which must be known. */
export function sizesOfImages(given: Arguments, name: string): [number, number] {
  const shape = given.shape(given.raw(name)) ?? [];
  const [height, width] = shape.slice(-3);
  if (shape.length < 3 || !height || !width) throw new Unsupported('is called on images of unknown size');
  return [height, width];
}

/** As many whole axes as stand before the height of images, and then these keys. */
function keyed(given: Arguments, name: string, keys: readonly OperationArgument[]): Operation {
  const before = given.frontAxis(-3, given.raw(name))();
  return numpy('GetItem', [given.operand(name), [...Array.from({ length: before }, () => WHOLE), ...keys]]);
}

function crop(given: Arguments): Operation {
  const [top, left, height, width] = ['offset_height', 'offset_width', 'target_height', 'target_width'].map((name) =>
    given.integer(name, 0),
  ) as [number, number, number, number];
  return keyed(given, 'image', [slice(top, top + height, null), slice(left, left + width, null)]);
}

/** What is left of the middle (`central_crop` of TensorFlow's image_ops_impl.py). */
function cropCentre(given: Arguments): Operation {
  const sizes = sizesOfImages(given, 'image');
  const fraction = given.number('central_fraction', 1);
  if (fraction === 1) return numpy('Copy', [given.operand('image')]);
  const keys = sizes.map((size) => {
    const start = Math.trunc((size - size * fraction) / 2);
    return slice(start, size - start, null);
  });
  return keyed(given, 'image', keys);
}

/** Zeros around images, of so many pixels above, below, left and right. */
function framed(images: OperationArgument, rank: number, ...[rows, columns]: [number[], number[]]): Operation {
  const before = Array.from({ length: rank - 3 }, () => [0, 0]);
  return numpy('Pad', [images], { pad_width: [...before, rows, columns, [0, 0]], mode: 'constant' });
}

function pad(given: Arguments): Operation {
  const [height, width] = sizesOfImages(given, 'image');
  const [top, left] = [given.integer('offset_height', 0), given.integer('offset_width', 0)];
  const below = given.integer('target_height', height) - top - height;
  const right = given.integer('target_width', width) - left - width;
  if (Math.min(top, left, below, right) < 0) throw new Unsupported('is called with a target that is too small');
  const rank = given.shape(given.raw('image'))?.length ?? 4;
  return framed(given.operand('image'), rank, [top, below], [left, right]);
}

/** The size that `preserve_aspect_ratio` leaves (`_resize_images_common`), in float32 as TensorFlow has it. */
export function keptAspect([height, width]: [number, number], target: readonly number[]): number[] {
  const scales = [height, width].map((size, axis) => Math.fround((target[axis] ?? size) / size));
  const scale = Math.min(...scales);
  return [height, width].map((size) => roundToEven(Math.fround(scale * size)));
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const isHalf = value - floor === 0.5;
  return isHalf ? floor + (floor % 2) : Math.round(value);
}

/** Images that keep their proportions within a frame (`_resize_image_with_pad_common`). */
export function resizeWithPad(given: Arguments, resizeTo: (size: readonly number[]) => OperationArgument): Operation {
  const [height, width] = sizesOfImages(given, 'image');
  const target = [given.integer('target_height', height), given.integer('target_width', width)] as const;
  const ratio = Math.max(Math.fround(height / target[0]), Math.fround(width / target[1]));
  const sizes = [height, width].map((size) => Math.fround(size / ratio));
  const whole = sizes.map(Math.floor);
  const frame = whole.map((size, axis) => {
    const before = Math.max(0, Math.floor(Math.fround(((target[axis] ?? 0) - (sizes[axis] ?? 0)) / 2)));
    return [before, (target[axis] ?? 0) - before - size];
  }) as [number[], number[]];
  const rank = given.shape(given.raw('image'))?.length ?? 4;
  const resized = resizeTo(whole);
  return frame.flat().every((size) => size === 0) ? numpy('Copy', [resized]) : framed(resized, rank, ...frame);
}

/** `(image - mean) / max(stddev, 1 / sqrt(pixels))`. */
function standardize(given: Arguments): Operation {
  const dtype = given.dtype(given.raw('image'));
  if (dtype === undefined || !dtype.startsWith('float'))
    throw new Unsupported('of images that are not floats has no counterpart in Keras 3');
  const sizes = given.shape(given.raw('image'))?.slice(-3) ?? [];
  const pixels = sizes.reduce<number>((total, size) => total * (size ?? Number.NaN), 1);
  if (sizes.length < 3 || Number.isNaN(pixels)) throw new Unsupported('is called on images of unknown size');
  const images = given.operand('image');
  const over = { axis: [-3, -2, -1], keepdims: true };
  const centred = numpy('Subtract', [images, numpy('Mean', [images], over)]);
  const deviation = numpy('Maximum', [numpy('Std', [images], over), pythonFloat(Math.fround(1 / Math.sqrt(pixels)))]);
  return numpy('Divide', [centred, deviation]);
}

/** Along one axis: how many windows there are, and how many zeros stand before and behind the pixels. */
interface Windows {
  readonly count: number;
  readonly before: number;
  readonly behind: number;
}

function windowsAlong(size: number, width: number, stride: number, rate: number, isPadded: boolean): Windows {
  const reach = (width - 1) * rate + 1;
  const count = isPadded ? Math.ceil(size / stride) : Math.floor((size - reach) / stride) + 1;
  const missing = isPadded ? Math.max((count - 1) * stride + reach - size, 0) : 0;
  const before = Math.floor(missing / 2);
  return { count, before, behind: missing - before };
}

/**
 * The pixels of windows side by side: an image for each place in the window, one after the other. The operation
 * ExtractPatches of Keras 3.3.3 fails with a list of strides.
 */
function extractPatches(given: Arguments): Operation {
  const [height, width] = sizesOfImages(given, 'images');
  const channels = given.shape(given.raw('images'))?.at(-1);
  const [sizes, strides, rates] = ['sizes', 'strides', 'rates'].map((name) => {
    const list = given.integers(name);
    const [first, rows = 1, columns = 1, last] = list;
    if (list.length !== 4 || first !== 1 || last !== 1) throw new Unsupported(`has ${name} that are not of two axes`);
    return [rows, columns];
  }) as [number[], number[], number[]];
  const isPadded = given.text('padding', 'VALID') === 'SAME';
  const along = [height, width].map((size, axis) =>
    windowsAlong(size, sizes[axis] ?? 1, strides[axis] ?? 1, rates[axis] ?? 1, isPadded),
  );
  const [rows, columns] = along.map(({ before, behind }) => [before, behind]) as [number[], number[]];
  const images = given.operand('images');
  const padded = [...rows, ...columns].every((size) => size === 0) ? images : framed(images, 4, rows, columns);
  const isTiled = sizes.every((size, axis) => size === strides[axis] && rates[axis] === 1);
  if (isTiled && typeof channels === 'number') return tiles(padded, along, sizes, channels);
  const starts = [0, 1].map((axis) =>
    Array.from({ length: sizes[axis] ?? 1 }, (_, index) => index * (rates[axis] ?? 1)),
  );
  const part = (axis: number, start: number) => {
    const [count, stride] = [along[axis]?.count ?? 1, strides[axis] ?? 1];
    return slice(start, start + (count - 1) * stride + 1, stride);
  };
  const parts = (starts[0] ?? []).flatMap((row) =>
    (starts[1] ?? []).map((column) => numpy('GetItem', [padded, [WHOLE, part(0, row), part(1, column)]])),
  );
  if (parts.length > MOST_PARTS) throw new Unsupported('of windows as large as these has no counterpart in Keras 3');
  return numpy('Concatenate', [parts], { axis: -1 });
}

/** Larger windows that overlap are not written by hand. */
const MOST_PARTS = 256;

/** Windows that do not overlap. */
function tiles(
  images: OperationArgument,
  along: readonly Windows[],
  sizes: readonly number[],
  channels: number,
): Operation {
  const [rows = 1, columns = 1] = along.map(({ count }) => count);
  const [height = 1, width = 1] = sizes;
  const cut = numpy('GetItem', [images, [WHOLE, slice(0, rows * height, null), slice(0, columns * width, null)]]);
  const apart = numpy('Reshape', [cut], { newshape: [-1, rows, height, columns, width, channels] });
  const turned = numpy('Transpose', [apart], { axes: [0, 1, 3, 2, 4, 5] });
  return numpy('Reshape', [turned], { newshape: [-1, rows, columns, height * width * channels] });
}

/** `x / (bias + alpha * sum of the squares of near channels) ^ beta`, the sum as one of shifted copies. */
function normalizeLocally(given: Arguments): Operation {
  const x = given.operand('input');
  const radius = given.integer('depth_radius', 5);
  const channels = given.shape(given.raw('input'))?.[3];
  if (!channels) throw new Unsupported('is called on images of unknown channels');
  const squares = numpy('Square', [x]);
  const near = Math.min(radius, channels - 1);
  const padded = numpy('Pad', [squares], {
    pad_width: [
      [0, 0],
      [0, 0],
      [0, 0],
      [near, near],
    ],
    mode: 'constant',
  });
  const shifted = Array.from({ length: 2 * near + 1 }, (_, start) =>
    numpy('GetItem', [padded, [WHOLE, WHOLE, WHOLE, slice(start, start + channels, null)]]),
  );
  const sum = shifted.reduce((total, one) => numpy('Add', [total, one]));
  const scaled = numpy('Multiply', [sum, pythonFloat(given.number('alpha', 1))]);
  const base = numpy('Add', [scaled, pythonFloat(given.number('bias', 1))]);
  return numpy('Multiply', [x, numpy('Power', [base, pythonFloat(-given.number('beta', 0.5))])]);
}

/** The share of each row or column of an image in those of the resized one, which covers it by parts (`resize_area_op.cc`). */
function shares(before: number, after: number): number[][] {
  const scale = before / after;
  return Array.from({ length: after }, (_, index) => {
    const [start, end] = [index * scale, (index + 1) * scale];
    return Array.from({ length: before }, (_, row) => {
      const covered = Math.min(end, row + 1) - Math.max(start, row);
      return Math.max(0, covered) / scale;
    });
  });
}

/** Each pixel the mean of the area that it covers. */
export function resizeByArea(given: Arguments, name: string, size: readonly number[]): Operation {
  const [height, width] = sizesOfImages(given, name);
  const images = given.operand(name);
  const floats = given.dtype(given.raw(name)) === 'float32' ? images : cast(images, 'float32');
  const [rows, columns] = [shares(height, size[0] ?? height), shares(width, size[1] ?? width)].map((matrix) =>
    array(
      matrix.map((row) => row.map((share) => pythonFloat(Math.fround(share)))),
      'float32',
    ),
  ) as [OperationArgument, OperationArgument];
  const tall = numpy('Einsum', [floats, rows], { subscripts: '...hwc,oh->...owc' });
  return numpy('Einsum', [tall, columns], { subscripts: '...hwc,ow->...hoc' });
}

export const IMAGE_FRAMES: readonly OperationRow[] = [
  {
    names: 'image.crop_to_bounding_box',
    parameters: 'image offset_height offset_width target_height target_width',
    build: crop,
  },
  { names: 'image.central_crop', parameters: 'image central_fraction', build: cropCentre },
  {
    names: 'image.pad_to_bounding_box',
    parameters: 'image offset_height offset_width target_height target_width',
    build: pad,
  },
  { names: 'image.per_image_standardization', parameters: 'image', build: standardize },
  {
    names: 'image.extract_patches extract_image_patches image.extract_image_patches',
    parameters: 'images|input sizes|ksizes strides rates padding',
    build: extractPatches,
  },
  {
    names: 'nn.local_response_normalization nn.lrn',
    parameters: 'input depth_radius bias alpha beta',
    build: normalizeLocally,
  },
];
