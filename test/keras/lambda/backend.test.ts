import { describe, expect, it } from 'vitest';
import { growingFacts } from '../../../src/keras/facts/tensor-facts.ts';
import { TensorRef } from '../../../src/keras/graph/graph.ts';
import { ACTIVATIONS, BACKEND } from '../../../src/keras/lambda/backend.ts';
import { Builder } from '../../../src/keras/lambda/builder.ts';
import { Given } from '../../../src/keras/lambda/given.ts';
import { upgradeOperation } from '../../../src/keras/operations/index.ts';

const WRITER = { isMultiBackend: false, isTensorFlow1: false, assume: () => undefined };
const INPUT = {
  name: 'in',
  object: { class_name: 'InputLayer', config: { name: 'in', batch_input_shape: [null, 4], dtype: 'float32' } },
  calls: [],
};

/** Functions of which every argument but the first has a default. */
const ofOne = [...BACKEND, ...ACTIVATIONS].filter(([, { parameters }]) => {
  const [first = '', ...others] = parameters.split(' ');
  return first === 'x' && others.every((parameter) => parameter.includes('='));
});

describe('functions of one tensor', () => {
  it.each(ofOne.filter(([name]) => !/padding/.test(name)))(
    '%s is written with the parameters of its operation',
    (_, row) => {
      const facts = growingFacts([INPUT]);
      const to = new Builder('lambda', facts, () => false);
      row.build(new Given(row.parameters, [new TensorRef('in', 0, 0)], new Map()), to, WRITER);
      expect(to.layers.length).toBeGreaterThan(0);
      for (const { object, calls } of to.layers) {
        const config = object.config as { function: string };
        const [call] = calls;
        const upgraded = call && upgradeOperation('TFOpLambda', config, call, facts);
        expect(upgraded).not.toHaveProperty('refusal');
      }
    },
  );
});
