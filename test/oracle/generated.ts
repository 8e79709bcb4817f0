import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from './environments.ts';
import { lock, makeEnvironment, pythonOf } from './environments.ts';
import { FIXTURES } from './fixtures.ts';
import { pythonVariables, SWITCHES } from './switches.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');

/** Models too many or too large to be kept in the repository: a script, and the Keras that saves them when the tests run. */
export interface Generated {
  /** A script beside this file with a function `build`. */
  readonly models: string;
  /** Scripts beside it that it imports. */
  readonly imports?: readonly string[];
  readonly writer: Environment;
  readonly files: readonly string[];
}

export const LAYERS: Generated = {
  models: 'layers_models.py',
  writer: 'keras-2.15.0',
  files: ['model.h5', 'v3.keras'],
};
export const APPLICATIONS: Generated = {
  models: 'applications_models.py',
  writer: 'keras-2.15.0',
  files: ['model.h5'],
};
export const OPERATIONS: Generated = {
  models: 'operations_models.py',
  writer: 'keras-2.15.0',
  files: ['model.h5'],
};
export const RAW_OPERATIONS: Generated = {
  models: 'raw_operations_models.py',
  imports: ['operations_models.py'],
  writer: 'keras-2.15.0',
  files: ['model.h5'],
};
export const TRAINING: Generated = {
  models: 'training_models.py',
  writer: 'keras-2.15.0',
  files: ['model.h5'],
};
export const LAMBDAS: Generated = {
  models: 'lambdas_models.py',
  writer: 'keras-2.15.0',
  files: ['model.h5'],
};
export const CUSTOM: Generated = {
  models: 'custom_models.py',
  writer: 'keras-2.15.0',
  files: ['model.h5', 'v3.keras'],
};
export const GENERATED: readonly Generated[] = [
  LAYERS,
  APPLICATIONS,
  OPERATIONS,
  RAW_OPERATIONS,
  LAMBDAS,
  TRAINING,
  CUSTOM,
];

/** What make.py says of its run. */
export interface Made {
  readonly made: readonly string[];
  readonly skipped: Readonly<Record<string, string>>;
  readonly unsaved: readonly string[];
}

/** Where they lie, as `keras-<version>/<model>/`; the folder's name holds a digest of all that they are made from. */
export function generatedFolder({ models, imports = [], writer, files }: Generated): string {
  const digest = createHash('sha256').update(JSON.stringify([writer, files, SWITCHES]));
  for (const file of [
    ...[models, ...imports].map((script) => join(import.meta.dirname, script)),
    join(FIXTURES, 'make.py'),
    join(import.meta.dirname, 'requirements', `${writer}.txt`),
  ]) {
    digest.update(readFileSync(file));
  }
  return join(REPOSITORY, '.cache', 'generated', `${models.replace('.py', '')}-${digest.digest('hex').slice(0, 12)}`);
}

/** make.py's own account of the models that are there. */
export function accountOf(generated: Generated): Made {
  return JSON.parse(readFileSync(join(generatedFolder(generated), 'made.json'), 'utf8'));
}

/** Runs the writer, unless what it made from the same scripts is there. Safe against a second process that does the same. */
export async function generate(generated: Generated): Promise<void> {
  const folder = generatedFolder(generated);
  const isThere = () => existsSync(join(folder, 'made.json'));
  if (isThere()) return;
  await makeEnvironment(generated.writer);
  mkdirSync(join(folder, '..'), { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  try {
    if (!isThere()) await runWriter(generated, folder);
  } finally {
    unlock();
  }
}

async function runWriter({ models, writer, files }: Generated, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const { stdout } = await promisify(execFile)(
    pythonOf(writer),
    [join(FIXTURES, 'make.py'), join(folder, writer), join(import.meta.dirname, models), files.join(',')],
    { maxBuffer: 2 ** 28, env: pythonVariables() },
  );
  // Written last: a folder without it is made again.
  writeFileSync(join(folder, 'made.json'), stdout.trimEnd().split('\n').at(-1) ?? '');
}
