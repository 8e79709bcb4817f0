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

/** The model with a layer more at its end, which merges what those layers give. */
function withMerge(chain: Json, className: string, name: string, inputs: readonly string[]): Json {
  const { config } = chain as { config: JsonObject };
  const inbound_nodes = [inputs.map((input) => [input, 0, 0, {}])];
  const layers = [...(config.layers as Json[]), { class_name: className, name, config: { name }, inbound_nodes }];
  return { class_name: 'Functional', config: { ...config, layers, output_layers: [[name, 0, 0]] } };
}

const INPUT: [string, JsonObject] = ['InputLayer', { name: 'x', batch_input_shape: [null, 5, 4], dtype: 'float32' }];
const MASKING: [string, JsonObject] = ['Masking', { name: 'masking', mask_value: 0 }];

it('knows which outputs of a model have masks, by which their losses are weighted', () => {
  const tags = model(INPUT, MASKING, ['Dropout', { name: 'tags', rate: 0.1 }]);
  expect(upgradeModel(tags, KERAS_2).maskedOutputs).toEqual([{ index: 0, layer: 'tags' }]);
  const whole = model(INPUT, MASKING, ['GlobalMaxPooling1D', { name: 'whole' }]);
  expect(upgradeModel(whole, KERAS_2).maskedOutputs).toEqual([]);
});

it.each<[string, string[], object]>([
  // Keras 2 lets pass what all masks do that there are, Keras 3 has none where one is missing.
  ['Average', ['masking', 'x'], { by: 'merged' }],
  ['Average', ['masking', 'dropout'], { by: 'merged', needs: '3.4' }],
  // Its inputs are given without masks.
  ['Multiply', ['masking', 'dropout'], { by: 'merged' }],
])('knows whose masks Keras 3 computes otherwise: %s of %j', (className, inputs, other) => {
  const dropout = model(INPUT, MASKING, ['Dropout', { name: 'dropout', rate: 0.1 }]);
  const whole = withMerge(dropout, className, 'merged', inputs);
  expect(upgradeModel(whole, KERAS_2).maskedOutputs).toEqual([{ index: 0, layer: 'merged', other }]);
});

it('leaves the names to Keras 3 that it gives what joins masks behind a layer of the user', () => {
  const namesOf = (className: string) => {
    const own = model(INPUT, MASKING, [className, { name: 'own' }]);
    const upgraded = upgradeModel(withMerge(own, 'Concatenate', 'concatenate', ['own', 'own']), KERAS_2);
    const { layers } = upgraded.model.config as { layers: JsonObject[] };
    return layers.map(({ name }) => name);
  };
  expect(namesOf('Scaler')).toEqual(['x', 'masking', 'own', 'concatenate_layer']);
  expect(namesOf('Flatten')).toEqual(['x', 'masking', 'own', 'concatenate']);
});

it.each<[string, string[]]>([
  ['2.13.0', []],
  ['2.15.0', ['masked-moments']],
])('warns of a GroupNormalization of Keras %s whose moments a mask weighs', (kerasVersion, expected) => {
  const normalized = model(INPUT, MASKING, ['GroupNormalization', { name: 'group', groups: 2 }]);
  const { warnings } = upgradeModel(normalized, { ...KERAS_2, kerasVersion });
  expect(warnings.map(({ code }) => code)).toEqual(expected);
});
