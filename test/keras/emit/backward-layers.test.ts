import { describe, expect, it } from 'vitest';
import { spellOutDirections } from '../../../src/keras/emit/backward-layers.ts';
import type { JsonObject } from '../../../src/keras/python-json.ts';

function keras(className: string, config: JsonObject): JsonObject {
  return { module: 'keras.layers', class_name: className, config, registered_name: null };
}

const lstm = (config: JsonObject) => keras('LSTM', { units: 3, go_backwards: false, ...config });
const sequential = (...layers: JsonObject[]) => keras('Sequential', { layers });

describe('spellOutDirections', () => {
  it('writes the backward layer that Keras would make, and numbers the layer that it is made from', () => {
    const source = sequential(
      keras('Bidirectional', { layer: lstm({ name: 'lstm' }) }),
      keras('TimeDistributed', { layer: keras('Bidirectional', { layer: lstm({ name: 'backward_a' }) }) }),
    );
    const kept = structuredClone(source);
    expect(spellOutDirections(source)).toEqual(
      sequential(
        keras('Bidirectional', {
          layer: { ...lstm({ name: 'lstm' }), shared_object_id: 1 },
          backward_layer: lstm({ name: 'backward_lstm', go_backwards: true }),
        }),
        keras('TimeDistributed', {
          layer: keras('Bidirectional', {
            layer: { ...lstm({ name: 'backward_a' }), shared_object_id: 2 },
            backward_layer: lstm({ name: 'backward_a', go_backwards: true }),
          }),
        }),
      ),
    );
    expect(source).toEqual(kept);
  });

  it('turns a given layer that runs backwards round, as Keras 2 did', () => {
    const backwards = lstm({ name: 'lstm', go_backwards: true });
    expect(spellOutDirections(keras('Bidirectional', { layer: backwards }))).toEqual(
      keras('Bidirectional', {
        layer: { ...backwards, shared_object_id: 1 },
        backward_layer: lstm({ name: 'backward_lstm', go_backwards: false }),
      }),
    );
  });

  it('keeps a backward layer, a number that Keras 3 gave, and a class of the user that has the same name', () => {
    const given = keras('Bidirectional', {
      layer: { ...lstm({ name: 'a' }), shared_object_id: 140_234_567_890 },
      backward_layer: lstm({ name: 'b', go_backwards: true }),
    });
    expect(spellOutDirections(given)).toEqual(given);
    const own = { ...keras('Bidirectional', { layer: lstm({ name: 'a' }) }), module: 'mine' };
    expect(spellOutDirections(own)).toEqual(own);
  });
});
