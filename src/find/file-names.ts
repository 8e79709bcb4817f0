import type { Format } from '../plan/plan.ts';

/** What follows the stem. Keras 3 chooses its loader by these names, `.weights.h5` before `.h5` (saving_api.py). */
export const SUFFIXES: Readonly<Record<Format, string>> = { h5: '.h5', keras: '.keras', weights: '.weights.h5' };
const SOURCE_SUFFIX = /(?:\.weights\.h5|\.h5|\.hdf5|\.keras)$/i;

/** A file's name without what Keras's formats add: `x` for `x.weights.h5`, `x.h5`, `x.hdf5` and `x.keras`. */
export function stemOf(name: string): string {
  const stem = name.replace(SOURCE_SUFFIX, '');
  return stem === '' ? name : stem;
}

/** The format that Keras 3 expects in a file of this name, if any. */
export function formatOfName(name: string): Format | undefined {
  if (name.endsWith('.keras')) return 'keras';
  if (name.endsWith('.weights.h5')) return 'weights';
  return name.endsWith('.h5') || name.endsWith('.hdf5') ? 'h5' : undefined;
}

/**
 * The name of a source's result: `x.keras3.h5` of `x.h5`, `x.keras` and `x.weights.h5`.
 *
 * @param isTaken whether the source itself has the name that the result would have
 */
export function resultName(source: string, format: Format, isTaken = format === 'h5'): string {
  return `${stemOf(source)}${isTaken ? '.keras3' : ''}${SUFFIXES[format]}`;
}
