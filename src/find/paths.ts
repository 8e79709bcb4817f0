import { isAbsolute, relative, sep } from 'node:path';

/** Never entered: a repository's own store, and other people's packages. Compared without case, as Windows and macOS do. */
const CLOSED_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Whether a path is a folder or something below it; both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** Whether a path relative to the root has a part that is never entered. */
export function isClosed(path: string): boolean {
  return path.split(sep).some((part) => CLOSED_FOLDERS.has(part.toLowerCase()));
}

/** The path as reports name it: relative, with `/`; absolute on another drive. */
export function relativeName(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
