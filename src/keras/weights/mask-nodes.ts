import { computeDtype, outputDtype, returnsSequences } from '../classes/lookups.ts';
import { type Argument, type Call, TensorRef } from '../graph/graph.ts';
import { maskRule, producesMask } from '../masks/rules.ts';
import { Float, isObject } from '../python-json.ts';
import type { KerasObject } from '../upgrade/types.ts';

/** A call of a layer of Keras 3's graph, and the calls whose outputs it reads, by their keys. */
export interface CallNode {
  readonly layer: { readonly object: KerasObject };
  readonly call: Call;
  readonly inputs: string[];
}

/** How a range of Keras 3 versions treats masks while it builds a graph (`Layer.__call__` of layer.py, `compute_mask`). */
export interface MaskGraphVersion {
  /** The oldest Keras 3 of the range. */
  readonly since: string;
  /** Tensors in a list have masks too, so that merging layers merge them. */
  readonly ofLists: boolean;
  /**
   * A mask that `Layer.__call__` fills in is part of the graph even where it copied the arguments, as it does where a call has
   * a keyword argument, several or listed tensors, or a tensor of another dtype than the layer's.
   */
  readonly ofCopies: boolean;
  /** The tensors that Masking casts are cast by an operation. */
  readonly casts: boolean;
  /** Where a layer is given a tensor of floats of another dtype than its own, the cast is an operation of the graph. */
  readonly castsInputs: boolean;
  /** A mask given by name is the mask of the output. */
  readonly ofNames: boolean;
  /** Concatenate makes masks as wide as its inputs by an operation on these. */
  readonly widens: boolean;
}

/** Newest first; what is written suits the first. */
export const MASK_GRAPH_VERSIONS: readonly [MaskGraphVersion, ...MaskGraphVersion[]] = [
  { since: '3.12', ofLists: true, ofCopies: false, casts: true, castsInputs: false, ofNames: true, widens: true },
  { since: '3.11', ofLists: true, ofCopies: false, casts: true, castsInputs: false, ofNames: true, widens: false },
  { since: '3.10', ofLists: true, ofCopies: false, casts: true, castsInputs: false, ofNames: false, widens: false },
  { since: '3.5', ofLists: true, ofCopies: true, casts: true, castsInputs: true, ofNames: false, widens: false },
  { since: '3.4', ofLists: true, ofCopies: true, casts: false, castsInputs: false, ofNames: false, widens: false },
  { since: '3.0', ofLists: false, ofCopies: true, casts: false, castsInputs: false, ofNames: false, widens: false },
];

/** All tensors of an argument, in the order of Python's `tree.flatten`: dictionaries by sorted key. */
export function flatRefs(argument: Argument): TensorRef[] {
  if (argument instanceof TensorRef) return [argument];
  if (Array.isArray(argument)) return argument.flatMap(flatRefs);
  if (argument === null || typeof argument !== 'object' || argument instanceof Float) return [];
  return Object.entries(argument)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, value]) => flatRefs(value));
}

/**
 * Adds to a graph what Keras 3 adds by itself, where it gives layers the masks of their inputs: a mask is computed by
 * operations of the graph, which put what it is computed from farther from the outputs. Each call that receives such a mask
 * gets one more input.
 *
 * @param order keys of the calls, each after those it depends on
 */
export function addMaskNodes(calls: Map<string, CallNode>, order: readonly string[], version: MaskGraphVersion): void {
  new MaskNodes(calls, version).add(order);
}

/** Whether a graph may hold masks or casts at all. */
export function hasMaskNodes(calls: ReadonlyMap<string, CallNode>): boolean {
  const dtypes = new Set<string>();
  for (const { layer, call } of calls.values()) {
    if (!isOperation(layer.object)) dtypes.add(inputDtype(layer.object));
    if (dtypes.size > 1) return true;
    if (call.kwargs.mask instanceof TensorRef || producesMask(classOf(layer.object), configOf(layer.object)))
      return true;
  }
  return false;
}

