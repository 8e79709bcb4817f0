import type { Json } from '../keras/python-json.ts';
import type { FileResult } from '../result.ts';

/** A weight as the file has it. */
export interface WeightFacts {
  readonly name: string;
  readonly shape: readonly number[];
  /** NumPy's name. */
  readonly dtype: string;
}

/** A layer of the architecture; for a file of weights alone, a group of weights, whose class is not known. */
export interface LayerOutline {
  readonly name: string;
  readonly className?: string;
  /** The settings a person looks for first (`units`, `filters`, `activation`, …), as the file has them. */
  readonly settings: Readonly<Record<string, Json>>;
  /** Names of the layers whose outputs it takes; empty in a Sequential. */
  readonly inputs: readonly string[];
  readonly weights: readonly WeightFacts[];
  /** Numbers in its weights and those of its children; a layer that is used twice is counted once. */
  readonly parameters: number;
  readonly children: readonly LayerOutline[];
}

/** What a file is. */
export interface Inspection {
  readonly file: string;
  readonly bytes: number;
  /** Hexadecimal SHA-256 of the file. */
  readonly sha256: string;
  /** `legacy-h5-model`, `legacy-h5-weights`, `object-tree`, `keras-archive`; absent where it is not Keras's. */
  readonly layout?: string;
  readonly kerasVersion?: string;
  readonly backend?: string;
  /** Not absent: this converter made the file, from a source of that Keras and SHA-256. */
  readonly convertedFrom?: { readonly kerasVersion: string; readonly sha256: string; readonly converter: string };
  /** Weights, the optimizer's left out, and the numbers and bytes in them. */
  readonly tensors: number;
  readonly parameters: number;
  readonly weightBytes: number;
  readonly optimizerTensors: number;
  /** Absent where the file holds no weights that can be listed. */
  readonly outline?: LayerOutline;
  /** Training settings as the file has them. */
  readonly training?: Json;
  /** What a conversion with the default options would say of the file: status, reason, the Keras 3 it needs, entries renamed and changed, warnings. */
  readonly conversion: Pick<FileResult, 'status' | 'reason' | 'needs' | 'renamed' | 'changed' | 'warnings'>;
}

/** A dataset of one file, or of both. */
export interface DatasetFacts {
  readonly path: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Hexadecimal SHA-256 of the values, little-endian in C order; absent for text, which is not compared. */
  readonly sha256?: string;
}

/** How two files differ. */
export interface Difference {
  readonly files: readonly [string, string];
  /** Datasets with the same path, shape, dtype and values. */
  readonly same: number;
  /** The same shape, dtype and values under another path. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** The same path, but other values, or another shape or dtype. */
  readonly changed: readonly { readonly before: DatasetFacts; readonly after: DatasetFacts }[];
  readonly onlyInFirst: readonly DatasetFacts[];
  readonly onlyInSecond: readonly DatasetFacts[];
  /** Entries of the architecture and the training settings that differ, at most {@link MOST_SETTINGS}; `undefined` stands for one that is not there. */
  readonly settings: readonly {
    readonly path: string;
    readonly before: Json | undefined;
    readonly after: Json | undefined;
  }[];
  /** Settings that differ beyond those listed. */
  readonly moreSettings: number;
}

/** Settings listed of two files that differ. */
export const MOST_SETTINGS = 1000;
