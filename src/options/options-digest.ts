import { sha256OfText } from '../platform/sha256-of-text.ts';
import type { Options } from './options.ts';

/** The options that decide a result's bytes. */
export type DecidingOptions = Pick<Options, 'compile' | 'strict' | 'minKeras'> & Partial<Pick<Options, 'lambdaValues'>>;

/**
 * Hexadecimal digest of what decides a result's bytes beside the source and the format: paths do not, contents do.
 *
 * @param architecture the text of the architecture that the user named, in Latin-1; empty where none was named
 */
export function digestOptions(
  { compile, strict, minKeras, lambdaValues }: DecidingOptions,
  architecture: string,
): string {
  const named = architecture === '' ? '' : sha256OfText(architecture);
  return sha256OfText(JSON.stringify({ compile, strict, architecture: named, minKeras, lambdaValues })).slice(0, 16);
}
