import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/keras/python-json.ts';
import {
  planOptimizerState,
  type StateTensor,
} from '../../../../src/keras/training/optimizer-state/optimizer-state.ts';
import type { AssignedVariable } from '../../../../src/keras/weights/types.ts';
import type { Dtype } from '../../../../src/tensor/tensor.ts';
import type { Transform } from '../../../../src/tensor/transform.ts';

function variable(layer: string, name: string, shape: number[], steps: Transform[] = []): AssignedVariable {
  const sources = [{ path: `/model_weights/${layer}/${layer}/${name}:0`, shape, dtype: 'float32' as const }];
  return { name, layer, h5Name: `${layer}/${name}`, objectPath: '', sources, steps, shape, trainable: true };
}

function state(
  name: string | undefined,
  shape: number[],
  dtype: Dtype = 'float32',
  path = `/optimizer_weights/${name}`,
): StateTensor {
  return { name, tensor: { path, shape, dtype } };
}

const KERNEL = variable('d', 'kernel', [3, 4]);
const BIAS = variable('d', 'bias', [4]);
const BOTH = [KERNEL, BIAS];

function upgraded(className: string, config: Record<string, Json> = { learning_rate: 0.5 }): Json {
  return { module: 'keras.optimizers', class_name: className, config, registered_name: null };
}

function sources(plan: ReturnType<typeof planOptimizerState>): unknown[] {
  if (plan.kind !== 'planned') return [plan];
  return plan.variables.map(({ values }) =>
    values.kind === 'constant'
      ? values.value
      : values.sources.map((tensor) => tensor.path.replace('/optimizer_weights/', '')).join('+'),
  );
}

