import { join } from 'node:path';
import { FIXTURES, fixturesWith, isKeras2 } from './fixtures.ts';
import { describeSuite } from './suite.ts';

describeSuite({
  slug: 'weights-with-architecture',
  title: 'Weights with model.json beside them',
  fixtures: fixturesWith('weights_only.h5').filter(isKeras2),
  source: 'weights_only.h5',
  companions: ['model.json'],
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_weights', format: 'h5' },
    { check: 'load_model', format: 'keras' },
    { check: 'load_weights', format: 'weights' },
    { check: 'tree', format: 'weights', readers: ['3.15.1'] },
  ],
  models: join(FIXTURES, 'models.py'),
  weightsAlone: true,
});
