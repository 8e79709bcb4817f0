import { platform } from './platform.ts';

/** Hexadecimal SHA-256 of a text in UTF-8. */
export function sha256OfText(text: string): string {
  const hash = platform().sha256();
  hash.update(text);
  return hash.digest();
}
