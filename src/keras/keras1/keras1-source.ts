import { MadeLayers } from '../weights/made-layers.ts';
import type { SourceLayer } from '../weights/types.ts';
import type { Keras1Upgrade } from './config.ts';
import { keras1Weights } from './source-weights.ts';
import type { Deviations } from './weights.ts';

/** A Keras 1 file's layers in the form Keras 2 would have given them. */
export class Keras1Layers extends MadeLayers {
  /**
   * @param stored how the file stores each layer's weights, as `keras1ToKeras2` tells
   * @param backend that wrote the file
   * @param deviations that the file keeps in place of variances
   */
  constructor(
    source: readonly SourceLayer[],
    stored: Keras1Upgrade['stored'],
    backend: string | undefined,
    deviations?: Deviations,
  ) {
    super(source.map(({ name, weights }) => ({ name, weights: keras1Weights(weights, stored, backend, deviations) })));
  }
}
