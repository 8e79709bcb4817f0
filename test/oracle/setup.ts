import { makeEnvironment } from './environments.ts';
import { GENERATED, generate } from './generated.ts';

/** Real Keras, and the models it is to write, must be there: what is missing fails the run, it never skips a suite. */
export default async function setup(): Promise<void> {
  await Promise.all([makeEnvironment('keras-3.3.3'), makeEnvironment('keras-3.15.1'), makeEnvironment('keras-2.15.0')]);
  await Promise.all(GENERATED.map(generate));
}
