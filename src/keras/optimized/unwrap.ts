import { Findings } from '../findings.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { nameOf } from '../graph/source-name.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';

/** A layer inside a wrapper of tensorflow-model-optimization (PruneLowMagnitude, ClusterWeights), by the wrapper's name. */
export interface Wrapped {
  readonly kind: 'pruned' | 'clustered';
  /** Of the layer inside. */
  readonly className: string;
}

/** A configuration in which the layers inside stand for their wrappers, under the wrappers' names. */
export interface Unwrapped {
  readonly config: Json;
  readonly wrapped: ReadonlyMap<string, Wrapped>;
  readonly findings: Findings;
}

const WRAPPERS: ReadonlyMap<string, Wrapped['kind']> = new Map([
  ['PruneLowMagnitude', 'pruned'],
  ['ClusterWeights', 'clustered'],
  ['ClusterWeightsRNN', 'clustered'],
  ['ClusterWeightsMHA', 'clustered'],
]);

/** Layers that round numbers as an 8-bit network will, in training and after it. */
const QUANTIZING: ReadonlySet<string> = new Set([
  'QuantizeAnnotate',
  'QuantizeLayer',
  'QuantizeWrapper',
  'QuantizeWrapperV2',
]);

/**
 * Takes the layers out of what tensorflow-model-optimization put around them (0.5.0 to 0.8.0: pruning_wrapper.py and
 * cluster_wrapper.py). The wrappers compute what the layers do, with other numbers for their kernels: see `optimizedLayers`.
 *
 * @returns undefined where there are none
 */
export function unwrapOptimized(config: Json): Unwrapped | undefined {
  const wrapped = new Map<string, Wrapped>();
  const findings = new Findings();
  const unwrap = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(unwrap);
    if (!isObject(value)) return value;
    const kind = isObject(value.config) ? WRAPPERS.get(classOf(value)) : undefined;
    const inner = kind && isObject(value.config) ? value.config.layer : undefined;
    if (kind !== undefined && isObject(inner) && isObject(inner.config)) {
      checkSettings(value, findings);
      const name = nameOf(value);
      wrapped.set(name, { kind, className: classOf(inner) });
      return innerLayer(value, inner, name);
    }
    if (QUANTIZING.has(classOf(value)) && isObject(value.config)) refuseQuantized(value, findings);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrap(item)]));
  };
  const unwrapped = unwrap(config);
  if (wrapped.size === 0 && findings.refusals.length === 0) return undefined;
  note(wrapped, findings);
  return { config: unwrapped, wrapped, findings };
}

function classOf(object: JsonObject): string {
  return sourceClassOf(object).className ?? '';
}

/** The wrapper's place in the model, and what it was given instead of the layer. */
function innerLayer(wrapper: JsonObject, inner: JsonObject, name: string): JsonObject {
  const outer = isObject(wrapper.config) ? wrapper.config : {};
  const config: JsonObject = { ...(isObject(inner.config) ? inner.config : {}), name };
  if (config.batch_input_shape === undefined && outer.batch_input_shape !== undefined) {
    config.batch_input_shape = outer.batch_input_shape;
  }
  const place: JsonObject = {};
  for (const key of ['name', 'inbound_nodes']) {
    const value = wrapper[key];
    if (value !== undefined) place[key] = value;
  }
  return { ...inner, config, ...place };
}

function checkSettings(wrapper: JsonObject, findings: Findings): void {
  const {
    preserve_sparsity: sparse,
    cluster_per_channel: byChannel,
    layer,
  } = isObject(wrapper.config) ? wrapper.config : {};
  const name = nameOf(wrapper);
  const inner = isObject(layer) && isObject(layer.config) ? layer.config : {};
  const unreadable =
    sparse === true
      ? 'preserve_sparsity, whose mask the file does not hold'
      : byChannel === true && inner.data_format === 'channels_first'
        ? 'cluster_per_channel, with channels first'
        : undefined;
  if (unreadable === undefined) return;
  findings.refuse(
    name,
    `layer "${name}" (${classOf(wrapper)}) has ${unreadable}: take the wrappers off with strip_clustering of tensorflow-model-optimization and save the model again`,
    { code: 'optimized-layer-unsupported' },
  );
}

function refuseQuantized(layer: JsonObject, findings: Findings): void {
  const name = nameOf(layer);
  findings.refuse(
    name,
    `layer "${name}" (${classOf(layer)}) is tensorflow-model-optimization's for training that is aware of quantization, which rounds numbers as no layer of Keras 3 does and has no strip function: convert it to TensorFlow Lite with the Keras that wrote it, or save the model that quantize_model was given`,
    { code: 'quantized-layer' },
  );
}

const DONE: ReadonlyMap<Wrapped['kind'], string> = new Map([
  ['pruned', 'PruneLowMagnitude was taken off, as strip_pruning does it: kernels are multiplied by their masks'],
  [
    'clustered',
    'ClusterWeights was taken off, as strip_clustering does it: kernels are the nearest of their centroids',
  ],
]);

function note(wrapped: ReadonlyMap<string, Wrapped>, findings: Findings): void {
  for (const [kind, what] of DONE) {
    const names = [...wrapped].flatMap(([name, layer]) => (layer.kind === kind ? [`"${name}"`] : []));
    if (names.length === 0) continue;
    findings.warn(
      undefined,
      `${what} (${names.join(', ')}). The model predicts the same, and further training goes on without it.`,
      { code: 'optimized-layer-unwrapped' },
    );
  }
}
