import { asNumber } from '../python-json.ts';
import { made } from './children.ts';
import { featureDense } from './hooks/fourier.ts';
import {
  checkResizing,
  replaceRandomCrop,
  upgradeCategoryEncoding,
  upgradeDiscretization,
  upgradeHashing,
  upgradeLookup,
  upgradeTextVectorization,
} from './hooks/preprocessing.ts';
import { keepSize } from './hooks/random-size.ts';
import { ANY, type LayerRow, layerTable } from './row.ts';
import { same } from './shapes.ts';
import { idfWeights } from './variables.ts';

// Generators of random numbers: their choice leaves inference as it is.
const RANDOM = { rng_type: ANY, force_generator: ANY } as const;
// Keras 3.3.3 takes the order of axes from Keras's settings here.
const RANDOM_IN_PLACE = { ...RANDOM, data_format: [null, 'channels_last'] } as const;
const LOOKUP = [
  'max_tokens',
  'num_oov_indices',
  'mask_token',
  'oov_token',
  'vocabulary',
  'vocabulary_dtype',
  'idf_weights',
  'invert',
  'output_mode',
  'sparse',
  'pad_to_max_tokens',
  'activity_regularizer',
];
const RESIZED_RANDOMLY: LayerRow = { keys: [], hook: keepSize, shape: same };

/** `keras/src/layers/preprocessing`. */
export const PREPROCESSING_LAYERS = layerTable({
  CategoryEncoding: {
    aliases: ['CategoryEncodingV1'],
    keys: ['num_tokens', 'output_mode', 'sparse', 'activity_regularizer'],
    rename: { max_tokens: 'num_tokens' },
    hook: upgradeCategoryEncoding,
  },
  CenterCrop: { keys: ['height', 'width', 'data_format', 'activity_regularizer'] },
  Discretization: {
    keys: ['bin_boundaries', 'num_bins', 'epsilon', 'output_mode', 'sparse'],
    rename: { bins: 'bin_boundaries' },
    untrainable: true,
    hook: upgradeDiscretization,
    dtype: 'index',
    distributedSince: '3.14',
  },
  HashedCrossing: { keys: ['num_bins', 'output_mode', 'sparse', 'activity_regularizer'], dtype: 'index' },
  Hashing: {
    keys: ['num_bins', 'mask_value', 'salt', 'output_mode', 'sparse', 'activity_regularizer'],
    hook: upgradeHashing,
    dtype: 'index',
    distributedSince: '3.15',
  },
  IntegerLookup: {
    aliases: ['IntegerLookupV1'],
    keys: LOOKUP,
    rename: { mask_value: 'mask_token', oov_value: 'oov_token', max_values: 'max_tokens' },
    drop: { vocabulary_size: ANY, oov_method: ['floormod'] },
    hook: upgradeLookup,
    dtype: 'index',
    variables: idfWeights,
    vocabulary: 'integers',
    distributedSince: '3.10',
  },
  StringLookup: {
    aliases: ['StringLookupV1'],
    keys: [...LOOKUP, 'encoding'],
    drop: { vocabulary_size: ANY, oov_method: ['floormod'] },
    hook: upgradeLookup,
    dtype: 'index',
    variables: idfWeights,
    vocabulary: 'strings',
    distributedSince: '3.10',
  },
  TextVectorization: {
    aliases: ['TextVectorizationV1'],
    keys: [
      'max_tokens',
      'standardize',
      'split',
      'ngrams',
      'output_mode',
      'output_sequence_length',
      'pad_to_max_tokens',
      'vocabulary',
      'idf_weights',
      'sparse',
      'ragged',
      'encoding',
      'activity_regularizer',
    ],
    drop: { vocabulary_size: ANY },
    hook: upgradeTextVectorization,
    dtype: 'index',
    variables: idfWeights,
    children: (c) => [made('_lookup_layer', 'StringLookup', { output_mode: c.output_mode ?? null })],
    vocabulary: 'strings',
  },
  Rescaling: { keys: ['scale', 'offset', 'activity_regularizer'], shape: same },
  Resizing: {
    keys: [
      'height',
      'width',
      'interpolation',
      'crop_to_aspect_ratio',
      'pad_to_aspect_ratio',
      'fill_mode',
      'fill_value',
      'data_format',
      'activity_regularizer',
    ],
    hook: checkResizing,
    integers: 'cast',
  },

  RandomBrightness: { keys: ['factor', 'value_range', 'seed', 'activity_regularizer'], drop: RANDOM_IN_PLACE },
  RandomContrast: {
    keys: ['factor', 'seed', 'activity_regularizer'],
    drop: { ...RANDOM_IN_PLACE, value_range: [[0, 255]] },
  },
  RandomCrop: {
    keys: ['height', 'width', 'seed', 'data_format', 'activity_regularizer'],
    drop: RANDOM,
    hook: replaceRandomCrop,
  },
  RandomFlip: { keys: ['mode', 'seed', 'activity_regularizer'], drop: RANDOM_IN_PLACE },
  RandomRotation: {
    keys: ['factor', 'fill_mode', 'interpolation', 'seed', 'fill_value', 'data_format', 'activity_regularizer'],
    drop: { ...RANDOM, value_range: ANY },
  },
  RandomTranslation: {
    keys: [
      'height_factor',
      'width_factor',
      'fill_mode',
      'interpolation',
      'seed',
      'fill_value',
      'data_format',
      'activity_regularizer',
    ],
    drop: RANDOM,
  },
  RandomZoom: {
    keys: [
      'height_factor',
      'width_factor',
      'fill_mode',
      'interpolation',
      'seed',
      'fill_value',
      'data_format',
      'activity_regularizer',
    ],
    drop: RANDOM,
  },
  RandomHeight: RESIZED_RANDOMLY,
  RandomWidth: RESIZED_RANDOMLY,
  RandomFourierFeatures: {
    keys: [],
    hook: featureDense,
    shape: ({ config, input }) => [input[0] ?? null, asNumber(config.output_dim) ?? null],
  },
  DenseFeatures: {
    keys: [],
    refusal: 'Keras 3 reads no feature columns; rebuild the model with preprocessing layers',
  },
});
