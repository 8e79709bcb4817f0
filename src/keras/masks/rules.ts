import type { JsonObject } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';

/**
 * What becomes of masks in a layer:
 * - `produce`: its output gets a mask of its own (`Embedding` where `mask_zero` is set);
 * - `propagate`: its first output gets the mask of its first input;
 * - `sequence`: the same, where it returns sequences;
 * - `steps`: `TimeDistributed`, as the layer inside has it;
 * - `merge`: its output gets a mask made of the masks of all its inputs;
 * - `drop`: its outputs have no masks.
 */
export type MaskFlow = 'produce' | 'propagate' | 'sequence' | 'steps' | 'merge' | 'drop';

/** The first Keras 2 that does something. */
type Since = readonly [major: number, minor: number];

/** What a class does with masks. */
export interface MaskRule {
  /** In the Keras of the source (`compute_mask`, `supports_masking`). */
  readonly keras2: MaskFlow;
  /** Versions of Keras 2 before this one dropped masks instead. */
  readonly since?: Since;
  /** … of tf.keras alone; multi-backend Keras did not. */
  readonly sinceInTensorFlow?: Since;
  /** In Keras 3. */
  readonly keras3: MaskFlow;
  /** The inputs whose masks change the output. */
  readonly consumes?: 'first' | 'all';
  /** Versions of Keras 2 before this one computed as if there were no masks. */
  readonly consumesSince?: Since;
  /**
   * Keras 3's `call` has a `mask`, or a mask for each of its tensors (`query_mask`, …): `Layer.__call__` fills it in, which
   * makes the mask a part of Keras 3's graph.
   */
  readonly receives?: 'mask' | 'each';
  /** The upgrade may write another class for it, whose rule then holds in Keras 3. */
  readonly mayBecome?: string;
  /** A mask may be written into a call, as `mask=`. */
  readonly byName?: true;
  /** Keras 2 (before {@link since}, where that is given) computed without masks, where Keras 3 has them change the result. */
  readonly ignored?: true;
}

const PROPAGATES: MaskRule = { keras2: 'propagate', keras3: 'propagate' };
const PROPAGATES_IN_KERAS_3: MaskRule = { keras2: 'drop', keras3: 'propagate' };
const MERGES: MaskRule = { keras2: 'merge', keras3: 'merge' };
const MERGES_UNMASKED: MaskRule = { ...MERGES, ignored: true };
const RECURS: MaskRule = {
  keras2: 'sequence',
  keras3: 'sequence',
  consumes: 'first',
  receives: 'mask',
  byName: true,
};
const ATTENDS: MaskRule = { ...PROPAGATES, consumes: 'all', receives: 'mask' };
/** A nested model looks at the masks of its inputs by itself (`masks/infer.ts`); in Keras 3's graph its outputs have none. */
const MODEL: MaskRule = { keras2: 'drop', keras3: 'drop', receives: 'mask' };

