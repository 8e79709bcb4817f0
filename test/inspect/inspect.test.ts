import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertFile } from '../../src/convert.ts';
import { diffFiles } from '../../src/inspect/diff-files.ts';
import { inspectFile } from '../../src/inspect/inspect-file.ts';
import { differenceLines, inspectionLines, isSame } from '../../src/inspect/text.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const fixture = (name: string) => join(FIXTURES, name);

const lastName = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/:0$/, '');

describe('inspectFile', () => {
  it('tells a whole model of Keras 2: layers, training, what would change', async () => {
    const found = await inspectFile(fixture('keras-2.15.0/teachable_machine/model.h5'), 'model.h5');
    expect(found).toMatchObject({
      layout: 'legacy-h5-model',
      kerasVersion: '2.15.0',
      backend: 'tensorflow',
      tensors: 13,
      parameters: 218,
      weightBytes: 872,
      training: { loss: 'categorical_crossentropy' },
      conversion: { status: 'would-convert' },
    });
    // Every weight hangs on a layer: nothing is left at the model itself.
    expect(found.outline).toMatchObject({ className: 'Sequential', parameters: 218, weights: [] });
    const text = inspectionLines(found).join('\n');
    expect(text).toMatch(/^ +depthwise_conv2d \(DepthwiseConv2D\) .*: depthwise_kernel \(3, 3, 4, 1\) {2}\[36\]$/m);
    expect(text).toContain('depthwise_conv2d/groups: 1 → (not there)');
  });

  it('tells weights alone by their groups', async () => {
    const found = await inspectFile(fixture('keras-2.2.4/mlp_sequential/weights_only.h5'), 'w.h5');
    expect(found.layout).toBe('legacy-h5-weights');
    expect(found.outline?.children.map(({ className }) => className)).toEqual(
      found.outline?.children.map(() => undefined),
    );
    expect(found.outline?.parameters).toBe(found.parameters);
    expect(found.training).toBeUndefined();
  });

  it('tells an archive of Keras 2 with its weights on their layers, and why it must be converted', async () => {
    const found = await inspectFile(fixture('keras-2.15.0/teachable_machine/v3.keras'), 'v3.keras');
    expect(found).toMatchObject({ layout: 'keras-archive', kerasVersion: '2.15.0', parameters: 218 });
    expect(found.outline?.parameters).toBe(218);
  });

  it('tells what is not Keras without failing', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'x.h5');
    await writeFile(path, 'text');
    const found = await inspectFile(path, 'x\n::error::.h5');
    expect(found.conversion.status).toBe('not-keras');
    for (const line of inspectionLines(found)) expect(line).not.toMatch(/\n|^::/);
  });

  it('prints as JSON what Python alone can say', async () => {
    const found = await inspectFile(fixture('keras-2.10.0/opt_adagrad/model.h5'), 'model.h5');
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

describe('diffFiles', () => {
  it('finds no difference between a file and itself', async () => {
    const path = fixture('keras-2.10.0/multi_io/model.h5');
    const found = await diffFiles(path, path, ['a', 'b']);
    expect(isSame(found)).toBe(true);
    expect(found.same).toBeGreaterThan(0);
  });

  it('pairs what a conversion renamed by values, and lists the settings it changed', async () => {
    const folder = await temporaryFolder();
    const source = fixture('keras-2.15.0/teachable_machine/model.h5');
    const path = join(folder, 'model.keras3.h5');
    const { status } = await convertFile({
      source,
      name: 'model.h5',
      targets: [{ format: 'h5', path, name: 'model.keras3.h5' }],
      overwrite: false,
      check: false,
      inPlace: false,
      compile: true,
      strict: false,
      optionsDigest: '',
    });
    expect(status).toBe('converted');
    const found = await diffFiles(source, path, ['model.h5', 'model.keras3.h5']);
    expect(isSame(found)).toBe(false);
    expect([found.changed, found.onlyInFirst, found.onlyInSecond]).toEqual([[], [], []]);
    expect(found.moved).toContainEqual({
      from: 'model_weights/sequential_1/depthwise_conv2d/depthwise_kernel:0',
      to: 'model_weights/sequential_1/depthwise_conv2d/kernel',
    });
    // Slots of zeros are alike in value: the likest path is taken.
    for (const { from, to } of found.moved)
      expect(to.split('/').at(-1)).toBe(
        from.endsWith('/depthwise_kernel:0') && from.startsWith('model') ? 'kernel' : lastName(from),
      );
    expect(found.settings).toContainEqual({ path: 'keras_version', before: '2.15.0', after: '3.3.3' });
    expect(differenceLines(found).join('\n')).toContain('0 only in the second');
  });

  it('tells another shape from other values', async () => {
    const [one, other] = ['weights_only.h5', 'model.h5'].map((name) => fixture(`keras-2.15.0/multi_io/${name}`));
    const found = await diffFiles(one ?? '', other ?? '', ['one', 'other']);
    expect(found.onlyInFirst).toEqual([]);
    expect(found.moved.every(({ from, to }) => to === `model_weights/${from}`)).toBe(true);
    expect(found.onlyInSecond.every(({ path }) => path.startsWith('optimizer_weights/'))).toBe(true);
  });
});
