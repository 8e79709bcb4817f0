import type { Expression } from '../../python-bytecode/expression.ts';
import { formatExpression } from '../../python-bytecode/format.ts';
import { partsOf } from '../../python-bytecode/walk.ts';
import { computeDtype } from '../classes/lookups.ts';
import { growingFacts } from '../facts/tensor-facts.ts';
import { mapRefs } from '../graph/call-arguments.ts';
import { type Argument, type Call, Operation, type OperationArgument, TensorRef } from '../graph/graph.ts';
import { type Layer, listPorts, type ModelGraph, mapPorts, refsOf } from '../graph/model.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { configOf } from '../graph/source-graph.ts';
import { tensorsInOrder } from '../graph/tensor-order.ts';
import { upgradeOperation } from '../operations/index.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import type { Place } from '../upgrade/layer-notes.ts';
import type { Notes } from '../upgrade/notes.ts';
import { activationsApart } from './activations-apart.ts';
import type { Writer } from './backend.ts';
import { Builder, type GrowingFacts } from './builder.ts';
import { type Circumstances, interpret } from './interpret.ts';
import { noteLateBinding } from './late-binding.ts';
import { Lowering } from './lower.ts';
import { type SimpleLayer, simpleLayer } from './simple-layers.ts';
import { expressionOf, isTensor, NotConvertible } from './values.ts';
import { noteWholeBatch } from './whole-batch.ts';

/** One call of a Lambda in other terms: the layers that take its place, and its outputs. */
interface Expansion {
  readonly layers: readonly Layer[];
  readonly outputs: readonly TensorRef[];
}

/** A Lambda, or one inside a TimeDistributed. */
interface Found {
  readonly layer: Layer;
  readonly config: JsonObject;
  readonly isDistributed: boolean;
}

/**
 * Puts operations, or the layer that a person would write, in the place of every Lambda whose function can be followed: as
 * calls of TensorFlow's functions, which Keras 2 itself wrote where they were called on its tensors without a Lambda. The
 * others are left as they are, and why is noted.
 *
 * @param takesOperations whether operations can stand in the graph, not layers alone
 */
export function expandLambdas(whole: ModelGraph, place: Place, notes: Notes, takesOperations = true): ModelGraph {
  if (notes.writer.isKeras3) return whole;
  const graph = activationsApart(whole, notes.hasMasks);
  const lambdas = new Map(graph.layers.flatMap((layer) => findLambda(layer, notes)));
  if (lambdas.size === 0) return graph;
  noteLateBinding([...lambdas.values()], notes);
  for (;;) {
    const expander = new Expander(graph, lambdas, place, notes, takesOperations);
    const expanded = expander.expand();
    if (expander.failedLate.size === 0) {
      expander.say();
      return expanded;
    }
    // Of a layer that is called several times every call is expanded or none.
    for (const name of expander.failedLate) lambdas.delete(name);
  }
}

function findLambda(layer: Layer, notes: Notes): [string, Found][] {
  const { className, custom } = sourceClassOf(layer.object);
  if (custom) return [];
  if (className === 'Lambda') return [[layer.name, { layer, config: configOf(layer), isDistributed: false }]];
  const { layer: inner } = configOf(layer);
  // A TimeDistributed hands the mask of its input on, which the operations would not.
  if (className !== 'TimeDistributed' || !isObject(inner) || notes.hasMasks) return [];
  const isLambda = sourceClassOf(inner).className === 'Lambda' && !sourceClassOf(inner).custom;
  return isLambda
    ? [[layer.name, { layer, config: isObject(inner.config) ? inner.config : {}, isDistributed: true }]]
    : [];
}

class Expander {
  private readonly graph: ModelGraph;
  private readonly lambdas: ReadonlyMap<string, Found>;
  private readonly place: Place;
  private readonly notes: Notes;
  private readonly takesOperations: boolean;
  private readonly facts: GrowingFacts;
  /** What stands for a Lambda's outputs, by their tensors. */
  private readonly replaced = new Map<string, TensorRef>();
  private readonly layers = new Map<string, { layer: Layer; calls: Call[] }>();
  private readonly names: Set<string>;
  /** Layers of which an earlier call was expanded and a later one cannot be. */
  readonly failedLate = new Set<string>();
  private readonly said: (() => void)[] = [];

