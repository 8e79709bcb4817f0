import { isObject, type Json } from '../python-json.ts';
import type { TensorRef } from './graph.ts';
import { sourceClassOf } from './source-class.ts';
import { refsOf, type SourceGraph, type SourceLayer } from './source-graph.ts';
import { upgradeDtype } from './values/dtype.ts';

/** What is known of a tensor of the source graph without running it. */
export interface TensorFacts {
  shapeOf(ref: TensorRef): readonly (number | null)[] | undefined;
  dtypeOf(ref: TensorRef): string | undefined;
}

/** Layers whose output has the shape of their first input. */
const SAME_SHAPE: ReadonlySet<string> = new Set([
  'Activation',
  'ActivityRegularization',
  'AlphaDropout',
  'BatchNormalization',
  'Dropout',
  'ELU',
  'GaussianDropout',
  'GaussianNoise',
  'GroupNormalization',
  'LayerNormalization',
  'LeakyReLU',
  'Masking',
  'Normalization',
  'PReLU',
  'ReLU',
  'Rescaling',
  'Softmax',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'ThresholdedReLU',
  'UnitNormalization',
]);

/** Layers that hand on an integer tensor as it is; others compute in the dtype of their policy. */
const SAME_DTYPE: ReadonlySet<string> = new Set(['Flatten', 'Permute', 'RepeatVector', 'Reshape', 'Concatenate']);

/** Facts of the tensors of a graph, as far as its configuration tells. */
export function tensorFacts(graph: SourceGraph): TensorFacts {
  const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
  const configOf = (layer: SourceLayer) => (isObject(layer.object.config) ? layer.object.config : {});
  const firstInput = (layer: SourceLayer, node: number): TensorRef | undefined => {
    const call = layer.calls[node];
    return call ? refsOf(call)[0] : undefined;
  };
  // A damaged file may hold a cycle.
  const depthLimit = graph.layers.length + 1;

  function shape(ref: TensorRef, depth: number): readonly (number | null)[] | undefined {
    const layer = layers.get(ref.layer);
    if (!layer || depth > depthLimit) return undefined;
    const config = configOf(layer);
    const className = sourceClassOf(layer.object).className ?? '';
    if (className === 'InputLayer') return dimensions(config.batch_input_shape ?? config.batch_shape);
    const input = firstInput(layer, ref.node);
    if (!input) return undefined;
    if (SAME_SHAPE.has(className)) return shape(input, depth + 1);
    if (className === 'Dense' && typeof config.units === 'number') {
      const inner = shape(input, depth + 1);
      return inner ? [...inner.slice(0, -1), config.units] : undefined;
    }
    return undefined;
  }

  function dtype(ref: TensorRef, depth: number): string | undefined {
    const layer = layers.get(ref.layer);
    if (!layer || depth > depthLimit) return undefined;
    const config = configOf(layer);
    const className = sourceClassOf(layer.object).className ?? '';
    const policy = upgradeDtype(config.dtype);
    const input = firstInput(layer, ref.node);
    if (SAME_DTYPE.has(className) && input) {
      const inner = dtype(input, depth + 1);
      if (inner === undefined || !inner.startsWith('float')) return inner;
    }
    return policy?.startsWith('mixed_') ? policy.slice('mixed_'.length) : policy;
  }

  return { shapeOf: (ref) => shape(ref, 0), dtypeOf: (ref) => dtype(ref, 0) };
}

function dimensions(value: Json | undefined): readonly (number | null)[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((size) => (typeof size === 'number' ? size : null));
}
