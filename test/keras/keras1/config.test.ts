import { describe, expect, test } from 'vitest';
import { keras1ToKeras2 } from '../../../src/keras/keras1/config.ts';
import { isObject, type Json, type JsonObject } from '../../../src/keras/python-json.ts';

const THEANO = { backend: 'theano', kerasVersion: '1.2.2' };
const TENSORFLOW = { backend: 'tensorflow', kerasVersion: '1.2.2' };

type Layers = readonly [className: string, config: JsonObject][];

function sequential(layers: Layers): Json {
  return { class_name: 'Sequential', config: layers.map(([className, config]) => ({ class_name: className, config })) };
}

function layersOf(config: Json): JsonObject[] {
  const inner = isObject(config) && isObject(config.config) ? config.config.layers : undefined;
  return Array.isArray(inner) ? inner.filter(isObject) : [];
}

function classesOf(config: Json): Json[] {
  return layersOf(config).map((layer) => layer.class_name ?? null);
}

function configAt(config: Json, at: number): JsonObject {
  const inner = layersOf(config)[at]?.config;
  return isObject(inner) ? inner : {};
}

describe('one layer', () => {
  test('a Dense takes its new names', () => {
    const dense = {
      name: 'd',
      trainable: true,
      output_dim: 3,
      init: 'uniform',
      activation: 'relu',
      bias: false,
      input_dim: 4,
    };
    const penalty = { name: 'L1L2Regularizer', l1: 0, l2: 0.5 };
    const { config, refusals } = keras1ToKeras2(
      sequential([['Dense', { ...dense, W_regularizer: penalty, W_constraint: { name: 'MaxNorm', m: 2, axis: 0 } }]]),
      TENSORFLOW,
    );
    expect(refusals).toEqual([]);
    expect(configAt(config, 0)).toMatchObject({
      units: 3,
      kernel_initializer: 'random_uniform',
      use_bias: false,
      batch_input_shape: [null, 4],
      kernel_regularizer: { class_name: 'L1L2', config: { l2: 0.5 } },
      kernel_constraint: { class_name: 'MaxNorm', config: { max_value: 2, axis: 0 } },
    });
    expect(Object.keys(configAt(config, 0))).not.toContain('output_dim');
  });

  test('a GRU keeps its gates and resets before the product', () => {
    const { config } = keras1ToKeras2(
      sequential([['GRU', { name: 'g', output_dim: 2, consume_less: 'gpu' }]]),
      TENSORFLOW,
    );
    expect(configAt(config, 0)).toMatchObject({
      units: 2,
      implementation: 2,
      reset_after: false,
      recurrent_activation: 'hard_sigmoid',
    });
  });

  test('what needs no rule is left alone, and what is gone is refused', () => {
    const unknown = keras1ToKeras2(sequential([['constructor', { name: 'mine', answer: 42 }]]), TENSORFLOW);
    expect(unknown.refusals).toEqual([]);
    expect(layersOf(unknown.config)).toEqual([{ class_name: 'constructor', config: { name: 'mine', answer: 42 } }]);
    const gone = keras1ToKeras2(sequential([['SReLU', { name: 's' }]]), TENSORFLOW);
    expect(gone.refusals).toMatchObject([{ layer: 's' }]);
  });

  test.each([
    [{ mode: 1 }, '1.2.2', []],
    [{ mode: 2 }, '1.0.5', []],
    [{ mode: 0 }, '1.2.2', []],
    [{ mode: 0 }, '1.0.6', []],
    // Keras 1.0.5 kept standard deviations.
    [{ mode: 0 }, '1.0.5', ['standard-deviations']],
    [{ mode: 0 }, undefined, ['standard-deviations']],
  ])('BatchNormalization %j of Keras %s', (config, kerasVersion, codes) => {
    const model = sequential([['BatchNormalization', { name: 'b', ...config }]]);
    expect(keras1ToKeras2(model, { backend: 'tensorflow', kerasVersion }).refusals.map(({ code }) => code)).toEqual(
      codes,
    );
  });

  test('MaxoutDense is the maximum over the rows of a Dense', () => {
    const maxout = { name: 'm', output_dim: 2, nb_feature: 3 };
    const { config } = keras1ToKeras2(sequential([['MaxoutDense', maxout]]), TENSORFLOW);
    expect(classesOf(config)).toEqual(['Dense', 'Reshape', 'GlobalMaxPooling1D']);
    expect(configAt(config, 0)).toMatchObject({ name: 'm', units: 6 });
    expect(configAt(config, 1)).toMatchObject({ target_shape: [3, 2] });
  });
});

