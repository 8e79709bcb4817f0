import { describe, expect, it } from 'vitest';
import { toSnakeCase } from '../../../src/keras/snake-case.ts';
import { pythonClassName, SiblingNames } from '../../../src/keras/weights/class-name.ts';

describe('toSnakeCase', () => {
  it.each([
    ['Dense', 'dense'],
    ['Conv2DTranspose', 'conv2d_transpose'],
    ['PReLU', 'p_re_lu'],
    ['LeakyReLU', 'leaky_re_lu'],
    ['ELU', 'elu'],
    ['LSTM', 'lstm'],
    ['ConvLSTM2D', 'conv_lstm2d'],
    ['CuDNNLSTM', 'cu_dnnlstm'],
    ['TFOpLambda', 'tf_op_lambda'],
    ['StackedRNNCells', 'stacked_rnn_cells'],
    ['GlobalAveragePooling1D', 'global_average_pooling1d'],
  ])('%s → %s, as Keras 2.15 and 3.15.1 write it', (className, path) => {
    expect(toSnakeCase(className)).toBe(path);
  });
});

describe('pythonClassName', () => {
  it('takes the class out of a registered name', () => {
    expect(pythonClassName('My>package>Layer')).toBe('Layer');
    expect(pythonClassName('Dense')).toBe('Dense');
  });
});

describe('SiblingNames', () => {
  it('numbers repetitions, names of objects included', () => {
    const names = new SiblingNames();
    expect(['dense', 'constructor', 'dense', 'constructor', 'dense'].map((name) => names.next(name))).toEqual([
      'dense',
      'constructor',
      'dense_1',
      'constructor_1',
      'dense_2',
    ]);
  });
});
