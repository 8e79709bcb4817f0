import type { Expression } from '../../python-bytecode/expression.ts';
import { formatExpression } from '../../python-bytecode/format.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import { interpret } from './interpret.ts';
import { NotConvertible } from './values.ts';

/**
 * What a Lambda's function computes, as Python; or why that is not known.
 *
 * @param config of the layer
 * @param inputs the number of tensors that it is called on
 */
export function describeLambda(config: JsonObject, inputs: number): string {
  const argument = (text: string): Expression => ({ kind: 'argument', text });
  const x: Expression =
    inputs > 1
      ? { kind: 'list', items: Array.from({ length: inputs }, (_, index) => argument(`x[${index}]`)) }
      : argument('x');
  const code =
    isObject(config) && config.function === undefined ? { ...config, function: config.mode ?? null } : config;
  try {
    return formatExpression(interpret(code, x, { globals: new Map(), replacesBytes: false }));
  } catch (error) {
    if (error instanceof NotConvertible) return `a function that ${error.message}`;
    throw error;
  }
}
