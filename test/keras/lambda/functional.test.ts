import { describe, expect, it } from 'vitest';
import { isObject } from '../../../src/keras/python-json.ts';
import { PYTHONS } from '../../python-bytecode/sources.ts';
import { CONVERTED, LEFT } from './expected.ts';
import { classes, dumped, functional, lambdaConfig, upgrade } from './model.ts';

describe('a Lambda whose function can be followed', () => {
  it.each(CONVERTED)('%s becomes %s', (name, expected) => {
    expect(classes(upgrade(functional(dumped('3.8', name)))).join(' ')).toBe(expected);
  });

  it.each(PYTHONS)('is one whichever Python wrote it: %s', (python) => {
    const result = upgrade(functional(dumped(python, 'scale_shift')));
    expect(classes(result)).toEqual(['Rescaling']);
    expect(JSON.stringify(result.model)).toContain('"scale":0.00784313725490196');
    expect(result.changes).toContainEqual({
      path: 'model/lambda/function',
      from: 'Lambda: x / 127.5 - 1.0',
      to: 'Rescaling',
    });
  });

  it('keeps its name, and the shape of its one operation', () => {
    const { model } = upgrade(functional(dumped('3.8', 'abs_difference')));
    const layers = isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers : [];
    expect(layers.map((layer) => isObject(layer) && layer.name)).toEqual([
      'input_0',
      'input_1',
      'lambda_subtract',
      'lambda',
    ]);
  });
});

describe('a Lambda whose function cannot be followed', () => {
  it.each(LEFT)('%s is left, and why is said: %s', (name, reason) => {
    const { model, warnings, refusals } = upgrade(functional(dumped('3.8', name)));
    expect(classes({ model })).toEqual(['Lambda']);
    expect(refusals).toEqual([]);
    expect(warnings.find(({ code }) => code === 'lambda-bytecode')?.text).toContain(`as it ${reason}:`);
  });

  it('is refused where Keras 1 wrote it, with what is missing', () => {
    const context = { kerasVersion: '2.2.4', isRewritten: true };
    const { refusals } = upgrade(functional(dumped('2.7', 'global_constant')), context);
    expect(refusals.map(({ text }) => text)).toEqual([
      'Lambda layer "lambda" holds bytecode of a Python that no Keras 3 runs on that is not converted, as it uses the global SCALE of its module, whose value the file does not hold; rebuild the model in Keras 3 and convert its weights alone',
    ]);
  });
});

describe('in a Sequential', () => {
  const dense = { class_name: 'Dense', config: { name: 'dense', units: 2, activation: 'linear', use_bias: true } };
  const sequential = (name: string, shape: number[] | undefined) => {
    const config = lambdaConfig(dumped('3.6', name));
    const first = shape ? { ...config, batch_input_shape: [null, ...shape] } : config;
    const layers = [{ class_name: 'Lambda', config: first }, dense];
    return { class_name: 'Sequential', config: { name: 'sequential', layers } };
  };

  it('a layer stands where the Lambda stood', () => {
    const result = upgrade(sequential('scale_shift', [4]));
    expect(result.model.class_name).toBe('Sequential');
    expect(classes(result)).toEqual(['Rescaling', 'Dense']);
  });

  it('operations make a graph of it', () => {
    const result = upgrade(sequential('power', [4]));
    expect(result.model.class_name).toBe('Functional');
    expect(classes(result)).toEqual(['Power', 'Dense']);
  });

  it('operations need the shape of the input', () => {
    const result = upgrade(sequential('power', undefined));
    expect(classes(result)).toEqual(['Lambda', 'Dense']);
    expect(result.warnings.map(({ text }) => text).join()).toContain('only where the shape of its input is known');
    expect(classes(upgrade(sequential('scale_shift', undefined)))).toEqual(['Rescaling', 'Dense']);
  });
});