  constructor(
    graph: ModelGraph,
    lambdas: ReadonlyMap<string, Found>,
    place: Place,
    notes: Notes,
    takesOperations: boolean,
  ) {
    this.takesOperations = takesOperations;
    this.graph = graph;
    this.lambdas = lambdas;
    this.place = place;
    this.notes = notes;
    this.names = new Set(graph.layers.map(({ name }) => name));
    for (const layer of graph.layers) {
      const calls = [...layer.calls];
      this.layers.set(layer.name, { layer: { ...layer, calls }, calls });
    }
    this.facts = growingFacts([...this.layers.values()].map(({ layer }) => layer));
  }

  expand(): ModelGraph {
    const expansions = new Map<string, Expansion>();
    const left = new Set<string>();
    const seen = new Set<string>();
    for (const ref of tensorsInOrder(this.graph)) {
      const key = `${ref.node} ${ref.layer}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const entry = this.layers.get(ref.layer);
      const call = entry?.calls[ref.node];
      if (entry && call) entry.calls[ref.node] = this.mapped(call);
      const lambda = this.lambdas.get(ref.layer);
      if (lambda && call && !left.has(ref.layer)) {
        const expansion = this.tryExpand(lambda, entry?.calls ?? [], ref.node);
        if (expansion) {
          expansions.set(key, expansion);
          expansion.outputs.forEach((output, index) => {
            this.replaced.set(keyOf(new TensorRef(ref.layer, ref.node, index)), output);
          });
        } else {
          left.add(ref.layer);
          if (entry?.calls.some((_, earlier) => expansions.has(`${earlier} ${ref.layer}`)))
            this.failedLate.add(ref.layer);
        }
      }
      this.facts.shapeOf(ref);
    }
    return this.rebuild(expansions, left);
  }

  private mapped(call: Call): Call {
    const map = (ref: TensorRef): TensorRef => this.replaced.get(keyOf(ref)) ?? ref;
    return {
      args: call.args.map((argument) => mapRefs(argument, map)),
      kwargs: Object.fromEntries(Object.entries(call.kwargs).map(([name, argument]) => [name, mapRefs(argument, map)])),
    };
  }

  /** @returns undefined where the layer is left as it is */
  private tryExpand(lambda: Found, calls: readonly Call[], node: number): Expansion | undefined {
    const call = calls[node];
    if (!call) return undefined;
    try {
      return this.expandCall(lambda, call, node);
    } catch (error) {
      if (!(error instanceof NotConvertible)) throw error;
      this.notes.lambdas.set(lambda.config, error.message);
      return undefined;
    }
  }

  private expandCall(lambda: Found, call: Call, node: number): Expansion {
    const { layer, config, isDistributed } = lambda;
    if (Object.values(call.kwargs).some((value) => value !== null)) {
      throw new NotConvertible('is called with more than its inputs');
    }
    if ((config.mask ?? null) !== null)
      throw new NotConvertible('computes the mask of its output by a function of its own');
    const [input = null, ...others] = call.args;
    if (others.length > 0) throw new NotConvertible('is called with more than its inputs');
    const given = inputsOf(input);
    const builder = new Builder(layer.name, this.facts, (name) => this.names.has(name));
    const assumed: [string, string][] = [];
    const writer: Writer = {
      isMultiBackend: this.notes.writer.isMultiBackend,
      isTensorFlow1: this.notes.writer.before(2, 4),
      assume: (setting, value) => {
        // Keras 1's default changed, and depended on the backend.
        if (setting.startsWith('image_') && this.notes.context.isRewritten) {
          throw new NotConvertible(`reads the setting ${setting} of the Keras 1 that ran it`);
        }
        assumed.push([setting, value]);
      },
    };
    const tensors = new Map([...given.tensors].map(([text, tensor]) => [text, this.cast(tensor, config, builder)]));
    const steps = isDistributed ? foldSteps(tensors, builder) : undefined;
    const lowering = new Lowering(builder, writer, steps?.tensors ?? tensors);
    const expression = interpret(config, given.expression, this.circumstances(lowering));
    if (!given.isList) checkSamples(expression);
    const simple = isDistributed ? undefined : this.simple(expression, [...tensors.values()]);
    const noted = assumed.length;
    if (simple) {
      const replacing = layerOf(layer, simple, call);
      this.facts.learn(replacing);
      this.said.push(() => this.report(lambda, expression, simple.className, assumed.slice(0, noted)));
      return { layers: [replacing], outputs: [new TensorRef(layer.name, node, 0)] };
    }
    if (!this.takesOperations) {
      throw new NotConvertible(
        'becomes operations, which a Sequential holds only where the shape of its input is known',
      );
    }
    const value = lowering.value(expression);
    const results = outputsOf(value).map((output) => (steps ? steps.unfold(output) : output));
    const outputs = results.map((output) =>
      isOwn(output, builder) ? output : builder.call('identity', { input: output }),
    );
    this.check(outputs, builder);
    const { layers, renamed } = this.named(layer.name, node, builder, outputs);
    for (const added of layers) {
      this.names.add(added.name);
      this.facts.learn(added);
    }
    this.said.push(() => this.report(lambda, expression, undefined, assumed));
    return { layers, outputs: renamed };
  }

  private circumstances(lowering: Lowering): Circumstances {
    const { globals } = this.notes.context;
    return {
      globals: globals?.values ?? new Map(),
      replacesBytes: !this.notes.writer.isMultiBackend,
      used: (name) => globals?.used.add(name),
      known: (expression) => {
        try {
          return expressionOf(lowering.value(expression));
        } catch (error) {
          if (error instanceof NotConvertible) return undefined;
          throw error;
        }
      },
    };
  }

  /** tf.keras casts what floats a layer is given to the type of the layer (`_maybe_cast_inputs` of base_layer.py). */
  private cast(tensor: TensorRef, config: JsonObject, builder: Builder): TensorRef {
    const dtype = this.facts.dtypeOf(tensor);
    const own = computeDtype(config.dtype) ?? 'float32';
    if (this.notes.writer.isMultiBackend || !dtype?.includes('float') || !own.includes('float') || dtype === own)
      return tensor;
    return builder.call('cast', { x: tensor, dtype: own });
  }

  private simple(expression: Expression, tensors: readonly TensorRef[]): SimpleLayer | undefined {
    // Layers hand masks on that a Lambda loses.
    if (this.notes.hasMasks) return undefined;
    const inputs = tensors.map((tensor) => ({ shape: this.facts.shapeOf(tensor), dtype: this.facts.dtypeOf(tensor) }));
    // They cast to their own type, which Keras of its own did not.
    if (this.notes.writer.isMultiBackend && inputs.some(({ dtype }) => dtype !== undefined && dtype !== 'float32'))
      return undefined;
    return simpleLayer(expression, inputs);
  }

  /** Asks of every operation that the outputs depend on whether Keras 3 has it. */
  private check(outputs: readonly TensorRef[], builder: Builder): void {
    const own = new Map(builder.layers.map((layer) => [layer.name, layer]));
    const pending = outputs.map((output) => output.layer);
    const seen = new Set<string>();
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const layer = own.get(name);
      const [call] = layer?.calls ?? [];
      if (!layer || !call || seen.has(name)) continue;
      seen.add(name);
      const upgraded = upgradeOperation('TFOpLambda', configOf(layer), call, this.facts);
      if ('refusal' in upgraded)
        throw new NotConvertible(`calls ${upgraded.refusal.replace(/; rebuild the model.*$/, '')}`);
      checkTensors(upgraded.operation);
      pending.push(...refsIn(upgraded.operation).map((ref) => ref.layer));
    }
  }

  /** The one operation that makes the only output takes the name of the Lambda. */
  private named(
    name: string,
    node: number,
    { layers }: Builder,
    outputs: readonly TensorRef[],
  ): { layers: Layer[]; renamed: TensorRef[] } {
    const [last] = outputs;
    const used = reachedLayers(layers, outputs);
    if (!last || outputs.some((output) => output.layer !== last.layer)) return { layers: used, renamed: [...outputs] };
    const own = node === 0 ? name : this.fresh(`${name}_${node}`);
    return {
      layers: used.map((layer) =>
        layer.name === last.layer
          ? { ...layer, name: own, object: { ...layer.object, name: own, config: { ...configOf(layer), name: own } } }
          : layer,
      ),
      renamed: outputs.map((output) => new TensorRef(own, 0, output.tensor)),
    };
  }

  private fresh(wanted: string): string {
    let name = wanted;
    for (let number = 1; this.names.has(name); number++) name = `${wanted}_${number}`;
    return name;
  }

  /** Notes what was done. */
  say(): void {
    for (const say of this.said) say();
  }

  private report(
    { layer, isDistributed }: Found,
    expression: Expression,
    className: string | undefined,
    assumed: readonly (readonly [string, string])[],
  ): void {
    const written = isDistributed ? 'TimeDistributed(Lambda)' : 'Lambda';
    const text = formatExpression(expression);
    this.notes.change([...this.place, layer.name, 'function'], `${written}: ${text}`, className ?? 'operations');
    for (const [setting, value] of new Map(assumed)) {
      this.notes.warn(
        layer.name,
        setting === 'dtype'
          ? `Lambda layer "${layer.name}" divides by Python 2's "/", which rounds the quotients of integers: its input is taken for floats`
          : `Lambda layer "${layer.name}" reads the setting ${setting} of the Keras that runs it: the default, ${value}, is assumed`,
        { code: 'lambda-setting-assumed' },
      );
    }
  }

  /** Keras 1 took a Lambda that returns its input for the model's input. */
  private inputOf(ref: TensorRef): TensorRef {
    const call = this.lambdas.has(ref.layer) ? this.layers.get(ref.layer)?.calls[ref.node] : undefined;
    const [input] = call ? refsOf(call) : [];
    return input ?? ref;
  }

  private rebuild(expansions: ReadonlyMap<string, Expansion>, left: ReadonlySet<string>): ModelGraph {
    const map = (ref: TensorRef): TensorRef => (left.has(ref.layer) ? ref : (this.replaced.get(keyOf(ref)) ?? ref));
    const layers = this.graph.layers.flatMap((layer): Layer[] => {
      const current = this.layers.get(layer.name)?.layer ?? layer;
      if (!this.lambdas.has(layer.name) || left.has(layer.name)) return [current];
      const placed = layer.calls.flatMap((_, node) => expansions.get(`${node} ${layer.name}`)?.layers ?? []);
      // A layer in its place is called as often as it was.
      const [first] = placed;
      if (first?.name === layer.name && first.object.class_name !== 'TFOpLambda')
        return [{ ...first, calls: current.calls }];
      return placed;
    });
    const expanded = {
      inputs: mapPorts(this.graph.inputs, (ref) => this.inputOf(ref)),
      outputs: mapPorts(this.graph.outputs, map),
    };
    const isOld = new Set(this.graph.layers.map(({ name }) => name));
    const isMade = new Set(layers.map(({ name }) => name));
    for (const { name } of this.graph.layers) if (!this.lambdas.has(name)) isMade.delete(name);
    this.said.push(() => {
      if (this.place.length <= 1)
        noteWholeBatch({ layers: this.graph.layers, ...expanded }, isMade, this.facts, this.notes);
    });
    return { layers: withoutUnused(layers, listPorts(expanded.outputs), isOld), ...expanded };
  }
}

