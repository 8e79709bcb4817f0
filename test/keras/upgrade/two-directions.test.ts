import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';

function recurrent(className: string, units: number, more: JsonObject = {}): JsonObject {
  return { class_name: className, config: { name: className.toLowerCase(), units, ...more } };
}

function upgrade(backward: JsonObject | undefined, more: JsonObject = {}, before: JsonObject[] = []) {
  const layer = recurrent('LSTM', 4, { return_sequences: true, ...more });
  const config = { name: 'b', layer, merge_mode: 'concat', ...(backward ? { backward_layer: backward } : {}) };
  const layers = [
    { class_name: 'InputLayer', config: { name: 'i', batch_input_shape: [null, 5, 3], dtype: 'float32' } },
    ...before,
    { class_name: 'Bidirectional', config },
    { class_name: 'Dense', config: { name: 'd', units: 2 } },
  ];
  const context = { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false };
  return upgradeModel({ class_name: 'Sequential', config: { name: 'm', layers } }, context);
}

const gru = (units: number, more: JsonObject = {}) =>
  recurrent('GRU', units, { return_sequences: true, go_backwards: true, ...more });

test('a Bidirectional with a backward layer of another size becomes a model of both', () => {
  const { model, warnings, refusals } = upgrade(gru(3));
  expect(refusals).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(['directions-as-model']);
  const outer = model.config as { layers: JsonObject[] };
  const inner = outer.layers[1]?.config as { layers: JsonObject[]; output_layers: unknown };
  expect(outer.layers.map((layer) => layer.class_name)).toEqual(['InputLayer', 'Functional', 'Dense']);
  expect(inner.layers.map((layer) => [layer.class_name, layer.name])).toEqual([
    ['InputLayer', 'sequences'],
    ['LSTM', 'forward_lstm'],
    ['GRU', 'backward_gru'],
    ['Flip', 'in_order'],
    ['Concatenate', 'merged'],
  ]);
  expect(inner.layers[0]?.config).toMatchObject({ batch_shape: [null, 5, 3] });
  expect(inner.output_layers).toEqual([['merged', 0, 0]]);
});

test('it stays one where the sizes are equal, or the backward layer is not given', () => {
  for (const backward of [gru(4), undefined]) expect(upgrade(backward).warnings).toEqual([]);
});

test('it is refused with states or masks', () => {
  const masking = { class_name: 'Masking', config: { name: 'mask', mask_value: 0 } };
  for (const { refusals } of [
    upgrade(gru(3, { return_state: true }), { return_state: true }),
    upgrade(gru(4, { return_state: true }), { return_state: true }),
    upgrade(gru(3), {}, [masking]),
  ])
    expect(refusals.map(({ code }) => code)).toEqual(['directions-unequal']);
});
