import { expect, test } from 'vitest';
import type { Json } from '../../../src/keras/python-json.ts';
import { modelOutputs } from '../../../src/keras/training/model-outputs.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import { KerasVersion } from '../../../src/keras/version.ts';

function dense(name: string, inputs: readonly string[], config: Json = {}): Json {
  return {
    class_name: 'Dense',
    name,
    config: { name, units: 2, activation: 'linear', ...(config as object) },
    inbound_nodes: inputs.map((input) => [[input, 0, 0, {}]]),
  };
}

function outputsOf(layers: readonly Json[], outputLayers: Json, kerasVersion = '2.15.0') {
  const input = {
    class_name: 'InputLayer',
    name: 'i',
    config: { name: 'i', batch_input_shape: [null, 3] },
    inbound_nodes: [],
  };
  const config = { name: 'm', layers: [input, ...layers], input_layers: [['i', 0, 0]], output_layers: outputLayers };
  const source: Json = { class_name: 'Functional', config };
  const upgraded = upgradeModel(source, { kerasVersion, backend: 'tensorflow', strict: false });
  return modelOutputs(source, upgraded, KerasVersion.parse(kerasVersion));
}

test('a dictionary of outputs is in the order of its keys, whose metrics are named after the layers', () => {
  expect(outputsOf([dense('a', ['i']), dense('b', ['i'])], { z: ['a', 0, 0], c: ['b', 0, 0] })).toEqual({
    each: [
      { name: 'c', layer: 'b', target: 'c' },
      { name: 'z', layer: 'a', target: 'z' },
    ],
  });
});

test('an operation has no name by which Keras 3 could find its loss', () => {
  const relu: Json = {
    class_name: 'TFOpLambda',
    name: 'tf.nn.relu',
    config: { name: 'tf.nn.relu', function: 'nn.relu' },
    inbound_nodes: [['a', 0, 0, {}]],
  };
  const ends = [
    ['tf.nn.relu', 0, 0],
    ['a', 0, 0],
  ];
  expect(outputsOf([dense('a', ['i']), relu], ends).areNamedAnew).toBe(true);
});

test("a layer's further outputs are numbered by TensorFlow's Keras, and not by Keras's own", () => {
  const layers = [dense('s', ['i', 'i'])];
  const ends = [
    ['s', 0, 0],
    ['s', 1, 0],
  ];
  expect(outputsOf(layers, ends).each.map(({ name }) => name)).toEqual(['s', 's_1']);
  expect(outputsOf(layers, ends, '2.2.4').each.map(({ name }) => name)).toEqual(['s', 's']);
});

test('an output is found by its own name where Keras 3 needs another layer behind it', () => {
  const leaky = { class_name: 'LeakyReLU', config: { name: 'leaky', alpha: 0.5 } };
  const layers = [dense('a', ['i'], { activation: leaky }), dense('b', ['i'])];
  expect(
    outputsOf(layers, [
      ['a', 0, 0],
      ['b', 0, 0],
    ]).each[0],
  ).toEqual({ name: 'a', layer: 'a', target: 'a_activation' });
});

test('nested outputs keep their structure', () => {
  const layers = [dense('a', ['i']), dense('b', ['i']), dense('c', ['i'])];
  const outputs = outputsOf(layers, { x: { q: ['a', 0, 0], p: ['b', 0, 0] }, c: ['c', 0, 0] });
  expect(outputs.each.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  expect(outputs.nesting).toEqual({ x: { q: 2, p: 1 }, c: 0 });
});
