import { describe, expect, it } from 'vitest';
import { describeLambda } from '../../../src/keras/lambda/describe.ts';
import { givenGlobals } from '../../../src/keras/lambda/given-globals.ts';
import { classes, dumped, functional, lambdaConfig, upgrade } from './model.ts';

describe('values given for globals', () => {
  it('stand for them, and are told to be used', () => {
    const globals = givenGlobals('{"SCALE": 2.0, "OTHER": 1}');
    const result = upgrade(functional(dumped('3.8', 'global_constant')), { globals });
    expect(classes(result)).toEqual(['Rescaling']);
    expect(JSON.stringify(result.model)).toContain('"scale":0.5');
    expect([...globals.used]).toEqual(['SCALE']);
  });
});

describe('what a Lambda computes', () => {
  it.each([
    ['residual_scaled_arguments', 2, 'x[0] + x[1] * 0.17'],
    ['global_constant', 1, 'x / SCALE'],
    ['kwonly_default', 1, 'a function that needs the argument "n", whose value the file does not hold'],
  ])('%s is told', (name, inputs, text) => {
    expect(describeLambda(lambdaConfig(dumped('3.8', name)), inputs)).toBe(text);
  });
});