/** Leaves out what was made for an output of a Lambda that nothing takes. */
function withoutUnused(layers: readonly Layer[], outputs: readonly TensorRef[], isOld: ReadonlySet<string>): Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const used = new Set<string>();
  const pending = [
    ...outputs.map(({ layer }) => layer),
    ...layers.map(({ name }) => name).filter((name) => isOld.has(name)),
  ];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    for (const call of byName.get(name)?.calls ?? []) pending.push(...refsOf(call).map(({ layer }) => layer));
  }
  return layers.filter(({ name }) => used.has(name));
}

function keyOf(ref: TensorRef): string {
  return `${ref.node} ${ref.tensor} ${ref.layer}`;
}

/** What a Lambda was called on: `x`, or a list of `x[0]`, `x[1]`, … */
function inputsOf(input: Argument): { expression: Expression; tensors: Map<string, TensorRef>; isList: boolean } {
  if (isTensor(input)) {
    return { expression: { kind: 'argument', text: 'x' }, tensors: new Map([['x', input]]), isList: false };
  }
  if (!Array.isArray(input) || !input.every(isTensor))
    throw new NotConvertible('is called on what is neither a tensor nor a list of tensors');
  const texts = input.map((_, index) => `x[${index}]`);
  return {
    expression: { kind: 'list', items: texts.map((text): Expression => ({ kind: 'argument', text })) },
    tensors: new Map(input.map((tensor, index) => [texts[index] ?? '', tensor])),
    isList: true,
  };
}

