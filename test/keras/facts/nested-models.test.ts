import { expect, test } from 'vitest';
import { tensorFacts } from '../../../src/keras/facts/tensor-facts.ts';
import { TensorRef } from '../../../src/keras/graph/graph.ts';
import { readGraph } from '../../../src/keras/graph/source-graph.ts';
import type { Json, JsonObject } from '../../../src/keras/python-json.ts';

const layer = (className: string, name: string, config: JsonObject, inputs: Json[]): JsonObject => ({
  class_name: className,
  name,
  config: { name, ...config },
  inbound_nodes: inputs,
});
const input = (name: string, shape: Json[]) => layer('InputLayer', name, { batch_input_shape: [null, ...shape] }, []);

test.each<[string, JsonObject, (number | null)[] | undefined]>([
  [
    'Functional',
    {
      layers: [input('i', [4]), layer('Dense', 'd', { units: 3 }, [[['i', 0, 0, {}]]])],
      input_layers: [['i', 0, 0]],
      output_layers: [['d', 0, 0]],
    },
    [null, 3],
  ],
  [
    'Sequential',
    { layers: [layer('Dense', 'd', { units: 3, batch_input_shape: [null, 6, 4] }, []), layer('Flatten', 'f', {}, [])] },
    [null, 18],
  ],
  ['Sequential', { layers: [layer('Dense', 'd', { units: 3 }, [])] }, undefined],
])('the output of a %s has the shape that its own layers give it', (className, config, shape) => {
  const graph = readGraph({
    layers: [input('x', [4]), layer(className, 'inner', config, [[['x', 0, 0, {}]]])],
    input_layers: [['x', 0, 0]],
    output_layers: [['inner', 0, 0]],
  });
  expect(tensorFacts(graph).shapeOf(new TensorRef('inner', 0, 0))).toEqual(shape);
});
