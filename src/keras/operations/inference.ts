import type { OperationArgument } from '../graph/graph.ts';
import type { Arguments } from './arguments.ts';
import { keptAspect } from './image-frames.ts';
import { broadcast, operandShape } from './operand-shape.ts';
import { ELLIPSIS, KEYS, type Key } from './slicing.ts';
import { WINDOW_SHAPES } from './windows.ts';

/** The sizes of a tensor, null for those that vary. */
export type Shape = readonly (number | null)[];

type Rule = (given: Arguments) => Shape | undefined;

/** Of the functions whose result does not have the shape that their operands broadcast to; the first name of their row. */
export function inferShape(name: string, given: Arguments, tensor: number): Shape | undefined {
  // The parts of a split may differ.
  if (name === 'split' && tensor > 0 && Array.isArray(given.raw('num_or_size_splits'))) return undefined;
  const rule = RULES.get(name);
  if (rule !== undefined) return rule(given);
  return UNKNOWN.test(name) ? undefined : broadcast(given.all().map((value) => operandShape(value, given)));
}

/** Functions without a rule whose results have another shape than their operands. */
const UNKNOWN =
  /^(image\.(?!adjust|convert|flip)|nn\.(.*pool|conv|depth|space|embedding|moments)|linalg|einsum|tensordot|repeat|roll|boolean_mask|meshgrid|sequence_mask|zeros$|ones$|fill$|keras)/;

/** A rule that needs the shape of one argument. */
function of(parameter: string, rule: (shape: (number | null)[], given: Arguments) => Shape | undefined): Rule {
  return (given) => {
    const shape = given.shape(given.raw(parameter));
    return shape && rule([...shape], given);
  };
}

function axisOf(given: Arguments, rank: number, missing = 0): number {
  const axis = given.integer('axis', missing);
  return axis < 0 ? axis + rank : axis;
}

const reduce = of('input', (shape, given) => {
  const axes = given.given('axis')
    ? given.integers('axis').map((axis) => (axis < 0 ? axis + shape.length : axis))
    : undefined;
  const reduced = (axis: number) => axes === undefined || axes.includes(axis);
  if (given.flag('keepdims')) return shape.map((size, axis) => (reduced(axis) ? 1 : size));
  return shape.filter((_, axis) => !reduced(axis));
});

const without = (parameter: string, missing?: number) =>
  of(parameter, (shape, given) => shape.toSpliced(axisOf(given, shape.length, missing), 1));

const same = (parameter: string) => of(parameter, (shape) => shape);

/** The sizes that are left of `x[keys]`. */
function sliceShape(shape: Shape, keys: readonly Key[]): Shape {
  const consumed = keys.filter((key) => key !== null && key !== ELLIPSIS).length;
  const result: (number | null)[] = [];
  let axis = 0;
  for (const key of keys) {
    if (key === null) result.push(1);
    else if (key === ELLIPSIS) {
      const count = shape.length - consumed;
      result.push(...shape.slice(axis, axis + count));
      axis += count;
    } else {
      const bounds = sliceBounds(key);
      if (bounds !== undefined) result.push(sliceSize(shape[axis] ?? null, bounds));
      axis++;
    }
  }
  return [...result, ...shape.slice(axis)];
}

type Bounds = { readonly [part: string]: OperationArgument };

function sliceBounds(key: Key): Bounds | undefined {
  return typeof key === 'object' && key !== null && 'config' in key ? (key.config as Bounds) : undefined;
}

function sliceSize(size: number | null, bounds: Bounds): number | null {
  const { start, stop, step } = bounds;
  if (start === null && stop === null && (step === null || step === 1 || step === -1)) return size;
  if (size === null || ![start, stop, step].every((part) => part === null || typeof part === 'number')) return null;
  const stride = Number(step ?? 1);
  const bound = (part: OperationArgument | undefined, missing: number): number => {
    if (typeof part !== 'number') return missing;
    const counted = part < 0 ? part + size : part;
    return stride > 0 ? Math.min(Math.max(counted, 0), size) : Math.min(Math.max(counted, -1), size - 1);
  };
  const [from, to] = [bound(start, stride > 0 ? 0 : size - 1), bound(stop, stride > 0 ? size : -1)];
  return stride === 0 ? null : Math.max(0, Math.ceil((to - from) / stride));
}

