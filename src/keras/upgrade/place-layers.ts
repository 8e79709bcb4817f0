import { mapCall } from '../graph/call-arguments.ts';
import { type Call, type Operation, TensorRef } from '../graph/graph.ts';
import {
  flatPorts,
  isFlat,
  type Layer,
  listPorts,
  type ModelGraph,
  mapPorts,
  type Port,
  type Ports,
  refsOf,
} from '../graph/model.ts';
import { configOf } from '../graph/source-graph.ts';
import { classOf } from '../graph/source-layer.ts';
import { attentionMask, maskedLogits } from '../masks/numeric.ts';
import { copyWithoutMask, givenMask } from '../masks/repair.ts';
import { ignoredMasks } from '../masks/rules.ts';
import { needsDtype, upgradeOperation } from '../operations/index.ts';
import { upgradeCall } from './adapt-calls.ts';
import type { ModelContext } from './context.ts';
import type { Facts } from './facts.ts';
import { type Kept, mapRef, nameIn } from './keep-layers.ts';
import { checkInputs } from './model-inputs.ts';
import { plainName } from './names.ts';
import { orderSummands, type Summand } from './order-summands.ts';
import { placeOperation } from './place-operation.ts';

/** An operation that has no counterpart, by the name of its layer in the source. */
interface Refused {
  readonly source: string;
  readonly refusal: string;
}

/**
 * The graph of Keras 3: the calls of the layers kept in its form, operations on tensors in place of those of TensorFlow, and
 * what makes Keras 3 mask as Keras 2 did: masks given by name, copies of tensors without. What its outputs do not depend on
 * is left out: the source's graph reaches more, as what it computes from shapes is written as numbers where it is used.
 */
export function placeLayers(
  source: ModelGraph,
  kept: ReadonlyMap<string, Kept>,
  facts: Facts,
  context: ModelContext,
): ModelGraph {
  const { names, notes } = context;
  const map = (ref: TensorRef) => mapRef(ref, kept);
  const placed: Layer[] = [];
  const refused = new Map<string, Refused>();
  const inserted = new Map<string, TensorRef>();
  const placeOnce = (key: string, name: string, operation: Operation): TensorRef => {
    const before = inserted.get(key);
    if (before) return before;
    const ref = new TensorRef(names.fresh(name), 0, 0);
    placed.push(...placeOperation(operation, ref.layer, map, (fresh) => names.fresh(fresh)));
    inserted.set(key, ref);
    return ref;
  };
  const giveMask = (layer: Layer, call: Call): TensorRef | undefined => {
    const mask = givenMask(layer, call, facts.maskOf, notes);
    if (mask?.operation instanceof TensorRef) return map(mask.operation);
    return mask && placeOnce(`mask ${mask.key}`, `${plainName(mask.by.name)}_mask`, mask.operation);
  };
  const mapUnmasked = (ref: TensorRef): TensorRef => {
    const copy = copyWithoutMask(ref, facts.maskOf(ref));
    if (!copy) return map(ref);
    return placeOnce(`copy ${ref.key}`, `${plainName(ref.layer)}_unmasked`, copy);
  };
  const complete = (layer: Kept): Complete => {
    const { source: from, upgraded } = layer;
    return (written, call) => {
      const mask = giveMask(from, written);
      const summed = ordered(call, orderSummands(upgraded?.object.class_name, written, facts, notes), (place, by) =>
        placeOnce(`broadcast ${place} ${keysOf(written)}`, `${plainName(from.name)}_broadcast`, by),
      );
      const logits = maskedLogits(from, written, facts, notes);
      if (logits) return { args: [placeFor(written, from, 'masked', logits)], kwargs: {} };
      const attention = attentionMask(from, written, facts, notes);
      return {
        args: summed.args,
        kwargs: {
          ...summed.kwargs,
          ...(mask && { mask }),
          ...(attention && { attention_mask: placeFor(written, from, 'attention_mask', attention) }),
        },
      };
    };
  };
  const placeFor = (call: Call, from: Layer, ending: string, operation: Operation) =>
    placeOnce(`${ending} ${from.name} ${keysOf(call)}`, `${plainName(from.name)}_${ending}`, operation);
  for (const layer of kept.values()) {
    const mapInput = ignoredMasks(classOf(layer.source), notes.writer) ? mapUnmasked : map;
    if (layer.isOperation) placed.push(...placeOperations(layer, facts, map, context, refused));
    else placed.push(...placeLayer(layer, mapInput, complete(layer), context));
  }
  const [inputs, outputs] = [mapPorts(flatPorts(source.inputs), map), mapPorts(flatPorts(source.outputs), map)];
  notePorts(source, inputs, outputs, context);
  const needed = neededNames(placed, [...listPorts(inputs), ...listPorts(outputs)]);
  for (const [name, { source: layer, refusal }] of refused)
    if (needed.has(name)) notes.refuse(layer, refusal, { code: 'operation-unknown' });
  return { layers: placed.filter(({ name }) => needed.has(name)), inputs, outputs };
}

/** The same for calls of the same tensors. */
function keysOf(call: Call): string {
  return refsOf(call)
    .map(({ key }) => key)
    .join('\n');
}

