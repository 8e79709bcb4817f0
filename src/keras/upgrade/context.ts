import type { Place } from './layer-notes.ts';
import type { LayerNames } from './names.ts';
import type { Notes } from './notes.ts';

/** What the passes over one model share. */
export interface ModelContext {
  readonly names: LayerNames;
  readonly place: Place;
  readonly notes: Notes;
}
