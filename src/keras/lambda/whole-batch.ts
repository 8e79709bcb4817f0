import type { TensorFacts } from '../facts/shape-facts.ts';
import { listPorts, type ModelGraph } from '../graph/model.ts';
import { configOf } from '../graph/source-graph.ts';
import type { Notes } from '../upgrade/notes.ts';

/**
 * Warns of outputs of the whole model that have one value for all samples, as `K.mean(x)` has. Keras before 2.4 assigned
 * what a batch gave to its rows of the predictions (`_predict_loop` of engine/training.py), which repeats it for every
 * sample; since then the results of the batches are stacked or joined.
 */
export function noteWholeBatch(graph: ModelGraph, made: ReadonlySet<string>, facts: TensorFacts, notes: Notes): void {
  if (!notes.writer.isMultiBackend) return;
  const hasFixedBatch = graph.layers.some((layer) => {
    const shape = configOf(layer).batch_input_shape;
    return layer.calls.length === 0 && Array.isArray(shape) && shape[0] !== null;
  });
  if (hasFixedBatch) return;
  for (const ref of listPorts(graph.outputs)) {
    const shape = made.has(ref.layer) ? facts.shapeOf(ref) : undefined;
    if (!shape || (shape[0] !== 1 && shape.length > 0)) continue;
    notes.warn(
      ref.layer,
      `the output "${ref.layer}" has one value for all samples of a batch: predict() of Keras before 2.4 repeated it for every sample, and Keras 3's gives it once for each batch`,
      { code: 'output-of-the-batch' },
    );
  }
}
