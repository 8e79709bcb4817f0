import { expect, it } from 'vitest';
import { childSpecs, variableSpecs } from '../../../src/keras/classes/lookups.ts';
import { LAYERS, rowOf, unaliased } from '../../../src/keras/classes/table.ts';

it('knows each class by one row, whatever it is called', () => {
  const aliases = [...LAYERS.values()].flatMap(({ aliases: own = [] }) => own);
  expect(aliases.filter((alias, index) => LAYERS.has(alias) || aliases.indexOf(alias) !== index)).toEqual([]);
  expect(unaliased('Convolution2D')).toBe('Conv2D');
  expect(rowOf('BatchNormalizationV2')).toBe(LAYERS.get('BatchNormalization'));
  expect(rowOf('constructor')).toBe(undefined);
});

it('writes classes of which it knows what they hold', () => {
  const renamed = [...LAYERS.values()].flatMap(({ renamed: other }) => other ?? []);
  expect(renamed.filter((className) => !LAYERS.has(className))).toEqual([]);
});

it('holds what Keras 3 makes inside layers, though no file names it', () => {
  const config = { filters: 2, kernel_size: [3, 3] };
  const [cell] = childSpecs('ConvLSTM2D', config);
  expect(cell).toMatchObject({ attribute: 'cell', serialized: false, object: { class_name: 'ConvLSTMCell' } });
  expect(variableSpecs('ConvLSTMCell', config).map(({ name, shape }) => [name, shape])).toEqual([
    ['kernel', [3, 3, null, 8]],
    ['recurrent_kernel', [3, 3, 2, 8]],
    ['bias', [8]],
  ]);
  expect(LAYERS.has('ConvLSTMCell')).toBe(false);
});
