import type { ConversionSettings } from './options/conversion-settings.ts';
import type { Format } from './plan/plan.ts';

/** One file of a format asked for, to be written. */
export interface Target {
  readonly format: Format;
  /** Absolute. */
  readonly path: string;
  /** Relative to the root with `/`, for reports. */
  readonly name: string;
}

/** All that a child process needs to convert one source; plain JSON, because it travels between processes. */
export interface ConversionJob extends ConversionSettings {
  /** Absolute path of the source. */
  readonly source: string;
  /** Relative to the root with `/`, for reports. */
  readonly name: string;
  /** The root, absolute, where files that the source names may be read; absent: none are. */
  readonly workspace?: string;
  readonly targets: readonly Target[];
  readonly overwrite: boolean;
  /** A target is itself a source of this run, which may be read meanwhile: `overwrite` is not followed for it. */
  readonly targetIsSource?: true;
  /** Nothing is written: say what would be. */
  readonly check: boolean;
  readonly inPlace: boolean;
  /** Absolute path of a JSON or YAML architecture, or of a whole-model file, in the place of what the source holds. */
  readonly architecture?: string;
  /**
   * Whether the result tells each output's SHA-256; default: true. On two processors that costs as much as all else, and a
   * report alone shows it.
   */
  readonly hashOutputs?: boolean;
  /** Hexadecimal digest of the options that change the bytes written. */
  readonly optionsDigest: string;
}
