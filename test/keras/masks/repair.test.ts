import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';

/** A layer of Keras 2 that is called once. */
function layer(
  className: string,
  name: string,
  inputs: readonly string[],
  config: JsonObject = {},
  kwargs: JsonObject = {},
): JsonObject {
  const node = inputs.map((input) => [input, 0, 0, kwargs]);
  return {
    class_name: className,
    name,
    config: { name, trainable: true, dtype: 'float32', ...config },
    inbound_nodes: inputs.length > 0 ? [node] : [],
  };
}

function input(name: string, shape: readonly (number | null)[], dtype = 'float32'): JsonObject {
  return layer('InputLayer', name, [], { batch_input_shape: [...shape], dtype, sparse: false, ragged: false });
}

const recurrent = { units: 3, activation: 'tanh', return_sequences: true };

/** The last layer is the output. */
function upgrade(layers: JsonObject[], kerasVersion = '2.15.0') {
  const ends = layers.filter(({ class_name: className }) => className === 'InputLayer').map(({ name }) => [name, 0, 0]);
  const config = {
    name: 'm',
    trainable: true,
    layers,
    input_layers: ends as Json,
    output_layers: [[layers.at(-1)?.name ?? '', 0, 0]],
  };
  const { model, warnings, refusals } = upgradeModel(
    { class_name: 'Functional', config },
    { kerasVersion, backend: 'tensorflow', strict: false },
  );
  const written = (model.config as JsonObject).layers as JsonObject[];
  return {
    find: (name: string) => written.find((one) => one.name === name),
    names: written.map(({ name }) => name),
    codes: warnings.map(({ code }) => code),
    refusals,
  };
}

/** The layers that a layer is called with, as `[args, kwargs]`. */
function inputsOf(object: JsonObject | undefined): Json {
  const names = (value: Json | undefined): Json => {
    if (Array.isArray(value)) return value.map(names);
    if (typeof value !== 'object' || value === null) return value ?? null;
    const { config } = value as JsonObject;
    const history = (config as JsonObject | undefined)?.keras_history;
    if (Array.isArray(history)) return history[0] ?? null;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, names(item as Json)]));
  };
  const [call] = (object?.inbound_nodes ?? []) as JsonObject[];
  return [names(call?.args), names(call?.kwargs)];
}

