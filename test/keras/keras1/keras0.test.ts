import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { convertFile } from '../../../src/convert.ts';
import type { ConversionJob } from '../../../src/job.ts';
import { keras0ForKeras2 } from '../../../src/keras/keras1/keras0-source.ts';
import { guessKeras0Weights, nameKeras0Weights } from '../../../src/keras/keras1/keras0-weights.ts';
import type { Json } from '../../../src/keras/python-json.ts';
import { spellOutKeras0 } from '../../../src/source/keras0-architecture.ts';
import { applyTransforms } from '../../../src/tensor/apply-transform.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const layer = (at: number, ...shapes: number[][]) => ({
  name: `layer_${at}`,
  weights: shapes.map((shape, n) => ({
    name: `param_${n}`,
    tensor: { path: `/layer_${at}/param_${n}`, shape, dtype: 'float32' as const },
  })),
});

const item = (class_name: string, config: { [key: string]: Json } = {}): Json => ({ class_name, config });

it('gives the layers of a Keras 0 architecture, which are named by their class, names of their own', () => {
  const dense = { name: 'Dense', custom_name: 'dense', cache_enabled: true, output_dim: 2 };
  expect(spellOutKeras0({ name: 'Sequential', layers: [dense, dense] })).toEqual({
    class_name: 'Sequential',
    config: [item('Dense', { output_dim: 2, name: 'dense' }), item('Dense', { output_dim: 2, name: 'dense_1' })],
  });
});

it('names the weights of Keras 0 after the layers of the architecture, nested ones and those of a Merge too', () => {
  const inner = item('Sequential', {});
  const nested: Json = {
    class_name: 'Sequential',
    config: [item('Dense', { name: 'a' }), item('PReLU', { name: 'b' })],
  };
  const { layers } = nameKeras0Weights([layer(0, [3, 4], [4], [4]), layer(1), layer(2, [4, 2], [2])], {
    class_name: 'Sequential',
    config: [nested, inner, item('Dense', { name: 'c' })],
  });
  expect(layers.map(({ weights }) => weights.map(({ name }) => name))).toEqual([
    ['a_W', 'a_b', 'b_alphas'],
    [],
    ['c_W', 'c_b'],
  ]);
});

it('gives layers that Keras has without weights none, though the file has as many layers', () => {
  const items = ['ZeroPadding2D', 'Dense'].map((className) => item(className, { name: className }));
  const { layers } = nameKeras0Weights([layer(0, [3, 4], [4]), layer(1)], { class_name: 'Sequential', config: items });
  expect(layers.map(({ weights }) => weights.length)).toEqual([0, 2]);
});

it('says how many weights do not agree with the architecture', () => {
  const architecture = { class_name: 'Sequential', config: [item('Dense', { name: 'a' })] };
  expect(() => nameKeras0Weights([layer(0, [3, 4], [4]), layer(1, [4])], architecture)).toThrow(
    'the file holds 3 weights of 2 layers (Keras 0.x), and the architecture has 2; check that the architecture and the weights belong together',
  );
  expect(() => nameKeras0Weights([layer(0, [3, 4])], architecture)).toThrow('which are used up before layer "a"');
});

it('turns kernels over, lays them out and squares deviations for an architecture of Keras 2', () => {
  const named = nameKeras0Weights([layer(0, [5, 4, 2, 3], [5]), layer(1, [5], [5], [5], [5])], {
    class_name: 'Sequential',
    config: {
      layers: [
        item('Conv2D', { name: 'conv', filters: 5, kernel_size: [2, 3], data_format: 'channels_first' }),
        item('BatchNormalization', { name: 'bn', epsilon: 0.001 }),
      ],
    },
  });
  const { layers } = keras0ForKeras2(named, 'tensorflow');
  expect(layers.map(({ weights }) => weights.map(({ name, tensor }) => [name, tensor.shape]))).toEqual([
    [
      ['conv/kernel:0', [2, 3, 4, 5]],
      ['conv/bias:0', [5]],
    ],
    [
      ['bn/gamma:0', [5]],
      ['bn/beta:0', [5]],
      ['bn/moving_mean:0', [5]],
      ['bn/moving_variance:0', [5]],
    ],
  ]);
});

it('makes variances of standard deviations to which epsilon was added', () => {
  const array = new Float64Array([0.5, 2]);
  const { bytes } = applyTransforms(
    [{ shape: [2], dtype: 'float64', array }],
    [{ kind: 'square-deviations', added: 0.25, epsilon: 0.5 }],
  );
  expect([...new Float64Array(bytes.slice().buffer)]).toEqual([0.0625, 4.5625]);
});

it.each([
  [[[7, 3, 2, 2], [7]], 'Conv2D', 'channels_first'],
  [[[2, 2, 3, 7], [7]], 'Conv2D', 'channels_last'],
  [[[7, 3, 5, 1], [7]], 'Conv1D', 'channels_first'],
  [[[7, 3, 2, 2, 2], [7]], 'Conv3D', 'channels_first'],
  [[[3, 7], [7]], 'Dense', undefined],
  [[[7], [7], [7], [7]], 'BatchNormalization', undefined],
  [Array.from({ length: 4 }, () => [[3, 2], [2, 2], [2]]).flat(), 'LSTM', undefined],
  [Array.from({ length: 3 }, () => [[3, 2], [2, 2], [2]]).flat(), 'GRU', undefined],
  [[[7]], undefined, undefined],
])('without an architecture takes weights of shapes %j for those of %s', (shapes, className, order) => {
  const found = guessKeras0Weights([layer(0, ...shapes)]).stored.get('layer_0');
  expect([found?.className, found?.config.data_format]).toEqual([className, order]);
});

const FIXTURE = join(import.meta.dirname, '..', '..', 'fixtures', 'keras-0.3.3-theano', 'images');

async function convert(...files: string[]) {
  const folder = await temporaryFolder({});
  for (const name of files) await copyFile(join(FIXTURE, name), join(folder, name));
  const job: ConversionJob = {
    source: join(folder, 'weights_only.h5'),
    name: 'weights_only.h5',
    targets: [{ format: 'h5', path: join(folder, 'result.h5'), name: 'result.h5' }],
    overwrite: false,
    check: false,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: '00',
  };
  const { status, warnings, renamed } = await convertFile(job);
  return { status, codes: warnings.map(({ code }) => code), renamed: renamed.map(({ to }) => to) };
}

it('converts what Keras 0.3.3 wrote, in order or by its architecture', async () => {
  expect(await convert('weights_only.h5')).toMatchObject({ status: 'converted', codes: ['keras-0-weights'] });
  const { status, codes, renamed } = await convert('weights_only.h5', 'model.json');
  expect({ status, codes }).toEqual({
    status: 'converted',
    codes: ['architecture-from', 'keras-0-weights', 'padding-inserted', 'channels-moved-last'],
  });
  expect(renamed).toContainEqual(expect.stringContaining('batchnormalization/moving_variance'));
});
