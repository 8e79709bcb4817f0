import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { convertFile } from '../../src/convert.ts';
import type { ConversionJob } from '../../src/job.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const MODEL = join(import.meta.dirname, '..', 'fixtures', 'keras-2.15.0', 'mlp_sequential');
const WEIGHTS = join(MODEL, 'weights_only.h5');

/** The architecture of the weights, in which the first activation and the first layer's size can be another. */
async function text({ activation = 'relu', units = 8 } = {}): Promise<string> {
  const json = await readFile(join(MODEL, 'model.json'), 'utf8');
  return json
    .replace('"activation": "relu"', `"activation": "${activation}"`)
    .replace('"units": 8', `"units": ${units}`);
}

async function convert(folder: string, name = 'beta.h5') {
  await copyFile(WEIGHTS, join(folder, name));
  const job: ConversionJob = {
    source: join(folder, name),
    name,
    targets: [{ format: 'keras', path: join(folder, 'result.keras'), name: 'result.keras' }],
    overwrite: false,
    check: true,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: '00',
  };
  const { status, reason, warnings } = await convertFile(job);
  return { status, reason, from: warnings.map(({ text }) => text).join(' ') };
}

it.each([
  ['beta.json', 'beta.h5'],
  ['beta.json', 'beta.weights.h5'],
  ['beta_architecture.json', 'beta.h5'],
  ['beta_config.json', 'beta.h5'],
  ['beta.json', 'beta_weights.h5'],
  ['model_architecture.json', 'beta.h5'],
  ['config.json', 'beta.h5'],
])('takes %s for the architecture of %s, whatever whole model lies beside it', async (name, weights) => {
  const folder = await temporaryFolder({ [name]: await text({ activation: 'tanh' }) });
  expect(await convert(folder, weights)).toMatchObject({
    status: 'would-convert',
    from: expect.stringContaining(name),
  });
});

it.each(['beta.json', 'beta_architecture.json'])('prefers %s to a whole model of the same names', async (name) => {
  const folder = await temporaryFolder({ [name]: await text({ activation: 'tanh' }) });
  await copyFile(join(MODEL, 'model.h5'), join(folder, 'alpha.h5'));
  expect((await convert(folder)).from).toContain(`taken from "${name}"`);
});

it('reads YAML of the same name', async () => {
  const folder = await temporaryFolder({ 'beta.yml': await text() });
  expect((await convert(folder)).from).toContain('taken from "beta.yml"');
});

it('guesses none where several that differ could be meant', async () => {
  const folder = await temporaryFolder({
    'model.json': await text(),
    'model_architecture.json': await text({ activation: 'tanh' }),
  });
  const found = await convert(folder);
  expect(found.status).toBe('refused');
  expect(found.reason).toContain('"model.json", "model_architecture.json" beside it could each hold it and differ');
});

it('takes one of several that say the same', async () => {
  const folder = await temporaryFolder({ 'model.json': await text(), 'architecture.json': await text() });
  await copyFile(join(MODEL, 'model.h5'), join(folder, 'alpha.h5'));
  expect((await convert(folder)).from).toContain('taken from "model.json"');
});

it('passes over an architecture whose shapes are not those of the weights', async () => {
  const folder = await temporaryFolder({ 'model.json': await text({ units: 9 }) });
  expect((await convert(folder)).reason).toContain('needs the architecture');
  await writeFile(join(folder, 'architecture.json'), await text());
  expect((await convert(folder)).from).toContain('taken from "architecture.json"');
});

it('holds the file to its own architecture, even one that does not fit', async () => {
  const folder = await temporaryFolder({ 'beta.json': await text({ units: 9 }), 'model.json': await text() });
  expect(await convert(folder)).toMatchObject({
    status: 'refused',
    reason: expect.stringContaining('check that the architecture and the weights belong together'),
  });
});

it('passes over what is no architecture under its name', async () => {
  const folder = await temporaryFolder({ 'beta.json': '{"loss": [1.0, 0.5]}', 'model.json': await text() });
  expect((await convert(folder)).from).toContain('taken from "model.json"');
});

it('knows a to_json() text and the whole model of Keras 1 for the same, though only one of them names its Keras', async () => {
  const model = join(import.meta.dirname, '..', 'fixtures', 'keras-1.2.2-theano', 'conv2d_same_tf');
  const folder = await temporaryFolder();
  for (const name of ['model.json', 'model.h5']) await copyFile(join(model, name), join(folder, name));
  await copyFile(join(model, 'weights_only.h5'), join(folder, 'beta.h5'));
  const { status, warnings } = await convertFile({
    source: join(folder, 'beta.h5'),
    name: 'beta.h5',
    targets: [{ format: 'keras', path: join(folder, 'result.keras'), name: 'result.keras' }],
    overwrite: false,
    check: true,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: '00',
  });
  expect(status).toBe('would-convert');
  expect(warnings.map(({ text }) => text)).toContain('The architecture was taken from "model.json".');
});

it("takes an architecture that was named in the place of the file's own", async () => {
  const folder = await temporaryFolder({ 'other.json': await text({ activation: 'tanh' }) });
  await copyFile(join(MODEL, 'model.h5'), join(folder, 'beta.h5'));
  const targets = [{ format: 'keras' as const, path: join(folder, 'result.keras'), name: 'result.keras' }];
  const named = { source: join(folder, 'beta.h5'), name: 'beta.h5', targets, architecture: join(folder, 'other.json') };
  const options = { overwrite: false, check: false, inPlace: false, compile: true, strict: false, optionsDigest: '00' };
  const { status, warnings } = await convertFile({ ...named, ...options });
  expect(status).toBe('converted');
  expect(warnings.map(({ text: said }) => said)).toContain(
    'The architecture was taken from "other.json", which was named, and not from the file, which has one of its own.',
  );
  const archive = await readFile(join(folder, 'result.keras'), 'latin1');
  expect(archive).toContain('"activation": "tanh"');
});
