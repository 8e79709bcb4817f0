import { computeDtype, returnsSequences } from '../classes/lookups.ts';
import { emitGraph } from '../emit/emit-graph.ts';
import { type Call, Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { type Layer, refsOf } from '../graph/model.ts';
import { kerasClassOf } from '../graph/source-class.ts';
import { nameOf } from '../graph/source-name.ts';
import { asNumber, isObject, type Json, type JsonObject } from '../python-json.ts';
import { inputLayer } from './input-layer.ts';
import { plainName } from './names.ts';
import type { Notes } from './notes.ts';
import { placeOperation } from './place-operation.ts';
import type { KerasObject } from './types.ts';

/** What a Bidirectional is given beside its configuration. */
interface Given {
  /** Its name in Keras 3. */
  readonly name: string;
  readonly wrapper: string | undefined;
  readonly calls: readonly Call[];
}

/**
 * Whether the backward layer gives outputs of another size than the forward one, or other states: Keras 3's Bidirectional
 * takes what it gives for twice the forward layer's (`compute_output_shape`, keras/src/layers/rnn/bidirectional.py), and builds
 * what comes after for that size.
 */
export function hasUnequalDirections({ config }: JsonObject): boolean {
  if (!isObject(config) || !isObject(config.layer) || !isObject(config.backward_layer)) return false;
  const [forward, backward] = [config.layer, config.backward_layer];
  const [ahead, behind] = [sizeOf(forward), sizeOf(backward)];
  if (ahead !== undefined && behind !== undefined && ahead !== behind) return true;
  return isSet(forward, 'return_state') && statesOf(forward) !== statesOf(backward);
}

/** The number of features, or of filters, that a recurrent layer gives. */
function sizeOf({ config }: JsonObject): number | undefined {
  if (!isObject(config)) return undefined;
  const cells = Array.isArray(config.cells) ? config.cells : [];
  const cell = config.cell ?? cells.at(-1);
  return asNumber(config.units) ?? asNumber(config.filters) ?? (isObject(cell) ? sizeOf(cell) : undefined);
}

function statesOf(layer: JsonObject): number {
  return /LSTM/.test(kerasClassOf(layer)) ? 2 : 1;
}

function isSet({ config }: JsonObject, key: string): boolean {
  return isObject(config) && config[key] === true;
}

/**
 * A Bidirectional as a model of its two directions, which computes the same for every size. Its weights stand in the same
 * order.
 *
 * @param upgradeDirection upgrades a layer that it wraps, under a name; undefined where Keras 3 needs more than the layer
 */
export function twoDirections(
  layer: JsonObject,
  { name, wrapper, calls }: Given,
  notes: Notes,
  upgradeDirection: (layer: JsonObject, name: string) => KerasObject | undefined,
): KerasObject {
  const sourceName = nameOf(layer);
  const config = isObject(layer.config) ? layer.config : {};
  const ahead = isObject(config.layer) ? config.layer : {};
  const behind = isObject(config.backward_layer) ? config.backward_layer : {};
  const shape = notes.inputShapes.get(config);
  const names = { ahead: `forward_${plainName(nameOf(ahead))}`, behind: `backward_${plainName(nameOf(behind))}` };
  const forward = upgradeDirection(ahead, names.ahead);
  const backward = upgradeDirection(behind, names.behind);
  const isPlain =
    wrapper === undefined &&
    !notes.hasMasks &&
    !isSet(ahead, 'return_state') &&
    calls.every((call) => refsOf(call).length <= 1) &&
    (config.activity_regularizer ?? null) === null;
  if (!isPlain || shape === undefined || !forward || !backward) {
    notes.refuse(
      sourceName,
      `Bidirectional "${sourceName}" has a backward layer of another size than the forward one, which Keras 3 cannot build on, and ${shape === undefined ? 'the size of its input is not told' : 'it has masks, states or a layer around it'}; rebuild the model in Keras 3 with the two layers side by side`,
      { code: 'directions-unequal' },
    );
  }
  const input = inputLayer('sequences', [...(shape ?? [null, null, null])], computeDtype(config.dtype) ?? 'float32');
  const placed: Layer[] = [{ name: 'sequences', object: input, calls: [] }];
  const sequences: Call = { args: [new TensorRef('sequences', 0, 0)], kwargs: {} };
  for (const [object, own] of [
    [forward, names.ahead],
    [backward, names.behind],
  ] as const)
    if (object) placed.push({ name: own, object, calls: [sequences] });
  const place = (operation: Operation, as: string): TensorRef => {
    placed.push(
      ...placeOperation(
        operation,
        as,
        (ref) => ref,
        (wanted) => wanted,
      ),
    );
    return new TensorRef(as, 0, 0);
  };
  const last = new TensorRef(names.behind, 0, 0);
  const flip = new Operation('keras.src.ops.numpy', 'Flip', { axis: 1 }, [last]);
  const outputs = [new TensorRef(names.ahead, 0, 0), returnsSequences(config) ? place(flip, 'in_order') : last];
  const merged = merge(config.merge_mode === undefined ? 'concat' : config.merge_mode, outputs);
  const graph = {
    layers: placed,
    inputs: [new TensorRef('sequences', 0, 0)],
    outputs: merged ? [place(merged, 'merged')] : outputs,
  };
  notes.warn(
    sourceName,
    `Bidirectional "${sourceName}" has a backward layer of another size than the forward one, which Keras 3 cannot build on: a model of the two layers stands for it, and computes the same`,
    { code: 'directions-as-model' },
  );
  const frozen = config.trainable === false ? { trainable: false } : {};
  const model: KerasObject = {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: { name, ...frozen, ...emitGraph(graph) },
    registered_name: 'Functional',
  };
  notes.graphs.set(model, graph);
  notes.origins.set(model, {
    className: 'Bidirectional',
    name: sourceName,
    config,
    custom: false,
    adjustments: [],
    configFromWeights: [],
  });
  return model;
}

/** The layer that joins both outputs; undefined where both are given (`merge_mode=None`). */
function merge(mode: Json, outputs: OperationArgument[]): Operation | undefined {
  const className = typeof mode === 'string' ? MERGING.get(mode) : undefined;
  if (className === undefined) return undefined;
  return new Operation('keras.layers', className, className === 'Concatenate' ? { axis: -1 } : {}, [outputs]);
}

const MERGING: ReadonlyMap<string, string> = new Map([
  ['concat', 'Concatenate'],
  ['sum', 'Add'],
  ['mul', 'Multiply'],
  ['ave', 'Average'],
]);
