import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import type { UpgradedModel } from '../../../src/keras/upgrade/types.ts';

const dense = (name: string, more: JsonObject = {}): JsonObject => ({
  class_name: 'Dense',
  config: { name, trainable: true, dtype: 'float32', units: 2, activation: 'linear', use_bias: true, ...more },
});
const input = (name: string, size: Json = 4): JsonObject => ({
  class_name: 'InputLayer',
  config: { name, batch_input_shape: [null, size], dtype: 'float32', sparse: false, ragged: false },
});
const node = (layer: JsonObject, ...inbound: Json[]): JsonObject => ({
  ...layer,
  name: isObject(layer.config) ? (layer.config.name ?? '') : '',
  inbound_nodes: inbound,
});
const functional = (name: string, layers: Json[], outputs: Json, inputs: Json = [['in', 0, 0]]): JsonObject => ({
  class_name: 'Functional',
  config: { name, layers, input_layers: inputs, output_layers: outputs },
});
const upgrade = (config: Json, kerasVersion = '2.15.0', strict = false): UpgradedModel =>
  upgradeModel(config, { kerasVersion, backend: 'tensorflow', strict });

const configOf = (model: JsonObject): JsonObject => (isObject(model.config) ? model.config : {});
const layersOf = (model: JsonObject): JsonObject[] => {
  const { layers } = configOf(model);
  return Array.isArray(layers) ? layers.filter(isObject) : [];
};
const layer = (model: JsonObject, name: string): JsonObject =>
  layersOf(model).find((object) => configOf(object).name === name) ?? {};
/** The `keras_history` of every tensor of a layer's calls. */
const histories = (object: JsonObject): string =>
  [...JSON.stringify(object.inbound_nodes).matchAll(/"keras_history":(\[[^\]]*\])/g)]
    .map((match) => match[1])
    .join(' ');

