import { describe, expect, it } from 'vitest';
import type { KerasObject } from '../../../src/keras/upgrade/types.ts';
import { assignLegacyH5 } from '../../../src/keras/weights/assign-legacy-h5.ts';
import { assignObjectTree } from '../../../src/keras/weights/assign-object-tree.ts';
import type { AssignedModel } from '../../../src/keras/weights/types.ts';
import { functional, group, KERAS_2, layer, sequential, tensor, upgraded } from './models.ts';

type Shapes = Readonly<Record<string, readonly number[]>>;

const custom = { mine: { custom: true } };
const dense = (name: string) => layer('Dense', { name, units: 4, use_bias: true });
const mine = (config = {}) => layer('Mine', { name: 'mine', ...config });

function ofH5(object: KerasObject, weights: Shapes, name = 'mine'): AssignedModel {
  return assignLegacyH5(upgraded(sequential('m', [object]), custom), [group(name, weights)], [], KERAS_2);
}

function ofTree(model: KerasObject, datasets: Shapes): AssignedModel {
  const found = new Map(Object.entries(datasets).map(([path, shape]) => [path, tensor(path, ...shape)]));
  return assignObjectTree(upgraded(model, custom), found, KERAS_2);
}

const places = (model: AssignedModel) =>
  model.objectVariables.map(({ objectPath, sources }) => [objectPath, sources[0]?.path]);
const listed = (model: AssignedModel) =>
  model.h5Layers.flatMap(({ weights }) => weights.map(({ sources }) => sources[0]?.path));

describe("custom layers in an H5 file, of which it tells no layers' places", () => {
  it.each<[string, Shapes]>([
    ['its own', { 'mine/w:0': [2], 'mine/b:0': [2] }],
    ['its own in a model', { 'sub/mine/w:0': [2] }],
    ['its own in a graph that was built twice', { 'mine_1/w:0': [2] }],
    ['its own, named by itself', { 'mine_W:0': [2] }],
  ])('numbers weights that are %s', (_, weights) => {
    const assigned = ofH5(mine(), weights);
    expect(assigned.untold).toEqual({ places: [], order: [] });
    expect(places(assigned).map(([place]) => place)).toEqual(
      Object.keys(weights).map((_, index) => `layers/mine/vars/${index}`),
    );
  });

  it.each<[string, Shapes]>([
    ['layers inside', { 'mine/dense/kernel:0': [2, 2], 'mine/dense/bias:0': [2] }],
    ['others', { 'dense_7/kernel:0': [2, 2] }],
    ['one that is called alike', { 'mine_too/kernel:0': [2, 2] }],
  ])('finds no places for weights that are named after %s', (_, weights) => {
    const { untold, warnings } = ofH5(mine(), weights);
    expect(untold).toEqual({ places: ['mine'], order: [] });
    expect(warnings.map(({ code, layer }) => [code, layer])).toEqual([['custom-order', 'mine']]);
  });

  it('puts the weights of the one layer in its settings where a wrapper keeps it', () => {
    const assigned = ofH5(mine({ layer: dense('d') }), { 'mine/kernel:0': [2, 4], 'mine/bias:0': [4] });
    expect(places(assigned)).toEqual([
      ['layers/mine/layer/vars/0', 'mine/kernel:0'],
      ['layers/mine/layer/vars/1', 'mine/bias:0'],
    ]);
  });

  it('does not where there are more weights, or more layers', () => {
    const more = { 'mine/g:0': [4], 'mine/kernel:0': [2, 4], 'mine/bias:0': [4] };
    expect(ofH5(mine({ layer: dense('d') }), more).untold.places).toEqual(['mine']);
    const one = { 'mine/kernel:0': [2, 4], 'mine/bias:0': [4] };
    expect(ofH5(mine({ layers: [dense('d')] }), one).untold.places).toEqual(['mine']);
  });

  it('puts the weights of a class that extends LSTM in its cell', () => {
    const config = { units: 2, recurrent_initializer: 'zeros', return_sequences: false };
    const weights = { 'mine/lstm_cell/kernel:0': [2, 8], 'mine/lstm_cell/recurrent_kernel:0': [2, 8] };
    expect(places(ofH5(mine(config), weights)).map(([place]) => place)).toEqual([
      'layers/mine/cell/vars/0',
      'layers/mine/cell/vars/1',
    ]);
  });

  it('keeps the order of the file among the weights of other layers', () => {
    const norm = layer('BatchNormalization', { name: 'bn', scale: false, center: true });
    const model = functional('m', [functional('sub', [mine(), norm])]);
    const weights = {
      'mine/gamma:0': [4],
      'bn/beta:0': [4],
      'mine/moving_mean:0': [4],
      'bn/moving_mean:0': [4],
      'bn/moving_variance:0': [4],
    };
    const assigned = assignLegacyH5(upgraded(model, custom), [group('sub', weights)], [], KERAS_2);
    expect(listed(assigned)).toEqual(Object.keys(weights));
    expect(assigned.untold.order).toEqual([]);
  });

  it('tells no order where Keras 3 lists the other layers otherwise', () => {
    const model = functional('m', [functional('sub', [dense('a'), mine(), dense('b')])]);
    const weights = {
      'b/kernel:0': [4, 4],
      'b/bias:0': [4],
      'mine/w:0': [4],
      'a/kernel:0': [4, 4],
      'a/bias:0': [4],
    };
    const assigned = assignLegacyH5(upgraded(model, custom), [group('sub', weights)], [], KERAS_2);
    expect(assigned.untold).toEqual({ places: [], order: ['sub'] });
  });

  it('tells none where a frozen one in a model holds layers, which Keras 3 may count as trainable', () => {
    const model = functional('m', [functional('sub', [mine({ trainable: false }), dense('b')])]);
    const weights = { 'b/kernel:0': [4, 4], 'b/bias:0': [4], 'mine/dense/kernel:0': [4, 4] };
    const assigned = assignLegacyH5(upgraded(model, custom), [group('sub', weights)], [], KERAS_2);
    expect(assigned.untold).toEqual({ places: ['sub/mine'], order: ['sub/mine'] });
  });

  it('takes the layers of a model that was built twice for those that its weights are numbered after', () => {
    const model = functional('m', [functional('sub', [dense('a'), mine()])]);
    const weights = { 'a_1/kernel:0': [4, 4], 'a_1/bias:0': [4], 'mine_1/w:0': [4] };
    const assigned = assignLegacyH5(upgraded(model, custom), [group('sub', weights)], [], KERAS_2);
    expect(places(assigned).map(([place]) => place)).toEqual([
      'layers/functional/layers/dense/vars/0',
      'layers/functional/layers/dense/vars/1',
      'layers/functional/layers/mine/vars/0',
    ]);
  });

  it('needs no names where the custom layers have no weights', () => {
    const model = functional('m', [functional('sub', [dense('a'), mine()])]);
    const weights = { 'x/kernel:0': [4, 4], 'x/bias:0': [4] };
    const assigned = assignLegacyH5(upgraded(model, custom), [group('sub', weights)], [], KERAS_2);
    expect(listed(assigned)).toEqual(Object.keys(weights));
  });
});

