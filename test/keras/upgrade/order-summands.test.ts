import { expect, test } from 'vitest';
import { type Argument, type Call, TensorRef } from '../../../src/keras/graph/graph.ts';
import { Notes } from '../../../src/keras/upgrade/notes.ts';
import { orderSummands } from '../../../src/keras/upgrade/order-summands.ts';

const [WIDE, NARROW, LOW] = ['wide', 'narrow', 'low'].map((name) => new TensorRef(name, 0, 0)) as [
  TensorRef,
  TensorRef,
  TensorRef,
];
const SHAPES = new Map([
  ['wide', [null, 4, 4]],
  ['narrow', [null, 4, 1]],
  ['low', [null, 1]],
]);

function order(className: string, summands: Argument[], kerasVersion = '2.15.0') {
  const call: Call = { args: [summands], kwargs: {} };
  const facts = {
    shapeOf: ({ layer }: TensorRef) => SHAPES.get(layer),
    dtypeOf: () => 'float32',
    isGuessed: () => false,
    producerOf: () => undefined,
  };
  const notes = new Notes({ kerasVersion, backend: 'tensorflow', strict: false }, () => {
    throw new Error('no model');
  });
  return orderSummands(className, call, facts, notes)?.map(({ index }) => index);
}

test.each<[string, Argument[], number[] | undefined]>([
  ['Add', [WIDE, NARROW], [1, 0]],
  ['Add', [NARROW, WIDE], undefined],
  ['Average', [WIDE, WIDE, LOW], [2, 0, 1]],
  ['Add', [WIDE, { class_name: '__tensor__', config: { value: [[[1], [2], [3], [4]]], dtype: 'float32' } }], [1, 0]],
  ['Add', [WIDE, new TensorRef('unknown', 0, 0)], undefined],
  ['Subtract', [WIDE, NARROW], undefined],
])('%s of %j', (className, summands, expected) => {
  expect(order(className, summands)).toEqual(expected);
});

test('what Keras 3 wrote stays as it is', () => {
  expect(order('Add', [WIDE, NARROW], '3.8.0')).toBeUndefined();
});
