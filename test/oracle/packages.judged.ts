import { join } from 'node:path';
import { FIXTURES, fixturesWith } from './fixtures.ts';
import { describeSuite } from './suite.ts';

const PACKAGES = join(FIXTURES, 'packages');
const fixtures = fixturesWith('model.h5', PACKAGES);

describeSuite({
  slug: 'other-packages',
  title: 'Classes of other packages',
  fixtures: fixtures.filter(({ trained }) => !trained),
  source: 'model.h5',
  formats: ['h5', 'keras'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'load_model', format: 'keras' },
  ],
  models: join(PACKAGES, 'models.py'),
});

describeSuite({
  slug: 'other-packages-trained',
  title: 'Optimizers and metrics of other packages',
  fixtures: fixtures.filter(({ trained }) => trained),
  source: 'model.h5',
  formats: ['keras'],
  questions: [
    { check: 'load_model', format: 'keras' },
    { check: 'evaluate', format: 'keras' },
    { check: 'resume', format: 'keras' },
  ],
  models: join(PACKAGES, 'models.py'),
});

describeSuite({
  slug: 'other-packages-archives',
  title: 'Classes of other packages in archives',
  fixtures: fixturesWith('v3.keras', PACKAGES),
  source: 'v3.keras',
  formats: ['keras'],
  questions: [{ check: 'load_model', format: 'keras' }],
  models: join(PACKAGES, 'models.py'),
});
