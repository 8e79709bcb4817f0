import { describe, expect, it } from 'vitest';
import { optimizedLayers } from '../../../src/keras/optimized/optimized-layers.ts';
import { unwrapOptimized } from '../../../src/keras/optimized/unwrap.ts';
import type { JsonObject } from '../../../src/keras/python-json.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';

const wrapper = (className: string, name: string, config: JsonObject = {}) => ({
  class_name: className,
  config: { name, layer: { class_name: 'Dense', config: { name: 'd', units: 2 } }, ...config },
});
const model = (...layers: JsonObject[]) => ({ class_name: 'Sequential', config: { name: 's', layers } });

describe('unwrapOptimized', () => {
  it('puts the layer in the place of its wrapper, under its name', () => {
    const found = unwrapOptimized(
      model(wrapper('PruneLowMagnitude', 'prune_d', { batch_input_shape: [null, 3], block_size: [1, 1] })),
    );
    expect(found?.config).toEqual(
      model({ class_name: 'Dense', config: { name: 'prune_d', units: 2, batch_input_shape: [null, 3] } }),
    );
    expect(found?.wrapped).toEqual(new Map([['prune_d', { kind: 'pruned', className: 'Dense' }]]));
    expect(found?.findings.warnings).toHaveLength(1);
  });

  it('keeps the calls of a wrapper in a graph', () => {
    const calls = { name: 'prune_d', inbound_nodes: [[['i', 0, 0, {}]]] };
    const found = unwrapOptimized(model({ ...wrapper('PruneLowMagnitude', 'prune_d'), ...calls }));
    expect(found?.config).toEqual(model({ class_name: 'Dense', config: { name: 'prune_d', units: 2 }, ...calls }));
  });

  it('finds nothing in a model without wrappers', () => {
    expect(unwrapOptimized(model({ class_name: 'Dense', config: { name: 'd' } }))).toBeUndefined();
  });

  it.each([
    [wrapper('ClusterWeights', 'c', { preserve_sparsity: true }), 'preserve_sparsity'],
    [wrapper('QuantizeWrapperV2', 'quant_d'), 'aware of quantization'],
    [{ class_name: 'QuantizeLayer', config: { name: 'quantize_layer' } }, 'aware of quantization'],
  ])('refuses what is no equal: %o', (layer, text) => {
    expect(unwrapOptimized(model(layer))?.findings.refusals[0]?.text).toContain(text);
  });
});

describe('optimizedLayers', () => {
  const weight = (name: string, ...shape: number[]) => {
    const tensor: Tensor = { path: name, shape, dtype: 'float32' };
    return { name, tensor };
  };
  const layersOf = (kind: 'pruned' | 'clustered', names: ReturnType<typeof weight>[]) =>
    optimizedLayers([{ name: 'w', weights: names }], new Map([['w', { kind, className: 'Dense' }]]));

  it('multiplies a pruned kernel by its mask, and leaves out what pruning counted', () => {
    const made = layersOf('pruned', [
      weight('d/kernel:0', 3, 2),
      weight('d/bias:0', 2),
      weight('w/mask:0', 3, 2),
      weight('w/threshold:0'),
      weight('w/pruning_step:0'),
    ]);
    expect(made.layers[0]?.weights.map(({ name, tensor }) => [name, tensor.shape])).toEqual([
      ['d/kernel:0', [3, 2]],
      ['d/bias:0', [2]],
    ]);
  });

  it("brings a clustered layer's weights in the layer's order", () => {
    const made = layersOf('clustered', [
      weight('d/bias:0', 2),
      weight('d/kernel:0', 3, 2),
      weight('w/cluster_centroids_kernel:0', 4),
      weight('w/pulling_indices_kernel:0', 3, 2),
    ]);
    expect(made.layers[0]?.weights.map(({ name, tensor }) => [name, tensor.shape])).toEqual([
      ['d/kernel:0', [3, 2]],
      ['d/bias:0', [2]],
    ]);
  });

  it('makes a kernel that is not in the file of the centroids', () => {
    const made = layersOf('clustered', [
      weight('w/d/bias:0', 2),
      weight('w/cluster_centroids_kernel:0', 4),
      weight('w/pulling_indices_kernel:0', 3, 2),
    ]);
    expect(made.layers[0]?.weights.map(({ name, tensor }) => [name, tensor.shape])).toEqual([
      ['w/kernel:0', [3, 2]],
      ['w/d/bias:0', [2]],
    ]);
  });

  it('refuses masks of no weight', () => {
    expect(() => layersOf('pruned', [weight('d/bias:0', 2), weight('w/mask:0', 3, 2)])).toThrow(
      'has masks for weights',
    );
  });
});
