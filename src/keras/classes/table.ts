import { ACTIVATION_LAYERS } from './activations.ts';
import { APPLICATION_LAYERS } from './applications.ts';
import { ATTENTION_LAYERS } from './attention.ts';
import { CONVOLUTION_LAYERS } from './convolution.ts';
import { CORE_LAYERS, WRAPPER } from './core.ts';
import { LEGACY_LAYERS } from './legacy.ts';
import { MERGING_LAYERS } from './merging.ts';
import { NORMALIZATION_LAYERS } from './normalization.ts';
import { POOLING_LAYERS } from './pooling.ts';
import { PREPROCESSING_LAYERS } from './preprocessing.ts';
import { CONV_LSTM_CELL, RECURRENT_LAYERS } from './recurrent.ts';
import { REGULARIZATION_LAYERS } from './regularization.ts';
import { RESHAPING_LAYERS } from './reshaping.ts';
import type { LayerRow, LayerTable, StateRow } from './row.ts';

/** Every built-in layer of Keras 2.15 and those that went away before, by the name that {@link unaliased} gives. */
export const LAYERS: LayerTable = new Map([
  ...CORE_LAYERS,
  ...ACTIVATION_LAYERS,
  ...MERGING_LAYERS,
  ...REGULARIZATION_LAYERS,
  ...RESHAPING_LAYERS,
  ...CONVOLUTION_LAYERS,
  ...POOLING_LAYERS,
  ...RECURRENT_LAYERS,
  ...ATTENTION_LAYERS,
  ...NORMALIZATION_LAYERS,
  ...PREPROCESSING_LAYERS,
  ...APPLICATION_LAYERS,
  ...LEGACY_LAYERS,
]);

/** Classes that hold something and are no layers to upgrade: what Keras makes inside a layer, and the base of wrappers. */
const PARTS: ReadonlyMap<string, StateRow> = new Map([
  ['ConvLSTMCell', CONV_LSTM_CELL],
  ['Wrapper', WRAPPER],
]);

const ALIASES: ReadonlyMap<string, string> = new Map(
  [...LAYERS].flatMap(([className, { aliases = [] }]) => aliases.map((alias): [string, string] => [alias, className])),
);

/** The name by which the table knows a class that the source names; the name itself, where it has no other. */
export function unaliased(className: string): string {
  return ALIASES.get(className) ?? className;
}

/** What is known of a class, by any of its names in Keras 2. */
export function rowOf(className: string): LayerRow | undefined {
  return LAYERS.get(unaliased(className));
}

/** What a layer of a class of Keras 3 holds; undefined for a class that is not Keras's. */
export function stateOf(className: string): StateRow | undefined {
  return LAYERS.get(className) ?? PARTS.get(className);
}
