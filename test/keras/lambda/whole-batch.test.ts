import { describe, expect, it } from 'vitest';
import { classes, dumped, functional, upgrade } from './model.ts';

describe('an output with one value for all samples', () => {
  const codes = (kerasVersion: string, name: string) =>
    upgrade(functional(dumped('3.6', name)), { kerasVersion }).warnings.map(({ code }) => code);

  it('is warned of where Keras before 2.4 repeated it in its predictions', () => {
    expect(codes('2.2.4', 'mean_of_all')).toEqual(['output-of-the-batch']);
    expect(codes('2.4.0', 'mean_of_all')).toEqual([]);
    expect(codes('2.2.4', 'reduce_mean')).toEqual([]);
  });
});

describe('floats of another size than 32 bits', () => {
  const of = (dtype: string, kerasVersion: string) => {
    const model = JSON.parse(
      JSON.stringify(functional(dumped('3.6', 'scale_shift'))).replaceAll('"float32"', `"${dtype}"`),
    );
    return classes(upgrade(model, { kerasVersion })).join(' ');
  };

  it('stay what they are in a Keras that did not cast them, as a layer of Keras 3 would', () => {
    expect(of('float32', '2.2.4')).toBe('Rescaling');
    expect(of('float64', '2.2.4')).toBe('Divide Subtract');
  });
});
