import type { Transform } from '../../../tensor/transform.ts';
import { numbersOf } from '../../keras1/numbers.ts';
import { asNumber, type Json } from '../../python-json.ts';
import type { KerasObject } from '../../upgrade/types.ts';
import { isElementwise, upgradeActivation } from '../../upgrade/values/activation.ts';
import { weight } from '../variables.ts';
import { insertedLayer, type LayerDraft, setKey } from './draft.ts';

/** Where the windows of a locally connected layer lie. */
interface Geometry {
  readonly input: readonly number[];
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly output: readonly number[];
  /** Zeros before and after each axis. */
  readonly padding: readonly (readonly [before: number, after: number])[];
  readonly channels: number;
  readonly filters: number;
  readonly channelsFirst: boolean;
}

/**
 * A locally connected layer as layers of Keras 3: a convolution with the identity for its kernel gathers each window into one
 * vector, and an EinsumDense multiplies the vector of each position by a matrix of its own. Kernel and bias are those of Keras 2's first implementation; a kernel of the others is
 * gathered into it (keras/src/layers/locally_connected of Keras 2.15).
 *
 * @param rank the number of spatial axes.
 */
export function connectLocally(rank: number): (layer: LayerDraft) => void {
  return (layer) => {
    const geometry = geometryOf(layer, rank);
    if (!geometry) {
      layer.notes.refuse(
        layer.sourceName,
        `layer "${layer.sourceName}" (${layer.sourceClass}) needs a matrix for each position of its input, and the file does not tell the size of that; give the model an input of known size and save it again`,
        { code: 'input-size-unknown' },
      );
      for (const key of Object.keys(layer.config)) if (key !== 'name') delete layer.config[key];
      return;
    }
    write(layer, rank, geometry);
  };
}

function geometryOf({ config, source, notes }: LayerDraft, rank: number): Geometry | undefined {
  const shape = notes.inputShapes.get(source);
  const window = numbersOf(config.kernel_size, rank);
  const strides = numbersOf(config.strides ?? 1, rank);
  const filters = asNumber(config.filters);
  const channelsFirst = config.data_format === 'channels_first';
  const channels = channelsFirst ? shape?.[1] : shape?.at(-1);
  const input = (channelsFirst ? shape?.slice(2) : shape?.slice(1, -1)) ?? [];
  const known = input.filter((size) => size !== null);
  if (!window || !strides || filters === undefined || !channels || known.length !== rank) return undefined;
  const isSame = config.padding === 'same';
  const axes = known.map((size, axis) => {
    const [extent = 1, stride = 1] = [window[axis], strides[axis]];
    const output = isSame ? Math.ceil(size / stride) : Math.floor((size - extent) / stride) + 1;
    // `conv_connected_inputs` of Keras 2's utils/conv_utils.py: a window begins half its size before its center.
    const before = isSame ? Math.floor(extent / 2) : 0;
    const after = isSame ? Math.max(0, (output - 1) * stride + extent - before - size) : 0;
    return { output, padding: [before, after] as const };
  });
  const output = axes.map((axis) => axis.output);
  return {
    input: known,
    window,
    strides,
    output,
    padding: axes.map((axis) => axis.padding),
    channels,
    filters,
    channelsFirst,
  };
}

function write(layer: LayerDraft, rank: number, geometry: Geometry): void {
  const { config, sourceName, sourceClass, notes } = layer;
  const { window, strides, output, filters, channelsFirst } = geometry;
  const positions = product(output);
  const depth = product(window) * geometry.channels;
  const spatial = Array.from({ length: rank }, (_, axis) => axis + 1);
  if (channelsFirst)
    put(layer.before, layer, 'Permute', 'channels_last', { dims: [...spatial.map((axis) => axis + 1), 1] });
  if (geometry.padding.some(([before, after]) => before + after > 0)) {
    const padding: Json = geometry.padding.map(([before, after]) => [before, after]);
    const pad = rank === 1 ? { padding: padding[0] ?? null } : { padding, data_format: 'channels_last' };
    put(layer.before, layer, `ZeroPadding${rank}D`, 'padding', pad);
  }
  const patches = put(layer.before, layer, `Conv${rank}D`, 'windows', {
    filters: depth,
    kernel_size: [...window],
    strides: [...strides],
    padding: 'valid',
    data_format: 'channels_last',
    use_bias: false,
    activation: 'linear',
    trainable: false,
  });
  const useBias = config.use_bias !== false;
  keepActivation(layer);
  if (rank > 1) {
    put(layer.before, layer, 'Reshape', 'positions', { target_shape: [positions, depth] });
    layer.after.unshift(insertedLayer(layer, 'Reshape', 'output', { target_shape: [...output, filters] }));
  }
  layer.made.push(
    { object: patches, variables: [{ variable: 'kernel', sources: ['kernel'], steps: identitySteps(geometry) }] },
    { variables: variables(layer, geometry, useBias) },
  );
  layer.state = [weight('kernel'), ...(useBias ? [weight('bias')] : [])];
  const implementation = asNumber(config.implementation ?? 1);
  layer.className = 'EinsumDense';
  checkConstraints(layer, rank, implementation !== 1);
  for (const key of GONE) delete config[key];
  Object.assign(config, {
    equation: 'abc,bcd->abd',
    output_shape: [positions, filters],
    bias_axes: useBias ? 'bd' : null,
  });
  notes.warn(
    sourceName,
    `Keras 3 has no ${sourceClass}: "${sourceName}" is now an EinsumDense behind a convolution that gathers its windows, and computes the same`,
    { code: 'class-replaced' },
  );
}

