import type { LayerDraft } from './draft.ts';

/** Layers that tell TimeDistributed no shape of their output, or cannot be built inside it, before this version of Keras 3. */
const SINCE: ReadonlyMap<string, string> = new Map([
  ['Discretization', '3.14'],
  ['Hashing', '3.15'],
  ['IntegerLookup', '3.10'],
  ['StringLookup', '3.10'],
]);

/** Says which Keras 3 the layer inside a TimeDistributed needs there. */
export function noteDistributed(draft: LayerDraft, inner: string | undefined): void {
  const version = inner === undefined ? undefined : SINCE.get(inner);
  if (draft.className !== 'TimeDistributed' || version === undefined || draft.notes.writer.isKeras3) return;
  draft.notes.warn(
    draft.sourceName,
    `TimeDistributed "${draft.sourceName}" wraps a ${inner}, which Keras before ${version} cannot do: load the file with Keras ${version} or newer`,
    { code: 'time-distributed-inner', needs: version },
  );
}
