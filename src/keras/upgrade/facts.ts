import type { TensorFacts } from '../facts/shape-facts.ts';
import { tensorFacts } from '../facts/tensor-facts.ts';
import type { ModelGraph } from '../graph/model.ts';
import { masksIn } from '../masks/infer.ts';
import type { MaskOf } from '../masks/mask.ts';
import type { JsonObject } from '../python-json.ts';
import type { Notes } from './notes.ts';

/** What is known of the tensors of a source's graph, as they were in Keras 2. */
export interface Facts extends TensorFacts {
  readonly maskOf: MaskOf;
}

/** Infers the facts of the graph of the model `object`, whose inputs' masks are known by now if it is nested in another. */
export function inferFacts(graph: ModelGraph, object: JsonObject, notes: Notes): Facts {
  const facts = tensorFacts(graph);
  return Object.assign(facts, { maskOf: masksIn(graph, object, facts, notes) });
}
