import { join } from 'node:path';
import { FIXTURES, fixturesWith, isKeras2 } from './fixtures.ts';
import { describeSuite } from './suite.ts';

describeSuite({
  slug: 'weights-only',
  title: 'Weights alone, without an architecture beside them',
  fixtures: fixturesWith('weights_only.h5').filter(isKeras2),
  source: 'weights_only.h5',
  formats: ['h5'],
  questions: [
    { check: 'load_weights', format: 'h5' },
    { check: 'view', format: 'h5', readers: ['3.15.1'] },
  ],
  models: join(FIXTURES, 'models.py'),
  weightsAlone: true,
});
