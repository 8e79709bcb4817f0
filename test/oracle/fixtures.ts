import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

/** One model as one Keras wrote it, with what that Keras computed (`io.npz`, `resume.npz`). */
export interface Fixture {
  /** Version of the Keras that wrote it. */
  readonly writer: string;
  readonly model: string;
  readonly folder: string;
  /** Whether what one more training step reached is recorded. */
  readonly trained: boolean;
}

/** Keras 1 wrote on Theano or TensorFlow, with configurations of its own: its fixtures have suites of their own. */
export function isKeras1({ writer }: Fixture): boolean {
  return writer.startsWith('1.');
}

/** Keras 0.x saved weights alone. */
export function isKeras0({ writer }: Fixture): boolean {
  return writer.startsWith('0.');
}

export function isKeras2({ writer }: Fixture): boolean {
  return writer.startsWith('2.');
}

/** Keras 3's own .h5 files, some of which it cannot load again. */
export function isKeras3({ writer }: Fixture): boolean {
  return writer.startsWith('3.');
}

/** The fixtures below `root`, laid out as `keras-<version>/<model>/`, that have the file asked for; in one fixed order. */
export function fixturesWith(file: string, root = FIXTURES): Fixture[] {
  const writers = readdirSync(root).filter((name) => name.startsWith('keras-'));
  writers.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return writers.flatMap((writer) =>
    readdirSync(join(root, writer))
      .sort()
      .map((model) => ({ model, folder: join(root, writer, model) }))
      .filter(({ folder }) => existsSync(join(folder, file)))
      .map(({ model, folder }) => ({
        writer: writer.slice('keras-'.length),
        model,
        folder,
        trained: existsSync(join(folder, 'resume.npz')),
      })),
  );
}