class MaskNodes {
  private readonly calls: Map<string, CallNode>;
  private readonly version: MaskGraphVersion;
  /** The node that computes a tensor's mask. */
  private readonly masks = new Map<string, string>();
  private readonly dtypes = new Map<string, string | undefined>();
  private readonly operations = new Map<string, string>();

  constructor(calls: Map<string, CallNode>, version: MaskGraphVersion) {
    this.calls = calls;
    this.version = version;
  }

  add(order: readonly string[]): void {
    for (const key of order) {
      const node = this.calls.get(key);
      if (!node) continue;
      this.dtypes.set(key, this.dtypeAfter(node));
      if (this.version.castsInputs) this.castInputs(node);
      node.inputs.push(...this.received(node));
      for (const [tensor, mask] of this.after(node).entries()) if (mask) this.masks.set(`${tensor} ${key}`, mask);
    }
  }

  /** `DTypePolicy.convert_input`; a model converts nothing, and an operation takes what it is given. */
  private castInputs({ layer: { object }, inputs }: CallNode): void {
    if (isOperation(object) || object.class_name === 'Functional') return;
    for (const [index, input] of inputs.entries()) {
      const dtype = this.dtypes.get(input);
      if (isFloat(dtype) && dtype !== inputDtype(object)) inputs[index] = this.operation('cast', [input]);
    }
  }

  private maskOf(ref: TensorRef): string | undefined {
    return this.masks.get(`${ref.tensor} ${ref.callKey}`);
  }

  /** The masks that `Layer.__call__` fills in: of its only tensors, or of each argument that has tensors. */
  private received({ layer: { object }, call }: CallNode): string[] {
    if (isOperation(object)) return [];
    const { receives } = maskRule(classOf(object));
    if (receives === undefined || (!this.version.ofCopies && this.isCopied(object, call))) return [];
    const tensors = tensorArguments(call);
    const isFilled = receives === 'mask' ? tensors.length === 1 && !isGiven(call) : tensors.length > 1;
    return isFilled ? tensors.flat().flatMap((ref) => this.maskOf(ref) ?? []) : [];
  }

  /** Whether `Layer.__call__` gives the layer other arguments than the graph's; a Functional converts none. */
  private isCopied(object: KerasObject, { args, kwargs }: Call): boolean {
    const [input, ...others] = args;
    if (classOf(object) === 'Functional') return false;
    if (!(input instanceof TensorRef) || others.length > 0 || Object.keys(kwargs).length > 0) return true;
    const dtype = this.dtypes.get(input.callKey);
    return dtype !== undefined && dtype !== inputDtype(object);
  }

  /** The masks of a call's outputs; those of an operation have none, whatever layer it is called like. */
  private after({ layer: { object }, call }: CallNode): (string | undefined)[] {
    if (isOperation(object)) return [];
    const className = classOf(object);
    const config = configOf(object);
    const [input] = call.args;
    const first = input === undefined ? [] : flatRefs(input);
    if (producesMask(className, config)) return [first[0] && this.produced(className, object, first[0])];
    switch (maskRule(className).keras3) {
      case 'propagate':
        return [this.previous(call, input, first)];
      case 'sequence': {
        if (!returnsSequences(config)) return [];
        const mask = this.previous(call, input, first);
        return className === 'Bidirectional' && config.merge_mode === null ? [mask, mask] : [mask];
      }
      case 'merge':
        return this.version.ofLists ? [this.merged(className, first)] : [];
      default:
        return [];
    }
  }

  /** What `compute_mask` is given for the mask of the first input. */
  private previous(call: Call, input: Argument | undefined, first: readonly TensorRef[]): string | undefined {
    const { mask } = call.kwargs;
    if (this.version.ofNames && mask instanceof TensorRef) return mask.callKey;
    return first[0] && (input instanceof TensorRef || this.version.ofLists) ? this.maskOf(first[0]) : undefined;
  }

