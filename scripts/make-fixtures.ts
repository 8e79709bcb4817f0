/**
 * Writes test/fixtures/ anew, each folder by the real Keras it is named after: `npm run make-fixtures [FOLDER ...]`, for
 * example `npm run make-fixtures keras-2.15.0`. The Kerases are installed under .venvs/; Keras 1 needs Python 3.6, 2.2.4
 * needs 3.7, 2.10 needs 3.10 and the others 3.11. Keras 2.16 and 2.21 are the package tf_keras.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../test/oracle/environments.ts';
import { makeEnvironment, pythonOf } from '../test/oracle/environments.ts';
import { pythonVariables } from '../test/oracle/switches.ts';

const FIXTURES = join(import.meta.dirname, '..', 'test', 'fixtures');
const EVERY_FILE = 'model.h5,weights_only.h5,model.json,v3.weights.h5,v3.keras';

const TF_KERAS = { TF_USE_LEGACY_KERAS: '1' };
const OF_TF_KERAS = [
  ...[
    'attention',
    'cnn_zoo',
    'einsum_dense',
    'hard_sigmoid_gates',
    'lr_schedule',
    'metrics_compiled',
    'mixed_precision',
  ],
  ...['mlp_functional_bn', 'nested_sequential', 'opt_adamw', 'preprocessing', 'rnn_zoo', 'siamese_shared', 'tf_ops'],
];

interface Vintage {
  readonly environment: Environment;
  readonly models: string;
  readonly files: string;
  /** Those only; absent: all that this Keras can make. */
  readonly names?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

const THEANO = { KERAS_BACKEND: 'theano', THEANO_FLAGS: 'optimizer=fast_compile' };
const OLD_KERAS_1 = [
  ...['bidirectional', 'conv1d_only', 'conv2d_only_th', 'conv2d_same_strided_tf', 'conv2d_tf', 'conv2d_th'],
  ...['dense_functional', 'maxout', 'merge_modes', 'rnn_cpu', 'sequential_merge', 'text'],
];

const VINTAGES: Readonly<Record<string, Vintage>> = {
  'keras-1.0.8-theano': {
    environment: 'keras-1.0.8',
    models: 'keras1_models.py',
    files: 'model.h5',
    names: OLD_KERAS_1,
    variables: THEANO,
  },
  'keras-1.1.2-theano': {
    environment: 'keras-1.1.2',
    models: 'keras1_models.py',
    files: 'model.h5',
    names: [...OLD_KERAS_1, 'conv1d_strided'],
    variables: THEANO,
  },
  'keras-1.2.2-theano': {
    environment: 'keras-1.2.2',
    models: 'keras1_models.py',
    files: EVERY_FILE,
    variables: THEANO,
  },
  'keras-1.2.2-tensorflow': {
    environment: 'keras-1.2.2',
    models: 'keras1_models.py',
    files: 'model.h5',
    variables: { KERAS_BACKEND: 'tensorflow' },
  },
  'keras-2.2.4': { environment: 'keras-2.2.4', models: 'models.py', files: EVERY_FILE },
  'keras-2.10.0': { environment: 'keras-2.10.0', models: 'models.py', files: EVERY_FILE },
  'keras-2.15.0': { environment: 'keras-2.15.0', models: 'models.py', files: EVERY_FILE },
  'keras-2.16.0': {
    environment: 'keras-2.16.0',
    models: 'models.py',
    files: 'model.h5,v3.keras',
    names: OF_TF_KERAS,
    variables: TF_KERAS,
  },
  'keras-2.21.0': {
    environment: 'keras-2.21.0',
    models: 'models.py',
    files: 'model.h5,v3.keras',
    names: OF_TF_KERAS,
    variables: TF_KERAS,
  },
  'keras-3.3.3': { environment: 'keras-3.3.3', models: 'keras3_models.py', files: 'model.h5' },
  'keras-3.15.1': { environment: 'keras-3.15.1', models: 'keras3_models.py', files: 'model.h5' },
};

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(VINTAGES)) {
  const vintage = Object.entries(VINTAGES).find(([folder]) => folder === name)?.[1];
  if (vintage === undefined)
    throw new Error(`No fixtures are named ${name}: there are ${Object.keys(VINTAGES).join(', ')}.`);
  await makeEnvironment(vintage.environment);
  const folder = join(FIXTURES, name);
  rmSync(folder, { recursive: true, force: true });
  execFileSync(
    pythonOf(vintage.environment),
    [join(FIXTURES, 'make.py'), folder, join(FIXTURES, vintage.models), vintage.files, ...(vintage.names ?? [])],
    { stdio: 'inherit', env: pythonVariables(vintage.variables) },
  );
}
