import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject, writeJson } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import { applyTransforms, valuesOf } from '../../../src/tensor/apply-transform.ts';

/** A Sequential of one layer, and what comes of it: the layers beside the InputLayer, by class and configuration. */
function upgrade(backend: string, kerasVersion: string, className: string, config: JsonObject, shape: Json[]) {
  const layer = { class_name: className, config: { name: 'x', batch_input_shape: [null, ...shape], ...config } };
  const upgraded = upgradeModel(
    { class_name: 'Sequential', config: { name: 's', layers: [layer] } },
    { kerasVersion, backend, strict: false },
  );
  const { model, refusals, origins } = upgraded;
  const layers = isObject(model.config) && Array.isArray(model.config.layers) ? model.config.layers : [];
  const written = layers.filter(isObject).slice(1);
  return {
    refusals: refusals.map(({ code }) => code),
    classes: written.map((each) => each.class_name),
    configs: written.map((each): JsonObject => (isObject(each.config) ? each.config : {})),
    adjustments: [...origins.values()].flatMap(({ adjustments }) => adjustments),
  };
}

const SAME = { padding: 'same' };

describe('"same" as Theano pads it', () => {
  it.each<[string, JsonObject, Json[], string, Json]>([
    [
      'Conv2D',
      { kernel_size: [3, 3], strides: [2, 2] },
      [8, 8, 3],
      'ZeroPadding2D',
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'Conv2D',
      { kernel_size: [2, 5], strides: [1, 1] },
      [8, 8, 3],
      'ZeroPadding2D',
      [
        [1, 0],
        [2, 2],
      ],
    ],
    [
      'Conv2D',
      { kernel_size: [2, 2], dilation_rate: [3, 3] },
      [8, 8, 3],
      'ZeroPadding2D',
      [
        [2, 1],
        [2, 1],
      ],
    ],
    ['Conv1D', { kernel_size: [2] }, [8, 3], 'ZeroPadding1D', [1, 0]],
    [
      'DepthwiseConv2D',
      { kernel_size: [3, 3], strides: [2, 2] },
      [8, 8, 3],
      'ZeroPadding2D',
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'SeparableConv2D',
      { kernel_size: [2, 2] },
      [8, 8, 3],
      'ZeroPadding2D',
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'ConvLSTM2D',
      { kernel_size: [3, 3], strides: [2, 2] },
      [2, 8, 8, 3],
      'TimeDistributed',
      undefined as unknown as Json,
    ],
  ])('%s %j: zeros in front', (className, config, shape, padder, padding) => {
    const { classes, configs, refusals } = upgrade(
      'theano',
      '2.2.4',
      className,
      { filters: 2, ...SAME, ...config },
      shape,
    );
    expect(refusals).toEqual([]);
    expect(classes).toEqual([padder, className]);
    if (padding !== undefined) expect(configs[0]?.padding).toEqual(padding);
    expect(configs[1]?.padding).toBe('valid');
  });

  it('an odd kernel that moves by one is padded alike', () => {
    expect(upgrade('theano', '2.2.4', 'Conv2D', { kernel_size: [3, 5], ...SAME }, [8, 8, 3]).classes).toEqual([
      'Conv2D',
    ]);
    expect(upgrade('tensorflow', '2.2.4', 'Conv2D', { kernel_size: [2, 2], ...SAME }, [8, 8, 3]).classes).toEqual([
      'Conv2D',
    ]);
  });

  it.each<[JsonObject, Json, Json | undefined]>([
    [
      { kernel_size: [3, 3], strides: [2, 2] },
      [
        [1, 0],
        [1, 0],
      ],
      undefined,
    ],
    [
      { kernel_size: [5, 5], strides: [2, 2] },
      [
        [2, 1],
        [2, 1],
      ],
      undefined,
    ],
    [
      { kernel_size: [3, 3], strides: [3, 3] },
      [
        [1, 0],
        [1, 0],
      ],
      [1, 1],
    ],
    [
      { kernel_size: [3, 3], strides: [2, 2], output_padding: [1, 1] },
      [
        [1, 0],
        [1, 0],
      ],
      null,
    ],
  ])('Conv2DTranspose %j: cut after', (config, cropping, outputPadding) => {
    const { classes, configs } = upgrade(
      'theano',
      '2.2.4',
      'Conv2DTranspose',
      { filters: 2, ...SAME, ...config },
      [5, 5, 3],
    );
    expect(classes).toEqual(['Conv2DTranspose', 'Cropping2D']);
    expect(configs[1]?.cropping).toEqual(cropping);
    expect(configs[0]?.output_padding).toEqual(outputPadding);
  });

  it('a maximum sees the outermost numbers once more', () => {
    const { classes, configs } = upgrade(
      'theano',
      '2.2.4',
      'MaxPooling2D',
      { pool_size: [4, 2], strides: [2, 2], ...SAME },
      [6, 6, 3],
    );
    expect(classes).toEqual(['Pad', 'Pad', 'Pad', 'MaxPooling2D']);
    expect(configs[0]).toEqual({
      pad_width: [
        [0, 0],
        [1, 0],
        [1, 0],
        [0, 0],
      ],
      mode: 'symmetric',
    });
    expect(configs[2]).toEqual({
      pad_width: [
        [0, 0],
        [1, 0],
        [0, 0],
        [0, 0],
      ],
      mode: 'symmetric',
    });
  });

  it('an average is of zeros too in 2.0.4 to 2.1.4, and of the numbers inside in others', () => {
    const average = (version: string) =>
      upgrade('theano', version, 'AveragePooling2D', { pool_size: [3, 3], strides: [1, 1], ...SAME }, [6, 6, 3]);
    expect(average('2.0.8').classes).toEqual(['ZeroPadding2D', 'AveragePooling2D']);
    expect(average('2.2.4').classes).toEqual(['AveragePooling2D']);
    const other = { pool_size: [2, 2], strides: [2, 2], ...SAME };
    const inside = upgrade('theano', '2.2.4', 'AveragePooling2D', other, [5, 5, 3]);
    expect(inside.classes).toEqual(['ZeroPadding2D', 'AveragePooling2D', 'Rescaling']);
    expect(inside.configs[0]?.padding).toEqual([
      [1, 0],
      [1, 0],
    ]);
    // A window of four has one number inside in the first corner, and two in the first row and column.
    expect(JSON.parse(writeJson(inside.configs[2]?.scale ?? null))).toEqual([
      [[4], [2], [2]],
      [[2], [1], [1]],
      [[2], [1], [1]],
    ]);
    expect(upgrade('theano', '2.2.4', 'AveragePooling2D', other, [null, 5, 3]).refusals).toEqual([
      'backend-padding-unsupported',
    ]);
  });
});

