import { describe, expect, test } from 'vitest';
import {
  type Argument,
  type Call,
  Operation,
  type OperationArgument,
  TensorRef,
} from '../../../src/keras/graph/graph.ts';
import { operationOutput, type TensorFacts, upgradeOperation } from '../../../src/keras/operations/index.ts';
import { Float, type JsonObject } from '../../../src/keras/python-json.ts';

const X = new TensorRef('x', 0, 0);
const Y = new TensorRef('y', 0, 0);

function facts(shapes: Record<string, (number | null)[]> = {}, dtypes: Record<string, string> = {}): TensorFacts {
  const [shapeOf, dtypeOf] = [new Map(Object.entries(shapes)), new Map(Object.entries(dtypes))];
  return {
    shapeOf: ({ layer }) => shapeOf.get(layer),
    dtypeOf: ({ layer }) => dtypeOf.get(layer),
    isGuessed: () => false,
    producerOf: () => undefined,
  };
}

/** `Add(x, 2)` for an operation, its configuration in braces where it has one. */
function show(value: OperationArgument): string {
  if (value instanceof Operation) {
    const config = Object.keys(value.config).length === 0 ? '' : JSON.stringify(value.config, floats);
    return `${value.className}${config}(${value.args.map(show).join(', ')})`;
  }
  if (value instanceof TensorRef) return value.tensor === 0 ? value.layer : `${value.layer}[${value.tensor}]`;
  if (value instanceof Float) return `${value.value}.0`;
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const { class_name, config } = value as { class_name: string; config: Record<string, OperationArgument> };
    if (class_name === '__numpy__') return `${String(config.dtype)}${show(config.value ?? null)}`;
    return [config.start, config.stop, config.step].map((part) => (part === null ? '' : show(part ?? null))).join(':');
  }
  return String(value);
}

function floats(_: string, value: unknown): unknown {
  return value instanceof Float ? `${value.value}.0` : value;
}

function call(first: Argument, kwargs: Record<string, Argument> = {}): Call {
  return { args: [first], kwargs };
}

function upgrade(name: string, given: Call, known: TensorFacts = facts()): string {
  const className = name === '__operators__.getitem' ? 'SlicingOpLambda' : 'TFOpLambda';
  const result = upgradeOperation(className, { function: name, dtype: 'float32' }, given, known);
  return 'refusal' in result ? result.refusal : show(result.operation);
}

const KNOWN = facts({ x: [null, 8, 6], y: [null, 4] }, { x: 'float32', y: 'int32' });

