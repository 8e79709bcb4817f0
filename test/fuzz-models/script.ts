import type { Outcome, Tried } from './try-model.ts';

/** A failure as a script for the Keras that wrote it: what went wrong, and the model, with the weights that the fuzzer draws. */
export function scriptOf(lines: readonly string[], { seed }: Tried, failures: readonly Outcome[]): string {
  const told = failures.map((one) => `# ${describe(one)}`);
  const all = [
    `# seed ${seed}`,
    ...told,
    'import numpy as np',
    'import tensorflow as tf',
    'from tensorflow import keras',
  ];
  return `${[...all, 'L = keras.layers', ...lines, ...WEIGHTS.split('\n'), "model.save('model.h5')"].join('\n')}\n`;
}

/** What went wrong, in a line. */
export function describe({ source, format, reader, kind, how }: Outcome): string {
  return `${kind}: ${source} → ${format} in Keras ${reader}: ${how}`;
}

const WEIGHTS = `for weight in model.weights:
    if weight.dtype.is_floating:
        values = np.random.uniform(-0.6, 0.6, weight.shape)
        weight.assign(abs(values) + 0.5 if 'variance' in weight.name else values)`;
