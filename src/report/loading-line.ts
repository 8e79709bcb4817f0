import type { Output } from '../result.ts';
import { shorten } from './escape.ts';

/** The line of Python that loads a result. */
export function loadingLine({ format, path }: Output, layout: string | undefined): string {
  const name = JSON.stringify(shorten(path, 300));
  if (format === 'keras' || (format === 'h5' && layout !== 'legacy-h5-weights')) {
    return `model = keras.models.load_model(${name})`;
  }
  return `model.load_weights(${name})  # into the same architecture, built in Keras 3`;
}