  private produced(className: string, object: KerasObject, ref: TensorRef): string {
    const key = ref.callKey;
    if (className !== 'Masking') return this.operation('not_equal', [key]);
    const dtype = this.dtypes.get(key);
    const isCast = this.version.casts && isFloat(dtype) && dtype !== inputDtype(object);
    return this.operation('any', [this.operation('not_equal', [isCast ? this.operation('cast', [key]) : key])]);
  }

  /** `compute_mask` of base_merge.py and of concatenate.py. */
  private merged(className: string, inputs: readonly TensorRef[]): string | undefined {
    const masks = inputs.map((ref) => this.maskOf(ref));
    const present = masks.filter((mask) => mask !== undefined);
    if (className === 'Concatenate') return present.length === 0 ? undefined : this.concatenated(inputs, masks);
    return present.length < masks.length
      ? undefined
      : present.reduce((all, mask) => this.operation('logical_or', [all, mask]));
  }

  private concatenated(inputs: readonly TensorRef[], masks: readonly (string | undefined)[]): string {
    const wide = inputs.map((ref, index) => {
      const mask = masks[index];
      const input = ref.callKey;
      if (mask === undefined) return this.operation('ones_like', [input]);
      const column = this.operation('expand_dims', [mask]);
      return this.version.widens
        ? this.operation('logical_or', [column, this.operation('zeros_like', [input])])
        : column;
    });
    return this.operation('any', [this.operation('concatenate', wide)]);
  }

  /** An operation's node; one for equal operations, as the depths are the same. */
  private operation(name: string, inputs: readonly string[]): string {
    const what = JSON.stringify([name, ...inputs]);
    const before = this.operations.get(what);
    if (before !== undefined) return before;
    const key = `mask ${this.operations.size}`;
    this.operations.set(what, key);
    const layer = { object: { module: 'keras.src.ops', class_name: name } };
    this.calls.set(key, { layer, call: { args: [], kwargs: {} }, inputs: [...inputs] });
    return key;
  }

  /** The dtype of a call's output, as far as the configuration tells. */
  private dtypeAfter({ layer: { object }, call }: CallNode): string | undefined {
    const config = configOf(object);
    if (classOf(object) === 'InputLayer') return computeDtype(config.dtype) ?? 'float32';
    const [first] = call.args.flatMap(flatRefs);
    if (classOf(object).length === 0 || isOperation(object)) return undefined;
    const layer = { ...object, config: { dtype: 'float32', ...config } };
    return outputDtype(layer, first && this.dtypes.get(first.callKey));
  }
}

/** Operations stand in the graph as `keras.src.ops.…` objects: nodes, but not layers. */
export function isOperation({ module }: KerasObject): boolean {
  return typeof module === 'string' && /^keras(\.src)?\.ops(\.|$)/.test(module);
}

/** The arguments that hold tensors, and these; a mask of keys and queries has no mask of its own. */
function tensorArguments({ args, kwargs }: Call): TensorRef[][] {
  const named = Object.entries(kwargs).filter(([name]) => name !== 'attention_mask');
  const all = [...args, ...named.map(([, value]) => value)];
  return all.map(flatRefs).filter((refs) => refs.length > 0);
}

function isGiven({ kwargs: { mask } }: Call): boolean {
  return mask !== undefined && mask !== null;
}

/** `Layer.input_dtype`. */
function inputDtype(object: KerasObject): string {
  return computeDtype(configOf(object).dtype) ?? 'float32';
}

function isFloat(dtype: string | undefined): boolean {
  return dtype !== undefined && /float/.test(dtype);
}

function configOf({ config }: KerasObject) {
  return isObject(config) ? config : {};
}

/** By Keras's own classes; a custom class may do anything. */
function classOf(object: KerasObject): string {
  const isKeras = typeof object.module === 'string' && /^keras(\.|$)/.test(object.module);
  return isKeras && typeof object.class_name === 'string' ? object.class_name : '';
}
