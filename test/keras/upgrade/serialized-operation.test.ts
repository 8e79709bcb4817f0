import { expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';

const tensor = (name: string): JsonObject => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 4], dtype: 'float32', keras_history: [name, 0, 0] },
});

test('ones of a type that Keras 3.15 names in the constructor are cast to it', () => {
  const layers: Json[] = [
    { class_name: 'InputLayer', name: 'x', config: { name: 'x', batch_shape: [null, 4] }, inbound_nodes: [] },
    {
      class_name: 'OnesLike',
      name: 'ones',
      config: { name: 'ones', dtype: 'bool' },
      inbound_nodes: [{ args: [tensor('x')], kwargs: {} }],
    },
  ];
  const config = { name: 'm', layers, input_layers: [['x', 0, 0]], output_layers: [['ones', 0, 0]] };
  const { model, refusals } = upgradeModel(
    { class_name: 'Functional', config },
    { kerasVersion: '3.15.1', backend: 'tensorflow', strict: false },
  );
  const written =
    isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers.filter(isObject) : [];
  expect(refusals).toEqual([]);
  expect(
    written.slice(1).map(({ module, class_name, config, name }) => ({ module, class_name, config, name })),
  ).toEqual([
    { module: 'keras.src.ops.numpy', class_name: 'OnesLike', config: { name: 'ones' }, name: 'ones' },
    { module: 'keras.src.ops.core', class_name: 'Cast', config: { dtype: 'bool' }, name: 'ones_cast' },
  ]);
});
