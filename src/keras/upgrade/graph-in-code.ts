import type { ModelGraph } from '../graph/model.ts';
import type { Kept } from './keep-layers.ts';
import type { KerasObject } from './types.ts';

/** Whatever of Keras 3's operations stands in the place of one of the source's; a Lambda counts as one too. */
const ONE_OPERATION: KerasObject = { module: 'keras.src.ops', class_name: 'Operation', config: {} };

/**
 * The graph of a model where the user's own code builds it in Keras 3: the layers kept, as they are there, one operation for
 * each of the source's, and nothing that is put in for the model to load or to compute the same. It decides in which order
 * Keras 3 lists the layers that weights alone are loaded into.
 */
export function graphInCode(source: ModelGraph, kept: ReadonlyMap<string, Kept>): ModelGraph {
  const layers = source.layers.map((layer) => ({
    ...layer,
    object: kept.get(layer.name)?.upgraded?.object ?? ONE_OPERATION,
  }));
  return { ...source, layers };
}
