import { isObject, type Json, type JsonObject } from '../../../src/keras/python-json.ts';
import { upgradeModel } from '../../../src/keras/upgrade/model.ts';
import type { SourceContext, UpgradedModel } from '../../../src/keras/upgrade/types.ts';
import { type Dumped, dumpsOf, SOURCES } from '../../python-bytecode/sources.ts';

export const CONTEXT: SourceContext = { kerasVersion: '2.4.0', backend: 'tensorflow', strict: false };

export function dumped(python: string, name: string): Dumped {
  const found = dumpsOf(python).find((dump) => dump.name === name);
  if (!found) throw new Error(`Python ${python} has no "${name}"`);
  return found;
}

/** A Lambda's configuration as Keras 2.2 to 2.15 write it. */
export function lambdaConfig({ name, code, defaults, closure }: Dumped, own = 'lambda'): JsonObject {
  const given = SOURCES.get(name)?.arguments ?? {};
  return {
    name: own,
    trainable: true,
    dtype: 'float32',
    function: [code, [...defaults] as Json, closure as Json],
    function_type: 'lambda',
    output_shape: null,
    output_shape_type: 'raw',
    arguments: given as JsonObject,
  };
}

/** A functional model of one Lambda, called on the inputs that its source takes. */
export function functional(dump: Dumped): JsonObject {
  const inputs = (SOURCES.get(dump.name)?.inputs ?? []).map(([dtype, ...shape], index): JsonObject => {
    const name = `input_${index}`;
    const config = { name, batch_input_shape: [null, ...shape], dtype, sparse: false };
    return { class_name: 'InputLayer', name, inbound_nodes: [], config };
  });
  const call = inputs.map(({ name = null }): Json => [name, 0, 0, {}]);
  const lambda = { class_name: 'Lambda', name: 'lambda', inbound_nodes: [call], config: lambdaConfig(dump) };
  const config = {
    name: 'model',
    layers: [...inputs, lambda],
    input_layers: inputs.map(({ name = null }): Json => [name, 0, 0]),
    output_layers: [['lambda', 0, 0]],
  };
  return { class_name: 'Functional', config };
}

/** The classes of the layers of a model, its inputs left out. */
export function classes({ model }: Pick<UpgradedModel, 'model'>): string[] {
  const layers = isObject(model.config) ? model.config.layers : [];
  const names = (Array.isArray(layers) ? layers : []).map((layer) => (isObject(layer) ? String(layer.class_name) : ''));
  return names.filter((name) => name !== 'InputLayer');
}

export function upgrade(model: Json, context: Partial<SourceContext> = {}): UpgradedModel {
  return upgradeModel(model, { ...CONTEXT, ...context });
}
