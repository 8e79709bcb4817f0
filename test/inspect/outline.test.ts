import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../src/inspect/outline.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';

const tensor = (...shape: number[]): Tensor => ({ path: '/x', shape, dtype: 'float32' });

describe('outlineOf', () => {
  it('hangs weights into nested models, also past names that the weights leave out', () => {
    const config = {
      class_name: 'Sequential',
      config: {
        name: 'top',
        layers: [
          {
            class_name: 'Sequential',
            config: {
              name: 'outer',
              layers: [
                {
                  class_name: 'Functional',
                  config: { name: 'inner', layers: [{ class_name: 'Dense', config: { name: 'dense', units: 2 } }] },
                },
              ],
            },
          },
        ],
      },
    };
    const outline = outlineOf(config, [
      { layers: ['outer', 'dense'], name: 'kernel:0', tensor: tensor(3, 2) },
      { layers: [], name: 'of_the_model', tensor: tensor() },
    ]);
    expect(outline).toMatchObject({
      name: 'top',
      className: 'Sequential',
      parameters: 7,
      weights: [{ name: 'of_the_model' }],
      children: [
        {
          name: 'outer',
          parameters: 6,
          children: [
            {
              name: 'inner',
              children: [{ name: 'dense', settings: { units: 2 }, weights: [{ name: 'kernel:0', shape: [3, 2] }] }],
            },
          ],
        },
      ],
    });
  });

  it('reads the list of layers that a Sequential of Keras 1 is, and Keras 1 names of settings', () => {
    const layers = [{ class_name: 'Dense', config: { name: 'dense_1', output_dim: 4, activation: 'relu' } }];
    const outline = outlineOf({ class_name: 'Sequential', config: layers }, []);
    expect(outline.children).toMatchObject([{ name: 'dense_1', settings: { output_dim: 4, activation: 'relu' } }]);
  });

  it('finds what a layer is called on in the nodes of Keras 2 and of Keras 3', () => {
    const keras3 = (name: string) => ({ class_name: '__keras_tensor__', config: { keras_history: [name, 0, 0] } });
    const outline = outlineOf(
      {
        class_name: 'Functional',
        config: {
          name: 'm',
          layers: [
            {
              class_name: 'Add',
              config: { name: 'a' },
              inbound_nodes: [
                [
                  ['x', 0, 0, {}],
                  ['y', 0, 0, { mask: ['z', 0, 0] }],
                ],
              ],
            },
            {
              class_name: 'Add',
              config: { name: 'b' },
              inbound_nodes: [{ args: [[keras3('x'), keras3('y')]], kwargs: {} }],
            },
          ],
        },
      },
      [],
    );
    expect(outline.children.map(({ inputs }) => inputs)).toEqual([
      ['x', 'y', 'z'],
      ['x', 'y'],
    ]);
  });

  it('shows the layers inside wrappers, and leaves out settings that nearly every layer has', () => {
    const cell = { class_name: 'LSTMCell', config: { name: 'cell', units: 3 } };
    const outline = outlineOf(
      {
        class_name: 'Sequential',
        config: {
          name: 'm',
          layers: [
            {
              class_name: 'Bidirectional',
              config: { name: 'b', layer: { class_name: 'RNN', config: { name: 'r', cell } } },
            },
            {
              class_name: 'Conv2D',
              config: { name: 'c', filters: 2, strides: [1, 1], dilation_rate: [2, 2], padding: 'valid', groups: 1 },
            },
          ],
        },
      },
      [],
    );
    expect(outline.children[0]?.children[0]?.children[0]).toMatchObject({
      className: 'LSTMCell',
      settings: { units: 3 },
    });
    expect(outline.children[1]?.settings).toEqual({ filters: 2, dilation_rate: [2, 2] });
  });

  it('takes names of JavaScript objects for names', () => {
    const layers = ['constructor', '__proto__'].map((name) => ({ class_name: name, config: { name, toString: 1 } }));
    const outline = outlineOf({ class_name: 'Sequential', config: { name: 'm', layers } }, [
      { layers: ['__proto__'], name: 'w', tensor: tensor(2) },
    ]);
    expect(outline.children.map(({ className, parameters }) => [className, parameters])).toEqual([
      ['constructor', 0],
      ['__proto__', 2],
    ]);
  });
});
