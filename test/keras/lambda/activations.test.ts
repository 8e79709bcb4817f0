import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/keras/python-json.ts';
import { classes, dumped, upgrade } from './model.ts';

/** `activation=lambda x: …` of a Dense, as Keras 2.13 to 2.15 write it. */
const activation = (name: string): Json => {
  const { code, defaults, closure } = dumped('3.11', name);
  return { value: [code, [...defaults] as Json, closure as Json] };
};
const model = (config: Record<string, Json>, className = 'Dense') => ({
  class_name: 'Sequential',
  config: {
    name: 'sequential',
    layers: [
      { class_name: 'InputLayer', config: { name: 'in', batch_input_shape: [null, 5, 4], dtype: 'float32' } },
      { class_name: className, config: { name: 'own', units: 2, use_bias: true, dtype: 'float32', ...config } },
    ],
  },
});
const CONTEXT = { kerasVersion: '2.15.0' };

describe('a lambda that is an activation', () => {
  it('is the activation that computes the same', () => {
    const result = upgrade(model({ activation: activation('identity') }), CONTEXT);
    expect(classes(result)).toEqual(['Dense']);
    expect(JSON.stringify(result.model)).toContain('"activation":"linear"');
    expect(result.warnings).toEqual([]);
  });

  it('or operations behind the layer', () => {
    const result = upgrade(model({ activation: activation('power') }), CONTEXT);
    expect(classes(result)).toEqual(['Dense', 'Power']);
    expect(JSON.stringify(result.model)).toContain('"activation":"linear"');
    expect(result.warnings).toEqual([]);
  });

  it('is left as bytecode inside a recurrent layer, and why is said', () => {
    const result = upgrade(model({ activation: activation('power') }, 'SimpleRNN'), CONTEXT);
    expect(JSON.stringify(result.model)).toContain('"activation":{"class_name":"__lambda__","config":{"value":[');
    expect(result.warnings.map(({ code, layer }) => [code, layer])).toEqual([['lambda-bytecode', 'own']]);
    expect(result.warnings[0]?.text).toContain(
      "as it is none of Keras 3's activations: load_model needs safe_mode=False",
    );
  });
});
