import { TensorRef } from '../graph/graph.ts';
import { type Layer, type ModelGraph, refsOf } from '../graph/model.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { MalformedGraph } from '../graph/source-graph.ts';
import { noteGivenMasks } from '../masks/infer.ts';
import { unmasked } from '../masks/repair.ts';
import { OPERATION_LAYERS } from '../operations/index.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { ModelContext } from './context.ts';
import type { Facts } from './facts.ts';
import { upgradeInputLayer } from './input-layer.ts';
import { type UpgradedLayer, upgradeLayer } from './layer.ts';
import { nameInserted } from './names.ts';
import type { Notes } from './notes.ts';
import { suitInput } from './repair-dtypes.ts';
import { isSerializedOperation, upgradeSerializedOperation } from './serialized-operation.ts';

/** Layers that hand their input on, to compute a loss or a metric from it (Keras 2's base_layer.py). */
const LOSS_LAYERS: ReadonlySet<string> = new Set(['AddLoss', 'AddMetric']);

/** A layer that the new graph holds too. */
export interface Kept {
  readonly source: Layer;
  readonly className: string;
  /** Its calls that the outputs depend on, by their number in the source; an input counts one. */
  readonly nodes: readonly number[];
  /** Its name in the new graph; an operation has one for each call. */
  readonly names: readonly string[];
  /** The names of the operations that stand for its outputs, one for each call, where there are such. */
  readonly outputs: readonly string[];
  /** Undefined for operations, and for layers that only hand their input on. */
  readonly upgraded: UpgradedLayer | undefined;
  readonly isOperation: boolean;
}

/**
 * The layers that the outputs depend on, each upgraded by its row, models inside by the passes over theirs.
 *
 * @param reached the calls that the outputs depend on, by layer
 */
export function keepLayers(
  source: ModelGraph,
  reached: ReadonlyMap<string, ReadonlySet<number>>,
  facts: Facts,
  context: ModelContext,
): ReadonlyMap<string, Kept> {
  const { names, notes } = context;
  const kept = new Map<string, Kept>();
  for (const layer of source.layers) {
    const nodes = [...(reached.get(layer.name) ?? [])].sort((a, b) => a - b);
    if (nodes.length === 0) continue;
    noteGivenMasks(layer, nodes, facts.maskOf, notes);
    noteShape(layer, nodes, facts, notes);
    const own = keepLayer(layer, nodes, facts, context);
    kept.set(layer.name, {
      ...own,
      upgraded: own.upgraded && unmasked(own.upgraded, layer, facts.maskOf, names, notes.writer),
    });
  }
  noteUnused(source, kept, context);
  return kept;
}

function noteUnused(graph: ModelGraph, kept: ReadonlyMap<string, Kept>, { place, notes }: ModelContext): void {
  for (const { name, object } of graph.layers) {
    const className = sourceClassOf(object).className ?? '';
    if (LOSS_LAYERS.has(className)) {
      notes.warn(
        name,
        `Keras 3 keeps no ${className} layers: the model predicts the same, but training goes on without what layer "${name}" added`,
        { code: 'loss-layer-dropped' },
      );
    } else if (!kept.has(name)) {
      notes.warn(
        name,
        `layer "${name}" of "${place.join('/')}" is left out, because no output depends on it and Keras 3 keeps no such layers`,
        { code: 'unused-layer-dropped' },
      );
    }
  }
}

/** Upgrades a layer, and settles its name and those of the layers that must stand before and after it. */
function keepLayer(source: Layer, nodes: readonly number[], facts: Facts, context: ModelContext): Kept {
  const { names, place, notes } = context;
  const className = sourceClassOf(source.object).className ?? '';
  const name = names.of(source.name);
  const isOperation = OPERATION_LAYERS.has(className);
  const base = { source, className, nodes, isOperation, outputs: [] };
  if (isOperation) {
    return {
      ...base,
      names: nodes.map((_, call) => (call === 0 ? name : names.fresh(`${name}_${call}`))),
      upgraded: undefined,
    };
  }
  if (LOSS_LAYERS.has(className)) return { ...base, names: [name], upgraded: undefined };
  const upgraded =
    className === 'InputLayer'
      ? { object: upgradeInputLayer(source.object, place, notes, name) }
      : isSerializedOperation(source.object, notes)
        ? upgradeSerializedOperation(source.object, place, notes)
        : suitInput(
            upgradeLayer(source.object, place, notes, { name, calls: source.calls }),
            source.name,
            inputDtype(source, nodes, facts),
            notes,
          );
  nameInserted([...(upgraded.before ?? []), ...(upgraded.after ?? [])], name, names);
  const outputs = upgraded.around?.output ? nodes.map(() => names.fresh(`${name}_output`)) : [];
  return { ...base, names: [name], outputs, upgraded };
}

/** For what depends on the size of the input; of several calls the first counts. */
function noteShape({ object, calls }: Layer, nodes: readonly number[], facts: Facts, notes: Notes): void {
  const call = calls[nodes[0] ?? 0];
  const input = call ? refsOf(call)[0] : undefined;
  if (input && isObject(object.config)) notes.inputShapes.set(object.config, facts.shapeOf(input));
}

/** The type of a layer's first input, if it is the same on all of its calls. */
function inputDtype(source: Layer, nodes: readonly number[], facts: Facts): string | undefined {
  const dtypes = nodes.map((node) => {
    const call = source.calls[node];
    const input = call ? refsOf(call)[0] : undefined;
    return input && !facts.isGuessed(input) ? facts.dtypeOf(input) : undefined;
  });
  return dtypes.every((dtype) => dtype === dtypes[0]) ? dtypes[0] : undefined;
}

/** A tensor of the source graph in the new one. */
export function mapRef(source: TensorRef, kept: ReadonlyMap<string, Kept>): TensorRef {
  const ref = beforeLosses(source, kept);
  const layer = keptLayer(ref, kept);
  const index = layer.nodes.indexOf(ref.node);
  if (layer.isOperation) return new TensorRef(layer.names[index] ?? ref.layer, 0, ref.tensor);
  const after = layer.upgraded?.after?.at(-1);
  if (after && ref.tensor === 0) return new TensorRef(nameIn(after), index, 0);
  const output = layer.outputs[index];
  if (output !== undefined && ref.tensor === 0) return new TensorRef(output, 0, 0);
  return new TensorRef(layer.names[0] ?? ref.layer, index, ref.tensor);
}

function keptLayer(ref: TensorRef, kept: ReadonlyMap<string, Kept>): Kept {
  const layer = kept.get(ref.layer);
  if (!layer) throw new MalformedGraph(`it refers to a layer "${ref.layer}" that it does not hold`);
  return layer;
}

/** What layers that only make losses and metrics were given, and handed on. */
function beforeLosses(source: TensorRef, kept: ReadonlyMap<string, Kept>): TensorRef {
  const passed = new Set<string>();
  for (let ref = source; ; ) {
    const layer = keptLayer(ref, kept);
    if (!LOSS_LAYERS.has(layer.className)) return ref;
    const call = layer.source.calls[ref.node];
    const input = call ? refsOf(call)[0] : undefined;
    if (!input || passed.has(ref.callKey)) throw new MalformedGraph(`layer "${ref.layer}" has no input`);
    passed.add(ref.callKey);
    ref = input;
  }
}

/** The name of a layer, or of an operation that takes none in its configuration. */
export function nameIn({ config, name }: JsonObject): string {
  if (isObject(config) && typeof config.name === 'string') return config.name;
  return typeof name === 'string' ? name : '';
}