describe('one call of a TensorFlow function', () => {
  test('adds what is broadcast first', () => {
    const narrow = facts({ x: [null, 8], y: [null, 1] });
    expect(upgrade('__operators__.add', call(X, { y: Y }), narrow)).toBe('Add(y, x)');
    expect(upgrade('__operators__.add', call(Y, { y: X }), narrow)).toBe('Add(y, x)');
    const crossed = facts({ x: [null, 8, 1], y: [null, 1, 6] }, { y: 'float32' });
    expect(upgrade('__operators__.add', call(X, { y: Y }), crossed)).toBe('Add(x, y)');
    const square = facts({ x: [null, 6, 1], y: [null, 1, 6] }, { y: 'float32' });
    expect(upgrade('__operators__.add', call(X, { y: Y }), square)).toBe('Subtract(x, Negative(y))');
  });

  test.each<[string, Call, string]>([
    ['math.multiply', call(X, { y: new Float(2), name: null }), 'Multiply(x, 2.0)'],
    ['math.subtract', call(new Float(1), { y: X, name: null }), 'Subtract(1.0, x)'],
    ['__operators__.add', call(X, { y: [1, 2] }), 'Add(float32[1, 2], x)'],
    ['__operators__.add', call(X, { y: Y }), 'Add(x, y)'],
    ['math.truediv', call(X, { y: 127.5 }), 'Divide(x, 127.5)'],
    ['compat.v1.floor_div', call(X, { y: 0.7 }), 'FloorDivide(x, 0.7)'],
    ['math.atan2', call(X, { x: Y }), 'Arctan2(x, y)'],
    ['math.add_n', call([X, Y, X]), 'Add(Add(x, y), x)'],
    ['where', call(Y, { x: X, y: new Float(0) }), 'Where(y, x, 0.0)'],
    ['clip_by_value', call(X, { clip_value_min: -1, clip_value_max: 1 }), 'Maximum(Minimum(x, 1), -1)'],
    ['cast', call(X, { dtype: 'int32' }), 'Cast{"dtype":"int32"}(x)'],
    ['nn.leaky_relu', call(X, {}), 'LeakyRelu{"negative_slope":0.2}(x)'],
    ['nn.gelu', call(X, {}), 'Gelu{"approximate":false}(x)'],
    ['nn.silu', call(X, { beta: 1.5 }), 'Multiply(x, Sigmoid(Multiply(x, 1.5)))'],
    ['nn.softmax', call(X, { axis: 1 }), 'Softmax{"axis":1,"dtype":"float32"}(Copy(x))'],
    ['math.reduce_mean', call(X, { axis: [1, 2], keepdims: true }), 'Mean{"axis":[1,2],"keepdims":true}(x)'],
    [
      'math.reduce_mean',
      call(Y, { axis: -1 }),
      'Cast{"dtype":"int32"}(Mean{"axis":-1,"keepdims":false}(Cast{"dtype":"float64"}(y)))',
    ],
    [
      'math.l2_normalize',
      call(X, { axis: -1 }),
      'Multiply(x, Rsqrt(Maximum(Sum{"axis":-1,"keepdims":true}(Square(x)), 1e-12)))',
    ],
    ['math.argmax', call(X, {}), 'Argmax{"axis":0}(x)'],
    ['linalg.matmul', call(X, { b: X, transpose_b: true }), 'Einsum{"subscripts":"...ij,...kj->...ik"}(x, x)'],
    ['linalg.matmul', call(X, { b: X, transpose_a: true }), 'Einsum{"subscripts":"...ji,...jk->...ik"}(x, x)'],
    ['linalg.matmul', call(X, { b: Y, transpose_b: true }), 'Matmul(x, Swapaxes{"axis1":-2,"axis2":-1}(y))'],
    ['concat', call([X, X], { axis: -1 }), 'Concatenate{"axis":-1,"dtype":"float32"}([Copy(x), Copy(x)])'],
    ['reshape', call(X, { shape: [-1, 48] }), 'Reshape{"newshape":[-1,48]}(x)'],
    ['split', call(X, { num_or_size_splits: [1, 2, 3], axis: 1 }), 'Split{"indices_or_sections":[1,3],"axis":1}(x)'],
    [
      'compat.v1.pad',
      call(X, {
        paddings: [
          [0, 0],
          [1, 2],
          [0, 0],
        ],
        mode: 'REFLECT',
        constant_values: 0,
      }),
      'Pad{"pad_width":[[0,0],[1,2],[0,0]],"mode":"reflect"}(x)',
    ],
    ['compat.v1.squeeze', call(X, { axis: [1], name: null }), 'Squeeze{"axis":1}(x)'],
    ['linalg.band_part', call(X, { num_lower: 0, num_upper: -1 }), 'Triu{"k":0}(x)'],
  ])('%s %#', (name, given, expected) => {
    expect(upgrade(name, given, KNOWN)).toBe(expected);
  });

  test('an image is resized as a float, as TensorFlow does', () => {
    const resized = upgrade('image.resize', call(X, { size: [5, 9] }), facts({}, { x: 'uint8' }));
    expect(resized).toBe(
      'Resize{"size":[5,9],"interpolation":"bilinear","antialias":false,"data_format":"channels_last"}(Cast{"dtype":"float32"}(x))',
    );
  });

  test('names stand in the configuration only where Keras 3.3.3 takes one', () => {
    const named = (name: string, given: Call) => {
      const result = upgradeOperation('TFOpLambda', { function: name }, given, KNOWN);
      return 'operation' in result && result.operation.named;
    };
    expect(named('math.exp', call(X))).toBe(true);
    expect(named('math.reduce_sum', call(X))).toBe(false);
  });
});

