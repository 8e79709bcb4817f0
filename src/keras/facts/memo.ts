import type { TensorRef } from '../graph/graph.ts';
import type { TensorFacts } from './shape-facts.ts';

/**
 * What was found out about the tensors of a graph. Where two ways lead from one tensor to another, as around every
 * residual block, looking anew each time would double the work with each block.
 */
export class Memo<T> {
  private readonly found = new WeakMap<TensorFacts, Map<string, T>>();

  /** @param meanwhile what holds while it is being found out: a malformed graph may be a circle */
  of(ref: TensorRef, facts: TensorFacts, meanwhile: T, find: () => T): T {
    const values = this.found.get(facts) ?? new Map<string, T>();
    this.found.set(facts, values);
    if (!values.has(ref.key)) {
      values.set(ref.key, meanwhile);
      values.set(ref.key, find());
    }
    return values.get(ref.key) ?? meanwhile;
  }
}
