import { expect, test } from 'vitest';
import type { Json } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';

function upgradeEnds(inputs: Json, outputs: Json) {
  const layers = ['a', 'b'].map((name) => ({
    class_name: 'InputLayer',
    name,
    config: { name, batch_input_shape: [null, 3] },
    inbound_nodes: [],
  }));
  const config = { name: 'm', layers, input_layers: inputs, output_layers: outputs };
  const context = { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false };
  const { model, warnings } = upgradeModel({ class_name: 'Functional', config }, context);
  const { input_layers, output_layers } = model.config as Record<string, Json>;
  return { inputs: input_layers, outputs: output_layers, warnings };
}

const A = ['a', 0, 0];
const B = ['b', 0, 0];

test('dictionaries within dictionaries are kept for the Keras 3 that has them', () => {
  const nested = { x: { q: A }, c: B };
  const { inputs, outputs, warnings } = upgradeEnds(nested, { x: [A, B] });
  expect(inputs).toEqual(nested);
  expect(outputs).toEqual({ x: [A, B] });
  expect(warnings).toMatchObject([{ code: 'ports-nested', needs: '3.4' }]);
});

test('a list of lists becomes one list, which is said of outputs', () => {
  const { inputs, outputs, warnings } = upgradeEnds([A, [B]], [[A], B]);
  expect(inputs).toEqual([A, B]);
  expect(outputs).toEqual([A, B]);
  expect(warnings).toMatchObject([{ code: 'outputs-flattened' }]);
});

test('a list of one in a dictionary becomes the tensor, which is said of outputs', () => {
  const { outputs, warnings } = upgradeEnds([A, B], { x: [A], y: B });
  expect(outputs).toEqual({ x: A, y: B });
  expect(warnings).toMatchObject([{ code: 'outputs-flattened' }]);
});
