import { join } from 'node:path';
import { fixturesWith } from './fixtures.ts';
import { APPLICATIONS, generatedFolder } from './generated.ts';
import { describeSuite } from './suite.ts';

describeSuite({
  slug: 'applications',
  title: 'Networks of keras.applications',
  fixtures: fixturesWith('model.h5', generatedFolder(APPLICATIONS)),
  source: 'model.h5',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'again', format: 'h5', readers: ['3.15.1'] },
    { check: 'load_model', format: 'keras' },
    { check: 'tree', format: 'weights', readers: ['3.15.1'] },
  ],
  models: join(import.meta.dirname, APPLICATIONS.models),
});