describe('upgradeModel', () => {
  it('writes the dialect of Keras 3.3.3', () => {
    const { model, refusals } = upgrade(
      functional('m', [node(input('in')), node(dense('d'), [['in', 0, 0, {}]])], [['d', 0, 0]]),
    );
    expect(refusals).toEqual([]);
    expect(model.module).toBe('keras.src.models.functional');
    expect(configOf(layer(model, 'in'))).toEqual({
      batch_shape: [null, 4],
      dtype: 'float32',
      sparse: false,
      name: 'in',
    });
    expect(histories(layer(model, 'd'))).toBe('["in",0,0]');
    expect(configOf(model).output_layers).toEqual([['d', 0, 0]]);
  });

  it('counts the calls of a nested model from 0, and in output_layers from 1 for a Functional alone', () => {
    const inner = functional(
      'inner',
      [node(input('in')), node(dense('k', { units: 4 }), [['in', 0, 0, {}]])],
      [['k', 0, 0]],
    );
    const sequential = { class_name: 'Sequential', config: { name: 'seq', layers: [input('s_in'), dense('s')] } };
    const outer = functional(
      'outer',
      [
        node(input('in')),
        node(inner, [['in', 0, 0, {}]], [['inner', 1, 0, {}]]),
        node(sequential, [['inner', 2, 0, {}]]),
      ],
      [
        ['inner', 2, 0],
        ['seq', 1, 0],
      ],
    );
    const { model } = upgrade(outer);
    expect(histories(layer(model, 'inner'))).toBe('["in",0,0] ["inner",0,0]');
    expect(histories(layer(model, 'seq'))).toBe('["inner",1,0]');
    expect(configOf(model).output_layers).toEqual([
      ['inner', 2, 0],
      ['seq', 0, 0],
    ]);
  });

  it('makes 3.3.3 wait for the call of a layer shared between depths', () => {
    const { model } = upgrade(
      functional(
        'm',
        [
          node(input('in')),
          node(dense('a', { units: 4 }), [['in', 0, 0, {}]], [['b', 0, 0, {}]]),
          node(dense('b', { units: 4 }), [['a', 0, 0, {}]]),
        ],
        [['a', 1, 0]],
      ),
    );
    expect(histories(layer(model, 'a'))).toBe('["in",0,0] ["b",-1,0]');
  });

  it('gives initial states by keyword', () => {
    const lstm = { class_name: 'LSTM', config: { name: 'l', units: 4, recurrent_activation: 'sigmoid' } };
    const { model } = upgrade(
      functional(
        'm',
        [
          node(input('in')),
          node(input('h')),
          node(input('c')),
          node(lstm, [
            ['in', 0, 0, {}],
            ['h', 0, 0, {}],
            ['c', 0, 0, {}],
          ]),
        ],
        [['l', 0, 0]],
        [
          ['in', 0, 0],
          ['h', 0, 0],
          ['c', 0, 0],
        ],
      ),
    );
    const [call] = layer(model, 'l').inbound_nodes as JsonObject[];
    expect(JSON.stringify(call?.args)).toContain('["in",0,0]');
    expect(JSON.stringify(call?.kwargs)).toMatch(/initial_state.*\["h",0,0\].*\["c",0,0\]/);
  });

  it('renames names that hold a slash without collisions and keeps the source name', () => {
    const { model, origins } = upgrade(
      functional(
        'm',
        [node(input('in')), node(dense('a/b'), [['in', 0, 0, {}]]), node(dense('a_b'), [['a/b', 0, 0, {}]])],
        [['a_b', 0, 0]],
      ),
    );
    expect(layersOf(model).map((object) => object.name)).toEqual(['in', 'a_b_1', 'a_b']);
    expect(histories(layer(model, 'a_b'))).toBe('["a_b_1",0,0]');
    expect(origins.get(layer(model, 'a_b_1'))?.name).toBe('a/b');
  });

  it("renames a layer that is called as the group of the model's own weights", () => {
    const name = 'top_level_model_weights';
    const { model, refusals } = upgrade(
      functional('m', [node(input('in')), node(dense(name), [['in', 0, 0, {}]])], [[name, 0, 0]]),
    );
    expect(refusals).toEqual([]);
    expect(configOf(model).output_layers).toEqual([[`${name}_1`, 0, 0]]);
  });

  it('leaves out what only a loss depends on', () => {
    const { model, warnings } = upgrade(
      functional(
        'm',
        [
          node(input('in')),
          node(dense('d'), [['in', 0, 0, {}]]),
          node({ class_name: 'AddLoss', config: { name: 'add_loss' } }, ['d', 0, 0, {}]),
        ],
        [['d', 0, 0]],
      ),
    );
    expect(layersOf(model)).toHaveLength(2);
    expect(warnings.map(({ layer: name }) => name)).toEqual(['add_loss']);
  });

  it('reads the bare lists of old Sequential files and gives them their InputLayer', () => {
    const { model } = upgrade(
      { class_name: 'Sequential', config: [dense('d', { batch_input_shape: [null, 3] })] },
      '2.0.6',
    );
    expect(layersOf(model).map(({ class_name }) => class_name)).toEqual(['InputLayer', 'Dense']);
    expect(configOf(layer(model, 'd_input')).batch_shape).toEqual([null, 3]);
    expect(configOf(layer(model, 'd'))).not.toHaveProperty('batch_input_shape');
  });

  it('does not take the batch size a Sequential happened to be built with', () => {
    const { model } = upgrade({
      class_name: 'Sequential',
      config: { name: 's', layers: [dense('d')], build_input_shape: [32, 3] },
    });
    expect(configOf(layer(model, 'd_input')).batch_shape).toEqual([null, 3]);
  });

  it('writes a Sequential that holds a functional model as a graph', () => {
    const inner = functional('inner', [node(input('in')), node(dense('k'), [['in', 0, 0, {}]])], [['k', 0, 0]]);
    const { model } = upgrade({
      class_name: 'Sequential',
      config: { name: 's', layers: [input('x'), inner, dense('d')] },
    });
    expect(model.class_name).toBe('Functional');
    expect(histories(layer(model, 'd'))).toBe('["inner",0,0]');
    expect(configOf(model).output_layers).toEqual([['d', 0, 0]]);
  });

  it('does not unfreeze the layers of a trainable model', () => {
    const source = functional(
      'm',
      [node(input('in')), node(dense('d', { trainable: false }), [['in', 0, 0, {}]])],
      [['d', 0, 0]],
    );
    Object.assign(configOf(source), { trainable: true });
    const { model } = upgrade(source);
    expect(configOf(model)).not.toHaveProperty('trainable');
    expect(configOf(layer(model, 'd')).trainable).toBe(false);
  });

  it.each([
    ['a missing layer', [['gone', 0, 0]]],
    ['a call never made', [['d', 3, 0]]],
  ])('refuses a graph that refers to %s', (_, outputs) => {
    const { refusals } = upgrade(functional('m', [node(input('in')), node(dense('d'), [['in', 0, 0, {}]])], outputs));
    expect(refusals.map(({ code }) => code)).toEqual(['model-unreadable']);
    expect(refusals[0]?.text).toContain('the Keras that wrote the file left it out, and no Keras can load the model');
  });

  describe('a ragged input', () => {
    const ragged = (className: string, config: JsonObject = {}) => {
      const [embedding, layer] = [
        { class_name: 'Embedding', config: { name: 'e', input_dim: 9, output_dim: 3 } },
        { class_name: className, config: { name: 'x', ...config } },
      ];
      const given = input('in', null);
      Object.assign(configOf(given), { ragged: true });
      return upgrade(
        functional(
          'm',
          [node(given), node(embedding, [['in', 0, 0, {}]]), node(layer, [['e', 0, 0, {}]])],
          [['x', 0, 0]],
        ),
      );
    };

    it('stays one where each layer takes ragged tensors, for Keras 3.9 and newer', () => {
      const { model, warnings, refusals } = ragged('GlobalAveragePooling1D');
      expect(configOf(layer(model, 'in')).ragged).toBe(true);
      expect(refusals).toEqual([]);
      expect(warnings.map(({ code, needs }) => [code, needs])).toEqual([['ragged-input', '3.9']]);
    });

    it('is refused where a layer takes none in Keras 3', () => {
      const { refusals } = ragged('LSTM', { units: 2 });
      expect(refusals.map(({ text }) => text).join()).toContain('layer "x" (LSTM) is given ragged tensors');
    });
  });

  it.each([null, 3, 'text', {}, { class_name: 'Model' }, { class_name: 'MyModel', config: { width: 3 } }])(
    'refuses %j, which lists no layers',
    (config) => {
      expect(upgrade(config as Json).refusals.map(({ code }) => code)).toEqual(['no-layers']);
    },
  );

  it('takes a layer of the class "constructor" for a custom one', () => {
    const source = functional(
      'm',
      [node(input('in')), node({ class_name: 'constructor', config: { name: 'x' } }, [['in', 0, 0, {}]])],
      [['x', 0, 0]],
    );
    expect(upgrade(source).warnings.map(({ code }) => code)).toEqual(['custom-class']);
    expect(upgrade(source, '2.15.0', true).refusals.map(({ code }) => code)).toEqual(['custom-class']);
  });

  describe('a call with training=True', () => {
    const called = (layer: JsonObject, strict = false) =>
      upgrade(
        functional('m', [node(input('in')), node(layer, [['in', 0, 0, { training: true }]])], [['l', 0, 0]]),
        '2.15.0',
        strict,
      );
    const kwargsOf = ({ model }: { model: JsonObject }) => {
      const [, layer] = (model.config as { layers: { inbound_nodes: { kwargs: JsonObject }[] }[] }).layers;
      return layer?.inbound_nodes[0]?.kwargs;
    };
    const dropout = (rate: number) => ({ class_name: 'Dropout', config: { name: 'l', rate } });
    const distributed = { class_name: 'TimeDistributed', config: { name: 'l', layer: dropout(0.5) } };
    const nested = { class_name: 'Sequential', config: { name: 'l', layers: [input('i'), dropout(0.5)] } };

    it.each([
      ['Dropout', dropout(0.5)],
      ['TimeDistributed', distributed],
      ['Sequential', nested],
      ['of an own class', { class_name: 'Mine', config: { name: 'l' } }],
    ])('is kept, and said to be overridden: %s', (_, layer) => {
      const upgraded = called(layer);
      expect(kwargsOf(upgraded)).toEqual({ training: true });
      expect(upgraded.warnings.map(({ code }) => code)).toContain('training-true');
      expect(called(layer, true).refusals.map(({ code }) => code)).toContain('training-true');
    });

    it.each([
      ['Dense', dense('l')],
      ['Dropout of nothing', dropout(0)],
      [
        'LSTM without dropout',
        { class_name: 'LSTM', config: { name: 'l', units: 2, recurrent_activation: 'sigmoid' } },
      ],
      ['frozen BatchNormalization', { class_name: 'BatchNormalization', config: { name: 'l', trainable: false } }],
    ])('says nothing to a layer that computes the same in training: %s', (_, layer) => {
      const upgraded = called(layer, true);
      expect(kwargsOf(upgraded)).toEqual({});
      expect(upgraded.refusals).toEqual([]);
    });
  });

  describe('a layer that heeds a mask', () => {
    const masking = { class_name: 'Masking', config: { name: 'mask', mask_value: 0 } };
    const lstm = { class_name: 'LSTM', config: { name: 'l', units: 2, recurrent_activation: 'sigmoid' } };
    const rescaling = { class_name: 'Rescaling', config: { name: 'r', scale: 2 } };
    const merged = (merge: string, config: JsonObject, heeding: JsonObject) =>
      upgrade(
        functional(
          'm',
          [
            node(input('in')),
            node(input('other')),
            node(masking, [['in', 0, 0, {}]]),
            node({ class_name: 'Masking', config: { name: 'mask_1' } }, [['other', 0, 0, {}]]),
            node({ class_name: merge, config: { name: 'add', ...config } }, [
              ['mask', 0, 0, {}],
              ['in', 0, 0, {}],
              ['mask_1', 0, 0, {}],
            ]),
            node(heeding, [['add', 0, 0, {}]]),
          ],
          [['l', 0, 0]],
        ),
      );

    it.each(['Add', 'Concatenate'])('is given by name what %s combined', (merge) => {
      const { refusals, warnings, model } = merged(merge, {}, lstm);
      expect(refusals).toEqual([]);
      expect(warnings.map(({ text }) => text).join()).toContain('is now passed to "l" explicitly');
      const written = JSON.stringify(model);
      for (const name of ['Any', 'NotEqual', 'LogicalAnd']) expect(written).toContain(`"class_name":"${name}"`);
      expect(written).toContain('"kwargs":{"mask":');
    });

    /** A layer called twice on what an Embedding named "a/b" gives, and a GRU with initial states behind it. */
    const behind = (between: JsonObject, kerasVersion: string) =>
      upgrade(
        functional(
          'm',
          [
            node(input('in')),
            node(input('any')),
            node({ class_name: 'Embedding', config: { name: 'a/b', input_dim: 9, output_dim: 4, mask_zero: true } }, [
              ['in', 0, 0, {}],
            ]),
            node(between, [
              ['a/b', 0, 0, {}],
              ['a/b', 0, 0, {}],
            ]),
            node({ class_name: 'GRU', config: { name: 'g', units: 4, recurrent_activation: 'sigmoid' } }, [
              ['b', 0, 0, { initial_state: ['any', 0, 0] }],
            ]),
          ],
          [['g', 0, 0]],
          [
            ['in', 0, 0],
            ['any', 0, 0],
          ],
        ),
        kerasVersion,
      );
    const attention = { class_name: 'MultiHeadAttention', config: { name: 'b', num_heads: 1, key_dim: 2 } };

    it('is given none by attention of Keras before 2.10, which had none either', () => {
      const before = behind(attention, '2.9.0').model;
      expect(histories(layer(before, 'b'))).toBe('["a_b_unmasked",0,0] ["a_b_unmasked",0,0]');
      expect(JSON.stringify(layer(before, 'g'))).not.toContain('"mask"');
      const since = behind(attention, '2.10.0').model;
      expect(histories(layer(since, 'b'))).toBe('["a_b",0,0] ["a_b",0,0]');
      expect(JSON.stringify(layer(since, 'g'))).toContain('"mask"');
    });

    it('takes it from an operation with a name that Keras 3 allows, and that no layer has', () => {
      const { model } = behind(attention, '2.15.0');
      expect(layersOf(model).map(({ name }) => name)).toEqual(
        expect.arrayContaining(['in', 'any_layer', 'a_b', 'a_b_mask', 'b', 'g']),
      );
    });

    it('is told of where cells were stacked in multi-backend Keras', () => {
      const cell = (name: string) => ({ class_name: 'GRUCell', config: { name, units: 2, reset_after: false } });
      const cells = { class_name: 'StackedRNNCells', config: { name: 'c', cells: [cell('c1'), cell('c2')] } };
      const rnn = { class_name: 'RNN', config: { name: 'r', cell: cells } };
      const warningsOf = (version: string) =>
        upgrade({ class_name: 'Sequential', config: { name: 's', layers: [input('in'), masking, rnn] } }, version)
          .warnings.map(({ text }) => text)
          .filter((text) => text.includes('first cell'));
      expect([warningsOf('2.2.4').length, warningsOf('2.15.0').length]).toEqual([1, 0]);
    });

    it('is not a Softmax before TensorFlow 2.4', () => {
      const chain = (version: string) =>
        layersOf(
          upgrade(
            {
              class_name: 'Sequential',
              config: { name: 's', layers: [masking, { class_name: 'Softmax', config: { name: 'x', axis: -1 } }] },
            },
            version,
          ).model,
        ).at(-1)?.class_name;
      expect([chain('2.2.4'), chain('2.5.0')]).toEqual(['Activation', 'Softmax']);
    });

    it.each([
      ['Multiply', '"mask_unmasked",0,0 "in",0,0 "mask_1_unmasked",0,0'],
      ['Add', '"mask",0,0 "in",0,0 "mask_1",0,0'],
    ])('leaves masked steps out of nothing that %s computes', (merge, inputs) => {
      const { model, refusals } = merged(merge, {}, lstm);
      expect(refusals).toEqual([]);
      expect(histories(layer(model, 'add'))).toBe(inputs.replaceAll(/("[^ ]*)/g, '[$1]'));
    });

    it('is refused where the mask was joined in time, or cannot be given', () => {
      const softmax = { class_name: 'Softmax', config: { name: 'l' } };
      expect(merged('Concatenate', { axis: 1 }, lstm).refusals.map(({ layer: name }) => name)).toEqual(['l']);
      expect(merged('Add', {}, softmax).refusals.map(({ layer: name }) => name)).toEqual(['l']);
    });

    it('has none where Keras 2 lost it: by a copy in a functional model, or else refused', () => {
      const { model, refusals } = upgrade(
        functional(
          'm',
          [
            node(input('in')),
            node(masking, [['in', 0, 0, {}]]),
            node(rescaling, [['mask', 0, 0, {}]]),
            node(lstm, [['r', 0, 0, {}]]),
          ],
          [['l', 0, 0]],
        ),
      );
      expect(refusals).toEqual([]);
      expect(JSON.stringify(model)).toContain('"r_unmasked"');
      const chain = upgrade({ class_name: 'Sequential', config: { name: 's', layers: [masking, rescaling, lstm] } });
      expect(chain.refusals.map(({ layer: name }) => name)).toEqual(['l']);
    });
  });

  it.each<[string, string, JsonObject, number]>([
    ['float32', 'TFOpLambda', { function: 'expand_dims' }, 1],
    ['float32', 'TFOpLambda', { function: 'math.greater' }, 0],
    ['bool', 'TFOpLambda', { function: 'cast' }, 0],
    ['bool', 'Permute', { dims: [2, 1] }, 0],
    ['int32', 'Activation', { activation: 'relu' }, 1],
  ])(
    'says of an attention_mask of %s behind a %s %j that Keras 3 does not weigh by it',
    (dtype, className, config, count) => {
      const made = { class_name: className, config: { name: 'made', ...config } };
      const kwargs =
        config.function === 'math.greater' ? { y: 0 } : config.function === 'cast' ? { dtype: 'float32' } : { axis: 1 };
      const attention = { class_name: 'MultiHeadAttention', config: { name: 'a', num_heads: 1, key_dim: 2 } };
      const { warnings } = upgrade(
        functional(
          'm',
          [
            node(input('in')),
            node({ class_name: 'InputLayer', config: { name: 'mask', batch_input_shape: [null, 4, 4], dtype } }),
            node(made, className === 'TFOpLambda' ? ['mask', 0, 0, kwargs] : [['mask', 0, 0, {}]]),
            node(attention, [['in', 0, 0, { value: ['in', 0, 0], attention_mask: ['made', 0, 0] }]]),
          ],
          [['a', 0, 0]],
        ),
      );
      expect(warnings.filter(({ text }) => text.includes('attention_mask of numbers'))).toHaveLength(count);
    },
  );

  describe('a mask from one model into another', () => {
    const embedding = { class_name: 'Embedding', config: { name: 'e', input_dim: 9, output_dim: 3, mask_zero: true } };
    const lstm = { class_name: 'LSTM', config: { name: 'l', units: 2, recurrent_activation: 'sigmoid' } };
    const rescaling = { class_name: 'Rescaling', config: { name: 'r', scale: 2 } };
    const add = { class_name: 'Add', config: { name: 'add' } };
    /** The outer model's layers in a row, the first of them on its input. */
    const around = (...layers: JsonObject[]) => {
      const names = layers.map(({ config }) => (config as { name: string }).name);
      const nodes = layers.map((layer, index) =>
        node(layer, [
          [names[index - 1] ?? 'in', index > 0 && layers[index - 1]?.class_name === 'Functional' ? 1 : 0, 0, {}],
        ]),
      );
      return upgrade(functional('m', [node(input('in')), ...nodes], [[names.at(-1) ?? '', 0, 0]]));
    };
    const model = (name: string, layer: JsonObject, last: string, ...nodes: JsonObject[]) =>
      functional(name, [node(input('in')), node(layer, [['in', 0, 0, {}]]), ...nodes], [[last, 0, 0]]);

    it('is not handed on by what lost it in Keras 2', () => {
      const outer = around(model('inner', embedding, 'e'), rescaling, lstm);
      expect(JSON.stringify(outer.model)).toContain('"r_unmasked"');
      const inner = around(embedding, model('inner', rescaling, 'l', node(lstm, [['r', 0, 0, {}]])));
      expect(JSON.stringify(inner.model)).toContain('"r_unmasked"');
      expect([...outer.refusals, ...inner.refusals]).toEqual([]);
    });

    it('makes a Sequential a Functional, which can hold the copy', () => {
      const chain = [
        { class_name: 'InputLayer', config: { name: 'x', batch_input_shape: [null, 4, 3] } },
        rescaling,
        lstm,
      ];
      const { model: upgraded, refusals } = around(embedding, {
        class_name: 'Sequential',
        config: { name: 's', layers: chain },
      });
      expect(refusals).toEqual([]);
      expect(JSON.stringify(upgraded)).toContain('"r_unmasked"');
    });

    it('refuses what heeds one that was merged in a model without the tensor it is made from', () => {
      const residual = model(
        'inner',
        { class_name: 'ReLU', config: { name: 'u' } },
        'l',
        node(add, [
          ['in', 0, 0, {}],
          ['u', 0, 0, {}],
        ]),
        node(lstm, [['add', 0, 0, {}]]),
      );
      expect(around(embedding, residual).refusals.map(({ layer: name }) => name)).toEqual(['l']);
      expect(around({ class_name: 'ReLU', config: { name: 'e' } }, residual).refusals).toEqual([]);
    });

    it('is given by name to what stands in TimeDistributed', () => {
      const distributed = (name: string, layer: JsonObject) => ({
        class_name: 'TimeDistributed',
        config: { name, layer },
      });
      const {
        refusals,
        warnings,
        model: upgraded,
      } = around(
        distributed('d', embedding),
        distributed('t', { ...lstm, config: { ...lstm.config, name: 'w' } }),
        lstm,
      );
      expect(refusals).toEqual([]);
      expect(warnings.map(({ layer: name }) => name)).toEqual(['t', 'l']);
      expect(JSON.stringify(upgraded)).toContain('"class_name":"Any"');
    });
  });

  it.each([
    ['Attention', { use_scale: false }, 1],
    ['MultiHeadAttention', { num_heads: 1, key_dim: 2, dropout: 0 }, 0],
    ['MultiHeadAttention', { num_heads: 1, key_dim: 2, dropout: 0.1 }, 1],
  ])('says where masks make %s %j another in some Keras 3', (className, config, count) => {
    const attention = node({ class_name: className, config: { name: 'a', ...config } }, [
      ['mask', 0, 0, {}],
      ['mask', 0, 0, {}],
    ]);
    const warningsOf = (first: JsonObject) =>
      upgrade(functional('m', [node(input('in')), node(first, [['in', 0, 0, {}]]), attention], [['a', 0, 0]])).warnings;
    expect(warningsOf({ class_name: 'Masking', config: { name: 'mask', mask_value: 0 } })).toHaveLength(count);
    expect(warningsOf({ class_name: 'ReLU', config: { name: 'mask' } })).toHaveLength(0);
  });

  it.each(['Attention', 'AdditiveAttention'])('says from which Keras 3 on %s returns its scores', (className) => {
    const warningsOf = (kwargs: JsonObject) =>
      upgrade(
        functional(
          'm',
          [
            node(input('in')),
            node({ class_name: className, config: { name: 'a', use_scale: true } }, [
              ['in', 0, 0, kwargs],
              ['in', 0, 0, kwargs],
            ]),
          ],
          [['a', 0, 0]],
        ),
      ).warnings;
    expect(warningsOf({})).toEqual([]);
    expect(
      warningsOf({ return_attention_scores: true })
        .map(({ text }) => text)
        .join(),
    ).toContain('Keras 3.8');
  });

  it.each([
    ['Lambda', 1],
    ['Odd', 1],
    ['ReLU', 0],
  ])('warns of a mean whose input comes from a %s, if its dtype is not told', (className, count) => {
    const operation = (name: string, before: string, config: JsonObject, kwargs: JsonObject): JsonObject => ({
      class_name: 'TFOpLambda',
      name,
      config: { name, ...config },
      inbound_nodes: [[before, 0, 0, kwargs]],
    });
    const layers = [
      node(input('in')),
      node({ class_name: className, config: { name: 'first', dtype: 'float32' } }, [['in', 0, 0, {}]]),
      operation('twice', 'first', { function: 'math.multiply' }, { y: 2 }),
      operation('mean', 'twice', { function: 'math.reduce_mean' }, { axis: 1 }),
    ];
    const { warnings, refusals } = upgrade(functional('m', layers, [['mean', 0, 0]]));
    expect(refusals).toEqual([]);
    expect(warnings.filter(({ layer: name }) => name === 'mean')).toHaveLength(count);
  });

  it('refuses a model called with another number of tensors than it has inputs', () => {
    const inner = functional('inner', [node(input('in')), node(dense('k'), [['in', 0, 0, {}]])], [['k', 0, 0]]);
    const layers = [
      node(input('in')),
      node(input('other')),
      node(inner, [
        ['in', 0, 0, {}],
        ['other', 0, 0, {}],
      ]),
    ];
    const inputs = [
      ['in', 0, 0],
      ['other', 0, 0],
    ];
    const { refusals } = upgrade(functional('m', layers, [['inner', 1, 0]], inputs), '2.2.4');
    expect(refusals.map(({ text }) => text)).toEqual([
      expect.stringMatching(/inputs \(1\) than its call has tensors \(2\)/),
    ]);
  });

  it('says which layers were shared by several models', () => {
    const shared = (more: JsonObject = {}) => ({ ...node(dense('shared', { units: 4 }), [['in', 0, 0, {}]]), ...more });
    const inner = functional('inner', [node(input('in')), shared()], [['shared', 0, 0]]);
    const layers = [node(input('in')), node(inner, [['in', 0, 0, {}]]), shared({ shared_object_id: 3 })];
    const { warnings } = upgrade(
      functional('m', layers, [
        ['inner', 1, 0],
        ['shared', 0, 0],
      ]),
    );
    expect(warnings.map(({ text }) => text)).toEqual([expect.stringMatching(/"shared" is shared by several models/)]);
  });

  it('reads graphs of any length in any order', () => {
    const length = 10_000;
    const operation = (name: string, before: string): JsonObject => ({
      class_name: 'TFOpLambda',
      name,
      config: { name, function: 'math.multiply' },
      inbound_nodes: [[before, 0, 0, { y: 2 }]],
    });
    const masking = { class_name: 'Masking', config: { name: 'l0', mask_value: 0 } };
    const chain = Array.from({ length }, (_, index) => {
      const name = `l${index}`;
      const before = `l${index - 1}`;
      if (index === 0) return node(masking, [['in', 0, 0, {}]]);
      if (index > length / 2 && index < length - 1) return operation(name, before);
      if (index === 7) return node({ class_name: 'AddMetric', config: { name } }, [[before, 0, 0, {}]]);
      return node({ class_name: 'Activation', config: { name, activation: 'tanh' } }, [[before, 0, 0, {}]]);
    });
    const last = `l${length - 1}`;
    const { model, refusals } = upgrade(functional('m', [...chain.reverse(), node(input('in'))], [[last, 0, 0]]));
    expect(refusals).toEqual([]);
    expect(layersOf(model).map(({ name }) => name)).toEqual(
      ['in', ...Array.from({ length }, (_, index) => `l${index}`)].filter((name) => name !== 'l7'),
    );
  });

  it('gives what it inserts names that no layer has', () => {
    const activation = (name: string, before: string) =>
      node({ class_name: 'Activation', config: { name, activation: 'hard_sigmoid' } }, [[before, 0, 0, {}]]);
    const clip = (name: string, before: string): JsonObject => ({
      class_name: 'TFOpLambda',
      name,
      config: { name, function: 'nn.relu6' },
      inbound_nodes: [
        [before, 0, 0, {}],
        [before, 0, 0, {}],
      ],
    });
    const layers = [
      node(input('in')),
      activation('a', 'in'),
      node(dense('a_scaling'), [['a', 0, 0, {}]]),
      activation('a/scaling', 'a_scaling'),
      clip('op', 'a/scaling'),
      node(dense('op_1'), [['op', 1, 0, {}]]),
      node(dense('op_relu6'), [['op_1', 0, 0, {}]]),
    ];
    const { model, refusals } = upgrade(functional('m', layers, [['op_relu6', 0, 0]]));
    expect(refusals).toEqual([]);
    const names = layersOf(model).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const kept of ['a', 'a_scaling', 'op_1', 'op_relu6']) expect(layer(model, kept).name).toBe(kept);
  });

  it('does not change the configuration it is given', () => {
    const source = functional('m', [node(input('in')), node(dense('a/b'), [['in', 0, 0, {}]])], [['a/b', 0, 0]]);
    const before = JSON.stringify(source);
    upgrade(source);
    expect(JSON.stringify(source)).toBe(before);
  });
});
