import type { Difference, Inspection } from './types.ts';

/** A file by its absolute path and by the name that reports give it. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}

/** What the parent asks a child process: what one file is, or how two differ. */
export interface InspectMessage {
  readonly inspect: readonly [NamedFile] | readonly [NamedFile, NamedFile];
}

export type InspectAnswer =
  | { readonly kind: 'inspection'; readonly inspection: Inspection }
  | { readonly kind: 'difference'; readonly difference: Difference }
  /** The file could not be read: why, and what to do. */
  | { readonly kind: 'error'; readonly reason: string };
