import { ArchiveReader } from '../archive/read-archive.ts';
import { Refusal } from '../errors.ts';
import { Hdf5Reader } from '../hdf5/reader.ts';
import type { ConversionJob, Target } from '../job.ts';
import { isObject, parseJson } from '../keras/python-json.ts';
import { platform } from '../platform/platform.ts';
import { isCurrent, type Origin, type Provenance, readProvenance } from '../provenance.ts';
import { fileKind } from '../source/file-kind.ts';
import { recogniseLayout } from '../source/layout.ts';

/**
 * What is at a target's path: nothing, a file this converter made (with its provenance), or somebody else's. A file
 * that cannot be read counts as somebody else's: it must not be lost.
 */
type TargetState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'ours'; readonly provenance: Provenance }
  | { readonly kind: 'foreign' };

async function targetState(path: string): Promise<TargetState> {
  if ((await platform().files.stat(path)) === undefined) return { kind: 'absent' };
  const provenance = await provenanceOf(path).catch(() => undefined);
  return provenance === undefined ? { kind: 'foreign' } : { kind: 'ours', provenance };
}

async function provenanceOf(path: string): Promise<Provenance | undefined> {
  switch (fileKind(path)) {
    case 'hdf5': {
      using reader = await Hdf5Reader.open(path);
      const layout = recogniseLayout(reader);
      return layout.kind === 'not-keras' ? undefined : layout.provenance;
    }
    case 'zip': {
      await using archive = await ArchiveReader.open(path);
      const metadata = parseJson(await archive.text('metadata.json'));
      if (!isObject(metadata)) return undefined;
      return readProvenance((name) => {
        const value = metadata[name];
        return typeof value === 'string' ? value : undefined;
      });
    }
    default:
      return undefined;
  }
}

/** Whether every target is there, made as it would be made now. */
export async function allCurrent(targets: readonly Target[], origin: Origin): Promise<boolean> {
  const found: Provenance[] = [];
  for (const target of targets) {
    const state = await targetState(target.path);
    if (state.kind !== 'ours') return false;
    found.push(state.provenance);
  }
  const wanted = { ...origin.known, sourceSha256: await origin.sourceSha256 };
  return found.every((each) => isCurrent(each, wanted));
}

/** @throws Refusal where a target's path is taken by a file of somebody else's */
export async function refuseForeignTargets(job: ConversionJob): Promise<void> {
  for (const target of job.targets) {
    if (job.inPlace && target.path === job.source) continue;
    if ((await targetState(target.path)).kind === 'foreign') {
      const remedy = job.targetIsSource
        ? 'it is also one of the files to convert, which are never overwritten; exclude it with a "!" pattern, or choose another output-dir'
        : 'move it away, choose another output-dir, or set overwrite';
      throw new Refusal(`"${target.name}" is there already and this converter did not make it: ${remedy}`);
    }
  }
}
