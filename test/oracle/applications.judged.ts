import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixturesWith } from './fixtures.ts';
import { APPLICATIONS, accountOf, generatedFolder } from './generated.ts';
import { describeSuite } from './suite.ts';

it('has a file of every network', () => {
  const { made, skipped, unsaved } = accountOf(APPLICATIONS);
  expect({ count: made.length, skipped, unsaved }).toEqual({ count: 6, skipped: {}, unsaved: [] });
});

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
