import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/keras/python-json.ts';
import { classes, dumped, lambdaConfig, upgrade } from './model.ts';

const CONTEXT = { kerasVersion: '2.2.4' };

/** A model as `multi_gpu_model` of Keras 2.2 makes them: slices of the batch, the model on each, and the results put together. */
function replicated(parts: number, changes: { readonly parts?: number; readonly axis?: number } = {}): JsonObject {
  const input = (name: string): JsonObject => ({
    class_name: 'InputLayer',
    name,
    inbound_nodes: [],
    config: { name, batch_input_shape: [null, 5], dtype: 'float32', sparse: false },
  });
  const dense = { name: 'dense', units: 3, activation: 'linear', use_bias: true };
  const inner = {
    name: 'base',
    layers: [input('x'), { class_name: 'Dense', name: 'dense', inbound_nodes: [[['x', 0, 0, {}]]], config: dense }],
    input_layers: [['x', 0, 0]],
    output_layers: [['dense', 0, 0]],
  };
  const numbers = Array.from({ length: parts }, (_, index) => index);
  const slices = numbers.map((index): JsonObject => {
    const name = `lambda_${index}`;
    const given = { i: index, parts: changes.parts ?? parts };
    const config = { ...lambdaConfig(dumped('3.6', 'part_of_batch'), name), arguments: given };
    return { class_name: 'Lambda', name, inbound_nodes: [[['in', 0, 0, {}]]], config };
  });
  const calls = slices.map(({ name = null }): Json => [[name, 0, 0, {}]]);
  const results = numbers.map((index): Json => ['base', index + 1, 0, {}]);
  const joined = { name: 'out', axis: changes.axis ?? 0 };
  return {
    class_name: 'Model',
    config: {
      name: 'model',
      layers: [
        input('in'),
        ...slices,
        { class_name: 'Model', name: 'base', inbound_nodes: calls, config: inner },
        { class_name: 'Concatenate', name: 'out', inbound_nodes: [results], config: joined },
      ],
      input_layers: [['in', 0, 0]],
      output_layers: [['out', 0, 0]],
    },
  };
}

describe('a model for several GPUs', () => {
  it.each([2, 3])('%i copies become the model, called once, under the name of the output', (parts) => {
    const result = upgrade(replicated(parts), CONTEXT);
    expect(classes(result)).toEqual(['Functional', 'Activation']);
    const { layers } = result.model.config as { layers: JsonObject[] };
    expect(layers.map(({ name }) => name)).toEqual(['in', 'base', 'out']);
    expect(layers.map((layer) => (layer.inbound_nodes as Json[]).length)).toEqual([0, 1, 1]);
    expect(result.warnings.map(({ code, layer }) => [code, layer])).toEqual([['multi-gpu-model', 'base']]);
    expect(result.warnings[0]?.text).not.toContain('unless');
    expect(result.changes).toContainEqual({
      path: 'model/base/calls',
      from: `${parts}, each on a slice of the batch`,
      to: '1',
    });
  });

  it.each([
    ['slices that are not the whole batch', { parts: 4 }],
    ['results that are joined along another axis', { axis: 1 }],
  ])('is left as it is with %s', (_, changes) => {
    const result = upgrade(replicated(2, changes), CONTEXT);
    expect(classes(result)).toContain('Lambda');
    expect(result.warnings.map(({ code }) => code)).not.toContain('multi-gpu-model');
  });
});
