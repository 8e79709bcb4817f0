import type { ConfigChange } from '../keras/findings.ts';
import type { Json, JsonObject } from '../keras/python-json.ts';
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

/** What Keras 3's `to_json()` writes has modules and no version. */
export function isKeras3Architecture({ keras_version: version, module }: JsonObject): boolean {
  return typeof version === 'string' ? KerasVersion.parse(version).isKeras3 : module !== undefined;
}

export function isKeras3(source: Source): boolean {
  return KerasVersion.parse(source.kerasVersion).isKeras3;
}

/**
 * Whether the Keras 3 that wrote a whole model loads it as it is, and so does every later one: what the upgrade changes is
 * but the dialect of 3.3.3. Keras 3's `.h5` files are not sound where a graph holds operations, which are written without the
 * module they are found by (`Unknown layer: 'NotEqual'`), and where a loss is an abbreviation of a function's name (`mse`;
 * asked of 3.3.3 and 3.15.1 for every built-in layer, loss, metric and optimizer).
 */
export function loadsAsWritten(changes: readonly ConfigChange[]): boolean {
  return changes.every(({ path, from, to }) =>
    path.startsWith('training_config/') ? !(isLoss(path) && typeof from === 'string') : isDialect(path, to),
  );
}

function isLoss(path: string): boolean {
  return path === 'training_config/loss';
}

/** A setting that 3.3.3 does not know yet, a policy that it calls by name, an initializer that has two names. */
function isDialect(path: string, to: Json | undefined): boolean {
  return to === undefined || path.endsWith('/dtype') || path.endsWith('_initializer/class_name');
}
