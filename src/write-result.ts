import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { type Member, writeArchive } from './archive/write-archive.ts';
import { Hdf5Reader } from './hdf5/reader.ts';
import type { ConversionPlan } from './plan.ts';
import type { Source } from './source.ts';
import { temporaryPath } from './temporary.ts';
import { verifyHdf5 } from './verify.ts';
import { verifyArchive } from './verify-archive.ts';
import { writeHdf5 } from './write.ts';

const WEIGHTS_MEMBER = 'model.weights.h5';

/**
 * Writes a result to a temporary file beside its target and verifies it; the caller gives it its final name.
 *
 * @returns the temporary file's path, and the attributes that could not be kept
 * @throws Failure or Refusal; the temporary file is then gone
 */
export async function writeResult(
  plan: ConversionPlan,
  source: Source,
  target: string,
): Promise<{ path: string; lostAttributes: readonly string[] }> {
  const path = temporaryPath(target);
  const hdf5 = plan.format === 'keras' ? temporaryPath(target) : path;
  await mkdir(dirname(target), { recursive: true });
  try {
    const lostAttributes = await writeHdf5(plan.hdf5, source.reader, hdf5);
    {
      using written = await Hdf5Reader.open(hdf5, (await stat(hdf5)).size);
      verifyHdf5(plan.hdf5, source.reader, written);
    }
    if (plan.format === 'keras') {
      const members = archiveMembers(plan, source, hdf5);
      await writeArchive(path, members);
      await verifyArchive(path, members);
      await rm(hdf5);
    }
    return { path, lostAttributes };
  } catch (error) {
    await rm(path, { force: true });
    await rm(hdf5, { force: true });
    throw error;
  }
}

/** In Keras's order (`save_model`, saving_lib.py): metadata, config, weights, assets. */
function archiveMembers(plan: ConversionPlan, source: Source, weights: string): Member[] {
  const { archive } = source;
  return [
    ...plan.members,
    { name: WEIGHTS_MEMBER, path: weights },
    ...plan.assets.map(({ from, to }): Member => {
      if (!archive) return { name: to, size: 0, stream: async () => Readable.from([]) };
      return { name: to, size: archive.size(from), stream: () => archive.stream(from) };
    }),
  ];
}
