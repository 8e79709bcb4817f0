import { sourceClassOf } from '../graph/source-class.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import { upgradeDtype } from '../upgrade/values/dtype.ts';
import { LAYER_ALIASES } from './aliases.ts';

/** Layers that hand on an integer tensor as it is; others compute in the dtype of their policy, to which Keras 2 cast floats alone. */
export const SAME_DTYPE: ReadonlySet<string> = new Set([
  'Activation',
  'ActivityRegularization',
  'Add',
  'AlphaDropout',
  'Concatenate',
  'Cropping1D',
  'Cropping2D',
  'Cropping3D',
  'Dot',
  'Dropout',
  'Flatten',
  'GaussianDropout',
  'GaussianNoise',
  'GlobalAveragePooling1D',
  'GlobalAveragePooling2D',
  'GlobalAveragePooling3D',
  'GlobalMaxPooling1D',
  'GlobalMaxPooling2D',
  'GlobalMaxPooling3D',
  'Identity',
  'Masking',
  'MaxPooling1D',
  'MaxPooling2D',
  'MaxPooling3D',
  'Maximum',
  'Minimum',
  'Multiply',
  'Permute',
  'ReLU',
  'RepeatVector',
  'Reshape',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'Subtract',
  'UpSampling1D',
  'UpSampling2D',
  'UpSampling3D',
  'ZeroPadding1D',
  'ZeroPadding2D',
  'ZeroPadding3D',
]);

/** Layers that turn their input into indices, unless their output mode says otherwise. */
const INDEXING: ReadonlySet<string> = new Set([
  'Discretization',
  'HashedCrossing',
  'Hashing',
  'IntegerLookup',
  'StringLookup',
  'TextVectorization',
]);

/** The type of what a layer returns in Keras 2, given that of its first input; undefined where the file does not tell. */
export function outputDtype(layer: JsonObject, input: string | undefined): string | undefined {
  const { className: written = '' } = sourceClassOf(layer);
  const className = LAYER_ALIASES.get(written) ?? written;
  const config = isObject(layer.config) ? layer.config : {};
  if (INDEXING.has(className)) return indexDtype(config);
  if (className === 'TimeDistributed' && isObject(config.layer)) return outputDtype(config.layer, input);
  if (SAME_DTYPE.has(className) && !input?.startsWith('float')) return input;
  return computeDtype(config.dtype);
}

function indexDtype(config: JsonObject): string | undefined {
  if (config.invert === true) return 'string';
  const dtype = computeDtype(config.dtype);
  const isIndex = (config.output_mode ?? 'int') === 'int';
  if (isIndex) return dtype !== undefined && /^u?int/.test(dtype) ? dtype : 'int64';
  return dtype?.startsWith('float') ? dtype : 'float32';
}

/** The type that a layer computes in, from its dtype or policy. */
export function computeDtype(dtype: Json | undefined): string | undefined {
  const policy = upgradeDtype(dtype);
  return policy?.startsWith('mixed_') ? policy.slice('mixed_'.length) : policy;
}
