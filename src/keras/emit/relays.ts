import { mapCall } from '../graph/call-arguments.ts';
import { type Argument, type Call, TensorRef } from '../graph/graph.ts';
import { type Layer, refsOf } from '../graph/model.ts';
import { inCallingOrder } from './calling-order.ts';

/** A layer of the graph as it is written. */
export interface TargetLayer extends Layer {
  /** Its one call passes its one input on; written so that Keras 3.3.3 can wait for it. */
  readonly isRelay?: boolean;
  /** Calls that come before its own one wait for it. */
  readonly isAwaited?: boolean;
}

/**
 * The layers of a graph so that Keras 3.3.3 can rebuild it (`functional_from_config`). It calls the layers in the order
 * written, each as often as its inputs allow, then starts over; but a call in the modern form whose input does not exist
 * yet makes it fail instead of wait, unless the lookup itself raises IndexError, as index -1 of a layer not yet called
 * does. So layers stand in an order that needs no waiting where there is one; elsewhere (a layer shared between depths)
 * the input is looked up by -1, through a relay where its layer is called more than once.
 */
export function waitable(layers: readonly Layer[], freshName: (name: string) => string): TargetLayer[] {
  let entries = inCallingOrder(layers);
  const relayed = new Set<string>();
  for (;;) {
    const late = lateRefs(entries);
    const unguarded = late.filter((ref) => !relayed.has(ref.callKey));
    if (unguarded.length === 0) break;
    entries = guard(entries, unguarded, relayed, freshName);
  }
  return entries.map((entry) => {
    const isAwaited = entry.calls.length === 1 && relayed.has(new TensorRef(entry.name, 0, 0).callKey);
    return isAwaited ? { ...entry, isAwaited } : entry;
  });
}

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
    if (calls.get(ref.layer) === 1) relayed.add(ref.callKey);
    else if (!relays.has(ref.key)) {
      const name = freshName(`${ref.layer}_relay`);
      relays.set(ref.key, relay(name, ref));
      relayed.add(new TensorRef(name, 0, 0).callKey);
    }
  }
  const redirect = (ref: TensorRef): Argument => {
    const through = relays.get(ref.key);
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
