import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { crcOfPart } from './archive/crc.ts';
import { completeArchive, FIRST_START, type Member } from './archive/write-archive.ts';
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
  await mkdir(dirname(target), { recursive: true });
  try {
    const start = plan.archiveConfig ? FIRST_START : 0;
    const { lostAttributes, bytes } = await writeHdf5(plan.hdf5, source.reader, { path, start }, provenance);
    const origin = await provenance;
    // While this thread compares, another hashes or checks.
    let hashing = hashed && !plan.archiveConfig ? ignored(sha256OfFile(path)) : undefined;
    const checking = plan.archiveConfig ? ignored(crcOfPart(path, start, bytes)) : undefined;
    {
      using written = await Hdf5Reader.open(path, start + bytes, true);
      verifyHdf5(plan.hdf5, source.reader, written, origin);
    }
    if (plan.archiveConfig && checking) {
      const first = { name: WEIGHTS_MEMBER, size: bytes, crc: await checking };
      const members = archiveMembers(plan, plan.archiveConfig, origin, source);
      const order = inKerasOrder(members.map(({ name }) => name));
      await completeArchive(path, first, members, order);
      if (hashed) hashing = ignored(sha256OfFile(path));
      await verifyArchive(path, first, members, order);
    }
    return { path, lostAttributes, sha256: await hashing };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** What may go unasked for, where verification fails first. */
function ignored<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** `save_model`, saving_lib.py: metadata, config, weights, assets. */
function inKerasOrder(members: readonly string[]): string[] {
  const assets = members.filter((name) => name.startsWith('assets/'));
  return [...members.slice(0, members.length - assets.length), WEIGHTS_MEMBER, ...assets];
}

/** All but the weights, assets last. */
function archiveMembers(plan: ConversionPlan, config: JsonObject, provenance: Provenance, source: Source): Member[] {
  const { archive } = source;
  return [
    ...archiveTexts(config, provenance),
    ...plan.assets.map(({ from, to }): Member => {
      if (!archive) return { name: to, size: 0, stream: async () => Readable.from([]) };
      return { name: to, size: archive.size(from), stream: () => archive.stream(from) };
    }),
  ];
}
