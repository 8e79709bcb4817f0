import { describe, expect, it } from 'vitest';
import { assignLegacyH5 } from '../../../src/keras/weights/assign-legacy-h5.ts';
import { buildLayerTree } from '../../../src/keras/weights/layer-tree.ts';
import { KERAS_3, objectDatasets, objectGroups, placeLayers } from '../../../src/keras/weights/object-paths.ts';
import { variablePaths } from '../../../src/keras/weights/variable-paths.ts';
import { keras3H5Order } from '../../../src/keras/weights/weight-order.ts';
import { functional, group, KERAS_2, layer, sequential, upgraded } from './models.ts';

/** Names and paths as Keras 3.15.1 wrote them for these configurations. */
function placesOf(model: Parameters<typeof upgraded>[0]) {
  const tree = buildLayerTree(upgraded(model));
  const paths = variablePaths(tree);
  const placed = placeLayers(tree, KERAS_3);
  return {
    h5: tree.children.flatMap(({ node }) => keras3H5Order(node).map((variable) => paths.get(variable))),
    tree: objectDatasets(placed).map(({ path }) => path),
    groups: objectGroups(placed),
  };
}

const gru = (name: string) => ({ name, units: 3, reset_after: true, use_bias: false });

describe('variable paths and object paths', () => {
  it('open with the name of the Sequential that builds its layers', () => {
    const inner = sequential('deep', [layer('Dense', { name: 'dense', units: 4, use_bias: false })]);
    const model = sequential('top', [inner, layer('Dense', { name: 'dense_1', units: 4, use_bias: false })]);
    const { h5, tree, groups } = placesOf(model);
    expect(h5).toEqual(['deep/dense/kernel', 'top/dense_1/kernel']);
    expect(tree).toEqual(['layers/sequential/layers/dense/vars/0', 'layers/dense/vars/0']);
    expect(groups).toEqual([
      'vars',
      'layers',
      'layers/sequential',
      'layers/sequential/vars',
      'layers/sequential/layers',
      'layers/sequential/layers/dense',
      'layers/sequential/layers/dense/vars',
      'layers/dense',
      'layers/dense/vars',
    ]);
  });

  it('start at the root inside a nested Functional', () => {
    const dense = layer('Dense', { name: 'k', units: 4, use_bias: false });
    const { h5, tree } = placesOf(functional('outer', [functional('inner', [dense])]));
    expect(h5).toEqual(['k/kernel']);
    expect(tree).toEqual(['layers/functional/layers/dense/vars/0']);
  });

  it('name both directions of Bidirectional and the cell of a recurrent layer', () => {
    const { h5, tree, groups } = placesOf(
      functional('m', [layer('Bidirectional', { name: 'bi', layer: layer('GRU', gru('gru')) })]),
    );
    expect(h5).toEqual([
      'bi/forward_gru/gru_cell/kernel',
      'bi/forward_gru/gru_cell/recurrent_kernel',
      'bi/backward_gru/gru_cell/kernel',
      'bi/backward_gru/gru_cell/recurrent_kernel',
    ]);
    expect(tree).toEqual([
      'layers/bidirectional/forward_layer/cell/vars/0',
      'layers/bidirectional/forward_layer/cell/vars/1',
      'layers/bidirectional/backward_layer/cell/vars/0',
      'layers/bidirectional/backward_layer/cell/vars/1',
    ]);
    expect(groups).toContain('layers/bidirectional/forward_layer/vars');
  });

  it('leave out the scope of what was saved with a build_config', () => {
    const inner = { ...layer('GRU', gru('gru')), build_config: { input_shape: [null, 5, 6] } };
    const { h5 } = placesOf(functional('m', [layer('Bidirectional', { name: 'bi', layer: inner })]));
    expect(h5[0]).toBe('forward_gru/gru_cell/kernel');
  });

  it('keep the name of a backward layer of its own', () => {
    const bi = layer('Bidirectional', {
      name: 'bi',
      layer: layer('GRU', gru('f')),
      backward_layer: layer('GRU', gru('b')),
    });
    expect(placesOf(functional('m', [bi])).h5[2]).toBe('bi/b/gru_cell/kernel');
  });

  it('number stacked cells by class', () => {
    const cells = [gru('gru_cell'), gru('gru_cell_1')].map((config) => layer('GRUCell', config));
    const cell = layer('StackedRNNCells', { name: 'stacked_rnn_cells', cells });
    const { h5, tree } = placesOf(functional('m', [layer('RNN', { name: 'rnn', cell })]));
    expect(h5).toContain('rnn/stacked_rnn_cells/gru_cell_1/kernel');
    expect(tree).toContain('layers/rnn/cell/cells/gru_cell_1/vars/0');
  });

  it('give MultiHeadAttention its parts, weightless ones too', () => {
    const { h5, tree, groups } = placesOf(
      functional('m', [layer('MultiHeadAttention', { name: 'mha', num_heads: 2, key_dim: 3, use_bias: false })]),
    );
    expect(h5).toEqual(['mha/query/kernel', 'mha/key/kernel', 'mha/value/kernel', 'mha/attention_output/kernel']);
    expect(tree).toContain('layers/multi_head_attention/output_dense/vars/0');
    expect(groups).toContain('layers/multi_head_attention/_dropout_layer/vars');
    expect(groups).toContain('layers/multi_head_attention/_softmax/vars');
  });

  it('write the kernel of SpectralNormalization twice into the object tree, once into H5', () => {
    const inner = layer('Dense', { name: 'dense', units: 3 });
    const { h5, tree } = placesOf(functional('m', [layer('SpectralNormalization', { name: 'sn', layer: inner })]));
    expect(h5).toEqual(['sn/dense/kernel', 'sn/dense/bias', 'sn/vector_u']);
    expect(tree).toEqual([
      'layers/spectral_normalization/vars/0',
      'layers/spectral_normalization/vars/1',
      'layers/spectral_normalization/layer/vars/0',
      'layers/spectral_normalization/layer/vars/1',
    ]);
  });

  it('number equal names within one group, which Keras itself could not save', () => {
    const dense = () => layer('Dense', { name: 'dense', units: 4, use_bias: false });
    const inner = functional('inner', [functional('a', [dense()]), functional('b', [dense()])]);
    const assigned = assignLegacyH5(
      upgraded(functional('m', [inner])),
      [group('inner', { 'dense/kernel:0': [4, 4], 'dense_1/kernel:0': [4, 4] })],
      [],
      KERAS_2,
    );
    expect(assigned.h5Layers[1]?.weights.map(({ h5Name }) => h5Name)).toEqual(['dense/kernel', 'dense/kernel_1']);
  });
});
