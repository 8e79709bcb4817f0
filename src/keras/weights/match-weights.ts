import { Mismatch } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { apportion, customLayers } from './custom-weights.ts';
import type { LayerNode, VariableNode } from './layer-tree.ts';
import { type Match, readWeights } from './readings.ts';
import { type SourceVariables, sourceVariables } from './source-variables.ts';
import type { SourceLayer } from './types.ts';
import { keras2H5Orders } from './weight-order.ts';

type NamedTensor = SourceLayer['weights'][number];

/**
 * Finds, for a top-level layer, the tensor of each variable. The file's order is the first witness and its names the
 * second: of the orders Keras 1 and 2 may have written, that one is taken whose names and shapes agree with the file.
 *
 * @throws Refusal where the number of weights, their names or shapes do not agree with the configuration.
 */
export function matchWeights(node: LayerNode, source: SourceLayer, backend: string | undefined): Match {
  const weights = withoutGeneratorState(source.weights);
  const found = readWeights(node, weights, backend);
  if (found) return found;
  const custom = customLayers(node);
  if (custom.length > 0) return apportion(node, custom, source, weights, backend);
  throw new Mismatch(disagreement(node, source, sourceVariables(node, 'legacy-h5')[0]));
}

/** Random layers of TensorFlow 2 could save the state of their generator: three integers that Keras 3 keeps elsewhere. */
function withoutGeneratorState(weights: readonly NamedTensor[]): NamedTensor[] {
  return weights.filter(({ name, tensor }) => !isGeneratorState(name, tensor));
}

export function isGeneratorState(name: string, tensor: Tensor): boolean {
  return /(^|\/)(StateVar|Variable)(_\d+)?(:0)?$/.test(name) && /^u?int64$/.test(tensor.dtype) && tensor.shape[0] === 3;
}

function disagreement(node: LayerNode, source: SourceLayer, alternative: SourceVariables | undefined): string {
  const expected = alternative ? (keras2H5Orders(node, alternative.own)[0] ?? []) : [];
  const wanted = expected.map(describeVariable).join(', ') || 'no weights';
  const found = source.weights.map(({ name, tensor }) => `${name} (${tensor.shape.join(', ')})`).join(', ') || 'none';
  const why =
    expected.length === source.weights.length ? 'in another order or shape' : `${source.weights.length} weights`;
  return `layer "${node.path}" (${node.className}): by its configuration Keras 3 expects ${expected.length ? `${expected.length} weights: ` : ''}${wanted}; the file has ${why}: ${found}; check that the architecture and the weights belong together and that both were saved by the same Keras`;
}

function describeVariable(variable: VariableNode): string {
  const shape = variable.shape?.map((size) => size ?? '?').join(', ');
  return shape === undefined ? variable.name : `${variable.name} (${shape})`;
}
