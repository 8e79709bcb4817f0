import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixturesWith } from './fixtures.ts';
import { accountOf, generatedFolder, TRAINING } from './generated.ts';
import { describeSuite } from './suite.ts';

it('has a file of every one', () => {
  const { skipped, unsaved } = accountOf(TRAINING);
  expect(skipped).toEqual({});
  expect(unsaved).toEqual([]);
});

const fixtures = fixturesWith('model.h5', generatedFolder(TRAINING));
const isOptimizer = ({ model }: { readonly model: string }) => /^(optimizer|legacy|schedule)_/.test(model);

describeSuite({
  slug: 'losses-and-metrics',
  title: 'Every loss and metric',
  fixtures: fixtures.filter((fixture) => !isOptimizer(fixture)),
  source: 'model.h5',
  formats: ['h5', 'keras'],
  questions: [
    { check: 'evaluate', format: 'h5' },
    { check: 'evaluate', format: 'keras' },
  ],
  models: join(import.meta.dirname, TRAINING.models),
});

describeSuite({
  slug: 'optimizers',
  title: 'Every optimizer and schedule',
  fixtures: fixtures.filter(isOptimizer),
  source: 'model.h5',
  formats: ['h5', 'keras'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'resume', format: 'keras' },
  ],
  models: join(import.meta.dirname, TRAINING.models),
});