describe('slicing', () => {
  const slice = (start: Argument, stop: Argument, step: Argument) => ({ start, stop, step });
  const all = slice(null, null, null);
  const dots = { class_name: '__ellipsis__' };
  test.each<[Argument, string]>([
    [0, 'GetItem(x, [0])'],
    [[all, slice(1, 5, 2)], 'GetItem(x, [::, 1:5:2])'],
    [[all, null, -1], 'GetItem(x, [::, null, -1])'],
    // Keras 3.3.3 cannot read an ellipsis from an .h5.
    [[dots, 0], 'GetItem(x, [::, ::, 0])'],
    [[0, dots, null], 'GetItem(x, [0, ::, ::, null])'],
  ])('%j', (spec, expected) => {
    expect(upgrade('__operators__.getitem', call(X, { slice_spec: spec }), KNOWN)).toBe(expected);
  });

  test('of a tensor whose number of axes is not known', () => {
    const pick = (spec: Argument) => upgrade('__operators__.getitem', call(X, { slice_spec: spec }));
    expect(pick([dots, slice(null, null, -1)])).toBe('Flip{"axis":-1}(x)');
    expect(pick([dots, 2])).toBe('Take{"axis":-1}(x, int322)');
    expect(pick([dots, slice(1, 2, null)])).toContain('number of axes is not known');
  });
});

describe('what is refused', () => {
  test.each<[string, Call, string]>([
    ['math.bessel_i0', call(X), 'tf.math.bessel_i0 has no counterpart'],
    ['__operators__.eq', call(X), 'saved by Keras 2 without its other operands'],
    ['einsum', call('ij,jk->ik'), 'saved by Keras 2 without its other operands'],
    ['where', call(X), 'depends on the data'],
    ['nn.dropout', call(X, { rate: 0.5 }), 'drops at random'],
    ['image.resize', call(X, { size: [2, 2], method: 'gaussian' }), 'by the method gaussian'],
    ['math.reduce_sum', call(new TensorRef('small', 0, 0), { axis: 1 }), 'overflows in TensorFlow'],
    ['math.multiply', call(X, { y: 2, colour: 'red' }), '"colour", which is not known'],
    ['constructor', call(X), 'tf.constructor has no counterpart'],
  ])('%s', (name, given, reason) => {
    expect(upgrade(name, given, facts({}, { small: 'uint8' }))).toContain(reason);
  });

  test.each(['ClassMethod', 'InstanceMethod', 'InstanceProperty'])('%s', (className) => {
    const result = upgradeOperation(
      className,
      { cls_symbol: 'RaggedTensor', method_name: 'from_tensor' },
      call(X),
      facts(),
    );
    expect(result).toEqual({ refusal: expect.stringContaining('RaggedTensor.from_tensor') });
  });
});

