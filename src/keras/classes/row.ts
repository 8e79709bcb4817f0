import type { Json, JsonObject } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';
import type { ChildSpec } from './children.ts';
import type { CudnnLayout } from './hooks/cudnn.ts';
import type { LayerDraft } from './hooks/draft.ts';
import type { ShapeRule } from './shapes.ts';
import type { VariableSpec } from './variables.ts';

/** Any value may be lost: it says nothing of what the layer computes in Keras 3. */
export const ANY = 'any';

/**
 * What a layer of a class holds. The row of Keras 3's class has it, whatever the class is called in the source: a CuDNNLSTM
 * holds what an LSTM does.
 */
export interface StateRow {
  /**
   * The variables of a layer, its children's apart, in the order of Keras 3's `_trainable_variables +
   * _non_trainable_variables`, which is also the order inside `vars`. Read from each class's `build` in Keras 3.3.3 and
   * 3.15.1 and in Keras 2.15. Absent: none.
   *
   * @param config Keras 3's configuration
   */
  readonly variables?: (config: JsonObject) => readonly (VariableSpec | false)[];
  /** The layers inside a layer, in the order the class creates them, which `weights` follows. Absent: none. */
  readonly children?: (config: JsonObject) => readonly (ChildSpec | undefined)[];
  /** The variables whose kernels Keras 2 flipped when a file changed backend (`saving.py: preprocess_weights_for_loading`). */
  readonly flipped?: readonly string[];
  /** How cuDNN's layout of its weights is told, and turned into this one. */
  readonly cudnn?: CudnnLayout;
}

/**
 * One layer class: what Keras 3 changed in it, and all else that is known of it. The classes and their keys are those of
 * Keras 3.3.3's constructors (`keras/src/layers`), so that the oldest Keras 3 reads what is written; whatever a row does not
 * name is either common to all layers (`name`, `trainable`, `dtype`) or unknown to Keras 3.
 */
export interface LayerRow extends StateRow {
  /** Other names that Keras 2 and tf.keras wrote for the class: versioned implementations, short and legacy names. */
  readonly aliases?: readonly string[];
  /** Keras 3's class, where it differs. */
  readonly renamed?: string;
  /** Keras 3's module, where it is not `keras.layers`. */
  readonly module?: string;
  /** The configuration keys Keras 3.3.3's constructor takes. */
  readonly keys: readonly string[];
  /** Keys that Keras 3 has no place for, and the values with which they may go; any other value is refused. */
  readonly drop?: Readonly<Record<string, readonly Json[] | typeof ANY>>;
  /** Keys by another name in Keras 3. */
  readonly rename?: Readonly<Record<string, string>>;
  /** What a missing key meant to the writer, where Keras 3's default means something else. */
  readonly defaults?: (writer: KerasVersion) => Readonly<Record<string, Json>>;
  /** Where `activation` acts on what these variables make linearly, so that scaling them scales its argument. */
  readonly activated?: readonly string[];
  /** What tables cannot say. Runs on the finished configuration, before values are upgraded. */
  readonly hook?: (layer: LayerDraft) => void;
  /** It becomes operations, which a graph alone can hold, where its configuration says so. */
  readonly needsGraph?: (config: JsonObject) => boolean;
  /** The class has no counterpart: why, and what to do instead. */
  readonly refusal?: string;
  /** Keras 3's constructor does not take `trainable`. */
  readonly untrainable?: boolean;

  /** The shape of the output, as `compute_output_shape` has it in Keras 2. Absent: not known. */
  readonly shape?: ShapeRule;
  /**
   * The type of the output in Keras 2: that of an `input` that is not of floats, or an `index` unless the output mode says
   * otherwise. Absent: the type of the layer's policy, to which Keras 2 cast floats alone.
   */
  readonly dtype?: 'input' | 'index';
  /**
   * Where Keras 2 computes otherwise with integers: it `cast` them to floats first, it gave `floats` where Keras 3 cuts the
   * result to integers, or it `rounds` their mean.
   */
  readonly integers?: 'cast' | 'floats' | 'rounds';
  /** Heeds the mask of its input, hands it on where it returns sequences, and takes initial states. */
  readonly recurrent?: true;
  /** Holds a vocabulary, of such words. */
  readonly vocabulary?: 'strings' | 'integers';

  /** What in its settings not every Keras 3 loads: asked of the layer as it will be written. */
  readonly newer?: (layer: LayerDraft) => readonly (Newer | false)[];
  /** The Keras 3 from which TimeDistributed can wrap the layer, where that is not the first. */
  readonly distributedSince?: string;
  /** The Keras 3 from which the layer can return attention scores in a functional model. */
  readonly scoresSince?: string;
}

/** A setting that needs a newer Keras 3 than the oldest. */
export interface Newer {
  /** Of the warning. */
  readonly code: string;
  /** Completes "the layer has": `an output_shape`. */
  readonly what: string;
  /** The first Keras 3 that loads it and computes as Keras 2 did. */
  readonly since: string;
}

export type LayerTable = ReadonlyMap<string, LayerRow>;

/** A table from an object literal, safe to ask for any name a file may hold. */
export function layerTable(rows: Readonly<Record<string, LayerRow>>): LayerTable {
  return new Map(Object.entries(rows));
}
