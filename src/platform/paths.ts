import { platform } from './platform.ts';

/** `b.h5` of `/a/b.h5`. */
export function basename(path: string): string {
  return platform().paths.basename(path);
}

/** `/a` of `/a/b.h5`. */
export function dirname(path: string): string {
  return platform().paths.dirname(path);
}

/** `.h5` of `/a/b.h5`. */
export function extname(path: string): string {
  return platform().paths.extname(path);
}

/** One path of several parts. */
export function join(...parts: string[]): string {
  return platform().paths.join(...parts);
}
