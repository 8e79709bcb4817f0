import { join } from 'node:path';
import { FIXTURES, fixturesWith } from './fixtures.ts';
import { describeSuite } from './suite.ts';

const models = join(FIXTURES, 'models.py');

describeSuite({
  slug: 'archives',
  title: 'Archives (.keras) of Keras 2',
  fixtures: fixturesWith('v3.keras'),
  source: 'v3.keras',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'load_model', format: 'keras' },
    { check: 'resume', format: 'keras' },
    { check: 'load_weights', format: 'weights' },
  ],
  models,
});

describeSuite({
  slug: 'object-trees',
  title: 'Object trees (.weights.h5) of Keras 2',
  fixtures: fixturesWith('v3.weights.h5'),
  source: 'v3.weights.h5',
  companions: ['model.json'],
  formats: ['keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'keras' },
    { check: 'load_weights', format: 'weights' },
  ],
  models,
  weightsAlone: true,
});
