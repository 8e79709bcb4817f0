import { expect, it } from 'vitest';
import { PACKAGE_METRICS, PACKAGE_OPTIMIZERS } from '../../../src/keras/packages/training.ts';
import type { JsonObject } from '../../../src/keras/python-json.ts';

const optimizer = (config: JsonObject) => PACKAGE_OPTIMIZERS.get('Addons>AdamW')?.config(config);

it('takes for the weight decay what is multiplied by the learning rate', () => {
  const config = { name: 'AdamW', learning_rate: 0.02, decay: 0, weight_decay: 0.001, exclude_from_weight_decay: null };
  expect(optimizer(config)).toEqual({ name: 'AdamW', learning_rate: 0.02, decay: 0, weight_decay: 0.05 });
});

it.each<JsonObject>([
  { learning_rate: { class_name: 'ExponentialDecay', config: {} }, weight_decay: 0.1 },
  { learning_rate: 0.1, weight_decay: { class_name: 'PiecewiseConstantDecay', config: {} } },
  { learning_rate: 0.1, weight_decay: 0.1, decay: 0.5 },
  { learning_rate: 0.1, weight_decay: 0.1, exclude_from_weight_decay: ['bias'] },
  { learning_rate: 0, weight_decay: 0.1 },
])('leaves an optimizer with %j as it is', (config) => {
  expect(optimizer(config)).toBeUndefined();
});

it.each([
  ['raw_values', null],
  ['uniform_average', 'uniform_average'],
  ['variance_weighted', 'variance_weighted_average'],
])('writes RSquare with multioutput %s as R2Score', (multioutput, aggregation) => {
  const row = PACKAGE_METRICS.get('Addons>RSquare');
  expect([row?.equal, row?.config({ name: 'r', multioutput })]).toEqual([
    'R2Score',
    { name: 'r', class_aggregation: aggregation },
  ]);
});

it('leaves the number of classes out of F1Score', () => {
  expect(PACKAGE_METRICS.get('Addons>F1Score')?.config({ num_classes: 3, average: 'macro', threshold: null })).toEqual({
    average: 'macro',
    threshold: null,
  });
});
