import { expect, test } from 'vitest';
import { TensorRef } from '../../../src/keras/graph/graph.ts';
import { withConstants } from '../../../src/keras/upgrade/constants.ts';

const X = new TensorRef('x', 0, 0);
const tensor = (value: unknown, dtype = 'float32') => ({ class_name: '__tensor__', config: { value, dtype } });
const lstm = { class_name: 'LSTM', config: { dtype: 'float64' } };
const STATE = [[0.5, 1.5]];

test('arrays among summands become tensors, and what is no array stays', () => {
  const add = { class_name: 'Add', config: { dtype: 'mixed_float16' } };
  expect(withConstants({ args: [[X, [[1.5]], 2]], kwargs: {} }, add)).toEqual({
    args: [[X, tensor([[1.5]]), tensor(2)]],
    kwargs: {},
  });
  expect(withConstants({ args: [X], kwargs: { axis: [1, 2] } }, add).kwargs).toEqual({ axis: [1, 2] });
});

test.each([
  [lstm, [STATE, STATE], [tensor(STATE, 'float64'), tensor(STATE, 'float64')]],
  [{ class_name: 'GRU', config: {} }, STATE, tensor(STATE)],
  [lstm, [X, STATE], [X, tensor(STATE, 'float64')]],
  [{ class_name: 'ConvLSTM1D', config: {} }, [[STATE]], [tensor([STATE])]],
  [{ class_name: 'Bidirectional', config: { layer: lstm } }, [STATE, STATE], [tensor(STATE), tensor(STATE)]],
])('initial states of %o become tensors', (layer, states, expected) => {
  expect(withConstants({ args: [X], kwargs: { initial_state: states } }, layer).kwargs.initial_state).toEqual(expected);
});

test('masks become tensors of truth values, one by one where there are several', () => {
  const mask = [[true, false]];
  expect(withConstants({ args: [X], kwargs: { mask } }, lstm).kwargs.mask).toEqual(tensor(mask, 'bool'));
  expect(withConstants({ args: [X], kwargs: { mask: [null, mask] } }, lstm).kwargs.mask).toEqual([
    null,
    tensor(mask, 'bool'),
  ]);
});
