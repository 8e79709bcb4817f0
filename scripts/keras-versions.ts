/**
 * Asks the newest patch of every Keras 3 minor about the converted fixtures, and writes docs/keras-versions.md:
 *
 *     npm run build
 *     node scripts/keras-versions.ts             # all; half an hour and more
 *     node scripts/keras-versions.ts 3.0 3.15-jax 3.15-torch
 *
 * Each run's answers are kept in .cache/keras-versions/, and the table is made of all that are there. Every Keras runs on the
 * libraries of one of the environments of the tests, its own package before theirs: Keras is pure Python.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Format } from '../src/plan/plan.ts';
import { convertFixtures } from '../test/oracle/convert.ts';
import { type Environment, makeEnvironment, pythonOf } from '../test/oracle/environments.ts';
import { FIXTURES, type Fixture, fixturesWith } from '../test/oracle/fixtures.ts';
import { type Case, type Interpreter, judge } from '../test/oracle/judge.ts';
import { JAX_SWITCHES } from '../test/oracle/switches.ts';
import { type Answers, renderVersions } from './keras-versions-table.ts';

const ROOT = join(import.meta.dirname, '..');
const ANSWERS = join(ROOT, '.cache', 'keras-versions');

interface Version {
  /** What the command line calls it. */
  readonly name: string;
  readonly keras: string;
  readonly backend: 'tensorflow' | 'jax' | 'torch' | 'numpy' | 'openvino';
  /** The environment of the tests with the TensorFlow of its time. */
  readonly base: Environment;
  /** Packages beside Keras. */
  readonly more?: readonly string[];
  /** With all they need: PyTorch's build for Linux loads CUDA's libraries on any machine (5 GB). */
  readonly withDependencies?: boolean;
}

const TENSORFLOW_2_16: readonly string[] = ['3.1.1', '3.2.1', '3.3.3', '3.4.1', '3.5.0', '3.6.0'];
const TENSORFLOW_2_21: readonly string[] = [
  ...['3.7.0', '3.8.0', '3.9.2', '3.10.0', '3.11.3', '3.12.4', '3.13.2', '3.14.1', '3.15.1'],
];

const VERSIONS: readonly Version[] = [
  { ...onTensorflow('3.0.5', 'keras-3.3.3'), more: ['dm-tree==0.1.8'] },
  ...TENSORFLOW_2_16.map((keras) => onTensorflow(keras, 'keras-3.3.3')),
  ...TENSORFLOW_2_21.map((keras) => onTensorflow(keras, 'keras-3.15.1')),
  {
    ...onTensorflow('3.15.1', 'keras-3.15.1'),
    name: '3.15-jax',
    backend: 'jax',
    more: ['jax==0.10.2', 'jaxlib==0.10.2', 'scipy==1.17.1'],
  },
  {
    ...onTensorflow('3.15.1', 'keras-3.15.1'),
    name: '3.15-torch',
    backend: 'torch',
    more: ['torch==2.15.0'],
    withDependencies: true,
  },
  // Neither trains: they load and predict.
  {
    ...onTensorflow('3.15.1', 'keras-3.15.1'),
    name: '3.15-numpy',
    backend: 'numpy',
    more: ['jax==0.10.2', 'jaxlib==0.10.2', 'scipy==1.17.1'],
  },
  {
    ...onTensorflow('3.15.1', 'keras-3.15.1'),
    name: '3.15-openvino',
    backend: 'openvino',
    more: ['openvino==2026.4.1', 'openvino-telemetry'],
  },
];

function onTensorflow(keras: string, base: Environment): Version {
  return { name: keras.split('.').slice(0, 2).join('.'), keras, backend: 'tensorflow', base };
}

/** Files of tf_keras are Keras 2.15's but for the names of modules. */
const WRITERS: ReadonlySet<string> = new Set(['2.2.4', '2.10.0', '2.15.0']);

/** A Lambda is bytecode for the Python that wrote it, which is not the one that runs here. */
function canRun({ writer, model }: Fixture): boolean {
  return model !== 'lambda_layer' || writer === '2.15.0';
}

