import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { type Member, writeArchive } from './archive/write-archive.ts';
import { archiveTexts } from './archive-texts.ts';
import { Hdf5Reader } from './hdf5/reader.ts';
import type { JsonObject } from './keras/python-json.ts';
import type { ConversionPlan } from './plan.ts';
import type { Provenance } from './provenance.ts';
import { sha256OfFile } from './sha256.ts';
import type { Source } from './source.ts';
import { temporaryPath } from './temporary.ts';
import { verifyHdf5 } from './verify.ts';
import { verifyArchive } from './verify-archive.ts';
import { writeHdf5 } from './write.ts';

const WEIGHTS_MEMBER = 'model.weights.h5';

export interface WrittenResult {
  /** The temporary file. */
  readonly path: string;
  /** Hexadecimal; undefined where it was not asked for. */
  readonly sha256: string | undefined;
  /** Attributes that could not be kept, as `owner/name`. */
  readonly lostAttributes: readonly string[];
}

/**
 * Writes a result to a temporary file beside its target and verifies it; the caller gives it its final name.
 *
 * @throws Failure or Refusal; the temporary file is then gone
 */
export async function writeResult(
  plan: ConversionPlan,
  source: Source,
  target: string,
  provenance: Promise<Provenance>,
  hashed: boolean,
): Promise<WrittenResult> {
  const path = temporaryPath(target);
  const hdf5 = plan.archiveConfig ? temporaryPath(target) : path;
  await mkdir(dirname(target), { recursive: true });
  try {
    const lostAttributes = await writeHdf5(plan.hdf5, source.reader, hdf5, provenance);
    const origin = await provenance;
    // While this thread compares, another hashes.
    let hashing = hashed && !plan.archiveConfig ? hashFile(path) : undefined;
    {
      using written = await Hdf5Reader.open(hdf5, (await stat(hdf5)).size, true);
      verifyHdf5(plan.hdf5, source.reader, written, origin);
    }
    if (plan.archiveConfig) {
      const members = archiveMembers(plan, plan.archiveConfig, origin, source, hdf5);
      await writeArchive(path, members);
      if (hashed) hashing = hashFile(path);
      await verifyArchive(path, members);
      await rm(hdf5);
    }
    return { path, lostAttributes, sha256: await hashing };
  } catch (error) {
    await rm(path, { force: true });
    await rm(hdf5, { force: true });
    throw error;
  }
}

/** A hash that may go unasked for, where verification fails first. */
function hashFile(path: string): Promise<string> {
  const hashing = sha256OfFile(path);
  hashing.catch(() => undefined);
  return hashing;
}

/** In Keras's order (`save_model`, saving_lib.py): metadata, config, weights, assets. */
function archiveMembers(
  plan: ConversionPlan,
  config: JsonObject,
  provenance: Provenance,
  source: Source,
  weights: string,
): Member[] {
  const { archive } = source;
  return [
    ...archiveTexts(config, provenance),
    { name: WEIGHTS_MEMBER, path: weights },
    ...plan.assets.map(({ from, to }): Member => {
      if (!archive) return { name: to, size: 0, stream: async () => Readable.from([]) };
      return { name: to, size: archive.size(from), stream: () => archive.stream(from) };
    }),
  ];
}
