import type { Expression } from '../../python-bytecode/expression.ts';
import { isObject, type Json } from '../python-json.ts';
import { interpret } from './interpret.ts';
import { simpleLayer } from './simple-layers.ts';
import { NotConvertible } from './values.ts';

/**
 * The code of a lambda that is an activation, as Keras 2.13 to 2.15 write it: `{"value": [code, defaults, closure]}`
 * (`serialize` of their activations.py, which leaves the class out). Before, its name alone was written, `<lambda>`.
 */
export function activationCode(activation: Json | undefined): Json | undefined {
  if (!isObject(activation)) return undefined;
  const { class_name: className, config } = activation;
  const holder = className === '__lambda__' && isObject(config) ? config : className === undefined ? activation : {};
  return Array.isArray(holder.value) && typeof holder.value[0] === 'string' ? holder.value : undefined;
}

/** What is known of a lambda that is an activation: the name of the activation that computes the same, or why there is none. */
export function namedActivation(code: Json): { readonly name: string } | { readonly reason: string } {
  const x: Expression = { kind: 'argument', text: 'x' };
  try {
    const expression = interpret({ function: code }, x, { globals: new Map(), replacesBytes: true });
    const simple = simpleLayer(expression, [{ shape: undefined, dtype: undefined }]);
    const name = simple?.className === 'Activation' ? simple.config.activation : undefined;
    return typeof name === 'string' ? { name } : { reason: "is none of Keras 3's activations" };
  } catch (error) {
    if (error instanceof NotConvertible) return { reason: error.message };
    throw error;
  }
}
