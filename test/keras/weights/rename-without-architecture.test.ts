import { describe, expect, it } from 'vitest';
import { renameWithoutArchitecture } from '../../../src/keras/weights/rename-without-architecture.ts';
import { group, KERAS_2 } from './models.ts';

const rename = (name: string, weights: Readonly<Record<string, readonly number[]>>, backend = 'tensorflow') =>
  renameWithoutArchitecture([group(name, weights)], [], { ...KERAS_2, backend });

describe('renameWithoutArchitecture', () => {
  it('takes off the output number and keeps names unique and in order', () => {
    const { h5Layers } = rename('sub', { 'd/kernel:0': [2, 2], 'd/kernel:1': [2, 2], 'd/bias:0': [2] });
    expect(h5Layers[0]?.weights.map(({ h5Name }) => h5Name)).toEqual(['d/kernel', 'd/kernel_1', 'd/bias']);
  });

  it("gives no layer the name of the group that holds the model's own weights", () => {
    const { h5Layers } = rename('top_level_model_weights', { 'd/bias:0': [2] });
    expect(h5Layers.map(({ name }) => name)).toEqual(['top_level_model_weights_1']);
  });

  it("renames a depthwise convolution's kernel, a separable one's not", () => {
    const depthwise = rename('dw', { 'dw/depthwise_kernel:0': [3, 3, 2, 1] });
    expect(depthwise.h5Layers[0]?.weights[0]?.h5Name).toBe('dw/kernel');
    const separable = rename('s', { 's/depthwise_kernel:0': [3, 3, 2, 1], 's/pointwise_kernel:0': [1, 1, 2, 4] });
    expect(separable.h5Layers[0]?.weights[0]?.h5Name).toBe('s/depthwise_kernel');
  });

  it.each([
    ['an LSTM', { 'l/kernel:0': [6, 12], 'l/recurrent_kernel:0': [3, 12], 'l/bias:0': [12] }, 'LSTM'],
    ['a GRU', { 'l/kernel:0': [6, 9], 'l/recurrent_kernel:0': [3, 9], 'l/bias:0': [2, 9] }, 'GRU'],
    ['a ConvLSTM', { 'l/kernel:0': [3, 3, 2, 12], 'l/recurrent_kernel:0': [3, 3, 3, 12] }, 'ConvLSTM'],
    ['a Normalization', { 'mean:0': [4], 'variance:0': [4], 'count:0': [] }, 'Normalization'],
  ])('warns of what %s may mean, and changes nothing', (_, weights, text) => {
    const { warnings, h5Layers } = rename('l', weights);
    expect(warnings.map((warning) => warning.text)).toEqual([expect.stringContaining(text)]);
    expect(h5Layers[0]?.weights.every(({ steps }) => steps.length === 0)).toBe(true);
  });

  it('says nothing of plain layers', () => {
    expect(rename('d', { 'd/kernel:0': [2, 12], 'd/bias:0': [12] }).warnings).toEqual([]);
  });

  it('converts cuDNN weights, both directions', () => {
    const { h5Layers, warnings } = rename('bi', {
      'forward_gru/kernel:0': [6, 9],
      'forward_gru/recurrent_kernel:0': [3, 9],
      'forward_gru/bias:0': [18],
      'backward_gru/kernel:0': [6, 9],
      'backward_gru/recurrent_kernel:0': [3, 9],
      'backward_gru/bias:0': [18],
    });
    const kinds = h5Layers[0]?.weights.map(({ steps }) => steps[0]?.kind);
    expect(kinds).toEqual([
      'transpose-blocks',
      'transpose-blocks',
      'reshape',
      'transpose-blocks',
      'transpose-blocks',
      'reshape',
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(['cudnn-replaced']);
  });

  it("flips Theano's convolution kernels only", () => {
    const { h5Layers } = rename('c', { 'c/kernel': [3, 3, 1, 2], 'c/bias': [2] }, 'theano');
    expect(h5Layers[0]?.weights.map(({ steps }) => steps)).toEqual([[{ kind: 'flip', axes: [0, 1] }], []]);
  });

  it('drops the statistics of renorm', () => {
    const { h5Layers, dropped, warnings } = rename('bn', { 'bn/gamma:0': [2], 'bn/renorm_mean:0': [2] });
    expect(h5Layers[0]?.weights).toHaveLength(1);
    expect(dropped).toHaveLength(1);
    expect(warnings[0]?.text).toContain('renorm');
  });

  it("refuses Theano's kernels of Keras 1, whose order of axes is not known", () => {
    expect(() => rename('convolution2d_1', { convolution2d_1_W: [4, 3, 3, 3] })).toThrow('Theano');
    expect(rename('dense_1', { dense_1_W: [4, 3] }).warnings).toEqual([]);
  });

  it('refuses the split gates of Keras 1', () => {
    expect(() => rename('lstm_1', { lstm_1_W_i: [2, 3] })).toThrow('architecture');
  });
});
