import type { LayerNames } from './names.ts';
import type { Notes, Place } from './notes.ts';

/** What the passes over one model share. */
export interface ModelContext {
  readonly names: LayerNames;
  readonly place: Place;
  readonly notes: Notes;
}
