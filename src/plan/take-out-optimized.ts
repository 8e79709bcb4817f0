import { Refusal } from '../errors.ts';

import { optimizedLayers } from '../keras/optimized/optimized-layers.ts';
import { unwrapOptimized } from '../keras/optimized/unwrap.ts';
import type { Json } from '../keras/python-json.ts';
import type { Warning } from '../keras/upgrade/types.ts';
import type { MadeLayers } from '../keras/weights/made-layers.ts';
import type { Source } from '../source/open.ts';

/** A source without tensorflow-model-optimization's wrappers. */
export interface TakenOut {
  readonly config: Json;
  readonly layers: MadeLayers;
  readonly warnings: readonly Warning[];
}

/**
 * Takes the wrappers of tensorflow-model-optimization off of a model's layers, with what they make of the weights.
 *
 * @returns undefined for a model that has none
 * @throws Refusal where the layers inside are no equal
 */
export function takeOutOptimized({ weights }: Source, config: Json): TakenOut | undefined {
  const unwrapped = unwrapOptimized(config);
  if (unwrapped === undefined) return undefined;
  const { warnings, refusals } = unwrapped.findings;
  if (refusals.length > 0) throw new Refusal(refusals.map(({ text }) => text).join('; '));
  if (weights.kind === 'object-tree') {
    throw new Refusal(
      'the archive holds layers that tensorflow-model-optimization has wrapped, which are taken out of .h5 files alone: use its strip_pruning or strip_clustering and save the model again',
    );
  }
  const layers = optimizedLayers(weights.content.layers, unwrapped.wrapped);
  return { config: unwrapped.config, layers, warnings };
}
