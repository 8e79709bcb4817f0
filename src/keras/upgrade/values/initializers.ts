/** What a class is called, and what Keras 3.3.3's constructor takes. */
export interface KnownClass {
  readonly name: string;
  readonly keys: readonly string[];
}

type Rows = Readonly<Record<string, { readonly keys: readonly string[]; readonly aliases: readonly string[] }>>;

/**
 * Initializers by every name Keras 1, 2 and tf.keras gave them, as Keras 3.3.3 names them. Other settings, as the dtype of
 * TensorFlow 1's or the `input_axes` of Keras 3.15's, only matter where training starts.
 */
export const INITIALIZERS: ReadonlyMap<string, KnownClass> = byName({
  Zeros: { keys: [], aliases: ['zeros', 'zero', 'ZerosV2'] },
  Ones: { keys: [], aliases: ['ones', 'one', 'OnesV2'] },
  Constant: { keys: ['value'], aliases: ['constant', 'ConstantV2'] },
  RandomNormal: { keys: ['mean', 'stddev', 'seed'], aliases: ['random_normal', 'normal', 'RandomNormalV2'] },
  RandomUniform: { keys: ['minval', 'maxval', 'seed'], aliases: ['random_uniform', 'uniform', 'RandomUniformV2'] },
  TruncatedNormal: { keys: ['mean', 'stddev', 'seed'], aliases: ['truncated_normal', 'TruncatedNormalV2'] },
  VarianceScaling: {
    keys: ['scale', 'mode', 'distribution', 'seed'],
    aliases: ['variance_scaling', 'VarianceScalingV2'],
  },
  GlorotNormal: { keys: ['seed'], aliases: ['glorot_normal', 'GlorotNormalV2'] },
  GlorotUniform: { keys: ['seed'], aliases: ['glorot_uniform', 'GlorotUniformV2'] },
  HeNormal: { keys: ['seed'], aliases: ['he_normal', 'HeNormalV2'] },
  HeUniform: { keys: ['seed'], aliases: ['he_uniform', 'HeUniformV2'] },
  LecunNormal: { keys: ['seed'], aliases: ['lecun_normal', 'LecunNormalV2'] },
  LecunUniform: { keys: ['seed'], aliases: ['lecun_uniform', 'LecunUniformV2'] },
  // 3.3.3 deserializes classes by their Python names (`keras/src/initializers/__init__.py`).
  OrthogonalInitializer: { keys: ['gain', 'seed'], aliases: ['Orthogonal', 'orthogonal', 'OrthogonalV2'] },
  Identity: { keys: ['gain'], aliases: ['identity', 'IdentityV2', 'IdentityInitializer'] },
});

/** Regularizers, likewise. */
export const REGULARIZERS: ReadonlyMap<string, KnownClass> = byName({
  L1: { keys: ['l1'], aliases: ['l1'] },
  L2: { keys: ['l2'], aliases: ['l2'] },
  L1L2: { keys: ['l1', 'l2'], aliases: ['l1_l2', 'WeightRegularizer', 'ActivityRegularizer', 'L1L2Regularizer'] },
  OrthogonalRegularizer: { keys: ['factor', 'mode'], aliases: ['orthogonal_regularizer'] },
});

/** Constraints, likewise. */
export const CONSTRAINTS: ReadonlyMap<string, KnownClass> = byName({
  MaxNorm: { keys: ['max_value', 'axis'], aliases: ['max_norm', 'maxnorm'] },
  MinMaxNorm: { keys: ['min_value', 'max_value', 'rate', 'axis'], aliases: ['min_max_norm'] },
  NonNeg: { keys: [], aliases: ['non_neg', 'nonneg'] },
  UnitNorm: { keys: ['axis'], aliases: ['unit_norm', 'unitnorm'] },
});

function byName(rows: Rows): ReadonlyMap<string, KnownClass> {
  const map = new Map<string, KnownClass>();
  for (const [name, { keys, aliases }] of Object.entries(rows)) {
    for (const alias of [name, ...aliases]) map.set(alias, { name, keys });
  }
  return map;
}
