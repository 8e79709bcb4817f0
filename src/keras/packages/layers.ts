import { asNumber, isObject, type JsonObject } from '../python-json.ts';

/** A layer class of another package that is one of Keras's in all but its name. */
export interface PackageLayer {
  /** As people install it. */
  readonly package: string;
  /** The releases whose source was read. */
  readonly releases: string;
  /** Under a registered name (`Addons>…`) a class is the package's; a bare one counts only with exactly these settings. */
  readonly keys: readonly string[];
  /** Keras's class of the same variables in the same order. */
  readonly equal: string;
  /** Its configuration; undefined where the class computes something else with these settings. */
  readonly config?: (config: JsonObject) => JsonObject | undefined;
}

const ADDONS = { package: 'TensorFlow Addons', releases: '0.10 to 0.23' } as const;
const GROUPS = [
  'groups',
  'axis',
  'epsilon',
  'center',
  'scale',
  'beta_initializer',
  'gamma_initializer',
  'beta_regularizer',
  'gamma_regularizer',
  'beta_constraint',
  'gamma_constraint',
];

/**
 * By the class as files name it. keras-contrib's InstanceNormalization (0.0.2) is none of them: it adds its epsilon to the
 * deviation and not to the variance; its GroupNormalization groups rows of an image with channels last.
 */
export const PACKAGE_LAYERS: ReadonlyMap<string, PackageLayer> = new Map<string, PackageLayer>([
  // layers/normalizations.py: an InstanceNormalization is a GroupNormalization of as many groups as channels.
  ['Addons>InstanceNormalization', { ...ADDONS, keys: GROUPS, equal: 'GroupNormalization', config: grouped }],
  ['Addons>GroupNormalization', { ...ADDONS, keys: GROUPS, equal: 'GroupNormalization', config: grouped }],
  // layers/spectral_normalization.py keeps the normalized kernel as the layer's own, as Keras's class does.
  [
    'Addons>SpectralNormalization',
    { ...ADDONS, keys: ['layer', 'power_iterations'], equal: 'SpectralNormalization', config: ownLayer },
  ],
  // keras_layer_normalization/layer_normalization.py; Keras's own writes its axis.
  [
    'LayerNormalization',
    {
      package: 'keras-layer-normalization',
      releases: '0.10.0 to 0.16.0, and keras-bert, keras-transformer',
      keys: GROUPS.filter((key) => key !== 'groups' && key !== 'axis'),
      equal: 'LayerNormalization',
      config: (config) => ({ ...config, axis: -1 }),
    },
  ],
  // efficientnet/__init__.py and classification_models: a Dropout whose noise_shape may hold None, as Keras's own may.
  [
    'FixedDropout',
    {
      package: 'efficientnet',
      releases: '1.0.0 to 1.1.1, and segmentation-models',
      keys: ['rate', 'noise_shape', 'seed'],
      equal: 'Dropout',
    },
  ],
]);

/** The groups are cut along one axis; counted from the end, only the last one is cut as Keras cuts it. */
function grouped(config: JsonObject): JsonObject | undefined {
  const axis = asNumber(config.axis) ?? -1;
  if (axis !== -1 && axis < 1) return undefined;
  return { groups: -1, ...config };
}

/** What has no kernel Keras's class does not wrap. */
function ownLayer(config: JsonObject): JsonObject | undefined {
  return isObject(config.layer) ? config : undefined;
}
