import { join } from 'node:path';
import { FIXTURES, fixturesWith, isKeras3 } from './fixtures.ts';
import { describeSuite } from './suite.ts';

describeSuite({
  slug: 'keras-3',
  title: 'Whole models in H5 that Keras 3 wrote',
  fixtures: fixturesWith('model.h5').filter(isKeras3),
  source: 'model.h5',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'again', format: 'h5', readers: ['3.15.1'] },
    { check: 'load_model', format: 'keras' },
    { check: 'resume', format: 'keras' },
    { check: 'load_weights', format: 'weights' },
  ],
  models: join(FIXTURES, 'keras3_models.py'),
});
