import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixturesWith } from './fixtures.ts';
import { accountOf, generatedFolder, LAYERS } from './generated.ts';
import { describeSuite } from './suite.ts';

const models = join(import.meta.dirname, LAYERS.models);

it('has a file of every layer but those that Keras 2.15 cannot save as .h5', () => {
  const { skipped, unsaved } = accountOf(LAYERS);
  expect(skipped).toEqual({});
  expect(unsaved.map((one) => one.split(':')[0])).toEqual([
    'IntegerLookup_adapt/model.h5',
    'StringLookup_adapt/model.h5',
    'TextVectorization_adapt/model.h5',
    'StringLookup_tf_idf_adapt/model.h5',
    'TextVectorization_tf_idf_adapt/model.h5',
    'TextVectorization_tf_idf_padded_adapt/model.h5',
  ]);
});

describeSuite({
  slug: 'layers',
  title: 'Every built-in layer, in H5',
  fixtures: fixturesWith('model.h5', generatedFolder(LAYERS)),
  source: 'model.h5',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'again', format: 'h5', readers: ['3.15.1'] },
    { check: 'load_model', format: 'keras' },
    { check: 'tree', format: 'weights', readers: ['3.15.1'] },
  ],
  models,
});

describeSuite({
  slug: 'layer-archives',
  title: 'Every built-in layer, in archives (.keras)',
  fixtures: fixturesWith('v3.keras', generatedFolder(LAYERS)),
  source: 'v3.keras',
  formats: ['keras'],
  questions: [{ check: 'load_model', format: 'keras' }],
  models,
});
