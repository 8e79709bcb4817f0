/** Initializers by every name Keras 1, 2 and tf.keras gave them, as Keras 3.3.3 names them. */
export const INITIALIZERS: ReadonlyMap<string, string> = withAliases({
  Zeros: ['zeros', 'zero', 'ZerosV2'],
  Ones: ['ones', 'one', 'OnesV2'],
  Constant: ['constant', 'ConstantV2'],
  RandomNormal: ['random_normal', 'normal', 'RandomNormalV2'],
  RandomUniform: ['random_uniform', 'uniform', 'RandomUniformV2'],
  TruncatedNormal: ['truncated_normal', 'TruncatedNormalV2'],
  VarianceScaling: ['variance_scaling', 'VarianceScalingV2'],
  GlorotNormal: ['glorot_normal', 'GlorotNormalV2'],
  GlorotUniform: ['glorot_uniform', 'GlorotUniformV2'],
  HeNormal: ['he_normal', 'HeNormalV2'],
  HeUniform: ['he_uniform', 'HeUniformV2'],
  LecunNormal: ['lecun_normal', 'LecunNormalV2'],
  LecunUniform: ['lecun_uniform', 'LecunUniformV2'],
  // 3.3.3 deserializes classes by their Python names (`keras/src/initializers/__init__.py`).
  OrthogonalInitializer: ['Orthogonal', 'orthogonal', 'OrthogonalV2'],
  Identity: ['identity', 'IdentityV2', 'IdentityInitializer'],
});

/** Regularizers, likewise. */
export const REGULARIZERS: ReadonlyMap<string, string> = withAliases({
  L1: ['l1'],
  L2: ['l2'],
  L1L2: ['l1_l2', 'WeightRegularizer', 'ActivityRegularizer', 'L1L2Regularizer'],
  OrthogonalRegularizer: ['orthogonal_regularizer'],
});

/** Constraints, likewise. */
export const CONSTRAINTS: ReadonlyMap<string, string> = withAliases({
  MaxNorm: ['max_norm', 'maxnorm'],
  MinMaxNorm: ['min_max_norm'],
  NonNeg: ['non_neg', 'nonneg'],
  UnitNorm: ['unit_norm', 'unitnorm'],
});

function withAliases(names: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [name, aliases] of Object.entries(names)) for (const alias of [name, ...aliases]) map.set(alias, name);
  return map;
}
