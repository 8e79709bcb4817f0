import { describe, expect, it } from 'vitest';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import { buildLayerTree } from '../../../src/keras/weights/layer-tree.ts';
import { KERAS_2_DIALECTS, KERAS_3, placeLayers } from '../../../src/keras/weights/object-paths.ts';
import { sourceChildren } from '../../../src/keras/weights/source-order.ts';

const call = (name: string, node = 0) => [[name, node, 0, {}]];
const layer = (className: string, name: string, calls: unknown[][], config = {}) => ({
  class_name: className,
  name,
  config: { name, trainable: true, dtype: 'float32', ...config },
  inbound_nodes: calls,
});

describe('sourceChildren', () => {
  it('lists layers as the source does, though Keras 3 must be told of a layer called again after what it is called on', () => {
    const config = {
      name: 'm',
      layers: [
        layer('InputLayer', 'x', [], { batch_input_shape: [null, 3] }),
        layer('Activation', 'again', [call('x'), call('one')], { activation: 'tanh' }),
        layer('Dense', 'one', [call('again')], { units: 3 }),
        layer('Dense', 'other', [call('x')], { units: 3 }),
        layer('Subtract', 'end', [[...call('again', 1), ...call('other')]]),
      ],
      input_layers: [['x', 0, 0]],
      output_layers: [['end', 0, 0]],
    };
    const source = JSON.parse(JSON.stringify({ class_name: 'Functional', config }));
    const tree = buildLayerTree(upgradeModel(source, { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false }));
    expect(sourceChildren(tree).map(({ node }) => node.name)).toEqual([
      'x',
      'again',
      'one',
      'other',
      'end',
      'again_relay',
    ]);
    const placesOf = (dialect = KERAS_3) =>
      new Map(placeLayers(tree, dialect).map(({ node, path }) => [node.name, path]));
    expect(placesOf(KERAS_2_DIALECTS[0]).get('one')).toBe('layers/dense');
    expect(placesOf(KERAS_2_DIALECTS[0]).get('other')).toBe('layers/dense_1');
  });
});