const reshape: Rule = (given) => {
  const sizes = given.sizes('shape').map((size) => (typeof size === 'number' && size >= 0 ? size : null));
  const before = given.shape(given.raw('tensor'));
  // One open size follows from the others if all of the tensor's are known, or if the batch stays in front.
  const open = sizes.flatMap((size, axis) => (size === null ? [axis] : []));
  const count = (list: Shape) => list.reduce<number>((total, size) => total * (size ?? 1), 1);
  const last = open.at(-1);
  const known = before?.every((size, axis) => size !== null || (axis === 0 && open[0] === 0 && open.length === 2));
  if (!before || !known || last === undefined || (before[0] !== null && open.length > 1)) return sizes;
  return sizes.map((size, axis) => (axis === last ? count(before) / count(sizes) : size));
};

const concat: Rule = (given) => {
  const shapes = [given.raw('values')].flat().map((value) => operandShape(value, given));
  const [first] = shapes;
  if (first === undefined) return undefined;
  const axis = axisOf(given, first.length);
  const sizes = shapes.map((shape) => shape?.[axis]);
  const total = sizes.every((size) => typeof size === 'number') ? sizes.reduce((sum, size) => sum + size, 0) : null;
  return first.with(axis, total);
};

const matmul: Rule = (given) => {
  const [a, b] = ['a', 'b'].map((name) => {
    const shape = operandShape(given.raw(name), given);
    const turned = given.flag(`transpose_${name}`) || given.flag(`adjoint_${name}`);
    return shape && (turned ? [...shape.slice(0, -2), shape.at(-1) ?? null, shape.at(-2) ?? null] : shape);
  });
  if (!a || !b || a.length < 2 || b.length < 2) return undefined;
  const batch = broadcast([a.slice(0, -2), b.slice(0, -2)]);
  return batch && [...batch, a.at(-2) ?? null, b.at(-1) ?? null];
};

/** The pixels of channels last, and the channels that blocks of them have together. */
function regrouped(shape: Shape, given: Arguments, sized: (size: number, block: number) => number): Shape | undefined {
  if (shape.length !== 4 || given.text('data_format', 'NHWC') !== 'NHWC') return undefined;
  const block = given.integer('block_size', 1);
  const [batch = null, height = null, width = null, channels = null] = shape;
  const left = channels === null ? null : channels / sized(1, block) ** 2;
  return [batch, height && sized(height, block), width && sized(width, block), left];
}

