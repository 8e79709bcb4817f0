import { expect, it } from 'vitest';
import { orderSuspicions } from '../../../src/keras/weights/order-without-architecture.ts';
import { group } from './models.ts';

const codes = (...layers: Parameters<typeof orderSuspicions>[0]) => orderSuspicions(layers).map(({ code }) => code);
const dense = (name: string) => group(name, { [`${name}/kernel:0`]: [4, 4], [`${name}/bias:0`]: [4] });

it('says that layers alike may stand in branches with masks, where something makes masks', () => {
  const words = group('words', { 'words/embeddings:0': [9, 4] });
  expect(codes(words, dense('a'), dense('b'))).toEqual(['order-unknown']);
  expect(codes(group('masking', {}), dense('a'), dense('b'))).toEqual(['order-unknown']);
  expect(codes(words, dense('a'))).toEqual([]);
  expect(codes(dense('a'), dense('b'))).toEqual([]);
});

it('says that the order within a model depends on what is frozen', () => {
  const inner = { 'a/kernel:0': [4, 4], 'b/kernel:0': [4, 4] };
  expect(codes(group('encoder', inner))).toEqual(['frozen-unknown']);
  const both = { 'forward_lstm/kernel:0': [4, 4], 'backward_lstm/kernel:0': [4, 4] };
  expect(codes(group('bidirectional_1', both))).toEqual([]);
});
