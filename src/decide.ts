import { Mismatch, Refusal } from './errors.ts';
import type { ConversionJob } from './job.ts';
import { lostInKeras3H5 } from './keras/keras3-h5.ts';
import type { JsonObject } from './keras/python-json.ts';
import { KerasVersion } from './keras/version.ts';
import { allCurrent, refuseForeignTargets } from './output/target-state.ts';
import { type PlannedTarget, planFormats } from './plan/plan-formats.ts';
import { type Prepared, prepare } from './plan/prepare.ts';
import { sha256OfText } from './platform/sha256-of-text.ts';
import type { Origin } from './provenance.ts';
import { isKeras3, isKeras3Architecture, isUnmarked, loadsAsWritten, needsNothing } from './source/already-keras-3.ts';
import {
  type Architecture,
  isArchitecture,
  namedArchitecture,
  type Sibling,
  siblingArchitecture,
} from './source/architecture.ts';
import type { Source } from './source/open.ts';
import { readVocabularyFiles, type VocabularyFiles } from './source/vocabulary-files.ts';
import { CONVERTER_VERSION } from './version.ts';

/** What is to be done about a file, and with what: nothing has been written yet. */
export type Decision =
  /** Keras 3 loads it as it is. */
  | {
      readonly kind: 'leave';
      readonly reason: string;
      readonly ownResult?: true;
      readonly prepared?: Prepared;
      readonly sourceSha256?: Promise<string>;
    }
  /** Every result asked for is there, made from this source with these options. */
  | { readonly kind: 'up-to-date'; readonly sourceSha256: Promise<string> }
  | {
      readonly kind: 'convert';
      readonly prepared: Prepared;
      readonly plans: readonly PlannedTarget[];
      /** Which of the formats asked for cannot be written, and why. */
      readonly left: string | undefined;
      readonly origin: Origin;
    };

const READ_ALIKE = 'nothing in the file differs from what Keras 3 writes';

/**
 * Decides what is to be done about a file: what conversion, check and inspection have in common.
 *
 * @param hash gives the SHA-256 of the source; asked for only where it is needed
 * @throws Refusal where the file cannot be converted as asked; Failure where it is damaged
 */
export async function decide(source: Source, job: ConversionJob, hash: () => Promise<string>): Promise<Decision> {
  if (source.provenance) {
    return { kind: 'leave', ownResult: true, reason: 'this converter made the file: there is nothing to do' };
  }
  if (needsNothing(source)) return { kind: 'leave', reason: READ_ALIKE };
  const found = await findArchitecture(job, source);
  const architecture = isArchitecture(found) ? found : undefined;
  if (isUnmarked(source) && (architecture === undefined || isKeras3Architecture(architecture.config))) {
    return { kind: 'leave', reason: READ_ALIKE };
  }
  const vocabularyFiles = await readVocabularyFiles(
    architecture?.config ?? source.modelConfig,
    job.workspace,
    job.source,
  );
  const origin = originOf(source, job, [architecture?.text, ...textsOf(vocabularyFiles)], hash);
  if (await allCurrent(job.targets, origin)) return { kind: 'up-to-date', sourceSha256: origin.sourceSha256 };
  if (!job.overwrite) await refuseForeignTargets(job);

  const prepared = prepareOrLeave(source, job, found, vocabularyFiles);
  if (prepared === undefined) return { kind: 'leave', reason: READ_ALIKE };
  const { sourceSha256 } = origin;
  const unsound = isKeras3(source)
    ? lostInKeras3H5(source.modelConfig, KerasVersion.parse(source.kerasVersion))
    : undefined;
  if (isKeras3(source) && unsound === undefined && loadsAsWritten(prepared.changed)) {
    return { kind: 'leave', reason: 'Keras 3 wrote the file and loads it as it is', prepared, sourceSha256 };
  }
  const told = unsound === undefined ? prepared : { ...prepared, warnings: [unsound, ...prepared.warnings] };
  return { kind: 'convert', prepared, origin, ...planFormats(source, told, job.targets, job.minKeras) };
}

function originOf(
  source: Source,
  job: ConversionJob,
  texts: readonly (string | undefined)[],
  hash: () => Promise<string>,
): Origin {
  const sourceSha256 = hash();
  const read = texts.filter((text) => text !== undefined);
  // Errors surface where it is awaited. Without this handler a refusal that never awaits it would end the process.
  sourceSha256.catch(() => undefined);
  return {
    known: {
      sourceKerasVersion: source.kerasVersion ?? 'unknown',
      version: CONVERTER_VERSION,
      optionsDigest: read.length > 0 ? sha256OfText([job.optionsDigest, ...read].join('\n')) : job.optionsDigest,
    },
    sourceSha256,
  };
}

function textsOf(files: VocabularyFiles): string[] {
  return [...files].map(([path, words]) => [path, ...words].join('\n'));
}

/**
 * An unmarked tree may be Keras 3's own, and an architecture that only lies in the same folder another model's: one that
 * does not fit is no reason to refuse the file.
 */
function prepareOrLeave(source: Source, job: ConversionJob, found: Sibling, vocabularyFiles: VocabularyFiles) {
  const [architecture, undecided] = isArchitecture(found) ? [found] : [undefined, found?.undecided];
  try {
    return prepare(source, { ...job, architecture, vocabularyFiles, ...(undecided && { undecided }) });
  } catch (error) {
    if (error instanceof Refusal && isUnmarked(source) && job.architecture === undefined) return undefined;
    throw error;
  }
}

/** @throws Refusal if the user named an architecture that is none */
async function findArchitecture(job: ConversionJob, source: Source): Promise<Sibling> {
  if (job.architecture !== undefined) return namedArchitecture(job.architecture);
  if (source.modelConfig !== undefined) return undefined;
  const { weights } = source;
  const layers = weights.kind === 'legacy-h5' && !weights.content.unnamed ? weights.content.layers : undefined;
  return siblingArchitecture(job.source, layers, (architecture) => upgradeIfFitting(source, job, architecture));
}

/** What else than its weights speaks against an architecture is for the conversion to say. */
function upgradeIfFitting(source: Source, job: ConversionJob, architecture: Architecture): JsonObject | undefined {
  try {
    return prepare(source, { ...job, architecture }).model?.config;
  } catch (error) {
    return error instanceof Mismatch ? undefined : architecture.config;
  }
}
