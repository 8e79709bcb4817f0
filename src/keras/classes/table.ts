import { APPLICATION_LAYERS } from './applications.ts';
import { ATTENTION_LAYERS } from './attention.ts';
import { CONVOLUTION_LAYERS } from './convolution.ts';
import { CORE_LAYERS } from './core.ts';
import { NORMALIZATION_LAYERS } from './normalization.ts';
import { PREPROCESSING_LAYERS } from './preprocessing.ts';
import { RECURRENT_LAYERS } from './recurrent.ts';
import type { LayerTable } from './row.ts';

/** Every built-in layer of Keras 2.15 and those that went away before, by the name {@link LAYER_ALIASES} resolves to. */
export const LAYERS: LayerTable = new Map([
  ...CORE_LAYERS,
  ...CONVOLUTION_LAYERS,
  ...RECURRENT_LAYERS,
  ...ATTENTION_LAYERS,
  ...NORMALIZATION_LAYERS,
  ...PREPROCESSING_LAYERS,
  ...APPLICATION_LAYERS,
]);