describe('channel order', () => {
  const padding = { name: 'p', padding: [1, 2] };
  const conv = { name: 'c', nb_filter: 2, nb_row: 3, nb_col: 2, border_mode: 'valid', dim_ordering: 'th' };

  test('padding takes the order that the convolutions record', () => {
    const { config } = keras1ToKeras2(
      sequential([
        ['ZeroPadding2D', padding],
        ['Convolution2D', conv],
      ]),
      TENSORFLOW,
    );
    expect(configAt(config, 0)).toMatchObject({ padding: [1, 2], data_format: 'channels_first' });
  });

  test('an order that nothing tells is refused', () => {
    const { refusals } = keras1ToKeras2(sequential([['UpSampling2D', { name: 'u', size: [2, 2] }]]), TENSORFLOW);
    expect(refusals[0]?.text).toContain('dim_ordering');
  });

  test('a convolution channels first is one channels last between Permute layers', () => {
    const model = sequential([['Convolution2D', { ...conv, batch_input_shape: [null, 3, 8, 8] }]]);
    const { config, warnings, stored } = keras1ToKeras2(model, TENSORFLOW);
    expect(classesOf(config)).toEqual(['Permute', 'Conv2D', 'Permute']);
    expect(configAt(config, 0)).toMatchObject({ dims: [2, 3, 1], batch_input_shape: [null, 3, 8, 8] });
    expect(configAt(config, 1)).toMatchObject({ name: 'c', data_format: 'channels_last', kernel_size: [3, 2] });
    expect(warnings.map(({ code }) => code)).toEqual(['channels-moved-last']);
    expect(stored.get('c')?.config.data_format).toBe('channels_first');
  });
});

describe('padding by Theano', () => {
  const conv = { name: 'c', nb_filter: 2, nb_row: 3, nb_col: 4, border_mode: 'same', dim_ordering: 'tf' };

  test('an even kernel is padded in front', () => {
    const { config } = keras1ToKeras2(sequential([['Convolution2D', conv]]), THEANO);
    expect(classesOf(config)).toEqual(['ZeroPadding2D', 'Conv2D']);
    expect(configAt(config, 0)).toMatchObject({
      padding: [
        [1, 1],
        [2, 1],
      ],
    });
    expect(configAt(config, 1)).toMatchObject({ padding: 'valid' });
  });

  test('an odd kernel in single steps is padded alike by both', () => {
    const { config } = keras1ToKeras2(sequential([['Convolution2D', { ...conv, nb_col: 3 }]]), THEANO);
    expect(classesOf(config)).toEqual(['Conv2D']);
  });

  test('pooling that no layer can do is refused, also where nothing tells the backend', () => {
    const pool = { name: 'p', pool_size: [2, 2], strides: [2, 2], border_mode: 'same', dim_ordering: 'tf' };
    const model = sequential([['MaxPooling2D', pool]]);
    expect(keras1ToKeras2(model, THEANO).refusals.map(({ code }) => code)).toEqual(['padding-unsupported']);
    expect(
      keras1ToKeras2(model, { backend: undefined, kerasVersion: '1.2.2' }).refusals.map(({ code }) => code),
    ).toEqual(['padding-unsupported']);
    expect(keras1ToKeras2(model, TENSORFLOW).refusals).toEqual([]);
  });

  test('the transposed convolution is cut where Theano cut it', () => {
    const shape = { subsample: [2, 2], nb_col: 3, output_shape: [null, 8, 8, 2] };
    const { config } = keras1ToKeras2(sequential([['Deconvolution2D', { ...conv, ...shape }]]), THEANO);
    expect(classesOf(config)).toEqual(['Conv2DTranspose', 'Cropping2D']);
    expect(configAt(config, 1)).toMatchObject({
      cropping: [
        [1, 0],
        [1, 0],
      ],
    });
  });
});