/** Keras writes a list of one tensor as it does a tensor, of which the same index takes a sample. */
function checkSamples(expression: Expression): void {
  const pending = [expression];
  const seen = new Set<Expression>();
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'item' && value.of.kind === 'argument') {
      const [key] = value.key.kind === 'tuple' ? value.key.items : [value.key];
      if (key?.kind === 'constant' && typeof key.value === 'bigint') {
        throw new NotConvertible(
          'takes an item of its one input, which may be a sample of the batch or a tensor of a list: the file does not tell',
        );
      }
    }
    pending.push(...partsOf(value));
  }
}

function outputsOf(value: Argument): TensorRef[] {
  if (isTensor(value)) return [value];
  if (Array.isArray(value) && value.length > 0 && value.every(isTensor)) return value;
  throw new NotConvertible('gives what are no tensors');
}

function isOwn(output: TensorRef, builder: Builder): boolean {
  return builder.layers.some((layer) => layer.name === output.layer);
}

/** Those that the outputs are made from. */
function reachedLayers(layers: readonly Layer[], outputs: readonly TensorRef[]): Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const reached = new Set<string>();
  const pending = outputs.map((output) => output.layer);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const layer = byName.get(name);
    if (!layer || reached.has(name)) continue;
    reached.add(name);
    pending.push(...layer.calls.flatMap(refsOf).map((ref) => ref.layer));
  }
  return layers.filter(({ name }) => reached.has(name));
}

