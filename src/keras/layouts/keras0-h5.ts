import { Failure, Refusal } from '../../errors.ts';
import type { Hdf5Reader } from '../../hdf5/reader.ts';
import type { SourceLayer } from '../weights/types.ts';
import type { LegacyH5 } from './legacy-h5.ts';

/** Number of layers, an attribute of the root (Keras 0.3.3, models.py: `Sequential.save_weights`). */
const LAYERS = 'nb_layers';
/** Number of weights, an attribute of each `layer_<k>`. */
const WEIGHTS = 'nb_params';

/** Whether a file holds what `Sequential.save_weights` of Keras before 1.0 wrote: layers and weights by number, no names. */
export function isKeras0Weights(reader: Hdf5Reader, attributes: readonly string[]): boolean {
  return attributes.includes(LAYERS) && reader.kind('/layer_0') === 'group';
}

/** Whether a file holds what `Graph.save_weights` of Keras before 1.0 wrote: all weights in one list. */
export function isKeras0Graph(reader: Hdf5Reader): boolean {
  return reader.kind('/graph') === 'group' && reader.attributeNames('/graph').includes(WEIGHTS);
}

/**
 * Reads `layer_<k>/param_<n>` in the order of their numbers; no weight is read.
 *
 * @throws Failure where a group or dataset that is counted is not there
 */
export function readKeras0Weights(reader: Hdf5Reader): LegacyH5 {
  const layers: SourceLayer[] = [];
  for (let at = 0, end = countOf(reader, '/', LAYERS); at < end; at++) {
    const name = `layer_${at}`;
    if (reader.kind(`/${name}`) !== 'group') throw new Failure(missing(`"${LAYERS}" counts ${end} layers`, name));
    const weights: SourceLayer['weights'][number][] = [];
    for (let n = 0, last = countOf(reader, `/${name}`, WEIGHTS); n < last; n++) {
      const path = `/${name}/param_${n}`;
      if (reader.kind(path) !== 'dataset') throw new Failure(missing(`layer "${name}" counts ${last} weights`, path));
      weights.push({ name: `param_${n}`, tensor: reader.tensor(path) });
    }
    layers.push({ name, weights });
  }
  const listed = new Set(layers.flatMap(({ weights }) => weights.map(({ tensor }) => tensor.path)));
  const unlisted = [...reader.datasets('/')].filter((path) => !listed.has(path));
  return { layers, topLevel: [], optimizer: [], extraAttributes: [], unlisted, unnamed: true };
}

function countOf(reader: Hdf5Reader, owner: string, name: string): number {
  const [count] = reader.attributeNames(owner).includes(name) ? (reader.attribute(owner, name).numbers ?? []) : [];
  if (count === undefined || !(Number(count) >= 0)) {
    throw new Refusal(`"${owner}" has no count "${name}", which all weights of Keras 0.x have: save them again`);
  }
  return Number(count);
}

function missing(found: string, path: string): string {
  return `${found}, but "${path}" is not in the file; it may be damaged: restore it from its origin`;
}
