import type { ConfigChange, Warning } from './keras/upgrade/types.ts';
import type { Format, RenamedEntry } from './plan/plan.ts';

export type Status =
  | 'converted'
  | 'would-convert'
  | 'up-to-date'
  | 'already-keras-3'
  | 'not-keras'
  | 'lfs-pointer'
  | 'refused'
  | 'failed';

export interface Output {
  readonly format: Format;
  /** Relative to the workspace (the action) or the current directory (the CLI), with `/`. */
  readonly path: string;
  /** Hexadecimal SHA-256 of the file; absent in check mode where nothing was written. */
  readonly sha256?: string;
}

/** What became of one source: the unit of the JSON report, the summary and the outputs. */
export interface FileResult {
  /** Relative path with `/`. */
  readonly source: string;
  readonly status: Status;
  /** One sentence: what was found and what to do. Of a file that was converted, it says which formats could not be written. */
  readonly reason?: string;
  /** `legacy-h5-model`, `legacy-h5-weights`, `object-tree`, `keras-archive`; absent where nothing was recognised. */
  readonly layout?: string;
  readonly kerasVersion?: string;
  /** The first Keras 3 that loads the outputs and computes the same, as `3.12`; absent: every one that this converter writes for. */
  readonly needs?: string;
  /** Hexadecimal SHA-256 of the source. */
  readonly sourceSha256?: string;
  /** Number of weight tensors, and their bytes. */
  readonly tensors?: number;
  readonly bytes?: number;
  /** The source is itself a result of this converter, of an earlier run or step. */
  readonly ownResult?: true;
  /** The values given for globals of Lambdas that its Lambdas used. */
  readonly lambdaValues?: readonly string[];
  readonly outputs: readonly Output[];
  readonly renamed: readonly RenamedEntry[];
  readonly changed: readonly ConfigChange[];
  readonly warnings: readonly Warning[];
}

export interface Report {
  readonly files: readonly FileResult[];
}
