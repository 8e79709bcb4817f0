import { expect, it } from 'vitest';
import { upgradeTraining } from '../../../src/keras/training/training.ts';

function found(metrics: string[], hasMask: boolean) {
  const outputs = { each: [{ name: 'tags', layer: 'tags', target: 'tags', ...(hasMask ? { hasMask } : {}) }] };
  const config = {
    optimizer_config: { class_name: 'SGD', config: {} },
    loss: 'mse',
    metrics: metrics.map((class_name) => ({ class_name, config: { name: class_name } })),
  };
  const { warnings } = upgradeTraining(config, {
    kerasVersion: '2.15.0',
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

it('says nothing of an output without a mask', () => {
  expect(found(['MeanAbsoluteError', 'Precision'], false)).toEqual([]);
});
