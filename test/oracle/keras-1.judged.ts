import { join } from 'node:path';
import { FIXTURES, fixturesWith, isKeras0, isKeras1 } from './fixtures.ts';
import { describeSuite } from './suite.ts';

const models = join(FIXTURES, 'keras1_models.py');

describeSuite({
  slug: 'keras-1',
  title: 'Whole models of Keras 1',
  fixtures: fixturesWith('model.h5').filter(isKeras1),
  source: 'model.h5',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'again', format: 'h5', readers: ['3.15.1'] },
    { check: 'load_model', format: 'keras' },
    { check: 'resume', format: 'keras' },
    { check: 'tree', format: 'weights', readers: ['3.15.1'] },
  ],
  models,
});

describeSuite({
  slug: 'keras-1-weights',
  title: 'Weights of Keras 1 with model.json beside them',
  fixtures: fixturesWith('weights_only.h5').filter((fixture) => isKeras0(fixture) || isKeras1(fixture)),
  source: 'weights_only.h5',
  companions: ['model.json'],
  formats: ['keras'],
  questions: [{ check: 'load_model', format: 'keras' }],
  models,
});
