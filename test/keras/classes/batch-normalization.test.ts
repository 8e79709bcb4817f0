import { expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import { KerasVersion } from '../../../src/keras/version.ts';
import { assignLegacyH5 } from '../../../src/keras/weights/assign-legacy-h5.ts';
import { renameWithoutArchitecture } from '../../../src/keras/weights/rename-without-architecture.ts';
import { group, KERAS_2 } from '../weights/models.ts';

const STATISTICS = ['moving_mean', 'moving_variance', 'moving_stddev', 'renorm_mean', 'renorm_stddev'];

function convert(settings: JsonObject, names: readonly string[], shape: readonly number[], minKeras?: string) {
  const config = { name: 'bn', axis: [3], center: false, scale: false, ...settings };
  const layers = [
    { class_name: 'InputLayer', config: { name: 'i', batch_input_shape: [8, 4, 4, 2], dtype: 'float32' } },
    { class_name: 'BatchNormalization', config },
  ];
  const context = { ...KERAS_2, ...(minKeras ? { minKeras: KerasVersion.parse(minKeras) } : {}) };
  const upgraded = upgradeModel({ class_name: 'Sequential', config: { name: 'm', layers } }, context);
  const weights = group('bn', Object.fromEntries(names.map((name) => [`bn/${name}:0`, shape])));
  const assigned = assignLegacyH5(upgraded, [weights], [], context);
  const model = isObject(upgraded.model.config) ? upgraded.model.config : {};
  const written = Array.isArray(model.layers) && isObject(model.layers[1]) ? model.layers[1].config : {};
  const variables = assigned.h5Layers.flatMap((layer) => layer.weights);
  return {
    config: written,
    warnings: upgraded.warnings.map(({ code, needs }) => [code, needs]),
    variables: variables.map(({ name, steps }) => [name, steps]),
  };
}

test('virtual batches are left out, and the axis that the layer counts for them with them', () => {
  const { config, warnings, variables } = convert(
    { axis: [4], virtual_batch_size: 2 },
    ['moving_mean', 'moving_variance'],
    [1, 1, 1, 1, 2],
  );
  expect(config).toMatchObject({ axis: 3 });
  expect(config).not.toHaveProperty('virtual_batch_size');
  expect(warnings).toEqual([['virtual-batches-dropped', undefined]]);
  expect(variables).toEqual([
    ['moving_mean', [{ kind: 'reshape', shape: [2] }]],
    ['moving_variance', [{ kind: 'reshape', shape: [2] }]],
  ]);
});

test('renorm stays where the Keras that loads the file has it', () => {
  const settings = { renorm: true, renorm_clipping: null, renorm_momentum: 0.9 };
  const kept = convert(settings, STATISTICS, [2], '3.14');
  expect(kept.config).toMatchObject(settings);
  expect(kept.warnings).toEqual([['renorm-kept', '3.14']]);
  expect(kept.variables.map(([name]) => name)).toEqual(STATISTICS);
  for (const minKeras of [undefined, '3.13']) {
    const { config, warnings, variables } = convert(settings, STATISTICS, [2], minKeras);
    expect(config).not.toHaveProperty('renorm');
    expect(warnings).toEqual([['renorm-dropped', undefined]]);
    expect(variables.map(([name]) => name)).toEqual(['moving_mean', 'moving_variance']);
  }
});

test('so do its statistics in a file without an architecture', () => {
  const names = STATISTICS.map((name) => `bn/${name}:0`);
  const source = [group('bn', Object.fromEntries(names.map((name) => [name, [2]])))];
  const rename = (version: string) =>
    renameWithoutArchitecture(source, [], { ...KERAS_2, minKeras: KerasVersion.parse(version) }).h5Layers[0]?.weights;
  expect(rename('3.14')?.map(({ name }) => name)).toEqual(STATISTICS);
  expect(rename('3.13')?.map(({ name }) => name)).toEqual(['moving_mean', 'moving_variance']);
});
