import { describe, expect, it } from 'vitest';
import type { MaskedOutput } from '../../../src/keras/masks/mask.ts';
import type { JsonObject } from '../../../src/keras/python-json.ts';
import { nextStepWarnings } from '../../../src/keras/training/next-step.ts';
import type { LayerOrigin } from '../../../src/keras/upgrade/types.ts';
import { graphsIn, layer } from '../weights/models.ts';

function said(kerasVersion: string | undefined, backend: string, ...layers: JsonObject[]): string[] {
  const origins = new Map(layers.map((layer): [JsonObject, LayerOrigin] => [layer, origin]));
  const upgraded = {
    model: {},
    origins,
    made: new Map(),
    graphs: new Map(),
    graphsInCode: new Map(),
    maskedOutputs: [],
    changes: [],
    warnings: [],
    refusals: [],
  };
  return nextStepWarnings(upgraded, { kerasVersion, backend, strict: false }).map(({ text }) => text);
}

const origin: LayerOrigin = {
  className: '',
  name: '',
  config: {},
  custom: false,
  adjustments: [],
  configFromWeights: [],
};
const normalization = (axis: number): JsonObject => ({
  class_name: 'BatchNormalization',
  config: { name: 'bn', axis: [axis] },
});

describe('the next training step', () => {
  it('weighs the penalties of activity regularizers otherwise in some Keras 3', () => {
    const l2 = { class_name: 'L2', config: { l2: 0.1 } };
    const dense: JsonObject = { class_name: 'Dense', config: { name: 'd', activity_regularizer: l2 } };
    expect(said('2.15.0', 'tensorflow', dense)).toEqual([expect.stringContaining('Keras 3.14 or newer')]);
    expect(said('2.2.4', 'tensorflow', dense)).toEqual([expect.stringContaining('not divided by the batch size')]);
    const none: JsonObject = { class_name: 'Dense', config: { name: 'd', activity_regularizer: null } };
    expect(said('2.15.0', 'tensorflow', none)).toEqual([]);
  });

  it('averages the loss of an output with a mask over other steps', () => {
    const masked = (kerasVersion: string, maskedOutputs: MaskedOutput[]) =>
      nextStepWarnings(
        {
          model: {},
          origins: new Map(),
          made: new Map(),
          graphs: new Map(),
          graphsInCode: new Map(),
          maskedOutputs,
          changes: [],
          warnings: [],
          refusals: [],
        },
        { kerasVersion, backend: 'tensorflow', strict: false },
      ).map(({ code, layer, needs }) => [code, layer, ...(needs === undefined ? [] : [needs])]);
    const tags = { index: 0, layer: 'tags' };
    expect(masked('2.4.0', [tags])).toEqual([['masked-loss', 'tags']]);
    expect(masked('2.2.4-tf', [tags])).toEqual([['masked-loss', 'tags']]);
    expect(masked('2.4.0', [])).toEqual([]);
    for (const version of ['2.2.4', '2.10.0', '2.15.0']) expect(masked(version, [tags])).toEqual([]);
    const merged = { ...tags, other: { by: 'mean' } };
    expect(masked('2.15.0', [merged])).toEqual([['masked-loss', 'tags']]);
    expect(masked('2.15.0', [{ ...tags, other: { by: 'sum', needs: '3.4' } }])).toEqual([
      ['masked-loss', 'tags', '3.4'],
    ]);
  });

  it('leaves the penalties of frozen layers out of the loss', () => {
    const l2 = { class_name: 'L2', config: { l2: 0.1 } };
    const dense = (trainable: boolean): JsonObject => ({
      class_name: 'Dense',
      config: { name: 'd', trainable, kernel_regularizer: l2 },
    });
    expect(said('2.15.0', 'tensorflow', dense(false))).toEqual([expect.stringContaining('"d" is frozen')]);
    expect(said('2.15.0', 'tensorflow', dense(true))).toEqual([]);
  });

  it('gathers the variance of images otherwise', () => {
    expect(said('2.15.0', 'tensorflow', normalization(3))).toEqual([expect.stringContaining('N/(N-1)')]);
    expect(said('2.15.0', 'tensorflow', normalization(1))).toEqual([]);
  });

  it('gathers all statistics otherwise than Keras before 2.4', () => {
    expect(said('2.2.4', 'tensorflow', normalization(1))).toHaveLength(1);
    expect(said('2.2.4-tf', 'tensorflow', normalization(1))).toEqual([]);
    expect(said('1.2.2', 'theano', normalization(1))).toEqual([expect.stringContaining('epsilon')]);
    expect(said('1.1.2', 'theano', normalization(1))).toEqual([]);
  });

  it('normalizes with the moving statistics where a layer is frozen', () => {
    const layer: JsonObject = { class_name: 'BatchNormalization', config: { name: 'bn', axis: [1], trainable: false } };
    expect(said('2.2.4', 'tensorflow', layer)).toContainEqual(expect.stringMatching(/"bn" is frozen/));
    expect(said('2.15.0', 'tensorflow', layer)).toEqual([]);
  });

  it('normalizes each time step by itself', () => {
    const wrapped: JsonObject = {
      class_name: 'TimeDistributed',
      config: { name: 'td', layer: { class_name: 'Sequential', config: { layers: [normalization(1)] } } },
    };
    expect(said('2.15.0', 'tensorflow', wrapped)).toEqual([
      expect.stringMatching(/^Further training: TimeDistributed "td" .* by itself/),
    ]);
  });

  it('gathers from every call', () => {
    const called: JsonObject = {
      class_name: 'Functional',
      config: { name: 'inner', layers: [normalization(1)] },
      inbound_nodes: [1, 2],
    };
    expect(said(undefined, 'tensorflow', called)).toEqual([expect.stringContaining('called more than once')]);
    expect(said('2.15.0', 'tensorflow', called)).toEqual([]);
  });

  it.each([
    [{ a: ['a', 0, 0] }, []],
    [[['a', 0, 0]], []],
    [
      { p: ['a', 0, 0] },
      [expect.stringMatching(/^Further training: output "p" has another name than its layer "a"; Keras before 3\.5/)],
    ],
    [
      { a: ['b', 0, 0], b: ['a', 0, 0] },
      [expect.stringMatching(/^Further training: output "a" comes from layer "b" .* exchanges their losses/)],
    ],
  ])('finds the losses of outputs by the names of their layers: %j', (output_layers, expected) => {
    const model = {
      class_name: 'Functional',
      config: { name: 'm', layers: [layer('Dense', { name: 'a' }), layer('Dense', { name: 'b' })], output_layers },
    };
    const upgraded = {
      model,
      origins: new Map(),
      made: new Map(),
      graphs: graphsIn(model),
      graphsInCode: graphsIn(model),
      maskedOutputs: [],
      changes: [],
      warnings: [],
      refusals: [],
    };
    const warnings = nextStepWarnings(upgraded, { kerasVersion: '2.15.0', backend: 'tensorflow', strict: false });
    expect(warnings.map(({ text }) => text)).toEqual(expected);
  });
});