describe('keras-mxnet', () => {
  it('pads the odd number first, by what the size of the input needs', () => {
    const padded = (size: number) =>
      upgrade('mxnet', '2.2.4.2', 'Conv2D', { kernel_size: [3, 3], strides: [2, 2], ...SAME }, [size, size, 3]);
    expect(padded(8).configs[0]?.padding).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(padded(9).classes).toEqual(['Conv2D']);
  });

  it('cuts off what is too much of the first two axes of a convolution, and of the first of a pool', () => {
    const padded = (className: string, config: JsonObject) =>
      upgrade('mxnet', '2.2.4.2', className, { ...config, ...SAME }, [5, 5, 5, 2]).configs[0]?.padding;
    expect(padded('Conv3D', { kernel_size: [2, 2, 2], strides: [1, 1, 1] })).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
    ]);
    expect(padded('AveragePooling3D', { pool_size: [2, 2, 2], strides: [1, 1, 1] })).toEqual([
      [1, 0],
      [1, 1],
      [1, 1],
    ]);
  });

  it('has a gamma and a beta in every BatchNormalization', () => {
    const config = { axis: 3, scale: false, center: false };
    const { configs, adjustments } = upgrade('mxnet', '2.2.4.2', 'BatchNormalization', config, [8, 8, 3]);
    expect(configs[0]).toMatchObject({ scale: true, center: true });
    expect(adjustments).toEqual([{ variable: 'gamma', steps: [{ kind: 'fill', value: 1 }] }]);
  });

  it('keeps channels first in its kernels, and takes ones for gamma', () => {
    const { adjustments } = upgrade(
      'mxnet',
      '2.2.4.2',
      'Conv2D',
      { kernel_size: [3, 2], data_format: 'channels_first' },
      [3, 8, 8],
    );
    expect(adjustments).toEqual([{ variable: 'kernel', steps: [{ kind: 'transpose', permutation: [2, 3, 1, 0] }] }]);
    const ones = { variable: 'gamma', steps: [{ kind: 'fill', value: 1 }] };
    expect(upgrade('mxnet', '2.2.4.2', 'BatchNormalization', { axis: 3 }, [8, 8, 3]).adjustments).toEqual([ones]);
    const values = valuesOf(new Uint8Array(new Float32Array([2, 3]).buffer), [2], 'float32');
    expect(new Float32Array(applyTransforms([values], [{ kind: 'fill', value: 1 }]).bytes.slice().buffer)).toEqual(
      new Float32Array([1, 1]),
    );
  });
});

it('of CNTK it is said that its padding is not known', () => {
  const config = { kernel_size: [2, 2], ...SAME };
  const layer = { class_name: 'Conv2D', config: { name: 'x', batch_input_shape: [null, 8, 8, 3], ...config } };
  const { warnings } = upgradeModel(
    { class_name: 'Sequential', config: { name: 's', layers: [layer] } },
    { kerasVersion: '2.2.4', backend: 'cntk', strict: false },
  );
  expect(warnings.map(({ code }) => code)).toEqual(['backend-padding-unknown']);
});
