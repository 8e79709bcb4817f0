import { join } from 'node:path';
import { FIXTURES, fixturesWith, isKeras2 } from './fixtures.ts';
import { describeSuite } from './suite.ts';

describeSuite({
  slug: 'whole-models',
  title: 'Whole models in H5',
  fixtures: fixturesWith('model.h5').filter(isKeras2),
  source: 'model.h5',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'order', format: 'h5', readers: ['3.3.3'] },
    { check: 'again', format: 'h5', readers: ['3.15.1'] },
    { check: 'view', format: 'h5', readers: ['3.15.1'] },
    { check: 'load_model', format: 'keras' },
    { check: 'resume', format: 'keras' },
    { check: 'load_weights', format: 'weights' },
    { check: 'tree', format: 'weights', readers: ['3.15.1'] },
  ],
  models: join(FIXTURES, 'models.py'),
});