/** A row a class, by the name it has today; a class that is not here drops masks. */
const RULES: ReadonlyMap<string, MaskRule> = new Map(
  Object.entries<MaskRule>({
    Embedding: { keras2: 'produce', keras3: 'produce' },
    Masking: { keras2: 'produce', keras3: 'produce' },

    Activation: PROPAGATES,
    ActivityRegularization: PROPAGATES,
    AlphaDropout: PROPAGATES,
    BatchNormalization: { ...PROPAGATES, receives: 'mask' },
    Dense: PROPAGATES,
    Dropout: PROPAGATES,
    ELU: PROPAGATES,
    GaussianDropout: PROPAGATES,
    GaussianNoise: PROPAGATES,
    GroupNormalization: PROPAGATES,
    LayerNormalization: PROPAGATES,
    LeakyReLU: PROPAGATES,
    PReLU: PROPAGATES,
    // A slip of tf.keras: `ReLU.__init__` set `support_masking`.
    ReLU: { ...PROPAGATES, sinceInTensorFlow: [2, 5] },
    // Along the last axis it becomes an Activation where it ignored masks, see classes/activations.ts.
    Softmax: { ...PROPAGATES, consumes: 'all', consumesSince: [2, 4], receives: 'mask' },
    SpatialDropout1D: PROPAGATES,
    SpatialDropout2D: PROPAGATES,
    SpatialDropout3D: PROPAGATES,
    ThresholdedReLU: PROPAGATES,
    UnitNormalization: PROPAGATES,

    Identity: PROPAGATES_IN_KERAS_3,
    Normalization: PROPAGATES_IN_KERAS_3,
    Rescaling: PROPAGATES_IN_KERAS_3,

    Lambda: { keras2: 'drop', keras3: 'drop', mayBecome: 'Activation', receives: 'mask' },

    Add: MERGES,
    Average: MERGES,
    Subtract: MERGES,
    // A Concatenate joins masks by an operation that has the layer's own name, and a model that is called with such a mask
    // does not load. The others leave masked steps out of what they compute since 3.6 (`_apply_merge_op_and_or_mask` of
    // Keras 3's base_merge.py, and multiply.py).
    Concatenate: MERGES_UNMASKED,
    Maximum: MERGES_UNMASKED,
    Minimum: MERGES_UNMASKED,
    Multiply: MERGES_UNMASKED,

    Bidirectional: RECURS,
    ConvLSTM1D: RECURS,
    ConvLSTM2D: RECURS,
    ConvLSTM3D: RECURS,
    GRU: RECURS,
    LSTM: RECURS,
    RNN: RECURS,
    SimpleRNN: RECURS,
    TimeDistributed: { keras2: 'steps', keras3: 'propagate', receives: 'mask' },

    GlobalAveragePooling1D: { keras2: 'drop', keras3: 'drop', consumes: 'first', receives: 'mask', byName: true },

    AdditiveAttention: ATTENDS,
    Attention: ATTENDS,
    // `_compute_attention_mask` of multi_head_attention.py.
    MultiHeadAttention: { ...PROPAGATES, since: [2, 10], consumes: 'all', receives: 'each', ignored: true },

    Functional: MODEL,
    Sequential: MODEL,
  }),
);

const DROPS: MaskRule = { keras2: 'drop', keras3: 'drop' };

export function maskRule(className: string): MaskRule {
  return RULES.get(className) ?? DROPS;
}

/** What became of masks in the Keras that wrote the file. */
export function sourceFlow(className: string, writer: KerasVersion): MaskFlow {
  const { keras2, since, sinceInTensorFlow } = maskRule(className);
  const dropped =
    (since && writer.before(...since)) ||
    (sinceInTensorFlow && !writer.isMultiBackend && writer.before(...sinceInTensorFlow));
  return dropped ? 'drop' : keras2;
}

/** Whether masks changed the output in the Keras that wrote the file. */
export function consumesMasks(className: string, config: JsonObject, writer: KerasVersion): boolean {
  const { consumes, consumesSince } = maskRule(className);
  const isActivation = consumesSince && writer.before(...consumesSince) && (config.axis ?? -1) === -1;
  return consumes !== undefined && !isActivation;
}

/** Whether layers of this class computed as if their inputs had no masks, where Keras 3's heed them. */
export function ignoredMasks(className: string, writer: KerasVersion): boolean {
  const { ignored, since } = maskRule(className);
  return !writer.isKeras3 && ignored === true && (since === undefined || writer.before(...since));
}

/** Whether layers of this class hand masks on in Keras 3 alone, and are given their inputs as they are. */
export function isRegained(className: string, writer: KerasVersion): boolean {
  const { ignored, mayBecome } = maskRule(className);
  const isDropped = sourceFlow(className, writer) === 'drop' && !ignored;
  return isDropped && maskRule(mayBecome ?? className).keras3 === 'propagate';
}

/** Whether a layer of this class gives its output a mask of its own. */
export function producesMask(className: string, config: JsonObject): boolean {
  return maskRule(className).keras2 === 'produce' && (className !== 'Embedding' || config.mask_zero === true);
}
