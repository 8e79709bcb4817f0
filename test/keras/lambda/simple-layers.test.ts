import { describe, expect, it } from 'vitest';
import { simpleLayer } from '../../../src/keras/lambda/simple-layers.ts';
import { constant, type Expression } from '../../../src/python-bytecode/expression.ts';

const X: Expression = { kind: 'argument', text: 'x' };
const by = (operator: string, left: Expression, right: number): Expression => ({
  kind: 'operator',
  operator,
  operands: [left, constant(right)],
});
const layerOf = (expression: Expression) =>
  simpleLayer(expression, [{ shape: [null, 3], dtype: 'float32' }])?.className;

describe('a Rescaling', () => {
  it('stands for products and sums', () => {
    expect(layerOf(by('-', by('/', X, 127.5), 1))).toBe('Rescaling');
    expect(layerOf(by('*', by('+', X, 3), 0.1))).toBe('Rescaling');
  });

  it.each([
    ['what becomes infinite on the way', by('/', by('*', by('*', X, 1e30), 1e30), 1e30)],
    ['what becomes zero on the way', by('*', by('*', X, 1e-45), 1e45)],
    ['what is rounded on the way', by('-', by('+', X, 1e8), 1e8)],
    ['zero', by('*', X, 0)],
  ])('not for %s', (_, expression) => {
    expect(layerOf(expression)).toBeUndefined();
  });
});
