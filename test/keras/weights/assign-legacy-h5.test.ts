import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/errors.ts';
import { assignLegacyH5 } from '../../../src/keras/weights/assign-legacy-h5.ts';
import type { AssignedModel } from '../../../src/keras/weights/types.ts';
import { functional, group, KERAS_2, layer, sequential, tensor, upgraded } from './models.ts';

const dense = (name: string, more = {}) =>
  layer('Dense', { name, units: 4, use_bias: false, trainable: true, ...more });
const norm = (name: string, more = {}) => layer('BatchNormalization', { name, scale: false, center: true, ...more });

function pairs(model: AssignedModel) {
  return model.h5Layers.flatMap(({ weights }) => weights.map((weight) => [weight.h5Name, weight.sources[0]?.path]));
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return '';
}

describe('assignLegacyH5', () => {
  it('takes trainable weights before the others, across the layers of a nested model', () => {
    const model = functional('m', [sequential('sub', [norm('bn'), dense('d')])]);
    const assigned = assignLegacyH5(
      upgraded(model),
      [group('sub', { 'bn/beta:0': [4], 'd/kernel:0': [4, 4], 'bn/moving_mean:0': [4], 'bn/moving_variance:0': [4] })],
      [],
      KERAS_2,
    );
    expect(pairs(assigned)).toEqual([
      ['sub/bn/beta', 'bn/beta:0'],
      ['sub/d/kernel', 'd/kernel:0'],
      ['sub/bn/moving_mean', 'bn/moving_mean:0'],
      ['sub/bn/moving_variance', 'bn/moving_variance:0'],
    ]);
    expect(assigned.objectVariables.map(({ objectPath }) => objectPath)).toEqual([
      'layers/sequential/layers/batch_normalization/vars/0',
      'layers/sequential/layers/batch_normalization/vars/1',
      'layers/sequential/layers/batch_normalization/vars/2',
      'layers/sequential/layers/dense/vars/0',
    ]);
    expect(assigned.sourceTrainables.map(({ name }) => name)).toEqual(['beta', 'kernel']);
  });

  it('follows the names where the file was frozen otherwise than its configuration says', () => {
    const model = functional('m', [functional('sub', [dense('a'), dense('b')])]);
    const inFile = { 'b/kernel:0': [4, 4], 'a/kernel:0': [4, 4] };
    expect(pairs(assignLegacyH5(upgraded(model), [group('sub', inFile)], [], KERAS_2))).toEqual([
      ['a/kernel', 'a/kernel:0'],
      ['b/kernel', 'b/kernel:0'],
    ]);
  });

  it('puts frozen layers last for Keras 3 when the configuration freezes them', () => {
    const model = functional('m', [functional('sub', [dense('a', { trainable: false }), dense('b')])]);
    const assigned = assignLegacyH5(
      upgraded(model),
      [group('sub', { 'b/kernel:0': [4, 4], 'a/kernel:0': [4, 4] })],
      [],
      KERAS_2,
    );
    expect(pairs(assigned)).toEqual([
      ['b/kernel', 'b/kernel:0'],
      ['a/kernel', 'a/kernel:0'],
    ]);
    expect(assigned.targetTrainables.map(({ h5Name }) => h5Name)).toEqual(['b/kernel']);
  });

  it('takes layers in order where the names come from another building of the architecture', () => {
    const model = sequential('m', [dense('dense'), layer('ReLU', { name: 're_lu' }), dense('dense_1')]);
    const layers = [group('dense_7', { 'dense_7/kernel:0': [4, 4] }), group('dense_8', { 'dense_8/kernel:0': [4, 4] })];
    expect(pairs(assignLegacyH5(upgraded(model), layers, [], KERAS_2))).toEqual([
      ['m/dense/kernel', 'dense_7/kernel:0'],
      ['m/dense_1/kernel', 'dense_8/kernel:0'],
    ]);
  });

  it('applies the adjustments of the layer that owns the variable', () => {
    const steps = [{ kind: 'scale-blocks', factors: [1.2] } as const];
    const assigned = assignLegacyH5(
      upgraded(sequential('m', [dense('d')]), { d: { adjustments: [{ variable: 'kernel', steps }] } }),
      [group('d', { 'd/kernel:0': [4, 4] })],
      [],
      KERAS_2,
    );
    expect(assigned.h5Layers[0]?.weights[0]?.steps).toEqual(steps);
  });

  it('converts the weights of cuDNN layers, known by the length of the bias', () => {
    const lstm = layer('LSTM', { name: 'lstm', units: 3, use_bias: true });
    const weights = { 'l/kernel:0': [6, 12], 'l/recurrent_kernel:0': [3, 12], 'l/bias:0': [24] };
    const assigned = assignLegacyH5(upgraded(sequential('m', [lstm])), [group('lstm', weights)], [], KERAS_2);
    expect(assigned.h5Layers[0]?.weights.map(({ steps, shape }) => [steps, shape])).toEqual([
      [[{ kind: 'transpose-blocks', blocks: 4 }], [6, 12]],
      [[{ kind: 'transpose-blocks', blocks: 4 }], [3, 12]],
      [[{ kind: 'sum-halves' }], [12]],
    ]);
    expect(assigned.warnings[0]?.text).toContain('cuDNN');
  });

  it('gives a cuDNN GRU the two biases of reset_after', () => {
    const gru = layer('GRU', { name: 'gru', units: 3, reset_after: true });
    const weights = { 'g/kernel:0': [6, 9], 'g/recurrent_kernel:0': [3, 9], 'g/bias:0': [18] };
    const assigned = assignLegacyH5(upgraded(sequential('m', [gru])), [group('gru', weights)], [], KERAS_2);
    expect(assigned.h5Layers[0]?.weights[2]?.steps).toEqual([{ kind: 'reshape', shape: [2, 9] }]);
  });

  it('flips the kernels that Theano wrote', () => {
    const conv = layer('Conv2D', { name: 'conv', filters: 2, kernel_size: [3, 3], use_bias: false });
    const assigned = assignLegacyH5(
      upgraded(sequential('m', [conv])),
      [group('conv', { 'conv/kernel': [3, 3, 1, 2] })],
      [],
      {
        ...KERAS_2,
        backend: 'theano',
      },
    );
    expect(assigned.h5Layers[0]?.weights[0]?.steps).toEqual([{ kind: 'flip', axes: [0, 1] }]);
  });

  it('drops the statistics of renorm, inside nested models too', () => {
    const model = functional('m', [sequential('sub', [norm('bn'), dense('d')])]);
    const weights = {
      'bn/beta:0': [4],
      'd/kernel:0': [4, 4],
      'bn/moving_mean:0': [4],
      'bn/moving_variance:0': [4],
      'bn/moving_stddev:0': [4],
      'bn/renorm_mean:0': [4],
      'bn/renorm_stddev:0': [4],
    };
    const assigned = assignLegacyH5(
      upgraded(model, { bn: { config: { name: 'bn', renorm: true } } }),
      [group('sub', weights)],
      [],
      KERAS_2,
    );
    expect(assigned.dropped.map(({ path }) => path)).toEqual([
      'bn/moving_stddev:0',
      'bn/renorm_mean:0',
      'bn/renorm_stddev:0',
    ]);
    expect(assigned.warnings.map(({ layer: name }) => name)).toEqual(['sub/bn']);
  });

  it('hands the state of an adapted Normalization to the configuration', () => {
    const config = { name: 'norm', axis: [-1], mean: null, variance: null };
    const model = sequential('m', [layer('Normalization', config), dense('d')]);
    const configFromWeights = [
      { variable: 'mean', key: 'mean' },
      { variable: 'variance', key: 'variance' },
    ];
    const assigned = assignLegacyH5(
      upgraded(model, { norm: { configFromWeights } }),
      [group('norm', { 'mean:0': [4], 'variance:0': [4], 'count:0': [] }), group('d', { 'd/kernel:0': [4, 4] })],
      [],
      KERAS_2,
    );
    expect(assigned.configWeights.map(({ key, source }) => [key, source.path])).toEqual([
      ['mean', 'mean:0'],
      ['variance', 'variance:0'],
    ]);
    expect(assigned.h5Layers[0]).toEqual({ name: 'norm', weights: [] });
  });

  it('drops the state of random generators and the weights of the model itself, and says so', () => {
    const flip = group('flip', {});
    const state = { name: 'StateVar:0', tensor: { path: 'StateVar:0', shape: [3], dtype: 'int64' as const } };
    const assigned = assignLegacyH5(
      upgraded(sequential('m', [layer('RandomFlip', { name: 'flip' })])),
      [{ ...flip, weights: [state] }],
      [{ name: 'scale:0', tensor: tensor('scale:0', 1) }],
      KERAS_2,
    );
    expect(assigned.dropped).toHaveLength(2);
    expect(assigned.warnings.map(({ code }) => code)).toEqual(['random-state-dropped', 'model-weights-dropped']);
  });

  it('keeps the weights of custom layers in their order', () => {
    const model = sequential('m', [layer('My>Scale', { name: 'mine' }), dense('d')]);
    const assigned = assignLegacyH5(
      upgraded(model, { mine: { custom: true } }),
      [group('mine', { 'mine/a:0': [2], 'mine/sub/b:0': [3] }), group('d', { 'd/kernel:0': [4, 4] })],
      [],
      KERAS_2,
    );
    expect(pairs(assigned).slice(0, 2)).toEqual([
      ['m/mine/a', 'mine/a:0'],
      ['m/mine/sub/b', 'mine/sub/b:0'],
    ]);
    expect(assigned.objectVariables[0]?.objectPath).toBe('layers/scale/vars/0');
  });

  it('apportions by name inside a nested model, or refuses', () => {
    const model = () => functional('m', [functional('sub', [layer('Mine', { name: 'mine' }), dense('d')])]);
    const custom = { mine: { custom: true } };
    const named = group('sub', { 'mine/w:0': [2], 'd/kernel:0': [4, 4] });
    expect(pairs(assignLegacyH5(upgraded(model(), custom), [named], [], KERAS_2))).toEqual([
      ['mine/w', 'mine/w:0'],
      ['d/kernel', 'd/kernel:0'],
    ]);
    const nameless = group('sub', { 'kernel:0': [4, 4], 'kernel_1:0': [4, 4] });
    expect(refusal(() => assignLegacyH5(upgraded(model(), custom), [nameless], [], KERAS_2))).toContain('layer "sub"');
  });
});

