import { expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';

function upgrade(className: string, config: JsonObject) {
  const layers = [{ class_name: className, config: { name: 'x', ...config } }];
  const context = { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false };
  const { model, warnings } = upgradeModel({ class_name: 'Sequential', config: { name: 's', layers } }, context);
  const written = isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers : [];
  return {
    config: isObject(written[0]) ? written[0].config : undefined,
    needs: warnings.map(({ code, needs }) => [code, needs]),
  };
}

const TRANSPOSED: JsonObject = { filters: 2, kernel_size: [3, 3], strides: [2, 2], padding: 'same' };

test.each<[string, JsonObject, [string, string][]]>([
  ['Conv2DTranspose', { ...TRANSPOSED, output_padding: [0, 1] }, [['output-padding-zero', '3.11']]],
  ['Conv2DTranspose', { ...TRANSPOSED, output_padding: [1, 1] }, []],
  ['Conv2DTranspose', { ...TRANSPOSED, output_padding: null }, []],
  ['MultiHeadAttention', { num_heads: 2, key_dim: 3, output_shape: [7] }, [['attention-shape', '3.7']]],
  [
    'MultiHeadAttention',
    { num_heads: 2, key_dim: 3, output_shape: [7], query_shape: [null, 4, 5], value_shape: [null, 4, 6] },
    [['attention-shape', '3.7']],
  ],
])('%s %j needs %j', (className, config, needs) => {
  expect(upgrade(className, config).needs).toEqual(needs);
});

test('an output_padding of zeros is left out where none is the same', () => {
  const valid = { ...TRANSPOSED, padding: 'valid', output_padding: [0, 0] };
  expect(upgrade('Conv2DTranspose', valid)).toMatchObject({ config: { output_padding: null }, needs: [] });
  const gaps = { ...valid, strides: [4, 4] };
  expect(upgrade('Conv2DTranspose', gaps).needs).toEqual([['output-padding-zero', '3.11']]);
});
