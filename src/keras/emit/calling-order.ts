import { callKey, type TensorRef } from '../graph/graph.ts';
import { type Layer, refsOf } from '../graph/model.ts';
import { Soonest } from './min-heap.ts';

/**
 * Greedy topological order: a layer comes when all its calls can be made, or, failing any, when its next call can; of
 * several the one that stands first. Each tensor is looked at a few times only, so that graphs may have any length.
 */
export function inCallingOrder(layers: readonly Layer[]): Layer[] {
  const made = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  const complete = new Soonest();
  const startable = new Soonest();
  const due: number[] = [];

  /** Calls `then` as soon as all tensors exist. */
  function whenMade(refs: readonly TensorRef[], then: () => void, from = 0): void {
    for (let index = from; index < refs.length; index++) {
      const ref = refs[index];
      if (!ref || (made.get(ref.layer) ?? 0) > ref.node) continue;
      const key = ref.callKey;
      const others = waiting.get(key) ?? [];
      others.push(() => whenMade(refs, then, index + 1));
      waiting.set(key, others);
      return;
    }
    then();
  }

  function makeCall(index: number): void {
    const layer = layers[index];
    if (!layer) return;
    const count = made.get(layer.name) ?? 0;
    made.set(layer.name, count + 1);
    const key = callKey(layer.name, count);
    for (const resume of waiting.get(key) ?? []) resume();
    waiting.delete(key);
    const next = layer.calls[count + 1];
    if (next) whenMade(refsOf(next), () => due.push(index));
  }

  for (const [index, { calls }] of layers.entries()) {
    whenMade(calls.flatMap(refsOf), () => complete.add(index));
    const [first] = calls;
    if (first) whenMade(refsOf(first), () => startable.add(index));
  }
  const placed = new Set<number>();
  const isWaiting = (index: number) => !placed.has(index);
  for (;;) {
    for (let index = due.pop(); index !== undefined; index = due.pop()) makeCall(index);
    const next = complete.take(isWaiting) ?? startable.take(isWaiting);
    if (next === undefined) break;
    placed.add(next);
    makeCall(next);
  }
  // What is left over is a cycle; it is refused before it comes here.
  const order = [...placed, ...layers.keys()];
  return [...new Set(order)].flatMap((index) => layers[index] ?? []);
}
