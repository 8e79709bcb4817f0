import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixturesWith } from './fixtures.ts';
import { accountOf, CUSTOM, generatedFolder } from './generated.ts';
import { describeSuite } from './suite.ts';

const models = join(import.meta.dirname, CUSTOM.models);

it("has all models with layers of the user's own", () => {
  const { skipped, unsaved } = accountOf(CUSTOM);
  expect({ skipped, unsaved }).toEqual({ skipped: {}, unsaved: [] });
});

describeSuite({
  slug: 'custom',
  title: "Layers of the user's own, in H5",
  fixtures: fixturesWith('model.h5', generatedFolder(CUSTOM)),
  source: 'model.h5',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'load_model', format: 'keras' },
    { check: 'load_weights', format: 'weights' },
  ],
  models,
  custom: true,
});

describeSuite({
  slug: 'custom-archives',
  title: "Layers of the user's own, in archives (.keras)",
  fixtures: fixturesWith('v3.keras', generatedFolder(CUSTOM)),
  source: 'v3.keras',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'load_model', format: 'keras' },
    { check: 'load_weights', format: 'weights' },
  ],
  models,
  custom: true,
});
