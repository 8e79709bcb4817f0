import { describe, expect, it } from 'vitest';
import { readGraph } from '../../../src/keras/graph/source-graph.ts';
import type { JsonObject } from '../../../src/keras/python-json.ts';
import { layerObjectsInOrder } from '../../../src/keras/weights/graph-order.ts';
import { MASK_GRAPH_VERSIONS, type MaskGraphVersion } from '../../../src/keras/weights/mask-nodes.ts';
import { call, input, layer } from './models.ts';

function names(config: JsonObject, version?: MaskGraphVersion) {
  return layerObjectsInOrder(readGraph(config), version).map((object) => object.name);
}

describe('layerObjectsInOrder', () => {
  it('sorts by depth, then by the walk back from the outputs', () => {
    const config = {
      layers: [
        input('left'),
        input('right'),
        layer('Dense', { name: 'late' }, ['left']),
        layer('Dense', { name: 'early' }, ['right']),
        layer('Activation', { name: 'act' }, ['early']),
        layer('Add', { name: 'add' }, ['late', 'act']),
      ],
      input_layers: [
        ['left', 0, 0],
        ['right', 0, 0],
      ],
      output_layers: [['add', 0, 0]],
    };
    expect(names(config)).toEqual(['right', 'left', 'early', 'late', 'act', 'add']);
  });

  it.each([
    ['MultiHeadAttention', '3.4', ['left', 'right', 'late', 'early', 'act', 'mask', 'y', 'x', 'add']],
    ['MultiHeadAttention', '3.12', ['right', 'left', 'early', 'late', 'act', 'mask', 'y', 'x', 'add']],
    ['LSTM', '3.12', ['left', 'right', 'late', 'early', 'act', 'mask', 'y', 'x', 'add']],
    ['Dense', '3.12', ['right', 'left', 'early', 'late', 'act', 'mask', 'y', 'x', 'add']],
  ])('counts the operations that compute the mask of what a Masking gives to a %s', (className, since, expected) => {
    const config = {
      layers: [
        input('left'),
        input('right'),
        layer('Dense', { name: 'late' }, ['left']),
        layer('Dense', { name: 'early' }, ['right']),
        layer('Masking', { name: 'mask' }, ['late']),
        layer('Activation', { name: 'act' }, ['early']),
        layer('Activation', { name: 'y' }, ['act']),
        layer(className, { name: 'x' }, className === 'MultiHeadAttention' ? ['mask', 'mask'] : ['mask']),
        layer('Add', { name: 'add' }, ['y', 'x']),
      ],
      input_layers: [
        ['left', 0, 0],
        ['right', 0, 0],
      ],
      output_layers: [['add', 0, 0]],
    };
    expect(
      names(
        config,
        MASK_GRAPH_VERSIONS.find((version) => version.since === since),
      ),
    ).toEqual(expected);
  });

  it.each([
    ['3.12', 'BatchNormalization', {}, true],
    ['3.12', 'BatchNormalization', { training: false }, false],
    ['3.4', 'BatchNormalization', { training: false }, true],
    ['3.12', 'BatchNormalization', { dtype: 'mixed_float16' }, false],
    ['3.4', 'BatchNormalization', { dtype: 'mixed_float16' }, true],
    ['3.12', 'Attention', {}, false],
    ['3.4', 'Attention', {}, true],
    ['3.12', 'Functional', {}, true],
  ])('in Keras %s counts the mask of what is given to a %s with %o: %s', (since, className, setting, isCounted) => {
    const { dtype = 'float32', ...kwargs } = setting as { dtype?: string; training?: boolean };
    const heeding = layer(className, { name: 'x', dtype }, ['mask']);
    const given = call(className === 'Attention' ? ['mask', 'mask'] : ['mask']);
    heeding.inbound_nodes = [{ args: className === 'Attention' ? [given.args ?? []] : (given.args ?? []), kwargs }];
    const config = {
      layers: [
        input('left'),
        input('right'),
        layer('Dense', { name: 'late' }, ['left']),
        layer('Dense', { name: 'early' }, ['right']),
        layer('Masking', { name: 'mask' }, ['late']),
        layer('Activation', { name: 'act' }, ['early']),
        layer('Activation', { name: 'y' }, ['act']),
        heeding,
        layer('Add', { name: 'add' }, ['y', 'x']),
      ],
      input_layers: [
        ['left', 0, 0],
        ['right', 0, 0],
      ],
      output_layers: [['add', 0, 0]],
    };
    const order = names(
      config,
      MASK_GRAPH_VERSIONS.find((version) => version.since === since),
    );
    expect(order.indexOf('late') < order.indexOf('early')).toBe(isCounted);
  });

  it.each([
    ['3.12', ['left', 'left2', 'right', 'late', 'late2', 'early']],
    ['3.0', ['right', 'left', 'left2', 'early', 'late', 'late2']],
  ])('counts from Keras 3.4 on the operation that merges masks: %s', (since, expected) => {
    const merged = layer('Add', { name: 'add' });
    merged.inbound_nodes = [{ args: [call(['mask', 'mask2']).args ?? []], kwargs: {} }];
    const config = {
      layers: [
        input('left'),
        input('left2'),
        input('right'),
        layer('Dense', { name: 'late' }, ['left']),
        layer('Dense', { name: 'late2' }, ['left2']),
        layer('Dense', { name: 'early' }, ['right']),
        layer('Masking', { name: 'mask' }, ['late']),
        layer('Masking', { name: 'mask2' }, ['late2']),
        merged,
        layer('BatchNormalization', { name: 'bn' }, ['add']),
        layer('Activation', { name: 'act' }, ['early']),
        layer('Activation', { name: 'y' }, ['act']),
        layer('Activation', { name: 'z' }, ['y']),
        layer('Subtract', { name: 'sub' }, ['z', 'bn']),
      ],
      input_layers: ['left', 'left2', 'right'].map((name) => [name, 0, 0]),
      output_layers: [['sub', 0, 0]],
    };
    const order = names(
      config,
      MASK_GRAPH_VERSIONS.find((version) => version.since === since),
    );
    expect(order.slice(0, 6)).toEqual(expected);
  });

  it.each([
    ['3.4', ['y', 'x', 'b', 'a', 'd', 'c', 'add']],
    ['3.5', ['y', 'x', 'a', 'b', 'd', 'c', 'add']],
    ['3.12', ['y', 'x', 'b', 'a', 'd', 'c', 'add']],
  ])('counts the casts of what layers of another dtype are given, in Keras %s', (since, expected) => {
    const half = 'mixed_float16';
    const config = {
      layers: [
        input('x'),
        input('y'),
        layer('Dense', { name: 'a', dtype: 'float32' }, ['x']),
        layer('Dense', { name: 'b', dtype: half }, ['y']),
        layer('Dense', { name: 'c', dtype: half }, ['a']),
        layer('Dense', { name: 'd', dtype: half }, ['b']),
        layer('Add', { name: 'add', dtype: half }, ['d', 'c']),
      ],
      input_layers: [
        ['x', 0, 0],
        ['y', 0, 0],
      ],
      output_layers: [['add', 0, 0]],
    };
    const version = MASK_GRAPH_VERSIONS.find((one) => one.since === since);
    expect(names(config, version)).toEqual(expected);
  });

  it('places a layer that is called twice by its deepest call', () => {
    const shared = layer('Dense', { name: 'shared' }, ['in']);
    shared.inbound_nodes = [call(['in']), call(['other'])];
    const config = {
      layers: [input('in'), shared, layer('Dense', { name: 'other' }, ['shared'])],
      input_layers: [['in', 0, 0]],
      output_layers: [['shared', 1, 0]],
    };
    expect(names(config)).toEqual(['in', 'shared', 'other']);
  });

  it('counts the calls of a nested Functional from 1 in output_layers', () => {
    const nested = layer('Functional', { name: 'inner', layers: [], output_layers: [] });
    nested.inbound_nodes = [call(['in']), call(['inner'])];
    const config = { layers: [input('in'), nested], input_layers: [['in', 0, 0]], output_layers: [['inner', 2, 0]] };
    expect(names(config)).toEqual(['in', 'inner']);
  });

  it('follows a relay between the calls of one layer', () => {
    const shared = layer('Dense', { name: 'shared' });
    shared.inbound_nodes = [call(['in']), call(['between'])];
    const config = {
      layers: [
        input('in'),
        layer('Dense', { name: 'between' }, ['relay']),
        shared,
        layer('Identity', { name: 'relay' }, ['shared']),
      ],
      input_layers: [['in', 0, 0]],
      output_layers: [['shared', 1, 0]],
    };
    expect(names(config)).toEqual(['in', 'shared', 'relay', 'between']);
  });

  it('leaves operations out, keeps unused inputs, drops what no output needs', () => {
    const multiply = { ...layer('Multiply', { name: 'times' }, ['in']), module: 'keras.src.ops.numpy' };
    const config = {
      layers: [
        input('in'),
        input('unused'),
        multiply,
        layer('Dense', { name: 'd' }, ['times']),
        layer('Dense', { name: 'idle' }, ['in']),
      ],
      input_layers: [
        ['in', 0, 0],
        ['unused', 0, 0],
      ],
      output_layers: [['d', 0, 0]],
    };
    expect(names(config)).toEqual(['in', 'unused', 'd']);
  });

  it('survives graphs that refer to themselves or to nothing', () => {
    const config = {
      layers: [
        layer('Dense', { name: 'a' }, ['b']),
        layer('Dense', { name: 'b' }, ['a']),
        layer('Dense', { name: 'c' }, ['nobody']),
      ],
      output_layers: [
        ['b', 0, 0],
        ['c', 0, 0],
        ['constructor', 0, 0],
      ],
    };
    expect(names(config).length).toBeGreaterThan(0);
  });

  it('walks graphs of thousands of layers', () => {
    const layers = [
      input('l0'),
      ...Array.from({ length: 20_000 }, (_, i) => layer('ReLU', { name: `l${i + 1}` }, [`l${i}`])),
    ];
    const order = names({ layers, input_layers: [['l0', 0, 0]], output_layers: [['l20000', 0, 0]] });
    expect(order).toHaveLength(20_001);
    expect(order[20_000]).toBe('l20000');
  });
});
