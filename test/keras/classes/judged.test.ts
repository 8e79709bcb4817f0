import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LAYERS } from '../../../src/keras/classes/table.ts';

const TEST = join(import.meta.dirname, '..', '..');

/** The models that real Keras judges, as Python text. */
const MODELS = ['fixtures', 'oracle']
  .flatMap((folder) => readdirSync(join(TEST, folder)).map((name) => join(TEST, folder, name)))
  .filter((path) => path.endsWith('models.py'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Names that a loop makes: `"%sPooling%dD"`. */
const MADE = [...MODELS.matchAll(/"(\w*%[sd][%\w]*)"/g)].map(
  ([, name = '']) => new RegExp(`^${name.replaceAll('%s', '\\w+').replaceAll('%d', '\\d')}$`),
);

it('every class of the layer table that is converted stands in a model that real Keras judges', () => {
  const missing = [...LAYERS]
    .filter(([, { refusal }]) => refusal === undefined)
    .map(([name]) => name)
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(MODELS) && !MADE.some((made) => made.test(name)));
  expect(missing).toEqual([]);
});
