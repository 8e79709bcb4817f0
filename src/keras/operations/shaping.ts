import { type Argument, type Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { Float, pythonFloat } from '../python-json.ts';
import type { Arguments } from './arguments.ts';
import { startsWithBatch } from './batch.ts';
import { array, cast, core, layer, nn, numpy, reversed, slice } from './compose.ts';
import { Batch } from './dimensions.ts';
import { alike, type OperationRow } from './rows.ts';
import { Unsupported } from './unsupported.ts';

/**
 * `tf.reshape`. One size may be unknown, since the others determine it: a batch written as `tf.shape(x)[0]` becomes -1.
 * A batch and a -1 together need the layer, which keeps the first axis.
 */
function reshape(given: Arguments): Operation {
  const tensor = given.raw('tensor');
  const sizes = given.sizes('shape');
  const open = sizes.flatMap((size, axis) => (typeof size === 'number' && size >= 0 ? [] : [axis]));
  const whole = sizes.map((size) => (typeof size === 'number' ? size : -1));
  const dtype = given.layerDtype(tensor);
  const keepsBatch = sizes[0] instanceof Batch && isBatchOf(sizes[0], tensor, given);
  if (keepsBatch && dtype !== undefined && open.length <= 2) {
    return layer('Reshape', given.operand('tensor'), { target_shape: whole.slice(1) }, dtype);
  }
  if (open.length <= 1) return numpy('Reshape', [given.operand('tensor')], { newshape: whole });
  throw new Unsupported('to sizes that are known only when the model runs has no counterpart in Keras 3');
}

function isBatchOf(batch: Batch, tensor: Argument, given: Arguments): boolean {
  if (!(tensor instanceof TensorRef)) return false;
  const sameTensor =
    batch.of.layer === tensor.layer && batch.of.node === tensor.node && batch.of.tensor === tensor.tensor;
  return sameTensor || (startsWithBatch(batch.of, given.facts) && startsWithBatch(tensor, given.facts));
}

/** The number of samples as a scalar tensor: a one from each, added up. */
function batchSize(of: OperationArgument): Operation {
  const samples = numpy('GetItem', [layer('Flatten', of, {}, 'float32'), [slice(null, null, null), 0]]);
  return numpy('Sum', [numpy('OnesLike', [cast(samples, 'int32')])], { axis: null, keepdims: false });
}

/** `tf.shape` as a tensor of integers. */
function shape(given: Arguments): Operation {
  const of = given.operand('input');
  const sizes = given.shape(given.raw('input'));
  if (sizes === undefined || !sizes.every((size, axis) => size !== null || axis === 0)) {
    throw new Unsupported('of a tensor whose size is not known before the model runs has no counterpart in Keras 3');
  }
  if (sizes[0] !== null) throw new Unsupported('of a tensor without a batch axis has no counterpart in Keras 3');
  const batch = numpy('Reshape', [batchSize(of)], { newshape: [1] });
  const others = sizes.slice(1).map((size) => size ?? 0);
  return numpy('Concatenate', [[batch, array(others, 'int32')]], { axis: 0 });
}

/** Keras 3.3.3 stacks only what has a shape. */
function stack(values: readonly OperationArgument[], axis: number): Operation {
  const shaped = values.map((value) => {
    if (typeof value === 'number') return array(value, Number.isInteger(value) ? 'int32' : 'float32');
    return value instanceof Float ? array(value, 'float32') : value;
  });
  return numpy('Stack', [shaped], { axis });
}

function transpose(given: Arguments): Operation {
  given.only('conjugate', false);
  return numpy('Transpose', [given.operand('a')], { axes: given.given('perm') ? given.integers('perm') : null });
}

function squeeze(given: Arguments): Operation {
  const axes = given.given('axis') ? given.integers('axis') : [];
  if (axes.length === 0) return numpy('Squeeze', [given.operand('input')], { axis: null });
  return numpy('Squeeze', [given.operand('input')], { axis: axes.length === 1 ? (axes[0] ?? null) : axes });
}

/** As a layer, if it can be one: the operation's automatic name in Keras 3.3.3 is that of many a layer. */
function concatenate(given: Arguments): Operation {
  const values = given.operands('values');
  const axis = given.integer('axis', 0);
  const dtype = given.layerDtype([given.raw('values')].flat().find((value) => value instanceof TensorRef) ?? null);
  const tensorsOnly = values.every((value) => value instanceof TensorRef);
  if (axis !== 0 && values.length > 1 && tensorsOnly && dtype !== undefined)
    return layer('Concatenate', values, { axis }, dtype);
  return numpy('Concatenate', [values], { axis });
}

function unstack(given: Arguments): Operation {
  const num = given.given('num') ? given.integer('num', 0) : null;
  return core('Unstack', [given.operand('value')], { num, axis: given.integer('axis', 0) });
}

/** Keras 3 splits into equal parts, or at indices where TensorFlow gives sizes. */
function split(given: Arguments): Operation {
  const value = given.operand('value');
  const axis = given.integer('axis', 0);
  const parts = given.raw('num_or_size_splits');
  if (!Array.isArray(parts)) {
    return numpy('Split', [value], { indices_or_sections: given.integer('num_or_size_splits', 1), axis });
  }
  const sizes = splitSizes(given.integers('num_or_size_splits'), given.shape(given.raw('value'))?.at(axis));
  let end = 0;
  const ends = sizes.slice(0, -1).map((size) => {
    end += size;
    return end;
  });
  return numpy('Split', [value], { indices_or_sections: ends.length === 0 ? 1 : ends, axis });
}

/** The one size of -1, if any, is what the others leave; that of the last part is not needed. */
function splitSizes(sizes: readonly number[], total: number | null | undefined): number[] {
  const rest = sizes.indexOf(-1);
  if (rest === -1 || rest === sizes.length - 1) return [...sizes];
  if (typeof total !== 'number') throw new Unsupported('has a part of size -1 on an axis of unknown size');
  const others = sizes.reduce((sum, size) => sum + size, 1);
  return sizes.map((size) => (size === -1 ? total - others : size));
}

function pad(given: Arguments): Operation {
  const paddings = given.raw('paddings');
  if (!Array.isArray(paddings)) throw new Unsupported('takes its paddings from a tensor, not from integers');
  const widths = paddings.map((sides) => {
    if (!Array.isArray(sides) || !sides.every((side) => typeof side === 'number')) {
      throw new Unsupported('takes its paddings from a tensor, not from integers');
    }
    return sides;
  });
  const mode = given.text('mode', 'CONSTANT').toLowerCase();
  if (!['constant', 'reflect', 'symmetric'].includes(mode)) throw new Unsupported(`in the mode ${mode} is unknown`);
  const value = given.number('constant_values', 0);
  const args = [given.operand('tensor'), ...(mode === 'constant' && value !== 0 ? [pythonFloat(value)] : [])];
  return numpy('Pad', args, { pad_width: widths, mode });
}

/** One after the other: Keras 3.3.3 reverses and rolls along lists of axes differently from later versions. */
function reverse(given: Arguments): Operation {
  const axes = given.integers('axis');
  return axes.reduce<OperationArgument>((x, axis) => reversed(x, axis), given.operand('tensor')) as Operation;
}

function roll(given: Arguments): Operation {
  const shifts = given.integers('shift');
  const axes = given.integers('axis');
  const rolled = axes.reduce<OperationArgument>(
    (x, axis, index) => numpy('Roll', [x], { shift: shifts[index] ?? 0, axis }),
    given.operand('input'),
  );
  return rolled as Operation;
}

function repeat(given: Arguments): Operation {
  const axis = given.given('axis') ? given.integer('axis', 0) : null;
  const repeats = given.integers('repeats');
  return numpy('Repeat', [given.operand('input')], {
    repeats: repeats.length === 1 ? (repeats[0] ?? 1) : repeats,
    axis,
  });
}

/** Height, width and channels of NHWC images, which rearranging pixels needs. */
function imageSizes(given: Arguments): [number, number, number] {
  given.only('data_format', 'NHWC');
  const [batch, height, width, channels, ...rest] = given.shape(given.raw('input')) ?? [];
  if (batch === undefined || !height || !width || !channels || rest.length > 0) {
    throw new Unsupported('is called on images of unknown size');
  }
  return [height, width, channels];
}

function spaceToDepth(given: Arguments): Operation {
  const [height, width, channels] = imageSizes(given);
  const block = given.integer('block_size', 1);
  const [rows, columns] = [height / block, width / block];
  const blocks = numpy('Reshape', [given.operand('input')], { newshape: [-1, rows, block, columns, block, channels] });
  const gathered = numpy('Transpose', [blocks], { axes: [0, 1, 3, 2, 4, 5] });
  return numpy('Reshape', [gathered], { newshape: [-1, rows, columns, block * block * channels] });
}

function depthToSpace(given: Arguments): Operation {
  const [height, width, channels] = imageSizes(given);
  const block = given.integer('block_size', 1);
  const left = channels / (block * block);
  const blocks = numpy('Reshape', [given.operand('input')], { newshape: [-1, height, width, block, block, left] });
  const spread = numpy('Transpose', [blocks], { axes: [0, 1, 3, 2, 4, 5] });
  return numpy('Reshape', [spread], { newshape: [-1, height * block, width * block, left] });
}

function oneHot(given: Arguments): Operation {
  const dtype = given.dtypeArgument('dtype') ?? 'float32';
  const config = { num_classes: given.integer('depth', 1), axis: given.integer('axis', -1), dtype };
  const hot = nn('OneHot', [given.operand('indices')], config);
  const [on, off] = [given.number('on_value', 1), given.number('off_value', 0)];
  if (on === 1 && off === 0) return hot;
  return numpy('Add', [numpy('Multiply', [hot, pythonFloat(on - off)]), pythonFloat(off)]);
}

function sequenceMask(given: Arguments): Operation {
  if (!given.given('maxlen')) throw new Unsupported('without maxlen gives a size that depends on the data');
  const positions = Array.from({ length: given.integer('maxlen', 0) }, (_, index) => index);
  const dtype = given.dtypeArgument('dtype') ?? 'bool';
  const lengths = numpy('ExpandDims', [given.operand('lengths')], { axis: -1 });
  const mask = numpy('Less', [array(positions, given.dtype(given.raw('lengths')) ?? 'int32'), lengths]);
  return dtype === 'bool' ? mask : cast(mask, dtype);
}

/** A tensor of one value, of as many rows as there are samples. */
function filled(name: string, value: (given: Arguments) => number): (given: Arguments) => Operation {
  return (given) => {
    const [batch, ...sizes] = given.sizes(name);
    if (!(batch instanceof Batch) || !sizes.every((size): size is number => typeof size === 'number' && size > 0)) {
      throw new Unsupported('of sizes that do not begin with the batch has no counterpart in Keras 3');
    }
    const dtype = given.dtypeArgument('dtype') ?? 'float32';
    const flat = layer('Flatten', batch.of, {}, 'float32');
    const column = numpy('GetItem', [flat, [slice(null, null, null), slice(0, 1, null)]]);
    const rows = numpy('Tile', [numpy('ZerosLike', [cast(column, dtype)])], {
      repeats: [1, sizes.reduce((n, size) => n * size, 1)],
    });
    const zeros = numpy('Reshape', [rows], { newshape: [-1, ...sizes] });
    const number = value(given);
    return number === 0 ? zeros : numpy('Add', [zeros, dtype.includes('float') ? pythonFloat(number) : number]);
  };
}

export const SHAPING: readonly OperationRow[] = [
  { names: 'reshape', parameters: 'tensor shape', build: reshape },
  { names: 'shape', parameters: 'input out_type optimize', build: shape, dtype: 'int32' },
  {
    names: 'size',
    parameters: 'input out_type optimize',
    build: (given) =>
      numpy('Sum', [numpy('OnesLike', [cast(given.operand('input'), 'int32')])], { axis: null, keepdims: false }),
    dtype: 'int32',
  },
  { names: 'transpose', parameters: 'a|x perm conjugate', build: transpose },
  {
    names: 'expand_dims',
    parameters: 'input axis|dim',
    build: (given) => numpy('ExpandDims', [given.operand('input')], { axis: given.integer('axis', 0) }),
  },
  { names: 'squeeze', parameters: 'input axis|squeeze_dims', build: squeeze },
  {
    names: 'tile',
    parameters: 'input multiples',
    build: (given) => numpy('Tile', [given.operand('input')], { repeats: given.knownIntegers('multiples') }),
  },
  { names: 'repeat', parameters: 'input repeats axis', build: repeat },
  {
    names: 'broadcast_to',
    parameters: 'input shape',
    build: (given) => numpy('BroadcastTo', [given.operand('input')], { shape: given.knownIntegers('shape') }),
  },
  { names: 'concat', parameters: 'values axis', build: concatenate },
  {
    names: 'stack',
    parameters: 'values axis',
    build: (given) => stack(given.operands('values'), given.integer('axis', 0)),
  },
  { names: 'unstack', parameters: 'value num axis', build: unstack },
  { names: 'split', parameters: 'value num_or_size_splits axis num', build: split },
  { names: 'pad', parameters: 'tensor paddings mode constant_values', build: pad },
  { names: 'reverse', parameters: 'tensor axis', build: reverse },
  { names: 'roll', parameters: 'input shift axis', build: roll },
  { names: 'nn.space_to_depth space_to_depth', parameters: 'input block_size data_format', build: spaceToDepth },
  { names: 'nn.depth_to_space depth_to_space', parameters: 'input block_size data_format', build: depthToSpace },
  {
    names: 'one_hot',
    parameters: 'indices depth on_value off_value axis dtype',
    build: oneHot,
    dtype: (given) => given.dtypeArgument('dtype') ?? 'float32',
  },
  {
    names: 'sequence_mask',
    parameters: 'lengths maxlen dtype',
    build: sequenceMask,
    dtype: (given) => given.dtypeArgument('dtype') ?? 'bool',
  },
  ...alike({ 0: 'zeros', 1: 'ones' }, (value) => ({
    parameters: 'shape dtype layout',
    build: filled('shape', () => Number(value)),
    dtype: (given) => given.dtypeArgument('dtype') ?? 'float32',
  })),
  {
    names: 'fill',
    parameters: 'dims value layout',
    build: filled('dims', (given) => given.number('value', 0)),
    dtype: 'float32',
  },
  {
    names: 'keras.backend.batch_flatten',
    parameters: 'x',
    build: (given) => {
      const dtype = given.layerDtype(given.raw('x'));
      if (dtype === undefined) throw new Unsupported('is called on a tensor of unknown type');
      return layer('Flatten', given.operand('x'), {}, dtype);
    },
  },
];
