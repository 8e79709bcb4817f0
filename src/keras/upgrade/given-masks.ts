import { isObject, type JsonObject } from '../python-json.ts';
import { type Call, type Operation, TensorRef } from './graph.ts';
import type { Notes } from './notes.ts';
import { numpy } from './operations/compose.ts';
import { configOf, type SourceLayer } from './source-graph.ts';
import { classOf, keyOfMask, type MadeMask, type Mask } from './tensor-masks.ts';

/** The operation that computes the mask a call must be given, and the layer whose mask it is: the same for the same key. */
export interface GivenMask {
  readonly by: SourceLayer;
  readonly key: string;
  readonly operation: Operation;
}

/** Layers that take the mask of their input by name. */
export const TAKING: ReadonlySet<string> = new Set([
  'Bidirectional',
  'ConvLSTM1D',
  'ConvLSTM2D',
  'ConvLSTM3D',
  'GRU',
  'GlobalAveragePooling1D',
  'LSTM',
  'RNN',
  'SimpleRNN',
]);

/**
 * Keras 3 hands the mask of its input to a recurrent layer only where it is called with one argument: called with initial
 * states, as decoders are, it computes as if there were no mask (`Layer.__call__` looks for `sequences_mask`, which
 * `RNN.call` does not take). Such a call must be given the mask by name; so must one whose mask was merged, as Keras 3
 * combines masks otherwise or not at all.
 *
 * @param call in the form of Keras 3
 */
export function givenMask(
  layer: SourceLayer,
  call: Call,
  maskOf: (ref: TensorRef) => Mask | undefined,
  notes: Notes,
): GivenMask | undefined {
  const [input] = call.args;
  if (notes.writer.isKeras3 || !(input instanceof TensorRef)) return undefined;
  if (call.kwargs.mask !== undefined) return undefined;
  const mask = maskOf(input);
  const hasStates = call.kwargs.initial_state !== undefined;
  if (mask?.kind === 'merged' ? !TAKING.has(classOf(layer)) : !hasStates) return undefined;
  if (mask?.kind === 'elsewhere') notes.statesOfUnknownMask.add(layer.name);
  const masks = mask?.kind === 'made' ? [mask] : mask?.kind === 'merged' ? mask.of : undefined;
  if (!masks || (mask?.kind !== 'made' && mask?.kind !== 'merged')) return undefined;
  if (hasStates && notes.writer.isMultiBackend && returnsSequences(configOf(layer))) {
    notes.warn(
      layer.name,
      `"${layer.name}" begins with initial states, and gives these at masked steps before the first that is not in the Keras that wrote the file, but zeros in Keras 3: check what uses those steps`,
    );
  }
  const { by } = mask;
  notes.warn(
    layer.name,
    mask.kind === 'merged'
      ? `Keras 3 versions lose or combine otherwise the masks that "${by.name}" combines, so "${layer.name}" is given the mask by name`
      : `Keras 3 heeds no mask in a recurrent layer that is called with initial states, so "${layer.name}" is given the mask of "${by.name}" by name`,
  );
  const key = masks.map(keyOfMask).join('\n');
  const operation = masks.map(maskOperation).reduce((all, one) => numpy('LogicalAnd', [all, one]));
  return { by, key, operation };
}

/** `compute_mask` of Embedding and of Masking. */
function maskOperation({ by, from }: MadeMask): Operation {
  if (classOf(by) === 'Embedding') return numpy('NotEqual', [from, 0]);
  const { mask_value: value = 0 } = configOf(by);
  return numpy('Any', [numpy('NotEqual', [from, value])], { axis: -1, keepdims: false });
}

/** Whether a recurrent layer, or the one that a Bidirectional wraps, gives its output at every step. */
export function returnsSequences({ return_sequences: own, layer: inner }: JsonObject): boolean {
  return own === true || (isObject(inner) && isObject(inner.config) && inner.config.return_sequences === true);
}
