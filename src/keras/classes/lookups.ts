import { upgradeDtype } from '../dtype.ts';
import { kerasClassOf } from '../graph/source-class.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { ChildSpec } from './children.ts';
import type { Shape } from './shapes.ts';
import { rowOf, stateOf } from './table.ts';
import type { VariableSpec } from './variables.ts';

/**
 * The shape of what a layer gives in Keras 2; undefined for a class whose row has no rule, or a configuration that does not
 * tell.
 *
 * @param inputs - shapes of the tensors the layer is called with, in their order; undefined where not known
 * @param output - which of the layer's outputs
 */
export function layerShape(
  className: string,
  config: JsonObject,
  inputs: readonly (Shape | undefined)[],
  output: number,
): Shape | undefined {
  const [input] = inputs;
  return input && rowOf(className)?.shape?.({ config, input, inputs, output });
}

/** The type of what a layer returns in Keras 2, given that of its first input; undefined where the file does not tell. */
export function outputDtype(layer: JsonObject, input: string | undefined): string | undefined {
  const className = kerasClassOf(layer);
  const rule = rowOf(className)?.dtype;
  const config = isObject(layer.config) ? layer.config : {};
  if (rule === 'index') return indexDtype(config);
  if (className === 'TimeDistributed' && isObject(config.layer)) return outputDtype(config.layer, input);
  if (rule === 'input' && !input?.startsWith('float')) return input;
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

/** The variables of a built-in layer class under a Keras 3 configuration; empty for a class that has none. */
export function variableSpecs(className: string, config: JsonObject): readonly VariableSpec[] {
  const specs = stateOf(className)?.variables?.(config) ?? [];
  return specs.filter((spec) => spec !== false);
}

/** The layers inside a built-in layer of Keras 3; empty for a class that has none. */
export function childSpecs(className: string, config: JsonObject): readonly ChildSpec[] {
  const specs = stateOf(className)?.children?.(config) ?? [];
  return specs.filter((spec) => spec !== undefined);
}

/** Whether a recurrent layer, or the one that a Bidirectional wraps, gives its output at every step. */
export function returnsSequences({ return_sequences: own, layer: inner }: JsonObject): boolean {
  return own === true || (isObject(inner) && isObject(inner.config) && inner.config.return_sequences === true);
}
