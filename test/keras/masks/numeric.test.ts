import { expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';

const input = (name: string, shape: Json[], dtype = 'float32'): JsonObject => ({
  class_name: 'InputLayer',
  name,
  config: { name, batch_input_shape: [null, ...shape], dtype },
  inbound_nodes: [],
});

/** A model of two inputs and one layer, as `name(class: inputs)` of each of its layers, and the codes of its warnings. */
function upgrade(className: string, settings: JsonObject, kwargs: JsonObject, dtype: string, shape: Json[]) {
  const layer = {
    class_name: className,
    name: 'layer',
    config: { name: 'layer', dtype: 'float32', ...settings },
    inbound_nodes: [[['x', 0, 0, kwargs]]],
  };
  const config = {
    name: 'm',
    layers: [input('x', shape.slice(0, 2)), input('mask', shape, dtype), layer],
    input_layers: [
      ['x', 0, 0],
      ['mask', 0, 0],
    ],
    output_layers: [['layer', 0, 0]],
  };
  const { model, warnings } = upgradeModel(
    { class_name: 'Functional', config },
    { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false },
  );
  const layers =
    isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers.filter(isObject) : [];
  return {
    layers: layers.slice(2).map(({ name, inbound_nodes: nodes }) => {
      const inputs = [...JSON.stringify(nodes).matchAll(/"keras_history":\["(\w+)"/g)].map(([, from]) => from);
      return `${String(name)}(${inputs.join(', ')})`;
    }),
    codes: warnings.map(({ code }) => code),
  };
}

const HEADS = { num_heads: 1, key_dim: 2 };
const attend = (settings: JsonObject, kwargs: JsonObject, dtype: string) =>
  upgrade(
    'MultiHeadAttention',
    { ...HEADS, ...settings },
    { value: ['x', 0, 0], attention_mask: ['mask', 0, 0], ...kwargs },
    dtype,
    [4, 4],
  );

test('a Softmax is given the sum that Keras 2 made of its input and its mask', () => {
  const { layers, codes } = upgrade('Softmax', { axis: -1 }, { mask: ['mask', 0, 0] }, 'bool', [4]);
  expect(layers).toEqual([
    'layer_masked_multiply_subtract_cast(mask)',
    'layer_masked_multiply_subtract(layer_masked_multiply_subtract_cast)',
    'layer_masked_multiply(layer_masked_multiply_subtract)',
    'layer_masked(x, layer_masked_multiply)',
    'layer(layer_masked)',
  ]);
  expect(codes).toEqual([]);
});

test('a mask of numbers becomes the places of the greatest of each row', () => {
  const { layers, codes } = attend({}, {}, 'float32');
  expect(layers.at(-1)).toBe('layer(x, x, layer_attention_mask)');
  expect(layers).toContain('layer_attention_mask_greater_equal(mask, layer_attention_mask_greater_equal_max)');
  expect(codes).toEqual(['attention-mask-numbers']);
});

test('a mask of numbers that is joined with others is true where it is not 0', () => {
  const { layers, codes } = attend({}, { use_causal_mask: true }, 'int32');
  expect(layers).toEqual(['layer_attention_mask(mask)', 'layer(x, x, layer_attention_mask)']);
  expect(codes).toEqual([]);
});

test('a mask of truth values stays, and rows that it hides are warned of where a Softmax computes them', () => {
  expect(attend({}, {}, 'bool')).toEqual({ layers: ['layer(x, x, mask)'], codes: [] });
  expect(attend({ dropout: 0.1 }, {}, 'bool')).toEqual({
    layers: ['layer(x, x, mask)'],
    codes: ['attention-mask-scores'],
  });
});
