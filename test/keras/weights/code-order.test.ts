import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import { assignLegacyH5 } from '../../../src/keras/weights/assign-legacy-h5.ts';
import { codeOrderWarnings } from '../../../src/keras/weights/code-order.ts';
import { buildLayerTree } from '../../../src/keras/weights/layer-tree.ts';
import { KERAS_3_BUILT_ANEW } from '../../../src/keras/weights/object-paths.ts';
import { builtAnew } from '../../../src/plan/config-weights.ts';
import { tensor } from './models.ts';

const call = (layer: string, more: JsonObject = {}): Json[] => [layer, 0, 0, more];
const ref = (layer: string): Json[] => [layer, 0, 0];
const dense = (name: string, from: string) => ({
  class_name: 'Dense',
  name,
  config: { name, trainable: true, dtype: 'float32', units: 4, activation: 'linear', use_bias: false },
  inbound_nodes: [[call(from)]],
});
const operation = (name: string, calledOn: string, of: string, more: JsonObject) => ({
  class_name: 'TFOpLambda',
  name,
  config: { name, trainable: true, dtype: 'float32', function: calledOn },
  inbound_nodes: [call(of, more)],
});

/** As Keras 2.15 writes it; the kernels' first numbers tell whose they are: 1 of q, 2 of k, 3 of v. */
function attention(...scores: JsonObject[]) {
  const x = {
    class_name: 'InputLayer',
    name: 'x',
    config: { name: 'x', batch_input_shape: [null, 5, 4], dtype: 'float32', sparse: false, ragged: false },
    inbound_nodes: [],
  };
  const layers = [x, dense('q', 'x'), dense('k', 'x'), dense('v', 'x'), ...scores];
  const mixed = operation('mixed', 'linalg.matmul', 'scores', { b: ref('v') });
  const config = {
    name: 'attention',
    trainable: true,
    layers: [...layers, mixed],
    input_layers: [ref('x')],
    output_layers: [ref('mixed')],
  };
  const context = { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false };
  const upgraded = upgradeModel({ class_name: 'Functional', config }, context);
  const groups = ['q', 'k', 'v'].map((name) => ({
    name,
    weights: [{ name: `${name}/kernel:0`, tensor: tensor(`/${name}`, 4, 4) }],
  }));
  const anew = builtAnew(upgraded);
  const assigned = assignLegacyH5(anew, groups, [], context, KERAS_3_BUILT_ANEW);
  const places = assigned.objectVariables.map(({ layer, objectPath }) => `${layer} ${objectPath}`);
  return { places, warnings: codeOrderWarnings(buildLayerTree(upgraded), buildLayerTree(anew), assigned) };
}

it('keeps the order of layers that a product with a factor transposed gives them, and says that another form has another', () => {
  const scores = operation('scores', 'linalg.matmul', 'q', { b: ref('k'), transpose_b: true });
  const { places, warnings } = attention(scores);
  expect(places).toEqual(['q layers/dense/vars/0', 'k layers/dense_1/vars/0', 'v layers/dense_2/vars/0']);
  expect(warnings.map(({ code, text }) => [code, text.split(' are alike')[0]])).toEqual([
    ['layer-order-in-code', 'The layers "q", "k"'],
  ]);
});

it('says nothing where the source transposes by an operation of its own, as Keras 3 does', () => {
  const turned = operation('turned', 'transpose', 'k', { perm: [0, 2, 1] });
  const scores = operation('scores', 'linalg.matmul', 'q', { b: ref('turned') });
  const { places, warnings } = attention(turned, scores);
  expect(places).toEqual(['k layers/dense/vars/0', 'q layers/dense_1/vars/0', 'v layers/dense_2/vars/0']);
  expect(warnings).toEqual([]);
});
