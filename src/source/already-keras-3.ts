import type { JsonObject } from '../keras/python-json.ts';
import { KerasVersion } from '../keras/version.ts';
import type { Source } from './open.ts';

/** Weights that Keras 3 wrote and reads. A whole model of Keras 3 may still be one that it cannot load. */
export function needsNothing(source: Source): boolean {
  if (source.weights.kind === 'object-tree' && source.layout === 'object-tree')
    return source.weights.content.dialect === 'keras-3';
  return source.layout !== 'legacy-h5-model' && isKeras3(source);
}

/** An object tree that bears no mark of the Keras that wrote it: Keras 3 finds the weights in it where Keras 2 did. */
export function isUnmarked(source: Source): boolean {
  const { weights, layout } = source;
  return weights.kind === 'object-tree' && layout === 'object-tree' && weights.content.dialect === 'either';
}

export const READ_ALIKE = 'nothing in the file differs from what Keras 3 writes';

/** What Keras 3's `to_json()` writes has modules and no version. */
export function isKeras3Architecture({ keras_version: version, module }: JsonObject): boolean {
  return typeof version === 'string' ? KerasVersion.parse(version).isKeras3 : module !== undefined;
}

export function isKeras3(source: Source): boolean {
  return KerasVersion.parse(source.kerasVersion).isKeras3;
}