/** What a caller of the model must know of its inputs and outputs. */
function notePorts(source: ModelGraph, inputs: Ports, outputs: Ports, { notes, place }: ModelContext): void {
  const model = place.at(-1) ?? '';
  if (!isFlat(inputs) || !isFlat(outputs)) {
    const what = isFlat(outputs) ? 'takes' : 'returns';
    notes.warn(
      model,
      `model "${model}" ${what} dictionaries or lists within others, which Keras before ${NESTED_PORTS_SINCE} cannot do: load the file with Keras ${NESTED_PORTS_SINCE} or newer`,
      { code: 'ports-nested', needs: NESTED_PORTS_SINCE },
    );
  }
  if (containersIn(outputs) < containersIn(source.outputs)) {
    notes.warn(
      model,
      `model "${model}" returns its outputs in lists within a list, or in a list of one within a dictionary, which Keras before ${NESTED_PORTS_SINCE} cannot do: they are returned in the same order, without the inner lists`,
      { code: 'outputs-flattened' },
    );
  }
}

/** `functional_from_config` of Keras 3 (models/functional.py). */
const NESTED_PORTS_SINCE = '3.4';

function containersIn(port: Port): number {
  if (port instanceof TensorRef) return 0;
  return [...port.values()].reduce<number>((count, item) => count + containersIn(item), 1);
}

/** The layers that the ends depend on, by name. */
function neededNames(placed: readonly Layer[], ends: readonly TensorRef[]): ReadonlySet<string> {
  const byName = new Map(placed.map((layer) => [layer.name, layer]));
  const needed = new Set<string>();
  const pending = ends.map((ref) => ref.layer);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    for (const call of byName.get(name)?.calls ?? []) pending.push(...refsOf(call).map((ref) => ref.layer));
  }
  return needed;
}

/**
 * A call with what makes Keras 3 compute as Keras 2 did: masks given by name, summands in another order, and operations in the
 * place of tensors.
 *
 * @param written in the form of Keras 3, its tensors those of the source
 * @param call the same of the tensors of the new graph
 */
type Complete = (written: Call, call: Call) => Call;

/** A layer's entry, and those of the layers that must stand before and after it, each called as often. */
function placeLayer(
  layer: Kept,
  map: (ref: TensorRef) => TensorRef,
  complete: Complete,
  { names, notes }: ModelContext,
): Layer[] {
  const { upgraded, source, nodes } = layer;
  const name = layer.names[0] ?? source.name;
  if (!upgraded) return [];
  checkInputs(source, nodes, upgraded.object, notes);
  const calls = nodes.flatMap((node) => {
    const call = source.calls[node];
    if (!call) return [];
    const written = upgradeCall(source, layer.className, upgraded.object, call, notes);
    return [complete(written, mapCall(written, map))];
  });
  const placed: Layer[] = [];
  let own: readonly Call[] = calls;
  for (const object of upgraded.before ?? []) {
    const before = nameIn(object);
    placed.push({ name: before, object, calls: own.map(({ args }) => ({ args, kwargs: {} })) });
    own = calls.map((call, index) => ({ ...call, args: [new TensorRef(before, index, 0)] }));
  }
  const { input, output } = upgraded.around ?? {};
  const fresh = (wanted: string) => names.fresh(wanted);
  const inputs = own.map(({ args: [x] }) => x);
  if (input) {
    own = own.map((call) => {
      const [x, ...others] = call.args;
      if (!(x instanceof TensorRef)) return call;
      const made = names.fresh(`${name}_input`);
      placed.push(...placeOperation(input(x), made, (ref) => ref, fresh));
      return { ...call, args: [new TensorRef(made, 0, 0), ...others] };
    });
  }
  placed.push({ name, object: upgraded.object, calls: own });
  let last = calls.map((_, index) => new TensorRef(name, index, 0));
  if (output) {
    last = last.map((y, index) => {
      const x = inputs[index];
      const made = layer.outputs[index] ?? '';
      if (x instanceof TensorRef) placed.push(...placeOperation(output(x, y), made, (ref) => ref, fresh));
      return new TensorRef(made, 0, 0);
    });
  }
  for (const object of upgraded.after ?? []) {
    const from = last;
    const after = nameIn(object);
    placed.push({ name: after, object, calls: from.map((ref) => ({ args: [ref], kwargs: {} })) });
    last = calls.map((_, index) => new TensorRef(after, index, 0));
  }
  return placed;
}

/** A call whose summands stand in another order, some of them broadcast first. */
function ordered(
  call: Call,
  order: readonly Summand[] | undefined,
  place: (index: number, operation: Operation) => TensorRef,
): Call {
  const [summands, ...others] = call.args;
  if (!order || !Array.isArray(summands)) return call;
  const first = order.map(({ index, broadcast }) => (broadcast ? place(index, broadcast) : (summands[index] ?? null)));
  return { ...call, args: [first, ...others] };
}

/** An operation's entries, those of its arguments first; one that has no counterpart is noted in `refused` by its name. */
function placeOperations(
  layer: Kept,
  facts: Facts,
  map: (ref: TensorRef) => TensorRef,
  { names, place, notes }: ModelContext,
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
    if (needsDtype(className, config, call) && refsOf(call).some((ref) => facts.isGuessed(ref))) {
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