describe('optimizer state', () => {
  test('of a legacy Adam goes from all m, all v to m, v by variable, with the rate put in', () => {
    const plan = planOptimizerState(
      {
        optimizer: { class_name: 'Adam', config: { name: 'Adam', learning_rate: 0.5, decay: 0 } },
        state: [
          state('Adam/iter:0', [], 'int64'),
          state('Adam/d/kernel/m:0', [3, 4]),
          state('Adam/d/bias/m:0', [4]),
          state('Adam/d/kernel/v:0', [3, 4]),
          state('Adam/d/bias/v:0', [4]),
        ],
        trainables: BOTH,
      },
      upgraded('Adam'),
      BOTH,
    );
    expect(sources(plan)).toEqual([
      'Adam/iter:0',
      0.5,
      'Adam/d/kernel/m:0',
      'Adam/d/kernel/v:0',
      'Adam/d/bias/m:0',
      'Adam/d/bias/v:0',
    ]);
  });

  test("follows Keras 3's order of variables", () => {
    const plan = planOptimizerState(
      {
        optimizer: 'lion',
        state: [
          state(undefined, [], 'int64', '/0'),
          state(undefined, [3, 4], 'float32', '/1'),
          state(undefined, [4], 'float32', '/2'),
        ],
        trainables: BOTH,
      },
      upgraded('Lion'),
      [BIAS, KERNEL],
    );
    expect(sources(plan)).toEqual(['/0', 0.5, '/2', '/1']);
  });

  test('is paired by name where the order of the list is another than was thought', () => {
    const a = variable('a', 'kernel', [2]);
    const b = variable('b', 'kernel', [2]);
    const plan = planOptimizerState(
      {
        optimizer: { class_name: 'Custom>Adagrad', config: { name: 'Adagrad', learning_rate: 0.5 } },
        state: [
          state('iteration:0', [], 'int64'),
          state('Adagrad/accumulator/b/kernel:0', [2]),
          state('Adagrad/accumulator/a/kernel:0', [2]),
        ],
        trainables: [a, b],
      },
      upgraded('Adagrad'),
      [a, b],
    );
    expect(sources(plan).slice(2)).toEqual(['Adagrad/accumulator/a/kernel:0', 'Adagrad/accumulator/b/kernel:0']);
  });

  test('of Keras 2.2 leaves the stand-ins of amsgrad out', () => {
    const names = Array.from({ length: 6 }, (_, index) => `training/Adam/Variable_${index}:0`);
    const shapes = [[3, 4], [4], [3, 4], [4], [1], [1]];
    const plan = planOptimizerState(
      {
        optimizer: { class_name: 'Adam', config: { lr: 0.5, amsgrad: false } },
        state: [
          state('Adam/iterations:0', [], 'int64'),
          ...names.map((name, index) => state(name, shapes[index] ?? [])),
        ],
        trainables: BOTH,
      },
      upgraded('Adam'),
      BOTH,
    );
    expect(sources(plan).slice(2)).toEqual([0, 2, 1, 3].map((index) => `training/Adam/Variable_${index}:0`));
  });

  test('of Keras 2.2 counts from zero where it kept no count, and turns a count in floats to integers', () => {
    const trainables = [BIAS];
    const rmsprop = planOptimizerState(
      { optimizer: { class_name: 'RMSprop', config: { lr: 0.5 } }, state: [state('v', [4])], trainables },
      upgraded('RMSprop'),
      trainables,
    );
    expect(sources(rmsprop)).toEqual([0, 0.5, 'v']);
    const counted = planOptimizerState(
      {
        optimizer: { class_name: 'SGD', config: { lr: 0.5 } },
        state: [state('param_0', [], 'float32'), state('param_1', [4])],
        trainables,
      },
      upgraded('SGD'),
      trainables,
    );
    expect(counted).toMatchObject({
      kind: 'planned',
      variables: [{ dtype: 'int64', values: { steps: [{ kind: 'cast', dtype: 'int64' }] } }, {}],
    });
  });

  test('of SGD without momentum is the count alone, and there is no rate beside a schedule', () => {
    const plan = planOptimizerState(
      {
        optimizer: { class_name: 'Custom>SGD', config: { name: 'SGD', learning_rate: {}, momentum: 0 } },
        state: [state('iteration:0', [], 'int64'), state('SGD/m/d/kernel:0', [3, 4]), state('SGD/m/d/bias:0', [4])],
        trainables: BOTH,
      },
      upgraded('SGD', { learning_rate: {} }),
      BOTH,
    );
    expect(sources(plan)).toEqual(['iteration:0']);
  });

  test('moves as its variable moves', () => {
    const steps: Transform[] = [{ kind: 'flip', axes: [0, 1] }];
    const flipped = variable('c', 'kernel', [3, 3], steps);
    const plan = planOptimizerState(
      {
        optimizer: 'adagrad',
        state: [state(undefined, [], 'int64', '/0'), state(undefined, [3, 3], 'float32', '/1')],
        trainables: [flipped],
      },
      upgraded('Adagrad'),
      [flipped],
    );
    expect(plan).toMatchObject({ variables: [{}, {}, { values: { steps } }] });
  });

  test('of a rescaled variable is dropped, and so is that of an optimizer that changed', () => {
    const scaled = variable('lstm', 'kernel', [4], [{ kind: 'scale-blocks', factors: [1.2, 1.2, 1, 1.2] }]);
    const trainables = [scaled];
    const kept = [state(undefined, [], 'int64', '/0'), state(undefined, [4], 'float32', '/1')];
    expect(
      planOptimizerState({ optimizer: 'adagrad', state: kept, trainables }, upgraded('Adagrad'), trainables),
    ).toMatchObject({
      kind: 'dropped',
      reason: expect.stringContaining('lstm/kernel'),
    });
    expect(
      planOptimizerState({ optimizer: 'nadam', state: kept, trainables }, upgraded('Nadam'), trainables),
    ).toMatchObject({
      kind: 'dropped',
      reason: expect.stringContaining('Nadam'),
    });
  });

  test('that does not fit the model is dropped, and none is none', () => {
    const kept = [state(undefined, [], 'int64', '/0'), state(undefined, [5], 'float32', '/1')];
    expect(
      planOptimizerState({ optimizer: 'adagrad', state: kept, trainables: [BIAS] }, upgraded('Adagrad'), [BIAS]).kind,
    ).toBe('dropped');
    expect(
      planOptimizerState({ optimizer: 'adagrad', state: kept, trainables: BOTH }, upgraded('Adagrad'), BOTH).kind,
    ).toBe('dropped');
    const steps = state('adam/iteration', [], 'int64');
    // Keras 3 writes its rate too.
    for (const untrained of [[], [steps], [steps, state('adam/learning_rate', [])]]) {
      const plan = planOptimizerState(
        { optimizer: 'adam', state: untrained, trainables: BOTH },
        upgraded('Adam'),
        BOTH,
      );
      expect(plan.kind).toBe('none');
    }
  });
});