describe('a mask in Keras 3', () => {
  it('passes a Bidirectional that returns sequences, and is given to what depends on the masks that an Add merges', () => {
    const branch = (name: string) => [
      input(name, [null, 5], 'int32'),
      layer('Embedding', `${name}_embedding`, [name], { input_dim: 6, output_dim: 3, mask_zero: true }),
      layer('Bidirectional', `${name}_rnn`, [`${name}_embedding`], {
        merge_mode: 'concat',
        layer: layer('SimpleRNN', 'rnn', [], recurrent),
      }),
    ];
    const { find } = upgrade([
      ...branch('a'),
      ...branch('b'),
      layer('Add', 'add', ['a_rnn', 'b_rnn']),
      layer('LSTM', 'last', ['add'], recurrent),
    ]);
    expect(inputsOf(find('last'))).toEqual([['add'], { mask: 'add_mask' }]);
    expect(inputsOf(find('add_mask'))).toEqual([['add_mask_not_equal', 'add_mask_not_equal_1'], {}]);
  });

  it('that a layer is given by name is given by name to what depends on it', () => {
    const { find, codes } = upgrade([
      input('x', [null, 5, 3]),
      input('m', [null, 5], 'bool'),
      layer('SimpleRNN', 'rnn', ['x'], recurrent, { mask: ['m', 0, 0] }),
      layer('Dense', 'dense', ['rnn'], { units: 3 }),
      layer('GlobalAveragePooling1D', 'pool', ['dense'], { data_format: 'channels_last' }),
    ]);
    expect(inputsOf(find('rnn'))).toEqual([['x'], { mask: 'm' }]);
    expect(inputsOf(find('dense'))).toEqual([['rnn'], {}]);
    expect(inputsOf(find('pool'))).toEqual([['dense'], { mask: 'm' }]);
    expect(codes).toContain('mask-by-name');
  });

  it('of words in sentences is reduced to the sentences after a TimeDistributed', () => {
    const { find } = upgrade([
      input('x', [null, 5, 6], 'int32'),
      layer('Embedding', 'embedding', ['x'], { input_dim: 6, output_dim: 4, mask_zero: true }),
      layer('TimeDistributed', 'words', ['embedding'], {
        layer: layer('LSTM', 'lstm', [], { ...recurrent, return_sequences: false }),
      }),
      layer('LSTM', 'sentences', ['words'], recurrent),
    ]);
    expect(inputsOf(find('words'))).toEqual([['embedding'], {}]);
    expect(inputsOf(find('sentences'))).toEqual([['words'], { mask: 'words_mask' }]);
    expect(find('words_mask')).toMatchObject({ class_name: 'Any', config: { axis: -1, keepdims: false } });
    expect(inputsOf(find('words_mask'))).toEqual([['words_mask_not_equal'], {}]);
    expect(inputsOf(find('words_mask_not_equal'))).toEqual([['x', 0], {}]);
  });

  it('of words in sentences makes a Sequential a graph, in which it can be given by name', () => {
    const words = { ...recurrent, return_sequences: false };
    const layers = [
      layer('Embedding', 'embedding', [], {
        batch_input_shape: [null, 5, 6],
        input_dim: 6,
        output_dim: 4,
        mask_zero: true,
      }),
      layer('TimeDistributed', 'words', [], { layer: layer('LSTM', 'lstm', [], words) }),
      layer('LSTM', 'sentences', [], recurrent),
    ].map(({ class_name, config }) => ({ class_name, config }));
    const context = { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false };
    const { model } = upgradeModel({ class_name: 'Sequential', config: { name: 's', layers } } as Json, context);
    expect(model.class_name).toBe('Functional');
    const written = (model.config as JsonObject).layers as JsonObject[];
    expect(inputsOf(written.find(({ name }) => name === 'sentences'))).toEqual([['words'], { mask: 'words_mask' }]);
    expect(inputsOf(written.find(({ name }) => name === 'words_mask_not_equal'))).toEqual([['embedding_input', 0], {}]);
  });

  it.each([
    ['2.3.0-tf', ['masking', 'relu_unmasked', 'relu']],
    ['2.4.0', ['masking', 'relu_unmasked', 'relu']],
    ['2.5.0', ['masking', 'relu']],
    ['2.3.1', ['masking', 'relu']],
  ])('is kept from what a ReLU of Keras %s is given, where that lost it', (kerasVersion, expected) => {
    const { names } = upgrade(
      [
        input('x', [null, 5, 4]),
        layer('Masking', 'masking', ['x'], { mask_value: 0 }),
        layer('ReLU', 'relu', ['masking'], { max_value: null, negative_slope: 0, threshold: 0 }),
        layer('LSTM', 'last', ['relu'], recurrent),
      ],
      kerasVersion,
    );
    expect(names).toEqual(['x', ...expected, 'last']);
  });

  it('finds the cell of an RNN, and no stack of one cell', () => {
    const cell = layer('LSTMCell', 'cell', [], { units: 4 });
    const stack = { class_name: 'StackedRNNCells', config: { name: 'stack', cells: [cell] } };
    const rnn = (from: string) => layer('RNN', 'rnn', [from], { cell: stack, return_sequences: false });
    const masked = upgrade([input('x', [null, 5, 3]), layer('Masking', 'mask', ['x'], { mask_value: 0 }), rnn('mask')]);
    expect(masked.find('rnn')).toMatchObject({ config: { cell: { class_name: 'LSTMCell' } } });
    const plain = upgrade([input('x', [null, 5, 3]), rnn('x')]);
    expect(plain.find('rnn')).toMatchObject({ config: { cell: { class_name: 'StackedRNNCells' } } });
  });

  it('is no reason to keep training=False, which Keras 3 overrides', () => {
    const { find, codes } = upgrade([
      input('x', [null, 5, 3]),
      layer('Masking', 'mask', ['x'], { mask_value: 0 }),
      layer('Dropout', 'dropout', ['mask'], { rate: 0.1 }, { training: false }),
    ]);
    expect(inputsOf(find('dropout'))).toEqual([['mask'], {}]);
    expect(codes).toContain('training-false');
  });
});

describe('LayerNormalization', () => {
  it('is given floats where Keras 2 gave it integers', () => {
    const { names } = upgrade([
      input('x', [null, 5, 3], 'int32'),
      layer('LayerNormalization', 'unit', ['x'], { axis: [2], epsilon: 0.001 }),
    ]);
    expect(names).toEqual(['x', 'unit_cast', 'unit']);
  });
});
