import { join } from 'node:path';
import { expect, it } from 'vitest';
import { convertFile } from '../../../src/convert.ts';
import { Hdf5Reader } from '../../../src/hdf5/reader.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const SAVED = join(import.meta.dirname, 'saved');

/** The numbers of a dataset, and where it is. */
function numbersIn(reader: Hdf5Reader, ending: string): Float32Array {
  const path = [...reader.datasets('/model_weights')].find((each) => each.endsWith(ending)) ?? ending;
  return new Float32Array(reader.read(reader.tensor(path)).slice().buffer);
}

async function converted(name: string) {
  const target = join(await temporaryFolder(), 'model.keras3.h5');
  const targets = [{ format: 'h5' as const, path: target, name: 'model.keras3.h5' }];
  const options = { overwrite: false, check: false, inPlace: false, compile: true, strict: false, optionsDigest: '' };
  const result = await convertFile({ source: join(SAVED, name), name, targets, ...options });
  expect(result).toMatchObject({ status: 'converted' });
  return { source: await Hdf5Reader.open(join(SAVED, name)), result: await Hdf5Reader.open(target) };
}

it('a pruned model as it was saved in training: kernels times masks', async () => {
  const { source, result } = await converted('pruned.h5');
  using _source = source;
  using _result = result;
  const [kernel, mask] = [numbersIn(source, '/d/kernel:0'), numbersIn(source, 'prune_low_magnitude_d/mask:0')];
  expect(kernel.some((number, at) => mask[at] === 0 && number !== 0)).toBe(true);
  expect(numbersIn(result, 'prune_low_magnitude_d/kernel')).toEqual(
    kernel.map((number, at) => number * (mask[at] ?? 1)),
  );
  expect(numbersIn(result, 'prune_low_magnitude_d/bias')).toEqual(numbersIn(source, '/d/bias:0'));
});

it('a clustered model as it was saved in training: the nearest of four numbers', async () => {
  const { source, result } = await converted('clustered.h5');
  using _source = source;
  using _result = result;
  const centroids = [...numbersIn(source, 'cluster_d/cluster_centroids_kernel:0')];
  const nearest = (number: number) =>
    centroids.reduce((best, each) => (Math.abs(number - each) < Math.abs(number - best) ? each : best));
  expect(numbersIn(result, 'cluster_d/kernel')).toEqual(numbersIn(source, '/d/kernel:0').map(nearest));
});
