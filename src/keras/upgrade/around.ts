import type { Operation, TensorRef } from '../graph/graph.ts';

/** Operations around each call of a layer, for equals that are no chain of layers: a graph must hold them. */
export interface Around {
  /** What the layer is called on, made of what the source called it on. */
  readonly input?: (x: TensorRef) => Operation;
  /** What stands for the layer's output `y`. */
  readonly output?: (x: TensorRef, y: TensorRef) => Operation;
}
