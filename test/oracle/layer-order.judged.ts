import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { layerObjectsInOrder } from '../../src/keras/weights/graph-order.ts';
import { MASK_GRAPH_VERSIONS } from '../../src/keras/weights/mask-nodes.ts';
import { pythonOf } from './environments.ts';
import { maskedGraph } from './masked-graphs.ts';
import { pythonVariables } from './switches.ts';

const CACHE = join(import.meta.dirname, '..', '..', '.cache');
const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);

/** What a version lists, by seed, or why it does not build the model. */
async function listed(version: string, models: readonly object[]): Promise<(string[] | string)[]> {
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, `masked-graphs-${version}.json`);
  writeFileSync(file, JSON.stringify(models));
  const script = join(import.meta.dirname, 'layer_order.py');
  const { stdout } = await promisify(execFile)(pythonOf(`keras-${version}` as 'keras-3.15.1'), [script, file], {
    env: pythonVariables({}),
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
}

/** Every suite's `again` asks the same of its models, in Keras 3.15.1: H5 files list layers in this order. */
describe('random graphs with masks', () => {
  it.concurrent.each([
    ['3.3.3', '3.0'],
    ['3.15.1', '3.12'],
  ])(
    'have the order of layers that Keras %s gives them',
    async (version, since) => {
      const graphs = SEEDS.map(maskedGraph);
      const rules = MASK_GRAPH_VERSIONS.find((one) => one.since === since);
      const answers = await listed(
        version,
        graphs.map(({ model }) => model),
      );
      const built = answers
        .map((answer, index) => ({ answer, graph: graphs[index]?.graph }))
        .filter((one) => Array.isArray(one.answer));
      // Keras 3.3.3 builds no attention to, and calls no model with, tensors of which some have masks and others have none.
      expect(built.length, String(answers.find((answer) => !Array.isArray(answer)))).toBeGreaterThan(70);
      for (const { answer, graph } of built) {
        if (graph) expect(layerObjectsInOrder(graph, rules).map(({ name }) => name)).toEqual(answer);
      }
    },
    600_000,
  );
});