describe('graphs', () => {
  test('a Sequential that merges models is a functional model of all their layers', () => {
    const branch = (name: string) => ({
      class_name: 'Sequential',
      config: [{ class_name: 'Dense', config: { name, output_dim: 2, batch_input_shape: [null, 3] } }],
    });
    const merge = { name: 'm', mode: 'concat', mode_type: 'raw', concat_axis: -1, layers: [branch('a'), branch('b')] };
    const { config } = keras1ToKeras2(
      sequential([
        ['Merge', merge],
        ['Dense', { name: 'out', output_dim: 1 }],
      ]),
      TENSORFLOW,
    );
    expect(config).toMatchObject({
      class_name: 'Model',
      config: {
        input_layers: [
          ['a_input', 0, 0],
          ['b_input', 0, 0],
        ],
        output_layers: [['out', 0, 0]],
      },
    });
    expect(layersOf(config).map(({ name, inbound_nodes: nodes }) => [name, nodes])).toEqual([
      ['a_input', []],
      ['a', [[['a_input', 0, 0, {}]]]],
      ['b_input', []],
      ['b', [[['b_input', 0, 0, {}]]]],
      [
        'm',
        [
          [
            ['a', 0, 0, {}],
            ['b', 0, 0, {}],
          ],
        ],
      ],
      ['out', [[['m', 0, 0, {}]]]],
    ]);
  });

  test('readers of a layer read the layers put behind it', () => {
    const entry = (name: string, className: string, config: JsonObject, from: Json[]): JsonObject => {
      return { name, class_name: className, config: { name, ...config }, inbound_nodes: from };
    };
    const model = {
      class_name: 'Model',
      config: {
        name: 'top',
        layers: [
          entry('in', 'InputLayer', { batch_input_shape: [null, 4] }, []),
          entry('max', 'MaxoutDense', { output_dim: 2, nb_feature: 3 }, [[['in', 0, 0]]]),
          entry('out', 'Dense', { output_dim: 1 }, [[['max', 0, 0]]]),
        ],
        input_layers: [['in', 0, 0]],
        output_layers: [
          ['out', 0, 0],
          ['max', 0, 0],
        ],
      },
    };
    const { config } = keras1ToKeras2(model, TENSORFLOW);
    const calls = new Map(layersOf(config).map(({ name, inbound_nodes: nodes }) => [name, nodes]));
    expect(calls.get('max_reshape')).toEqual([[['max', 0, 0, {}]]]);
    expect(calls.get('max_max')).toEqual([[['max_reshape', 0, 0, {}]]]);
    expect(calls.get('out')).toEqual([[['max_max', 0, 0, {}]]]);
    expect(config).toMatchObject({
      config: {
        output_layers: [
          ['out', 0, 0],
          ['max_max', 0, 0],
        ],
      },
    });
  });

  test('the file names a nested Sequential', () => {
    const nested: Json = [{ class_name: 'Dense', config: { name: 'd', output_dim: 2, batch_input_shape: [null, 3] } }];
    const model: Json = { class_name: 'Sequential', config: [{ class_name: 'Sequential', config: nested }] };
    const { config } = keras1ToKeras2(model, TENSORFLOW, ['sequential_7']);
    expect(configAt(config, 0).name).toBe('sequential_7');
  });

  test.each([[null], [[]], [{ class_name: 'constructor' }], [{ class_name: 'Model', config: 3 }]])(
    '%j is no model',
    (config) => {
      expect(keras1ToKeras2(config, TENSORFLOW).refusals.map(({ code }) => code)).toEqual(['no-layers']);
    },
  );
});