const GONE = ['filters', 'kernel_size', 'strides', 'padding', 'data_format', 'use_bias', 'implementation'];

/** Constraints along an axis that the kernel or bias no longer has; those of single numbers stay. */
function checkConstraints(layer: LayerDraft, rank: number, isGathered: boolean): void {
  const moved = [...(isGathered ? ['kernel_constraint'] : []), ...(rank > 1 ? ['bias_constraint'] : [])];
  for (const key of moved) {
    const constraint = layer.config[key] ?? null;
    if (constraint === null || isNonNegative(constraint)) continue;
    setKey(layer, key, null);
    layer.notes.warn(
      layer.sourceName,
      `Further training: the ${key} of "${layer.sourceName}" is dropped, as the weight has other axes now; predictions are the same`,
      { code: 'constraint-dropped' },
    );
  }
}

function isNonNegative(constraint: Json): boolean {
  return /non_?neg/i.test(JSON.stringify(constraint));
}

/** An activation along the last axis is one of its own behind the layer, where another axis was the last. */
function keepActivation(layer: LayerDraft): void {
  const { config, notes, sourceName } = layer;
  const rank = numbersOf(config.kernel_size, 1) ? 1 : 2;
  if (config.data_format !== 'channels_first') return;
  const back = rank + 1;
  const dims = [back, ...Array.from({ length: rank }, (_, axis) => axis + 1)];
  layer.after.push(insertedLayer(layer, 'Permute', 'channels_first', { dims }));
  const { activation = null } = config;
  if (isElementwise(activation, notes.namer)) return;
  const upgraded = upgradeActivation(activation, sourceName, notes);
  const value = 'value' in upgraded ? upgraded.value : activation;
  setKey(layer, 'activation', 'linear');
  layer.after.push(insertedLayer(layer, 'Activation', 'activation', { activation: value }));
}

/** In a window the channels come last; with channels first, first. */
function identitySteps({ window, channels, channelsFirst }: Geometry): Transform[] {
  const depth = product(window) * channels;
  if (!channelsFirst) return [{ kind: 'identity', shape: [...window, channels, depth] }];
  const spatial = window.map((_, axis) => axis + 1);
  return [
    { kind: 'identity', shape: [channels, ...window, depth] },
    { kind: 'transpose', permutation: [...spatial, 0, window.length + 1] },
  ];
}

function variables({ config }: LayerDraft, geometry: Geometry, useBias: boolean) {
  const { output, filters, channelsFirst } = geometry;
  const positions = product(output);
  const implementation = asNumber(config.implementation ?? 1);
  const gathered: Transform[] =
    implementation === 2 || implementation === 3
      ? [{ kind: 'gather-windows', implementation, ...geometry, padding: geometry.padding.map(([before]) => before) }]
      : [];
  // Keras 2 reshapes a bias where channels come first, and does not transpose it (`bias_add` of its backend).
  const bias: Transform[] = channelsFirst
    ? [
        { kind: 'reshape', shape: [filters, positions] },
        { kind: 'transpose', permutation: [1, 0] },
      ]
    : output.length > 1
      ? [{ kind: 'reshape', shape: [positions, filters] }]
      : [];
  return [
    { variable: 'kernel', sources: ['kernel'], steps: gathered },
    ...(useBias ? [{ variable: 'bias', sources: ['bias'], steps: bias }] : []),
  ];
}

function put(
  layers: KerasObject[],
  layer: LayerDraft,
  className: string,
  ending: string,
  config: Readonly<Record<string, Json>>,
): KerasObject {
  const inserted = insertedLayer(layer, className, ending, config);
  layers.push(inserted);
  return inserted;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
