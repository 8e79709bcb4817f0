import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertFile } from '../../src/convert.ts';
import { Hdf5Reader } from '../../src/hdf5/reader.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const STORED = join(import.meta.dirname, 'storage');
/** What make_storage.py stored in other ways; that its conversion is right, real Keras says (test/oracle). */
const MODEL = join(import.meta.dirname, '..', 'fixtures', 'keras-2.2.4', 'mlp_sequential', 'model.h5');
const WAYS = (await readdir(STORED)).map((name) => name.replace('.h5', '')).sort();

/** Every dataset with its shape, dtype and bytes, and the texts at the root that are not about the source. */
async function convertedFrom(path: string): Promise<ReadonlyMap<string, string>> {
  const folder = await temporaryFolder();
  const [source, target] = [join(folder, 'model.h5'), join(folder, 'model.keras3.h5')];
  await copyFile(path, source);
  const targets = [{ format: 'h5' as const, path: target, name: 'model.keras3.h5' }];
  const options = { overwrite: false, check: false, inPlace: false, compile: true, strict: false, optionsDigest: '' };
  const result = await convertFile({ source, name: 'model.h5', targets, ...options });
  expect(result).toMatchObject({ status: 'converted' });
  using reader = await Hdf5Reader.open(target);
  const content = new Map<string, string>();
  for (const dataset of reader.datasets('/')) {
    const tensor = reader.tensor(dataset);
    content.set(dataset, `${tensor.dtype} ${tensor.shape} ${Buffer.from(reader.read(tensor)).toString('hex')}`);
  }
  for (const name of ['model_config', 'training_config', 'keras_version', 'backend'])
    content.set(name, reader.attribute('/', name).strings?.[0] ?? '');
  return content;
}

describe('a model stored in another way gives what it gives as Keras stores it:', () => {
  it.each(WAYS)('%s', async (way) => {
    expect(await convertedFrom(join(STORED, `${way}.h5`))).toEqual(await convertedFrom(MODEL));
  });
});