describe('custom layers in an object tree, which tells no order', () => {
  it('keeps what lies below them', () => {
    const assigned = ofTree(sequential('m', [mine(), dense('d')]), {
      'layers/mine/vars/0': [4],
      'layers/mine/att/_query_dense/vars/0': [4, 2, 2],
      'layers/mine/blocks/dense_1/vars/0': [4, 4],
      'layers/dense/vars/0': [4, 4],
      'layers/dense/vars/1': [4],
    });
    expect(places(assigned)).toEqual([
      ['layers/mine/vars/0', 'layers/mine/vars/0'],
      ['layers/mine/att/_query_dense/vars/0', 'layers/mine/att/_query_dense/vars/0'],
      ['layers/mine/blocks/dense_1/vars/0', 'layers/mine/blocks/dense_1/vars/0'],
      ['layers/dense/vars/0', 'layers/dense/vars/0'],
      ['layers/dense/vars/1', 'layers/dense/vars/1'],
    ]);
    expect(assigned.untold).toEqual({ places: [], order: ['mine'] });
    expect(assigned.warnings.map(({ code }) => code)).toEqual(['custom-weights']);
  });

  it('tells the order where one layer has all weights', () => {
    const tree = { 'layers/mine/cell/vars/0': [4, 4], 'layers/mine/cell/vars/1': [4] };
    expect(ofTree(sequential('m', [mine()]), tree).untold.order).toEqual([]);
  });

  it('tells none where the weights of a custom layer stand among those of others', () => {
    const model = functional('m', [functional('sub', [mine(), dense('d')])]);
    const tree = {
      'layers/functional/layers/mine/vars/0': [4],
      'layers/functional/layers/dense/vars/0': [4, 4],
      'layers/functional/layers/dense/vars/1': [4],
    };
    expect(ofTree(model, tree).untold.order).toEqual(['sub/mine']);
  });

  it('numbers the layers of models in them without the gaps of Keras 2.12', () => {
    const below = 'layers/mine/ffn/_layer_checkpoint_dependencies';
    const assigned = ofTree(sequential('m', [mine()]), {
      [`${below}/dense/vars/0`]: [4, 4],
      [`${below}/dense_2/vars/0`]: [4, 4],
      [`${below}/dense_4/vars/0`]: [4, 4],
      [`${below}/layer_normalization/vars/0`]: [4],
    });
    expect(places(assigned).map(([place]) => place)).toEqual([
      'layers/mine/ffn/layers/dense/vars/0',
      'layers/mine/ffn/layers/dense_1/vars/0',
      'layers/mine/ffn/layers/dense_2/vars/0',
      'layers/mine/ffn/layers/layer_normalization/vars/0',
    ]);
  });
});
