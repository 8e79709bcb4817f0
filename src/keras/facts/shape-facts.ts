import type { Call, TensorRef } from '../graph/graph.ts';
import type { JsonObject } from '../python-json.ts';

/** What is known of the tensors of the graph that an operation is part of. */
export interface TensorFacts {
  /** The sizes of a tensor, null for those that vary; undefined if nothing is known. */
  shapeOf(ref: TensorRef): readonly (number | null)[] | undefined;
  dtypeOf(ref: TensorRef): string | undefined;
  /** Whether its dtype comes from code that the file does not tell: a Lambda, a custom layer, or what is inside a model. */
  isGuessed(ref: TensorRef): boolean;
  /**
   * The source's layer that made a tensor, and the call that did; undefined for custom layers.
   */
  producerOf(
    ref: TensorRef,
  ): { readonly className: string; readonly config: JsonObject; readonly call: Call } | undefined;
}
