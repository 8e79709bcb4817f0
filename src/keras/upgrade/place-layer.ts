import { mapCall } from '../graph/call-arguments.ts';
import { type Call, TensorRef } from '../graph/graph.ts';
import { type Layer, refsOf } from '../graph/model.ts';
import { configOf } from '../graph/source-graph.ts';
import { needsDtype, type TensorFacts, upgradeOperation } from '../operations/index.ts';
import { upgradeCall } from './adapt-calls.ts';
import { type Kept, nameIn } from './layer-in-graph.ts';
import { checkInputs } from './model-inputs.ts';
import type { LayerNames } from './names.ts';
import type { Notes, Place } from './notes.ts';
import { placeOperation } from './place-operation.ts';

/** An operation that has no counterpart. */
export interface Refused {
  readonly source: string;
  readonly refusal: string;
}

/** A layer's entry, and those of the layers that must stand before and after it, each called as often. */
export function placeLayer(
  layer: Kept,
  map: (ref: TensorRef) => TensorRef,
  maskFor: (call: Call) => TensorRef | undefined,
  notes: Notes,
): Layer[] {
  const { upgraded, source, nodes } = layer;
  const name = layer.names[0] ?? source.name;
  if (!upgraded) return [];
  checkInputs(source, nodes, upgraded.object, notes);
  const calls = nodes.flatMap((node) => {
    const call = source.calls[node];
    if (!call) return [];
    const written = upgradeCall(source, layer.className, upgraded.object, call, notes);
    const mask = maskFor(written);
    const mapped = mapCall(written, map);
    return [mask ? { ...mapped, kwargs: { ...mapped.kwargs, mask } } : mapped];
  });
  const placed: Layer[] = [];
  let own: readonly Call[] = calls;
  for (const object of upgraded.before ?? []) {
    const before = nameIn(object);
    placed.push({ name: before, object, calls: own.map(({ args }) => ({ args, kwargs: {} })) });
    own = calls.map((call, index) => ({ ...call, args: [new TensorRef(before, index, 0)] }));
  }
  placed.push({ name, object: upgraded.object, calls: own });
  let last = name;
  for (const object of upgraded.after ?? []) {
    const from = last;
    last = nameIn(object);
    placed.push({
      name: last,
      object,
      calls: calls.map((_, index) => ({ args: [new TensorRef(from, index, 0)], kwargs: {} })),
    });
  }
  return placed;
}

/** An operation's entries, those of its arguments first; one that has no counterpart is noted in `refused` by its name. */
export function placeOperations(
  layer: Kept,
  facts: TensorFacts,
  map: (ref: TensorRef) => TensorRef,
  names: LayerNames,
  place: Place,
  notes: Notes,
  refused: Map<string, Refused>,
): Layer[] {
  const { source, className } = layer;
  const config = configOf(source);
  const placed: Layer[] = [];
  for (const [index, node] of layer.nodes.entries()) {
    const call = source.calls[node];
    const name = layer.names[index];
    if (!call || name === undefined) continue;
    const upgraded = upgradeOperation(className, config, call, facts);
    if ('refusal' in upgraded) {
      refused.set(name, { source: source.name, refusal: upgraded.refusal });
      continue;
    }
    notes.change([...place, source.name, 'class_name'], source.object.class_name, upgraded.operation.className);
    if (needsDtype(className, config, call) && refsOf(call).some((ref) => facts.isGuessed?.(ref))) {
      notes.warn(
        source.name,
        `operation "${source.name}" computes integers otherwise in Keras 3, and the file does not tell whether its input is of them: it is taken for floats`,
        { code: 'integer-operation' },
      );
    }
    placed.push(...placeOperation(upgraded.operation, name, map, (wanted) => names.fresh(wanted)));
  }
  return placed;
}
