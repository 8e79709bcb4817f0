import { describe, expect, it } from 'vitest';
import { assignObjectTree } from '../../../src/keras/weights/assign-object-tree.ts';
import { functional, KERAS_2, layer, sequential, tensor, upgraded } from './models.ts';

const dense = (name: string) => layer('Dense', { name, units: 4, use_bias: false });

function datasets(shapes: Readonly<Record<string, readonly number[]>>) {
  return new Map(Object.entries(shapes).map(([path, shape]) => [path, tensor(path, ...shape)]));
}

function pairs(...[model, tree]: [Parameters<typeof assignObjectTree>[0], ReturnType<typeof datasets>]) {
  const assigned = assignObjectTree(model, tree, KERAS_2);
  return assigned.objectVariables.map(({ objectPath, sources }) => [objectPath, sources[0]?.path]);
}

describe('assignObjectTree', () => {
  it('reads the paths of Keras 2.14 and 2.15', () => {
    const model = sequential('m', [dense('a'), functional('f', [dense('b')]), dense('c')]);
    const tree = datasets({
      '/layers/dense/vars/0': [4, 4],
      '/layers/functional/layers/dense/vars/0': [4, 4],
      '/layers/dense_1/vars/0': [4, 4],
      '/optimizer/vars/0': [],
    });
    expect(pairs(upgraded(model), tree)).toEqual([
      ['layers/dense/vars/0', '/layers/dense/vars/0'],
      ['layers/functional/layers/dense/vars/0', '/layers/functional/layers/dense/vars/0'],
      ['layers/dense_1/vars/0', '/layers/dense_1/vars/0'],
    ]);
  });

  it('reads those of 2.12 and 2.13, where a layer with weights takes up two numbers', () => {
    const model = sequential('m', [dense('a'), layer('ReLU', { name: 'r' }), dense('b')]);
    const tree = datasets({
      '_layer_checkpoint_dependencies/dense/vars/0': [4, 4],
      '_layer_checkpoint_dependencies/dense_2/vars/0': [4, 4],
    });
    expect(pairs(upgraded(model), tree)[1]).toEqual([
      'layers/dense_1/vars/0',
      '_layer_checkpoint_dependencies/dense_2/vars/0',
    ]);
  });

  it('counts a layer under the class it had in Keras 2', () => {
    const norm = (name: string) => layer('BatchNormalization', { name, scale: false, center: false });
    const model = upgraded(functional('m', [norm('plain'), norm('sync'), dense('d')]), {
      sync: { className: 'SyncBatchNormalization' },
    });
    const tree = datasets({
      'layers/batch_normalization/vars/0': [4],
      'layers/batch_normalization/vars/1': [4],
      'layers/sync_batch_normalization/vars/0': [4],
      'layers/sync_batch_normalization/vars/1': [4],
      'layers/dense/vars/0': [4, 4],
    });
    expect(pairs(model, tree)[2]).toEqual([
      'layers/batch_normalization_1/vars/0',
      'layers/sync_batch_normalization/vars/0',
    ]);
  });

  it('finds the weights of CuDNN layers, which had no cell, with the layer itself', () => {
    const rnn = layer('LSTM', { name: 'rnn', units: 2 });
    const model = upgraded(functional('m', [rnn]), { rnn: { className: 'CuDNNLSTM' } });
    const tree = datasets({
      'layers/cu_dnnlstm/vars/0': [3, 8],
      'layers/cu_dnnlstm/vars/1': [2, 8],
      'layers/cu_dnnlstm/vars/2': [8],
    });
    expect(pairs(model, tree)).toEqual([
      ['layers/lstm/cell/vars/0', 'layers/cu_dnnlstm/vars/0'],
      ['layers/lstm/cell/vars/1', 'layers/cu_dnnlstm/vars/1'],
      ['layers/lstm/cell/vars/2', 'layers/cu_dnnlstm/vars/2'],
    ]);
  });

  it('finds a layer that several models share where Keras 2 met it first', () => {
    const model = sequential('m', [
      dense('common'),
      functional('f', [dense('common')]),
      functional('g', [dense('own')]),
    ]);
    const tree = datasets({ 'layers/dense/vars/0': [4, 4], 'layers/functional_1/layers/dense/vars/0': [4, 4] });
    expect(pairs(upgraded(model), tree)).toEqual([
      ['layers/dense/vars/0', 'layers/dense/vars/0'],
      ['layers/functional/layers/dense/vars/0', 'layers/dense/vars/0'],
      ['layers/functional_1/layers/dense/vars/0', 'layers/functional_1/layers/dense/vars/0'],
    ]);
  });

  it("reads MultiHeadAttention's private attributes", () => {
    const model = functional('m', [layer('MultiHeadAttention', { name: 'mha', use_bias: false })]);
    const parts = ['_query_dense', '_key_dense', '_value_dense', '_output_dense'];
    const tree = datasets(
      Object.fromEntries(parts.map((part) => [`layers/multi_head_attention/${part}/vars/0`, [4, 2, 3]])),
    );
    expect(pairs(upgraded(model), tree)[0]).toEqual([
      'layers/multi_head_attention/query_dense/vars/0',
      'layers/multi_head_attention/_query_dense/vars/0',
    ]);
  });

  it('refuses missing, misshapen and unknown datasets', () => {
    const model = () => upgraded(sequential('m', [dense('a')]));
    expect(() => pairs(model(), datasets({}))).toThrow('layer "a" (Dense)');
    expect(() => pairs(model(), datasets({ 'layers/dense/vars/0': [4, 5] }))).toThrow('(4, 5)');
    const extra = { 'layers/dense/vars/0': [4, 4], 'layers/lstm/vars/0': [1] };
    expect(() => pairs(model(), datasets(extra))).toThrow('layers/lstm/vars/0');
  });

  it('takes the flat tensors of a custom layer, with a warning', () => {
    const model = upgraded(sequential('m', [layer('Mine', { name: 'mine' })]), { mine: { custom: true } });
    const assigned = assignObjectTree(
      model,
      datasets({ 'layers/mine/vars/0': [2], 'layers/mine/vars/1': [3] }),
      KERAS_2,
    );
    expect(assigned.objectVariables.map(({ objectPath }) => objectPath)).toEqual([
      'layers/mine/vars/0',
      'layers/mine/vars/1',
    ]);
    expect(assigned.warnings[0]?.text).toContain('custom class Mine');
  });
});