const RULES = new Map<string, Rule>([
  ...WINDOW_SHAPES,
  ...['mean', 'sum', 'prod', 'max', 'min', 'std', 'variance', 'all', 'any', 'logsumexp', 'euclidean_norm'].map(
    (kind): [string, Rule] => [`math.reduce_${kind}`, reduce],
  ),
  ['math.count_nonzero', reduce],
  ['math.argmax', without('input')],
  ['math.argmin', without('input')],
  ['unstack', without('value')],
  [
    '__operators__.getitem',
    of('tensor', (shape, given) => sliceShape(shape, KEYS.get('__operators__.getitem')?.(given) ?? [])),
  ],
  ['strided_slice', of('input', (shape, given) => sliceShape(shape, KEYS.get('strided_slice')?.(given) ?? []))],
  ['reshape', reshape],
  ['concat', concat],
  ['linalg.matmul', matmul],
  ['shape', of('input', (shape) => [shape.length])],
  ['size', () => []],
  ['cast', same('x')],
  ['identity', same('input')],
  ['convert_to_tensor', (given) => operandShape(given.raw('value'), given)],
  ['zeros_like', same('input')],
  ['ones_like', same('input')],
  ['clip_by_value', same('t')],
  ['saturate_cast', same('value')],
  ['math.cumsum', same('x')],
  ['math.cumprod', same('x')],
  ['math.l2_normalize', same('x')],
  ['nn.softmax', same('features')],
  ['nn.log_softmax', same('features')],
  ['nn.leaky_relu', same('features')],
  ['nn.gelu', same('features')],
  ['nn.silu', same('features')],
  ['nn.crelu', () => undefined],
  ['nn.bias_add', same('value')],
  ['nn.dropout', same('x')],
  ['sort', same('values')],
  ['argsort', same('values')],
  ['reverse', same('tensor')],
  ['roll', same('input')],
  ['math.top_k', of('input', (shape, given) => shape.with(-1, given.integer('k', 1)))],
  ['math.in_top_k', same('targets')],
  [
    'transpose',
    of('a', (shape, given) =>
      given.given('perm') ? given.integers('perm').map((axis) => shape[axis] ?? null) : shape.toReversed(),
    ),
  ],
  ['linalg.matrix_transpose', of('a', (shape) => [...shape.slice(0, -2), shape.at(-1) ?? null, shape.at(-2) ?? null])],
  ['expand_dims', of('input', (shape, given) => shape.toSpliced(axisOf(given, shape.length + 1), 0, 1))],
  [
    'squeeze',
    of('input', (shape, given) => {
      if (!given.given('axis')) return undefined;
      const axes = given.integers('axis').map((axis) => (axis < 0 ? axis + shape.length : axis));
      return shape.filter((_, axis) => !axes.includes(axis));
    }),
  ],
  [
    'stack',
    (given) => {
      const shape = broadcast([given.raw('values')].flat().map((value) => operandShape(value, given)));
      const count = [given.raw('values')].flat().length;
      return shape?.toSpliced(axisOf(given, shape.length + 1), 0, count);
    },
  ],
  [
    'split',
    of('value', (shape, given) => {
      const axis = axisOf(given, shape.length);
      const parts = given.raw('num_or_size_splits');
      const size = shape[axis];
      return shape.with(axis, typeof parts === 'number' && typeof size === 'number' ? size / parts : null);
    }),
  ],
  [
    'tile',
    of('input', (shape, given) =>
      given.sizes('multiples').map((times, axis) => {
        const size = shape[axis];
        return typeof times === 'number' && typeof size === 'number' ? size * times : null;
      }),
    ),
  ],
  ['broadcast_to', (given) => given.sizes('shape').map((size) => (typeof size === 'number' ? size : null))],
  [
    'pad',
    of('tensor', (shape, given) => {
      const paddings = given.raw('paddings');
      if (!Array.isArray(paddings)) return undefined;
      return shape.map((size, axis) => {
        const sides = paddings[axis];
        return size === null || !Array.isArray(sides) ? null : size + Number(sides[0]) + Number(sides[1]);
      });
    }),
  ],
  [
    'slice',
    of('input', (shape, given) => {
      const begin = given.integers('begin');
      return given.integers('size').map((size, axis) => {
        const whole = shape[axis] ?? null;
        return size === -1 ? whole && whole - (begin[axis] ?? 0) : size;
      });
    }),
  ],
  [
    'gather',
    (given) => {
      const [params, indices] = ['params', 'indices'].map((name) => operandShape(given.raw(name), given));
      if (!params || !indices || given.number('batch_dims', 0) !== 0) return undefined;
      return params.toSpliced(axisOf(given, params.length), 1, ...indices);
    },
  ],
  [
    'one_hot',
    of('indices', (shape, given) => {
      return shape.toSpliced(axisOf(given, shape.length + 1, -1), 0, given.integer('depth', 1));
    }),
  ],
  ...[
    'image.resize',
    'compat.v1.image.resize',
    'image.resize_bilinear',
    'image.resize_bicubic',
    'image.resize_nearest_neighbor',
    'image.resize_area',
  ].map((name): [string, Rule] => [
    name,
    of('images', (shape, given) => {
      const sizes = given.sizes('size').map((size) => (typeof size === 'number' ? size : null));
      const [height, width] = shape.slice(-3);
      const isKept = given.flag('preserve_aspect_ratio');
      const kept = isKept && height && width ? keptAspect([height, width], given.knownIntegers('size')) : undefined;
      return [...shape.slice(0, -3), ...(isKept ? (kept ?? [null, null]) : sizes), shape.at(-1) ?? null];
    }),
  ]),
  ['nn.depth_to_space', of('input', (shape, given) => regrouped(shape, given, (size, block) => size * block))],
  ['nn.space_to_depth', of('input', (shape, given) => regrouped(shape, given, (size, block) => size / block))],
  ...['image.crop_to_bounding_box', 'image.pad_to_bounding_box', 'image.resize_with_pad'].map(
    (name): [string, Rule] => [
      name,
      of('image', (shape, given) => [
        ...shape.slice(0, -3),
        given.integer('target_height', 0),
        given.integer('target_width', 0),
        shape.at(-1) ?? null,
      ]),
    ],
  ),
  ['image.rgb_to_grayscale', of('images', (shape) => [...shape.slice(0, -1), 1])],
  ['image.grayscale_to_rgb', of('images', (shape) => [...shape.slice(0, -1), 3])],
  ['image.per_image_standardization', same('image')],
  ['nn.local_response_normalization', same('input')],
  ['math.scalar_mul', same('x')],
  ['where', (given) => broadcast(['condition', 'x', 'y'].map((name) => operandShape(given.raw(name), given)))],
]);
