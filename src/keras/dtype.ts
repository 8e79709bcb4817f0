import { isObject, type Json } from './python-json.ts';

/**
 * A dtype or dtype policy as Keras 3.3.3 writes it: a plain name. Keras 2 wrote a `Policy` dict for policies that are not
 * a dtype (mixed_precision/policy.py), earlier ones with a loss scale, which belongs to the optimizer. `infer` meant the
 * dtype of the first input, float32 in a saved model. Undefined: nothing that names a dtype.
 */
export function upgradeDtype(dtype: Json | undefined): string | undefined {
  if (typeof dtype === 'string') return plainName(dtype);
  if (!isObject(dtype)) return undefined;
  const config = dtype.config;
  return isObject(config) && typeof config.name === 'string' ? plainName(config.name) : undefined;
}

/** The dtype of the variables of a policy: `mixed_float16` keeps them in float32. */
export function variableDtype(policy: string): string {
  return policy.startsWith('mixed_') ? 'float32' : policy;
}

function plainName(name: string): string {
  if (name === 'infer' || name === '_infer') return 'float32';
  // TensorFlow 1's variables had reference dtypes.
  return name.replace(/_ref$/, '').replace(/_with_float32_vars$/, '');
}
