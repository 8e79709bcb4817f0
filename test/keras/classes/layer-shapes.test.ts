import { describe, expect, it } from 'vitest';
import { layerShape } from '../../../src/keras/classes/lookups.ts';
import type { Shape } from '../../../src/keras/classes/shapes.ts';
import type { JsonObject } from '../../../src/keras/python-json.ts';

// What `layer.output.shape` is in Keras 2.15.
const CASES: readonly [string, JsonObject, Shape, Shape | undefined][] = [
  ['Conv2D', { filters: 4, kernel_size: [3, 2], strides: [2, 1] }, [null, 8, 6, 3], [null, 3, 5, 4]],
  ['Conv2D', { filters: 4, kernel_size: [3, 3], strides: [2, 2], padding: 'same' }, [null, 7, 6, 3], [null, 4, 3, 4]],
  ['Conv2D', { filters: 4, kernel_size: 3, data_format: 'channels_first' }, [null, 3, 8, 6], [null, 4, 6, 4]],
  ['Conv2D', { filters: 4, kernel_size: 3 }, [null, null, 6, 3], [null, null, 4, 4]],
  ['Conv1D', { filters: 4, kernel_size: [3], dilation_rate: [2], padding: 'causal' }, [null, 9, 2], [null, 9, 4]],
  ['Conv1D', { filters: 4, kernel_size: [3], dilation_rate: [2] }, [null, 9, 2], [null, 5, 4]],
  ['Conv2DTranspose', { filters: 4, kernel_size: [3, 3], strides: [2, 2] }, [null, 4, 5, 3], [null, 9, 11, 4]],
  ['Conv2DTranspose', { filters: 4, kernel_size: 3, strides: 2, padding: 'same' }, [null, 4, 5, 3], [null, 8, 10, 4]],
  ['Conv2DTranspose', { filters: 4, kernel_size: 3, strides: 2, output_padding: [1, 1] }, [null, 4, 5, 3], undefined],
  ['DepthwiseConv2D', { kernel_size: [3, 3], depth_multiplier: 2 }, [null, 8, 6, 3], [null, 6, 4, 6]],
  ['MaxPool2D', { pool_size: [3, 3], strides: [2, 2] }, [null, 8, 7, 3], [null, 3, 3, 3]],
  ['AveragePooling1D', { pool_size: [2], strides: null, padding: 'same' }, [null, 7, 3], [null, 4, 3]],
  ['GlobalAveragePooling2D', {}, [null, 7, 7, 3], [null, 3]],
  ['GlobalMaxPooling1D', { keepdims: true }, [null, 7, 3], [null, 1, 3]],
  ['UpSampling2D', { size: [2, 3] }, [null, 4, null, 3], [null, 8, null, 3]],
  [
    'ZeroPadding2D',
    {
      padding: [
        [1, 2],
        [0, 3],
      ],
    },
    [null, 4, 4, 3],
    [null, 7, 7, 3],
  ],
  ['ZeroPadding1D', { padding: [1, 2] }, [null, 4, 3], [null, 7, 3]],
  [
    'Cropping2D',
    {
      cropping: [
        [1, 1],
        [0, 2],
      ],
    },
    [null, 6, 6, 3],
    [null, 4, 4, 3],
  ],
  ['Flatten', {}, [null, 4, 5], [null, 20]],
  ['Reshape', { target_shape: [2, -1] }, [null, 4, 5], [null, 2, 10]],
  ['Reshape', { target_shape: [-1, 2] }, [null, null, 4], [null, null, 2]],
  ['Permute', { dims: [2, 1] }, [null, 4, 5], [null, 5, 4]],
  ['RepeatVector', { n: 3 }, [null, 4], [null, 3, 4]],
  ['Embedding', { output_dim: 8 }, [null, 5], [null, 5, 8]],
  ['LSTM', { units: 3, return_sequences: true }, [null, 5, 2], [null, 5, 3]],
  ['LSTM', { units: 3 }, [null, 5, 2], [null, 3]],
  ['BatchNormalization', {}, [null, 4, 5], [null, 4, 5]],
  ['Lambda', {}, [null, 4, 5], undefined],
  ['constructor', {}, [null, 4, 5], undefined],
];

describe('layerShape', () => {
  it.each(CASES)('%s %j of %j', (className, config, input, expected) => {
    expect(layerShape(className, config, [input], 0)).toEqual(expected);
  });

  it('gives the states of a recurrent layer theirs', () => {
    const config = { units: 3, return_sequences: true, return_state: true };
    expect(layerShape('LSTM', config, [[null, 5, 2]], 1)).toEqual([null, 3]);
  });

  it('joins and merges', () => {
    const shapes: readonly Shape[] = [
      [null, 4, 2],
      [null, 4, 3],
    ];
    expect(layerShape('Concatenate', { axis: -1 }, shapes, 0)).toEqual([null, 4, 5]);
    expect(layerShape('Add', {}, shapes, 0)).toBe(undefined);
    expect(
      layerShape(
        'Multiply',
        {},
        [
          [null, 4, 2],
          [null, 1, 2],
        ],
        0,
      ),
    ).toEqual([null, 4, 2]);
    expect(layerShape('Add', {}, [[null, 4], undefined], 0)).toBe(undefined);
  });
});