async function interpreterOf(version: Version): Promise<Interpreter> {
  const { name, keras, backend, base, more = [], withDependencies = false } = version;
  await makeEnvironment(base);
  const folder = join(ROOT, '.venvs', 'sweep', name);
  const finished = join(folder, 'finished.txt');
  const packages = [`keras==${keras}`, ...more];
  if (!existsSync(finished) || readFileSync(finished, 'utf8') !== packages.join(' ')) {
    rmSync(folder, { recursive: true, force: true });
    const options = ['-m', 'pip', 'install', '--quiet', '--no-input', '--target', folder];
    if (!withDependencies) options.push('--no-deps');
    await promisify(execFile)(pythonOf(base), [...options, ...packages], { maxBuffer: 2 ** 26 });
    writeFileSync(finished, packages.join(' '));
  }
  return {
    name,
    python: pythonOf(base),
    env: { PYTHONPATH: folder, KERAS_BACKEND: backend, ...(backend === 'jax' ? JAX_SWITCHES : {}) },
  };
}

const QUESTIONS: readonly { readonly format: Format; readonly check: 'load_model' | 'load_weights' }[] = [
  { format: 'h5', check: 'load_model' },
  { format: 'keras', check: 'load_model' },
  { format: 'weights', check: 'load_weights' },
];

function aloneIn(root: string, path: string): string {
  return join(root, path, '..', 'alone.weights.h5');
}

async function ask(
  version: Version,
  fixtures: readonly Fixture[],
  pathOf: (fixture: Fixture, format: Format) => string | undefined,
) {
  const cases: Case[] = fixtures.flatMap((fixture) =>
    QUESTIONS.flatMap(({ format, check }) => {
      const file = pathOf(fixture, format);
      const models = { models: join(FIXTURES, 'models.py'), model: fixture.model };
      const id = `${fixture.writer} ${fixture.model} ${format}`;
      return file === undefined
        ? []
        : [{ id, check, file, reference: fixture.folder, ...(check === 'load_weights' ? models : {}) }];
    }),
  );
  const answers: Answers = {
    keras: version.keras,
    backend: version.backend,
    verdicts: Object.fromEntries(await judge(await interpreterOf(version), cases)),
  };
  mkdirSync(ANSWERS, { recursive: true });
  writeFileSync(join(ANSWERS, `${version.name}.json`), `${JSON.stringify(answers, undefined, 1)}\n`);
  const passed = Object.values(answers.verdicts).filter((verdict) => verdict === 'PASS').length;
  console.log(`Keras ${version.keras} (${version.backend}): ${passed} of ${cases.length}`);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !VERSIONS.some((version) => version.name === name));
if (unknown.length > 0)
  throw new Error(`not known: ${unknown.join(', ')}; there are ${VERSIONS.map(({ name }) => name).join(', ')}`);
const fixtures = fixturesWith('model.h5')
  .filter(({ writer }) => WRITERS.has(writer))
  .filter(canRun);
const { folder, results } = convertFixtures({
  slug: 'keras-versions',
  title: '',
  fixtures,
  source: 'model.h5',
  formats: ['h5', 'keras', 'weights'],
  questions: [],
  models: '',
});
// Keras 3.4 extracts a `model.weights.h5` beside the archive it loads, and deletes it.
for (const { outputs } of results.values()) {
  for (const { format, path } of outputs)
    if (format === 'weights') renameSync(join(folder, path), aloneIn(folder, path));
}
const pathOf = (fixture: Fixture, format: Format) => {
  const path = results.get(fixture)?.outputs.find((output) => output.format === format)?.path;
  if (path === undefined) return undefined;
  return format === 'weights' ? aloneIn(folder, path) : join(folder, path);
};
for (const version of VERSIONS) {
  if (wanted.length === 0 || wanted.includes(version.name)) await ask(version, fixtures, pathOf);
}
const answers = VERSIONS.flatMap(({ name }) => {
  const path = join(ANSWERS, `${name}.json`);
  return existsSync(path) ? [JSON.parse(readFileSync(path, 'utf8')) as Answers] : [];
});
writeFileSync(join(ROOT, 'docs', 'keras-versions.md'), renderVersions(answers));
