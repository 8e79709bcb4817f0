import { isFunctional } from '../emit/emit-graph.ts';
import { type Argument, TensorRef } from '../graph/graph.ts';
import { isNamed, type Layer } from '../graph/model.ts';
import type { Notes } from './notes.ts';
import type { KerasObject } from './types.ts';

/**
 * Refuses a call of a model with another number of tensors than it has inputs: Keras before 2.3 lost the inputs that no
 * output depends on, and could not load what it had saved.
 */
export function checkInputs(source: Layer, nodes: readonly number[], object: KerasObject, notes: Notes): void {
  const inputs = isFunctional(object) ? notes.graphs.get(object)?.inputs : undefined;
  if (inputs === undefined || isNamed(inputs)) return;
  for (const node of nodes) {
    const call = source.calls[node];
    const given = call ? countTensors(call.args[0]) : undefined;
    if (given === undefined || given === inputs.length) continue;
    notes.refuse(
      source.name,
      `model "${source.name}" has another number of inputs (${inputs.length}) than its call has tensors (${given}), as Keras before 2.3 ` +
        'did not save inputs that no output depends on; rebuild it without them and save it again',
      { code: 'inputs-not-saved' },
    );
    return;
  }
}

function countTensors(argument: Argument | undefined): number | undefined {
  if (argument instanceof TensorRef) return 1;
  return Array.isArray(argument) && argument.every((item) => item instanceof TensorRef) ? argument.length : undefined;
}
