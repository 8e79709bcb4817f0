import { completeArchive, FIRST_START, type Member } from '../archive/write-archive.ts';
import { ResultReader } from '../hdf5/result-reader.ts';
import type { JsonObject } from '../keras/python-json.ts';
import type { ConversionPlan } from '../plan/plan.ts';
import { dirname } from '../platform/paths.ts';
import { platform } from '../platform/platform.ts';
import { temporaryPath } from '../platform/temporary.ts';
import { HASH_TO_COME, type Origin, type Provenance } from '../provenance.ts';
import type { Source } from '../source/open.ts';
import { archiveTexts } from './archive-texts.ts';
import { verifyArchive } from './verify-archive.ts';
import { verifyHdf5, verifyProvenance } from './verify-hdf5.ts';
import { writeHdf5 } from './write-hdf5.ts';

const WEIGHTS_MEMBER = 'model.weights.h5';
/** Fewer are on a disk as soon as they are compared. */
const SYNCED_EARLY_BYTES = 64 * 1024 * 1024;

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
 * Hashing a large source takes as long as writing and comparing its result: where the hash is not known in time, its place
 * is filled in when all else has been compared, and what was filled in is then read back.
 *
 * @throws Failure or Refusal; the temporary file is then gone
 */
export async function writeResult(
  plan: ConversionPlan,
  source: Source,
  target: string,
  origin: Origin,
  hashed: boolean,
): Promise<WrittenResult> {
  const { files, sha256OfFile, crc32OfPart } = platform();
  const path = temporaryPath(target);
  await files.makeFolder(dirname(target));
  try {
    const start = plan.archiveConfig ? FIRST_START : 0;
    const early = await Promise.race([origin.sourceSha256, nextTurn()]);
    const written: Provenance = { ...origin.known, sourceSha256: early ?? HASH_TO_COME };
    const { lostAttributes, bytes, sourceSha256At } = writeHdf5(plan.hdf5, source.reader, { path, start }, written);
    const end = start + bytes;
    // The disk begins while this thread compares; what is filled in later takes no time.
    const syncing = bytes > SYNCED_EARLY_BYTES ? ignored(files.sync(path)) : undefined;
    // While this thread compares, others hash or sum what will not change any more.
    const isFinal = early !== undefined && !plan.archiveConfig;
    let hashing = hashed && isFinal ? ignored(sha256OfFile(path)) : undefined;
    const summing = plan.archiveConfig ? ignored(crc32OfPart(path, start, sourceSha256At - start)) : undefined;
    {
      using result = await ResultReader.open(path, start);
      verifyHdf5(plan.hdf5, source.reader, result, written);
    }
    const provenance: Provenance = { ...origin.known, sourceSha256: await origin.sourceSha256 };
    if (early === undefined) {
      fillIn(path, sourceSha256At, provenance.sourceSha256);
      using result = await ResultReader.open(path, start);
      verifyProvenance(plan.hdf5, result, provenance);
    }
    if (hashed && !plan.archiveConfig) hashing ??= ignored(sha256OfFile(path));
    if (plan.archiveConfig && summing) {
      const crc = await crc32OfPart(path, sourceSha256At, end - sourceSha256At, await summing);
      const first = { name: WEIGHTS_MEMBER, size: bytes, crc };
      const members = archiveMembers(plan, plan.archiveConfig, provenance, source);
      const order = inKerasOrder(members.map(({ name }) => name));
      await completeArchive(path, first, members, order);
      if (hashed) hashing = ignored(sha256OfFile(path));
      await verifyArchive(path, first, members, order);
    }
    await syncing;
    return { path, lostAttributes, sha256: await hashing };
  } catch (error) {
    await files.remove(path);
    throw error;
  }
}

/** Lets promises that are already settled win the race. */
function nextTurn(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined)));
}

function fillIn(path: string, position: number, sha256: string): void {
  using file = platform().files.open(path, 'update');
  file.write(Buffer.from(sha256, 'latin1'), position);
}

/** Marks the promise as handled: if verification throws first, nobody awaits it. */
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
      if (!archive) return { name: to, size: 0, stream: () => nothing() };
      return { name: to, size: archive.size(from), stream: () => archive.stream(from) };
    }),
  ];
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
