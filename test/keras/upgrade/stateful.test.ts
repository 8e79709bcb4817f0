import { expect, test } from 'vitest';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';

function codes(stateful: boolean, kerasVersion: string) {
  const input = (name: string, shape: readonly number[]) => ({
    class_name: 'InputLayer',
    name,
    config: { name, batch_input_shape: [2, ...shape] },
    inbound_nodes: [],
  });
  const config = { name: 'g', units: 4, stateful, recurrent_activation: 'sigmoid', reset_after: true };
  const inbound = [
    ['i', 0, 0, {}],
    ['h', 0, 0, {}],
  ];
  const layers = [
    input('i', [5, 3]),
    input('h', [4]),
    { class_name: 'GRU', name: 'g', config, inbound_nodes: [inbound] },
  ];
  const model = {
    name: 'm',
    layers,
    input_layers: [
      ['i', 0, 0],
      ['h', 0, 0],
    ],
    output_layers: [['g', 0, 0]],
  };
  const context = { kerasVersion, backend: 'tensorflow', strict: false };
  return upgradeModel({ class_name: 'Functional', config: model }, context).warnings.map(({ code }) => code);
}

test("a stateful layer that is given states goes on otherwise than in TensorFlow's Keras", () => {
  expect(codes(true, '2.15.0')).toContain('stateful-initial-state');
  expect(codes(false, '2.15.0')).not.toContain('stateful-initial-state');
  expect(codes(true, '2.2.4')).not.toContain('stateful-initial-state');
});
