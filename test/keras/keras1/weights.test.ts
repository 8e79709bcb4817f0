import { describe, expect, test } from 'vitest';
import { keras1Weights } from '../../../src/keras/keras1/source-weights.ts';
import { keras1Backend, keras1Variables } from '../../../src/keras/keras1/weights.ts';

test.each([
  [['dense_1_W', 'dense_1_b'], 'theano'],
  [['dense_1_W:0'], 'tensorflow'],
  [['param_0'], undefined],
  [[], undefined],
])('%j are names by %s', (names, backend) => {
  expect(keras1Backend(names)).toBe(backend);
});

describe('variables', () => {
  test('a kernel stored channels first is laid out anew, and turned over if Theano stored it', () => {
    const config = { data_format: 'channels_first' };
    expect(keras1Variables('Conv2D', config, 'theano', [[4, 3, 2, 2], [4]])).toEqual([
      {
        variable: 'kernel',
        sources: [0],
        steps: [
          { kind: 'transpose', permutation: [2, 3, 1, 0] },
          { kind: 'flip', axes: [0, 1] },
        ],
      },
      { variable: 'bias', sources: [1], steps: [] },
    ]);
  });

  test.each([
    [[3, 1, 2, 4], [{ kind: 'reshape', shape: [3, 2, 4] }]],
    // Before Keras 1.1.
    [
      [4, 2, 3, 1],
      [
        { kind: 'transpose', permutation: [2, 3, 1, 0] },
        { kind: 'reshape', shape: [3, 2, 4] },
      ],
    ],
  ])('a Conv1D kernel of shape %j', (shape, steps) => {
    const [kernel] = keras1Variables('Conv1D', { kernel_size: 3, filters: 4 }, 'tensorflow', [shape]) ?? [];
    expect(kernel?.steps).toEqual(steps);
  });

  test('a Dense has the variables of Keras 2, and so has a class that no table names', () => {
    expect(keras1Variables('Dense', {}, 'theano', [[3, 2], [2]])).toBeUndefined();
    expect(keras1Variables('constructor', {}, 'theano', [])).toBeUndefined();
  });
});

describe('a group of weights', () => {
  const tensor = (path: string, shape: number[]) => ({ path, shape, dtype: 'float32' as const });

  test('gates are joined as input, forget, candidate, output, one direction after the other', () => {
    const gates = ['i', 'c', 'f', 'o'];
    const own = (prefix: string) =>
      gates.flatMap((gate) => [
        { name: `${prefix}_W_${gate}:0`, tensor: tensor(`${prefix}/W_${gate}`, [3, 2]) },
        { name: `${prefix}_U_${gate}:0`, tensor: tensor(`${prefix}/U_${gate}`, [2, 2]) },
        { name: `${prefix}_b_${gate}:0`, tensor: tensor(`${prefix}/b_${gate}`, [2]) },
      ]);
    const layers = new Map([['lstm_1', { className: 'LSTM', config: {} }]]);
    const weights = keras1Weights([...own('forward_lstm_1'), ...own('backward_lstm_1')], layers, 'tensorflow');
    expect(weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['forward_lstm_1/kernel:0', [3, 8]],
      ['forward_lstm_1/recurrent_kernel:0', [2, 8]],
      ['forward_lstm_1/bias:0', [8]],
      ['backward_lstm_1/kernel:0', [3, 8]],
      ['backward_lstm_1/recurrent_kernel:0', [2, 8]],
      ['backward_lstm_1/bias:0', [8]],
    ]);
    expect(weights[0]?.sources.map(({ path }) => path)).toEqual(
      ['i', 'f', 'c', 'o'].map((gate) => `forward_lstm_1/W_${gate}`),
    );
  });

  test('others take the names of Keras 2, and unknown names stay', () => {
    const weights = ['bn_gamma', 'bn_running_std', 'words_W', 'mine_scale'].map((name) => ({
      name,
      tensor: tensor(name, [2]),
    }));
    const layers = new Map([['words', { className: 'Embedding', config: {} }]]);
    expect(keras1Weights(weights, layers, 'theano').map(({ name }) => name)).toEqual([
      'bn/gamma:0',
      'bn/moving_variance:0',
      'words/embeddings:0',
      'mine_scale',
    ]);
  });
});