function layerOf(layer: Layer, simple: SimpleLayer, call: Call): Layer {
  const { name, dtype, trainable, batch_input_shape: shape } = configOf(layer);
  const config: JsonObject = {
    name: name ?? layer.name,
    trainable: trainable ?? true,
    ...(dtype === undefined ? {} : { dtype }),
    ...(shape === undefined ? {} : { batch_input_shape: shape }),
    ...simple.config,
  };
  return { name: layer.name, object: { ...layer.object, class_name: simple.className, config }, calls: [call] };
}

/** Steps are folded into the samples, and back, as Keras 2's TimeDistributed does where the batch has no fixed size. */
function foldSteps(
  tensors: ReadonlyMap<string, TensorRef>,
  builder: Builder,
): { tensors: ReadonlyMap<string, TensorRef>; unfold: (output: TensorRef) => TensorRef } {
  const [input] = tensors.values();
  if (!input || tensors.size !== 1) throw new NotConvertible('is called step by step on several tensors');
  const [batch, steps, ...others] = builder.shape(input);
  if (batch !== null || !steps || others.includes(null))
    throw new NotConvertible('is called step by step on a tensor of unknown size');
  const folded = builder.call('reshape', { tensor: input, shape: [-1, ...others] });
  return {
    tensors: new Map([...tensors].map(([text]) => [text, folded])),
    unfold: (output) => {
      const sizes = builder.shape(output).slice(1);
      if (sizes.includes(null)) throw new NotConvertible('gives step by step a tensor of unknown size');
      return builder.call('reshape', { tensor: output, shape: [-1, steps, ...sizes] });
    },
  };
}

/** Keras 3 has no place in a graph for an operation on constants alone. */
function checkTensors(operation: OperationArgument): void {
  if (Array.isArray(operation)) for (const item of operation) checkTensors(item);
  if (!(operation instanceof Operation)) return;
  if (refsIn(operation).length === 0) throw new NotConvertible('computes with constants alone');
  for (const item of [...operation.args, ...Object.values(operation.kwargs)]) checkTensors(item);
}

/** The tensors that an operation and those within it take. */
function refsIn(value: OperationArgument): TensorRef[] {
  if (value instanceof TensorRef) return [value];
  if (value instanceof Operation) return [...value.args, ...Object.values(value.kwargs)].flatMap(refsIn);
  return Array.isArray(value) ? value.flatMap(refsIn) : [];
}
