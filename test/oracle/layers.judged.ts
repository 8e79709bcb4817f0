import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LEGACY_LAYERS } from '../../src/keras/classes/legacy.ts';
import { LAYERS as ROWS, unaliased } from '../../src/keras/classes/table.ts';
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

it('has a model with a layer of every row of the table', () => {
  const written = new Set(
    fixturesWith('model.h5', generatedFolder(LAYERS)).flatMap(({ folder }) =>
      [...readFileSync(join(folder, 'model.h5'), 'latin1').matchAll(/"class_name": "(?:\w+>)?(\w+)"/g)].map(
        ([, className = '']) => unaliased(className),
      ),
    ),
  );
  // DenseFeatures, which is refused, is built of feature columns; the others are multi-backend Keras's alone.
  const without = ['DenseFeatures', ...LEGACY_LAYERS.keys()];
  expect([...ROWS.keys()].filter((className) => !written.has(className)).sort()).toEqual(without.sort());
});

describeSuite({
  slug: 'layers',
  title: 'Every built-in layer, in H5',
  fixtures: fixturesWith('model.h5', generatedFolder(LAYERS)),
  source: 'model.h5',
  formats: ['h5', 'keras', 'weights'],
  questions: [
    { check: 'load_model', format: 'h5' },
    { check: 'order', format: 'h5', readers: ['3.3.3'] },
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
