import { sha256OfText } from '../platform/sha256-of-text.ts';
import type { Options } from './options.ts';

/** The options that decide a result's bytes, as every job carries them: the action's, the command line's and the page's. */
export interface ConversionSettings {
  readonly compile: boolean;
  readonly strict: boolean;
  /** The oldest Keras 3 that is to load the result, as `3.12`; absent: any that it can be written for. */
  readonly minKeras?: string;
  /** What the globals of Lambdas stand for, as a JSON object. */
  readonly lambdaValues?: string;
  /** Classes of other packages that stay as they are, though Keras has an equal; sorted. Absent: none. */
  readonly keepCustom?: readonly string[];
}

/** The settings among what was asked for; what was not given is absent. */
export function settingsOf({
  compile,
  strict,
  minKeras,
  lambdaValues,
  keepCustom,
}: Pick<Options, keyof ConversionSettings>): ConversionSettings {
  return {
    compile,
    strict,
    ...(minKeras === undefined ? {} : { minKeras }),
    ...(lambdaValues === undefined ? {} : { lambdaValues }),
    ...(keepCustom === undefined ? {} : { keepCustom }),
  };
}

/**
 * Hexadecimal digest of what decides a result's bytes beside the source and the format: paths do not, contents do.
 *
 * @param architecture the text of the architecture that the user named, in Latin-1; empty where none was named
 */
export function digestSettings(
  { compile, strict, minKeras, lambdaValues, keepCustom }: ConversionSettings,
  architecture: string,
): string {
  const named = architecture === '' ? '' : sha256OfText(architecture);
  return sha256OfText(
    JSON.stringify({ compile, strict, architecture: named, minKeras, lambdaValues, keepCustom }),
  ).slice(0, 16);
}
