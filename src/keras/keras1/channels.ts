import type { JsonObject } from '../python-json.ts';
import type { Expansion, Keras1Findings, Layer } from './findings.ts';

type Row = (config: JsonObject) => { to: number[]; back: number[] };

/**
 * Layers that Keras 3 on TensorFlow cannot compute channels first on every machine: it fails, and Keras 3.15 adds the bias of
 * a Conv3D along the wrong axis. Each with the permutations to channels last and back, batch axis left out.
 */
const PERMUTATIONS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['Conv2D', image],
  ['Conv2DTranspose', image],
  ['SeparableConv2D', image],
  ['Conv3D', () => ({ to: [2, 3, 4, 1], back: [4, 1, 2, 3] })],
  ['ConvLSTM2D', ({ return_sequences: all }) => ({ to: [1, 3, 4, 2], back: all === true ? [1, 4, 2, 3] : [3, 1, 2] })],
]);

function image(): { to: number[]; back: number[] } {
  return { to: [2, 3, 1], back: [3, 1, 2] };
}

/** Lets a convolution compute channels last between two Permute layers; its neighbours see no difference. */
export function convolveChannelsLast(expansion: Expansion, findings: Keras1Findings): Expansion {
  const { before, layer, after } = expansion;
  const permutation =
    layer.config.data_format === 'channels_first' ? PERMUTATIONS.get(layer.className)?.(layer.config) : undefined;
  if (!permutation) return expansion;
  const { batch_input_shape: inputShape, ...config } = layer.config;
  const name = String(config.name);
  const permute = (suffix: string, dims: number[]): Layer => {
    const own: JsonObject = { name: findings.uniqueName(`${name}_${suffix}`), trainable: true, dims };
    return { className: 'Permute', config: own };
  };
  const to = permute('channels_last', permutation.to);
  if (inputShape !== undefined) to.config.batch_input_shape = inputShape;
  findings.permuted.push(name);
  findings.change(`${name}/data_format`, 'channels_first', 'channels_last');
  return {
    before: [...before, to],
    layer: { className: layer.className, config: { ...config, data_format: 'channels_last' } },
    after: [permute('channels_first', permutation.back), ...after],
  };
}
