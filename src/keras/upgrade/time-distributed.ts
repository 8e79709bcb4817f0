import type { LayerDraft } from '../classes/hooks/draft.ts';
import { LAYERS } from '../classes/table.ts';

/** Says which Keras 3 the layer inside a TimeDistributed needs there: some tell it no shape of their output before, or cannot be built. */
export function noteDistributed(draft: LayerDraft, inner: string | undefined): void {
  const version = inner === undefined ? undefined : LAYERS.get(inner)?.distributedSince;
  if (draft.className !== 'TimeDistributed' || version === undefined || draft.notes.writer.isKeras3) return;
  draft.notes.warn(
    draft.sourceName,
    `TimeDistributed "${draft.sourceName}" wraps a ${inner}, which Keras before ${version} cannot do: load the file with Keras ${version} or newer`,
    { code: 'time-distributed-inner', needs: version },
  );
}
