import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixturesWith } from './fixtures.ts';
import { accountOf, generatedFolder, LAMBDAS } from './generated.ts';
import { describeSuite } from './suite.ts';

it('has all models with Lambda layers', () => {
  const { skipped, unsaved } = accountOf(LAMBDAS);
  expect(unsaved).toEqual([]);
  expect(Object.keys(skipped)).toEqual([]);
});

// Keras loads no bytecode here: what is still a Lambda fails.
describeSuite({
  slug: 'lambdas',
  title: 'Lambda layers',
  fixtures: fixturesWith('model.h5', generatedFolder(LAMBDAS)),
  source: 'model.h5',
  formats: ['h5', 'keras'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'load_model', format: 'keras' },
  ],
  models: join(import.meta.dirname, LAMBDAS.models),
});