describe('the load check', () => {
  const model = () => upgraded(sequential('m', [dense('d', { use_bias: true })]));

  it('names the layer, what Keras 3 expects and what the file has', () => {
    const message = refusal(() => assignLegacyH5(model(), [group('d', { 'd/kernel:0': [4, 4] })], [], KERAS_2));
    expect(message).toContain('layer "d" (Dense)');
    expect(message).toContain('2 weights: kernel (?, 4), bias (4)');
    expect(message).toContain('d/kernel:0 (4, 4)');
  });

  it('refuses shapes that the configuration rules out', () => {
    const weights = { 'd/kernel:0': [4, 5], 'd/bias:0': [5] };
    expect(refusal(() => assignLegacyH5(model(), [group('d', weights)], [], KERAS_2))).toContain('shape');
  });

  it('refuses weights of another name, even where count and shape agree', () => {
    const weights = { 'd/bias:0': [4, 4], 'd/kernel:0': [4] };
    expect(refusal(() => assignLegacyH5(model(), [group('d', weights)], [], KERAS_2))).not.toBe('');
  });

  it('refuses layers with weights that the architecture has not', () => {
    const layers = [group('d', { 'd/kernel:0': [4, 4], 'd/bias:0': [4] }), group('e', { 'e/kernel:0': [4, 4] })];
    expect(refusal(() => assignLegacyH5(model(), layers, [], KERAS_2))).toContain('"e"');
  });

  it('refuses a file without the weights of a layer', () => {
    expect(refusal(() => assignLegacyH5(model(), [], [], KERAS_2))).toContain('layer "d"');
  });
});
