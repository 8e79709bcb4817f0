import type { Json } from '../python-json.ts';
import type { KerasVersion } from '../version.ts';
import type { LayerDraft } from './draft.ts';

/** Any value may be lost: it says nothing of what the layer computes in Keras 3. */
export const ANY = 'any';

/**
 * What Keras 3 changed in one layer class. The classes and their keys are those of Keras 3.3.3's constructors
 * (`keras/src/layers`), so that the oldest Keras 3 reads what is written; whatever a row does not name is either common
 * to all layers (`name`, `trainable`, `dtype`) or unknown to Keras 3.
 */
export interface LayerRow {
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
  /** The class has no counterpart: why, and what to do instead. */
  readonly refusal?: string;
  /** Keras 3's constructor does not take `trainable`. */
  readonly untrainable?: boolean;
}

export type LayerTable = ReadonlyMap<string, LayerRow>;

/** A table from an object literal, safe to ask for any name a file may hold. */
export function layerTable(rows: Readonly<Record<string, LayerRow>>): LayerTable {
  return new Map(Object.entries(rows));
}