describe('values made of shapes', () => {
  /** A graph of operation layers over inputs of shape (batch, 8, 6). */
  function graph(layers: Record<string, { function: string; call: Call }>): TensorFacts {
    const producers = new Map(Object.entries(layers));
    const known: TensorFacts = {
      shapeOf: (ref) => {
        const made = producers.get(ref.layer);
        return made ? operationOutput('TFOpLambda', { function: made.function }, made.call, known).shape : [null, 8, 6];
      },
      dtypeOf: () => 'float32',
      isGuessed: () => false,
      producerOf: (ref) => {
        const made = producers.get(ref.layer);
        return made
          ? { className: 'TFOpLambda', config: { function: made.function }, call: made.call }
          : { className: 'InputLayer', config: {}, call: { args: [], kwargs: {} } };
      },
    };
    return known;
  }

  const shape = { function: 'compat.v1.shape', call: call(X) };
  const batch = { function: '__operators__.getitem', call: call(new TensorRef('shape', 0, 0), { slice_spec: 0 }) };
  const layers = { shape, batch };
  // Slicing is of the class SlicingOpLambda, which reads the same.
  const known = graph(layers);
  const B = new TensorRef('batch', 0, 0);

  test('the batch and known sizes', () => {
    expect(upgrade('reshape', call(Y, { shape: [B, 48] }), known)).toBe(
      'Reshape{"target_shape":[48],"dtype":"float32"}(Copy(y))',
    );
  });

  test('the batch and an open size need the layer, which keeps the batch', () => {
    expect(upgrade('reshape', call(Y, { shape: [B, -1, 3] }), known)).toBe(
      'Reshape{"target_shape":[-1,3],"dtype":"float32"}(Copy(y))',
    );
  });

  test('a tensor that does not begin with the batch is not reshaped so', () => {
    const mixed = graph({ ...layers, mixed: { function: 'reshape', call: call(X, { shape: [-1, 6] }) } });
    expect(upgrade('reshape', call(new TensorRef('mixed', 0, 0), { shape: [B, -1, 3] }), mixed)).toContain(
      'known only when',
    );
  });

  test('a size becomes a number', () => {
    const size = { function: '__operators__.getitem', call: call(new TensorRef('shape', 0, 0), { slice_spec: -1 }) };
    const root = { function: 'math.sqrt', call: call(new TensorRef('float', 0, 0)) };
    const float = { function: 'cast', call: call(new TensorRef('size', 0, 0), { dtype: 'float32' }) };
    const scaled = graph({ ...layers, size, float, root });
    expect(upgrade('math.truediv', call(X, { y: new TensorRef('root', 0, 0) }), scaled)).toMatch(/^Divide\(x, 2\.449/);
  });

  test('a circle ends', () => {
    const circle: Record<string, { function: string; call: Call }> = {};
    circle.a = { function: 'math.add', call: call(new TensorRef('a', 0, 0), { y: new TensorRef('a', 0, 0) }) };
    const known = { ...graph(circle), shapeOf: () => undefined };
    expect(upgrade('tile', call(X, { multiples: [1, new TensorRef('a', 0, 0)] }), known)).toContain(
      'values are not known',
    );
  });
});

describe('images', () => {
  const known = facts({ x: [null, 8, 6, 3] }, { x: 'float32' });
  test.each<[string, Call, string, (number | null)[] | undefined]>([
    ['image.central_crop', call(X, { central_fraction: new Float(0.5) }), 'GetItem(x, [::, 2:6:, 1:5:])', undefined],
    [
      'image.pad_to_bounding_box',
      call(X, { offset_height: 1, offset_width: 2, target_height: 12, target_width: 10 }),
      'Pad{"pad_width":[[0,0],[1,3],[2,2],[0,0]],"mode":"constant"}(x)',
      [null, 12, 10, 3],
    ],
    [
      'image.per_image_standardization',
      call(X),
      'Divide(Subtract(x, Mean{"axis":[-3,-2,-1],"keepdims":true}(x)), Maximum(Std{"axis":[-3,-2,-1],"keepdims":true}(x), 0.0833333358168602))',
      [null, 8, 6, 3],
    ],
    [
      'image.resize',
      call(X, { size: [5, 9], preserve_aspect_ratio: true }),
      'Resize{"size":[5,4],"interpolation":"bilinear","antialias":false,"data_format":"channels_last"}(x)',
      [null, 5, 4, 3],
    ],
    [
      'image.resize_with_pad',
      call(X, { target_height: 10, target_width: 12, method: 'nearest' }),
      'Pad{"pad_width":[[0,0],[0,0],[2,3],[0,0]],"mode":"constant"}(Resize{"size":[10,7],"interpolation":"nearest","antialias":false,"data_format":"channels_last"}(x))',
      [null, 10, 12, 3],
    ],
    [
      'image.extract_patches',
      call(X, { sizes: [1, 2, 1, 1], strides: [1, 3, 5, 1], rates: [1, 1, 1, 1], padding: 'SAME' }),
      'Concatenate{"axis":-1}([GetItem(x, [::, 0:7:3, 0:6:5]), GetItem(x, [::, 1:8:3, 0:6:5])])',
      undefined,
    ],
    [
      'image.extract_patches',
      call(X, { sizes: [1, 2, 3, 1], strides: [1, 2, 3, 1], rates: [1, 1, 1, 1], padding: 'VALID' }),
      'Reshape{"newshape":[-1,4,2,18]}(Transpose{"axes":[0,1,3,2,4,5]}(Reshape{"newshape":[-1,4,2,2,3,3]}(GetItem(x, [::, 0:8:, 0:6:]))))',
      undefined,
    ],
    [
      'image.adjust_contrast',
      call(X, { contrast_factor: 2 }),
      'Add(Mean{"axis":[-3,-2],"keepdims":true}(x), Multiply(Subtract(x, Mean{"axis":[-3,-2],"keepdims":true}(x)), 2.0))',
      [null, 8, 6, 3],
    ],
    [
      'compat.v1.nn.depthwise_conv2d',
      call(X, { filter: [[[[1.5], [1], [1]]]], strides: [1, 1, 1, 1], padding: 'SAME', rate: [1, 1] }),
      'DepthwiseConv{"strides":1,"padding":"same","data_format":"channels_last","dilation_rate":1}(x, float32[[[[1.5], [1], [1]]]])',
      [null, 8, 6, 3],
    ],
    [
      'nn.convolution',
      call(X, {
        filters: [[[[1.5], [1], [1]]]],
        strides: [2, 1],
        padding: [
          [0, 0],
          [1, 0],
          [0, 2],
          [0, 0],
        ],
      }),
      'Conv{"strides":[2,1],"padding":"valid","data_format":"channels_last","dilation_rate":1}(Pad{"pad_width":[[0,0],[1,0],[0,2],[0,0]],"mode":"constant"}(x), float32[[[[1.5], [1], [1]]]])',
      [null, 5, 8, 1],
    ],
  ])('%s %#', (name, given, expected, shape) => {
    expect(upgrade(name, given, known)).toBe(expected);
    expect(operationOutput('TFOpLambda', { function: name }, given, known).shape).toEqual(shape);
  });

  test('the area of pixels is a product with the share of each', () => {
    const narrow = facts({ x: [null, 2, 3, 1] }, { x: 'float32' });
    expect(upgrade('image.resize', call(X, { size: [1, 2], method: 'area' }), narrow)).toBe(
      'Einsum{"subscripts":"...hwc,ow->...hoc"}(Einsum{"subscripts":"...hwc,oh->...owc"}(x, float32[[0.5, 0.5]]), ' +
        'float32[[0.6666666865348816, 0.3333333432674408, 0.0], [0.0, 0.3333333432674408, 0.6666666865348816]])',
    );
  });
});

describe('places in tensors', () => {
  test.each<[Call, string]>([
    [
      call(X, {
        indices: [
          [0, 1],
          [1, 2],
        ],
      }),
      'Take{"axis":0}(Reshape{"newshape":[-1,6]}(x), int32[1, 10])',
    ],
    [
      call(X, { indices: Y, batch_dims: 1 }),
      'TakeAlongAxis{"axis":1}(Reshape{"newshape":[-1,48]}(x), Sum{"axis":-1,"keepdims":false}(Multiply(Cast{"dtype":"int32"}(y), int32[6, 1])))',
    ],
  ])('gather_nd %#', (given, expected) => {
    const known = facts({ x: [null, 8, 6], y: [null, 3, 2] }, { x: 'float32', y: 'int32' });
    expect(upgrade('gather_nd', given, known)).toBe(expected);
  });
});

describe('what an operation gives', () => {
  test.each<[string, Call, (number | null)[] | undefined, string | undefined]>([
    ['math.multiply', call(X, { y: new Float(2) }), [null, 8, 6], 'float32'],
    ['math.greater', call(X, { y: 0 }), [null, 8, 6], 'bool'],
    ['math.truediv', call(Y, { y: 2 }), [null, 4], 'float32'],
    ['cast', call(X, { dtype: 'int32' }), [null, 8, 6], 'int32'],
    ['math.reduce_sum', call(X, { axis: -1 }), [null, 8], 'float32'],
    ['transpose', call(X, { perm: [0, 2, 1] }), [null, 6, 8], 'float32'],
    ['reshape', call(X, { shape: [-1, 48] }), [null, 48], 'float32'],
    ['concat', call([X, X], { axis: 1 }), [null, 16, 6], 'float32'],
    ['expand_dims', call(X, { axis: -1 }), [null, 8, 6, 1], 'float32'],
    ['linalg.matmul', call(X, { b: X, transpose_b: true }), [null, 8, 8], 'float32'],
    [
      '__operators__.getitem',
      call(X, {
        slice_spec: [
          { start: null, stop: null, step: null },
          { start: 1, stop: -1, step: 2 },
        ],
      }),
      [null, 3, 6],
      'float32',
    ],
    ['math.bessel_i0', call(X), undefined, undefined],
  ])('%s', (name, given, shape, dtype) => {
    expect(operationOutput('TFOpLambda', { function: name }, given, KNOWN)).toEqual({ shape, dtype });
  });
});

describe('a TensorFlowOpLayer', () => {
  function raw(op: string, attr: JsonObject, constants: JsonObject, inputs: Argument): string {
    const config = { name: op, node_def: { op, name: op, input: ['a', 'b'], attr }, constants };
    const result = upgradeOperation('TensorFlowOpLayer', config, call(inputs), KNOWN);
    return 'refusal' in result ? result.refusal : show(result.operation);
  }

  test.each<[string, JsonObject, JsonObject, Argument, string]>([
    ['AddV2', { T: { type: 'DT_FLOAT' } }, { 0: new Float(1) }, X, 'Add(1.0, x)'],
    ['Sub', {}, { 1: 0.5 }, [X], 'Subtract(x, 0.5)'],
    ['Mean', { keep_dims: { b: true } }, { 1: [1, 2] }, X, 'Mean{"axis":[1,2],"keepdims":true}(x)'],
    ['ConcatV2', { N: { i: '2' } }, { 2: -1 }, [X, X], 'Concatenate{"axis":-1,"dtype":"float32"}([Copy(x), Copy(x)])'],
    ['Split', { num_split: { i: '2' } }, { 0: -1 }, X, 'Split{"indices_or_sections":2,"axis":-1}(x)'],
    ['Einsum', { equation: { s: 'YmlqLGJqay0+Ymlr' } }, {}, [X, X], 'Einsum{"subscripts":"bij,bjk->bik"}(x, x)'],
    ['Squeeze', { squeeze_dims: { list: { i: ['-1'] } } }, {}, X, 'Squeeze{"axis":-1}(x)'],
    ['Cast', { DstT: { type: 'DT_FLOAT' } }, {}, Y, 'Cast{"dtype":"float32"}(y)'],
    ['MatMul', { transpose_b: { b: true } }, {}, [X, X], 'Einsum{"subscripts":"...ij,...kj->...ik"}(x, x)'],
    [
      'StridedSlice',
      { begin_mask: { i: '1' }, end_mask: { i: '1' }, shrink_axis_mask: { i: '2' } },
      { 1: [0, -1], 2: [0, 0], 3: [1, 1] },
      X,
      'GetItem(x, [::1, -1])',
    ],
  ])('%s', (op, attr, constants, inputs, expected) => {
    expect(raw(op, attr, constants, inputs)).toBe(expected);
  });

  test('an operation that has no counterpart is named', () => {
    expect(raw('BesselI0', {}, {}, X)).toContain('the operation BesselI0');
  });

  test('of TensorFlow 2.1: the message in binary', () => {
    // NodeDef(name='l', op='LeakyRelu', input=['x'], attr={'alpha': AttrValue(f=0.5)})
    const message = '\n\x01l\x12\tLeakyRelu\x1a\x01x*\x0e\n\x05alpha\x12\x05%\x00\x00\x00?';
    const config = { name: 'l', node_def: message, constants: {} };
    const result = upgradeOperation('TensorFlowOpLayer', config, call(X), KNOWN);
    expect('operation' in result && show(result.operation)).toBe('LeakyRelu{"negative_slope":0.5}(x)');
  });

  test('a message that ends too early', () => {
    const result = upgradeOperation('TensorFlowOpLayer', { node_def: '\n\x40l', constants: {} }, call(X), KNOWN);
    expect(result).toEqual({ refusal: expect.stringContaining('has no counterpart') });
  });
});
