import { RECURRENT, returnsSequences } from '../classes/lookups.ts';
import { isObject } from '../python-json.ts';
import type { KerasObject } from '../upgrade/types.ts';

/** A call of a layer of the graph, and the calls whose outputs it reads, by their keys. */
export interface MaskedCall {
  readonly layer: { readonly object: KerasObject };
  readonly inputs: string[];
  /** The call's keyword arguments and number of arguments that hold tensors. */
  readonly names: readonly string[];
}

/** Layers that hand the mask of their first input on (`supports_masking` of Keras 3's layers). */
const PASSING: ReadonlySet<string> = new Set([
  'Activation',
  'ActivityRegularization',
  'AlphaDropout',
  'BatchNormalization',
  'Dense',
  'Dropout',
  'ELU',
  'GaussianDropout',
  'GaussianNoise',
  'GroupNormalization',
  'Identity',
  'LayerNormalization',
  'LeakyReLU',
  'MultiHeadAttention',
  'Normalization',
  'PReLU',
  'ReLU',
  'Rescaling',
  'Softmax',
  'TimeDistributed',
  'UnitNormalization',
]);

/** Layers beside the recurrent ones whose `call` takes the mask of its one argument. */
const TAKING: ReadonlySet<string> = new Set([
  'AdditiveAttention',
  'Attention',
  'BatchNormalization',
  'Functional',
  'GlobalAveragePooling1D',
  'Sequential',
  'Softmax',
  'TimeDistributed',
]);

/** What a mask is computed by: its operations, the last first, and the calls that it is computed from. */
interface ImplicitMask {
  readonly operations: readonly string[];
  readonly inputs: readonly string[];
}

/**
 * The calls that Keras 3 adds to a graph by itself, where it gives layers the masks of their inputs: a mask is computed by
 * operations of the graph, which put what it is computed from farther from the outputs (`Layer.__call__` of layer.py, and
 * `compute_mask` of Masking and Embedding). Each call that takes such a mask gets one more input.
 *
 * @param order keys of the calls, each after those it depends on
 * @param toAttention whether MultiHeadAttention is given the masks of all its tensors, as Keras before 3.10 did; newer ones
 *   have it look at its tensors by itself
 */
export function addImplicitMasks(calls: Map<string, MaskedCall>, order: readonly string[], toAttention: boolean): void {
  const masks = new Map<string, ImplicitMask>();
  for (const key of order) {
    const call = calls.get(key);
    if (!call) continue;
    const inputs = [...call.inputs];
    for (const input of takesMask(call, toAttention) ? inputs : []) {
      const mask = masks.get(input);
      if (mask) call.inputs.push(addOperations(calls, input, mask));
    }
    const mask = maskAfter(call, inputs, masks);
    if (mask) masks.set(key, { ...mask });
  }
}

function maskAfter(
  { layer: { object } }: MaskedCall,
  inputs: readonly string[],
  masks: ReadonlyMap<string, ImplicitMask>,
): ImplicitMask | undefined {
  const [first] = inputs;
  const className = classOf(object);
  const config = isObject(object.config) ? object.config : {};
  if (className === 'Masking') return { operations: ['any', 'not_equal'], inputs };
  if (className === 'Embedding') return config.mask_zero === true ? { operations: ['not_equal'], inputs } : undefined;
  const passes = PASSING.has(className) || (RECURRENT.has(className) && returnsSequences(config));
  return passes && first !== undefined ? masks.get(first) : undefined;
}

/** Keras 3 gives the mask of the one argument that holds tensors, where none is given by name. */
function takesMask({ layer: { object }, names }: MaskedCall, toAttention: boolean): boolean {
  if (toAttention && classOf(object) === 'MultiHeadAttention') return true;
  return (TAKING.has(classOf(object)) || RECURRENT.has(classOf(object))) && names.length === 1;
}

function addOperations(calls: Map<string, MaskedCall>, input: string, { operations, inputs }: ImplicitMask): string {
  const layer = { object: { module: 'keras.src.ops.numpy', class_name: 'Mask' } };
  const keys = operations.map((operation) => JSON.stringify([operation, ...inputs]));
  for (const [index, key] of keys.entries()) {
    const next = keys[index + 1];
    if (!calls.has(key))
      calls.set(key, { layer: { ...layer }, inputs: next === undefined ? [...inputs] : [next], names: [] });
  }
  return keys[0] ?? input;
}

/** By Keras's own classes; a custom class may do anything. */
function classOf(object: KerasObject): string {
  const isKeras = typeof object.module === 'string' && /^keras(\.|$)/.test(object.module);
  return isKeras && typeof object.class_name === 'string' ? object.class_name : '';
}
