import { describe, expect, it } from 'vitest';
import { inCallingOrder } from '../../../src/keras/emit/calling-order.ts';
import { TensorRef } from '../../../src/keras/graph/graph.ts';
import type { Layer } from '../../../src/keras/graph/model.ts';

/** A layer with one call for each of the lists of `layer` or `layer:call`. */
function layer(name: string, ...calls: readonly string[][]): Layer {
  const ref = (text: string) => {
    const [from = '', call = '0'] = text.split(':');
    return new TensorRef(from, Number(call), 0);
  };
  return { name, object: {}, calls: calls.map((inputs) => ({ args: [inputs.map(ref)], kwargs: {} })) };
}

const order = (...layers: Layer[]) => inCallingOrder(layers).map(({ name }) => name);

describe('inCallingOrder', () => {
  it('keeps the order of layers that can be called as they stand', () => {
    expect(order(layer('in'), layer('b', ['in']), layer('a', ['in']), layer('c', ['a', 'b']))).toEqual([
      'in',
      'b',
      'a',
      'c',
    ]);
  });

  it('puts a layer after what it takes', () => {
    expect(order(layer('c', ['b', 'a']), layer('b', ['a']), layer('a', ['in']), layer('in'))).toEqual([
      'in',
      'a',
      'b',
      'c',
    ]);
  });

  it('begins a layer whose later calls must wait only where nothing else can be called', () => {
    const shared = layer('shared', ['in'], ['between'], ['side']);
    expect(order(shared, layer('between', ['shared']), layer('in'), layer('side', ['in']))).toEqual([
      'in',
      'side',
      'shared',
      'between',
    ]);
    const own = layer('own', ['in'], ['own'], ['own:1']);
    expect(order(layer('end', ['own:2']), own, layer('in'))).toEqual(['in', 'own', 'end']);
  });

  it('ends with what waits for itself', () => {
    expect(order(layer('a', ['b']), layer('b', ['a']), layer('in'))).toEqual(['in', 'a', 'b']);
  });
});
