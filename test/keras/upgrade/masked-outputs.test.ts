import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import { KERAS_2 } from '../weights/models.ts';

function model(...layers: [string, JsonObject][]): Json {
  const steps = layers.map(([className, config], index) => ({
    class_name: className,
    name: config.name ?? null,
    config,
    inbound_nodes: index === 0 ? [] : [[[layers[index - 1]?.[1].name ?? null, 0, 0, {}]]],
  }));
  const [first, last] = [layers[0]?.[1].name ?? null, layers.at(-1)?.[1].name ?? null];
  return {
    class_name: 'Functional',
    config: { name: 'model', layers: steps, input_layers: [[first, 0, 0]], output_layers: [[last, 0, 0]] },
  };
}

const INPUT: [string, JsonObject] = ['InputLayer', { name: 'x', batch_input_shape: [null, 5, 4], dtype: 'float32' }];
const MASKING: [string, JsonObject] = ['Masking', { name: 'masking', mask_value: 0 }];

it('knows which outputs of a model have masks, by which their losses are weighted', () => {
  const tags = model(INPUT, MASKING, ['Dropout', { name: 'tags', rate: 0.1 }]);
  expect(upgradeModel(tags, KERAS_2).maskedOutputs).toEqual(['tags']);
  const whole = model(INPUT, MASKING, ['GlobalMaxPooling1D', { name: 'whole' }]);
  expect(upgradeModel(whole, KERAS_2).maskedOutputs).toEqual([]);
});
