import type { JsonObject } from '../keras/python-json.ts';
import type { ConfigChange, Warning } from '../keras/upgrade/types.ts';
import type { Provenance } from '../provenance.ts';
import type { Dtype, Tensor } from '../tensor/tensor.ts';
import type { Transform } from '../tensor/transform.ts';

/** What is asked for: Keras 3's H5 layout, a `.keras` archive, or a native `.weights.h5`. */
export type Format = 'h5' | 'keras' | 'weights';

export type AttributeValue =
  | { readonly kind: 'string'; readonly value: string }
  /** What the result says of its origin; the source's hash may not be known yet while the rest is written. */
  | { readonly kind: 'provenance'; readonly key: keyof Provenance }
  /** A list of names as h5py writes it: fixed-length strings, an empty list as float64 of shape (0,), a long one split in numbered parts. */
  | { readonly kind: 'names'; readonly value: readonly string[] }
  /** Copied from the source as it is, whatever its type. */
  | { readonly kind: 'copy'; readonly path: string; readonly name: string };

export interface PlannedAttribute {
  /** Path of the group that bears it, `/` for the root. */
  readonly owner: string;
  readonly name: string;
  readonly value: AttributeValue;
}

export interface PlannedDataset {
  readonly target: string;
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  /** Where the values come from: source tensors and what happens to them, or a scalar of our own. */
  readonly values:
    | { readonly kind: 'source'; readonly sources: readonly Tensor[]; readonly steps: readonly Transform[] }
    | { readonly kind: 'constant'; readonly value: number };
}

/** An HDF5 file to be written, in writing order. */
export interface Hdf5Plan {
  /** Every group but the root, parents first. */
  readonly groups: readonly string[];
  readonly attributes: readonly PlannedAttribute[];
  readonly datasets: readonly PlannedDataset[];
}

export interface RenamedEntry {
  readonly from: string;
  readonly to: string;
}

/** All that will be written for one source in one format; plain data, made without reading a weight. */
export interface ConversionPlan {
  readonly format: Format;
  readonly hdf5: Hdf5Plan;
  /** The architecture of a `.keras` archive, with its compile settings; undefined for the other formats. */
  readonly archiveConfig: JsonObject | undefined;
  /** Members below `assets/` to be copied from a source archive. */
  readonly assets: readonly { readonly from: string; readonly to: string }[];
  readonly renamed: readonly RenamedEntry[];
  readonly changed: readonly ConfigChange[];
  readonly warnings: readonly Warning[];
}
