import { expect, it } from 'vitest';
import { upgradeTraining } from '../../../src/keras/training/training.ts';

function found(metrics: string[], hasMask: boolean, kerasVersion = '2.15.0') {
  const outputs = { each: [{ name: 'tags', layer: 'tags', target: 'tags', ...(hasMask ? { hasMask } : {}) }] };
  const config = {
    optimizer_config: { class_name: 'SGD', config: {} },
    loss: 'mse',
    metrics: metrics.map((name) => (name === 'mae' ? name : { class_name: name, config: { name } })),
  };
  const { warnings } = upgradeTraining(config, {
    kerasVersion,
    backend: 'tensorflow',
    strict: false,
    outputs,
  });
  return warnings.map(({ code, needs, text }) => [code, needs, text.split(' of ')[0]]);
}

it('says from which Keras 3 on metrics leave masked steps out, and which never do', () => {
  expect(found(['MeanAbsoluteError', 'Precision'], true)).toEqual([
    ['masked-metric', '3.12', 'The metric MeanAbsoluteError'],
    ['masked-metric', undefined, 'The metric Precision'],
  ]);
});

it('says of Keras 1, which counted masked steps, that later Keras 3 leave them out', () => {
  expect(found(['mae'], true, '1.2.2')).toEqual([['masked-metric', undefined, 'The metric MeanAbsoluteError']]);
});

it('says nothing of an output without a mask', () => {
  expect(found(['MeanAbsoluteError', 'Precision'], false)).toEqual([]);
});
