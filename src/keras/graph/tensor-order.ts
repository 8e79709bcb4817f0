import { TensorRef } from './graph.ts';
import { type ModelGraph, refsOf } from './model.ts';

/**
 * The graph's tensors in topological order, so that facts about them are computed without recursion (files chain thousands
 * of layers). In a damaged graph the tensors of a cycle come in arbitrary order.
 */
export function tensorsInOrder(graph: ModelGraph): TensorRef[] {
  const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
  const entered = new Set<string>();
  const ordered: TensorRef[] = [];
  for (const { name, calls } of graph.layers) {
    for (let node = 0; node < Math.max(calls.length, 1); node++) {
      const pending: { ref: TensorRef; isLeft: boolean }[] = [{ ref: new TensorRef(name, node, 0), isLeft: false }];
      for (let step = pending.pop(); step; step = pending.pop()) {
        const { ref, isLeft } = step;
        if (isLeft) ordered.push(ref);
        if (isLeft || entered.has(ref.key)) continue;
        entered.add(ref.key);
        pending.push({ ref, isLeft: true });
        const call = layers.get(ref.layer)?.calls[ref.node];
        if (call) pending.push(...refsOf(call).map((input) => ({ ref: input, isLeft: false })));
      }
    }
  }
  return ordered;
}
