import type { Format } from '../plan/plan.ts';

/** Part `index` (from 1) of `count` parts of the file list, so that several machines share a large repository. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What the user asked for, validated once (inputs.ts for the action, arguments.ts for a shell). */
export interface Options {
  /** Absolute, links resolved: the workspace or the current directory. Patterns and reported paths are relative to it. */
  readonly root: string;
  /**
   * Whether nothing outside {@link root} is read or written. Always so in the action; in a shell the user may name files
   * elsewhere.
   */
  readonly contained: boolean;
  readonly files: readonly string[];
  readonly formats: readonly Format[];
  /** Absolute; undefined: beside the source. */
  readonly outputDir: string | undefined;
  readonly inPlace: boolean;
  readonly overwrite: boolean;
  readonly check: boolean;
  readonly compile: boolean;
  readonly strict: boolean;
  /** Absolute path of a JSON or YAML architecture, or of a whole-model file, for files that hold weights alone, and in the place of what others hold. */
  readonly architecture: string | undefined;
  /** What the globals of Lambdas stand for, as a JSON object; undefined: nothing is given. */
  readonly lambdaValues: string | undefined;
  /** Classes of other packages that stay as they are, though Keras has an equal; sorted. Undefined: none. */
  readonly keepCustom: readonly string[] | undefined;
  /** The oldest Keras 3 that is to load the results, as `3.12`; undefined: any that a result can be written for. */
  readonly minKeras: string | undefined;
  /** Absolute path of the JSON report; undefined: none. */
  readonly report: string | undefined;
  /** Whether a refused file fails the run. */
  readonly failOnRefused: boolean;
  /** Whether a pattern that matches no file fails the run. */
  readonly failOnNoMatch: boolean;
  /** Files converted at once. */
  readonly concurrency: number;
  readonly shard: Shard | undefined;
  /** Resident memory that one file's conversion may take, in bytes. */
  readonly memoryLimit: number;
  /** Seconds that one file's conversion may take; undefined: by the file's size. */
  readonly timeLimit: number | undefined;
  /** Load the results with this machine's own Keras 3; `python` undefined: the one on the path. Absent: not asked for. */
  readonly prove?: { readonly python: string | undefined };
}
