import { mapRefs, writeArgument } from '../graph/call-arguments.ts';
import { type Argument, type Call, TensorRef } from '../graph/graph.ts';
import { refsOf } from '../graph/source-graph.ts';
import type { Json, JsonObject } from '../python-json.ts';
import type { KerasObject } from '../upgrade/types.ts';
import { inCallingOrder } from './calling-order.ts';

/** An entry of Keras 3's `layers`: a layer or an operation, and its calls in terms of the new graph. */
export interface TargetLayer {
  readonly name: string;
  readonly object: KerasObject;
  readonly calls: readonly Call[];
  /** Its one call passes its one input on; written so that Keras 3.3.3 can wait for it. */
  readonly isRelay?: boolean;
}

/**
 * Writes the layers so that Keras 3.3.3 can rebuild the graph (`functional_from_config`). It calls the layers in the order
 * written, each as often as its inputs allow, then starts over; but a call in the modern form whose input does not exist
 * yet makes it fail instead of wait, unless the lookup itself raises IndexError, as index -1 of a layer not yet called
 * does. So layers stand in an order that needs no waiting where there is one; elsewhere (a layer shared between depths)
 * the input is looked up by -1, through a relay where its layer is called more than once.
 */
export function writeLayers(layers: readonly TargetLayer[], freshName: (name: string) => string): JsonObject[] {
  let entries = inCallingOrder(layers);
  const relayed = new Set<string>();
  for (;;) {
    const late = lateRefs(entries);
    const unguarded = late.filter((ref) => !relayed.has(keyOf(ref)));
    if (unguarded.length === 0) break;
    entries = guard(entries, unguarded, relayed, freshName);
  }
  const calls = new Map(entries.map((entry) => [entry.name, entry.calls.length]));
  return entries.map((entry) => writeLayer(entry, (ref) => relayed.has(keyOf(ref)) && calls.get(ref.layer) === 1));
}

const keyOf = (ref: TensorRef) => `${ref.node} ${ref.layer}`;

/** The inputs that do not exist yet when Keras first tries the call that takes them. */
function lateRefs(entries: readonly TargetLayer[]): TensorRef[] {
  const made = new Map<string, number>();
  const late: TensorRef[] = [];
  let pending = entries.length;
  const done = new Set<string>();
  while (pending > 0) {
    let progress = false;
    for (const entry of entries) {
      if (done.has(entry.name)) continue;
      let count = made.get(entry.name) ?? 0;
      for (let call = entry.calls[count]; call; call = entry.calls[count]) {
        const missing = refsOf(call).filter((ref) => (made.get(ref.layer) ?? 0) <= ref.node);
        if (!entry.isRelay) late.push(...missing);
        if (missing.length > 0) break;
        count++;
        progress = true;
        made.set(entry.name, count);
      }
      if (count < entry.calls.length) continue;
      if (entry.calls.length === 0) made.set(entry.name, 1);
      done.add(entry.name);
      pending--;
      progress = true;
    }
    if (!progress) break;
  }
  return late;
}

/** Makes the inputs waitable: by index -1 where their layer is called once, through a relay elsewhere. */
function guard(
  entries: readonly TargetLayer[],
  refs: readonly TensorRef[],
  relayed: Set<string>,
  freshName: (name: string) => string,
): TargetLayer[] {
  const calls = new Map(entries.map((entry) => [entry.name, entry.calls.length]));
  const relays = new Map<string, TargetLayer>();
  for (const ref of refs) {
    if (calls.get(ref.layer) === 1) relayed.add(keyOf(ref));
    else if (!relays.has(`${keyOf(ref)} ${ref.tensor}`)) {
      const name = freshName(`${ref.layer}_relay`);
      relays.set(`${keyOf(ref)} ${ref.tensor}`, relay(name, ref));
      relayed.add(keyOf(new TensorRef(name, 0, 0)));
    }
  }
  const redirect = (ref: TensorRef): Argument => {
    const through = relays.get(`${keyOf(ref)} ${ref.tensor}`);
    return through ? new TensorRef(through.name, 0, 0) : ref;
  };
  const relaysOf = new Map<string, TargetLayer[]>();
  for (const through of relays.values()) {
    const layer = refsOf(through.calls[0] ?? EMPTY)[0]?.layer ?? '';
    relaysOf.set(layer, [...(relaysOf.get(layer) ?? []), through]);
  }
  return entries.flatMap((entry) => {
    const own = relaysOf.get(entry.name) ?? [];
    const redirected = entry.isRelay ? entry : { ...entry, calls: entry.calls.map((call) => mapCall(call, redirect)) };
    return [redirected, ...own];
  });
}

const EMPTY: Call = { args: [], kwargs: {} };

function relay(name: string, ref: TensorRef): TargetLayer {
  const object = {
    module: 'keras.layers',
    class_name: 'Identity',
    config: { name, trainable: true, dtype: 'float32' },
    registered_name: null,
  };
  return { name, object, calls: [{ args: [ref], kwargs: {} }], isRelay: true };
}

/** A call with its tensors replaced. */
export function mapCall(call: Call, map: (ref: TensorRef) => Argument): Call {
  return {
    args: call.args.map((argument) => mapRefs(argument, map)),
    kwargs: Object.fromEntries(Object.entries(call.kwargs).map(([key, value]) => [key, mapRefs(value, map)])),
  };
}

function writeLayer(entry: TargetLayer, isAwaited: (ref: TensorRef) => boolean): JsonObject {
  // The layer's own object gains its place in the graph, and stays the object its origin is known by.
  const { object } = entry;
  object.name = entry.name;
  object.inbound_nodes = entry.calls.map((call) =>
    entry.isRelay ? writeLegacyCall(call) : writeCall(call, isAwaited),
  );
  return object;
}

/** Keras 2's form of a call, which Keras 3 still reads and can wait for; it holds no keyword tensors. */
function writeLegacyCall(call: Call): Json {
  return refsOf(call).map((ref) => [ref.layer, ref.node, ref.tensor, {}]);
}

function writeCall(call: Call, isAwaited: (ref: TensorRef) => boolean): JsonObject {
  const write = (ref: TensorRef): Json => ({
    class_name: '__keras_tensor__',
    // Keras 3 reads the history alone; shape and dtype stand for the form's sake.
    config: { shape: [null], dtype: 'float32', keras_history: [ref.layer, isAwaited(ref) ? -1 : ref.node, ref.tensor] },
  });
  return {
    args: call.args.map((argument) => writeArgument(argument, write)),
    kwargs: Object.fromEntries(Object.entries(call.kwargs).map(([key, value]) => [key, writeArgument(value, write)])),
  };
}
