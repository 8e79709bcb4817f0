import { Mismatch, Refusal } from './errors.ts';
import { ITEM_BYTES } from './hdf5/dtype.ts';
import { elementsOf } from './hdf5/slabs.ts';
import type { ConversionJob, Target } from './job.ts';
import { type Finding, newestNeeds } from './keras/findings.ts';
import type { JsonObject } from './keras/python-json.ts';
import { allCurrent, refuseForeignTargets } from './output/target-state.ts';
import { removeAbandoned, temporaryPath } from './output/temporary.ts';
import { writeAll } from './output/write-all.ts';
import type { ConversionPlan } from './plan/plan.ts';
import { planFormats } from './plan/plan-formats.ts';
import { prepare } from './plan/prepare.ts';
import { basename, dirname, join } from './platform/paths.ts';
import { platform } from './platform/platform.ts';
import { sha256OfText } from './platform/sha256-of-text.ts';
import type { Origin } from './provenance.ts';
import type { FileResult, Output, Status } from './result.ts';
import { shorten } from './shorten.ts';
import { isKeras3, isKeras3Architecture, isUnmarked, needsNothing, READ_ALIKE } from './source/already-keras-3.ts';
import {
  type Architecture,
  isArchitecture,
  namedArchitecture,
  type Sibling,
  siblingArchitecture,
} from './source/architecture.ts';
import { type FileKind, fileKind } from './source/file-kind.ts';
import { fileState, refuseIfChanged } from './source/file-state.ts';
import { NotKeras, openArchiveSource, openHdf5Source, type Source } from './source/open.ts';
import { CONVERTER_VERSION } from './version.ts';

type Outcome = Omit<FileResult, 'source'>;

const NOTHING = { outputs: [], renamed: [], changed: [], warnings: [] } as const;

/**
 * Converts one file: the unit of work of a child process. Whatever goes wrong with the file is in the result; sources
 * and targets are then as they were.
 */
export async function convertFile(job: ConversionJob): Promise<FileResult> {
  const outcome = await convert(job).catch(outcomeOfError);
  return { source: job.name, ...outcome };
}

/** A name or a value in a message may be as long as the file. */
const MOST_REASON_CHARACTERS = 1000;

function outcomeOfError(error: unknown): Outcome {
  const reason = shorten(error instanceof Error ? error.message : String(error), MOST_REASON_CHARACTERS);
  if (error instanceof Refusal) return { ...NOTHING, status: 'refused', reason };
  if (error instanceof NotKeras) return { ...NOTHING, status: 'not-keras', reason };
  return { ...NOTHING, status: 'failed', reason };
}

async function convert(job: ConversionJob): Promise<Outcome> {
  const before = await fileState(job.source);
  const kind = fileKind(job.source);
  if (kind !== 'hdf5' && kind !== 'zip') return { ...NOTHING, ...otherFiles(kind) };
  if (!job.check) await Promise.all([...foldersOf(job)].map(removeAbandoned));

  await using source = await openSource(job, kind);
  const facts = factsOf(source);
  if (source.provenance) {
    return {
      ...NOTHING,
      ...facts,
      status: 'already-keras-3',
      ownResult: true,
      reason: 'this converter made the file: there is nothing to do',
    };
  }
  if (needsNothing(source)) {
    return {
      ...NOTHING,
      ...facts,
      status: 'already-keras-3',
      reason: READ_ALIKE,
    };
  }
  const found = await findArchitecture(job, source);
  const architecture = isArchitecture(found) ? found : undefined;
  if (isUnmarked(source) && (architecture === undefined || isKeras3Architecture(architecture.config))) {
    return { ...NOTHING, ...facts, status: 'already-keras-3', reason: READ_ALIKE };
  }
  // Hashing takes as long as copying: it goes on in its thread while the file is planned and written.
  const hashing = platform().sha256OfFile(job.source);
  // Errors surface where `hashing` is awaited. Without this handler a refusal that never awaits it would end the process.
  hashing.catch(() => undefined);
  const digest = architecture ? sha256OfText(`${job.optionsDigest}\n${architecture.text}`) : job.optionsDigest;
  const origin: Origin = {
    known: {
      sourceKerasVersion: source.kerasVersion ?? 'unknown',
      version: CONVERTER_VERSION,
      optionsDigest: digest,
    },
    sourceSha256: hashing,
  };
  if (await allCurrent(job.targets, origin)) {
    return {
      ...NOTHING,
      ...facts,
      sourceSha256: await hashing,
      status: 'up-to-date',
      reason: 'the result is there, made from this very source by this version with these options',
      outputs: await Promise.all(job.targets.map((target) => outputOf(target, job.hashOutputs ?? true))),
    };
  }
  if (!job.overwrite) await refuseForeignTargets(job);

  const prepared = prepareOrLeave(source, job, found);
  if (prepared === undefined) return { ...NOTHING, ...facts, status: 'already-keras-3', reason: READ_ALIKE };
  if (isKeras3(source) && prepared.changed.length === 0) {
    return {
      ...NOTHING,
      ...facts,
      sourceSha256: await hashing,
      status: 'already-keras-3',
      reason: 'Keras 3 wrote the file and loads it as it is',
    };
  }
  const used = prepared.lambdaValues === undefined ? {} : { lambdaValues: prepared.lambdaValues };
  const { plans, left } = planFormats(source, prepared, job.targets, job.minKeras);
  const targets = plans.map(({ target }) => target);
  const report = reportOf(plans.map(({ plan }) => plan));
  const said = { ...facts, ...used, ...report, warnings: [...report.warnings, ...endangered(targets)] };
  if (job.check) {
    const outputs = targets.map(({ format, name }) => ({ format, path: name }));
    return {
      ...said,
      sourceSha256: await hashing,
      status: 'would-convert',
      reason: left ?? 'the file has not been converted',
      outputs,
    };
  }
  const { outputs, lostAttributes } = await writeAll(plans, source, origin, {
    path: job.source,
    hashed: job.hashOutputs ?? true,
    beforePublishing: () => refuseIfChanged(job.source, before),
  });
  const warnings = [...said.warnings, ...lostAttributes.map(lostAttributeWarning)];
  return {
    ...said,
    sourceSha256: await hashing,
    warnings,
    status: 'converted',
    ...(left === undefined ? {} : { reason: left }),
    outputs,
  };
}

function otherFiles(kind: Exclude<FileKind, 'hdf5' | 'zip'>): { status: Status; reason: string } {
  switch (kind) {
    case 'lfs-pointer':
      return {
        status: 'lfs-pointer',
        reason:
          'the file is a Git LFS pointer, not the weights: check the repository out with "lfs: true" (or run "git lfs pull") first',
      };
    case 'empty':
      return { status: 'not-keras', reason: 'the file is empty' };
    case 'other':
      return { status: 'not-keras', reason: 'the file is neither HDF5 nor a .keras archive' };
  }
}

async function openSource(job: ConversionJob, kind: 'hdf5' | 'zip'): Promise<Source> {
  if (kind === 'hdf5') return openHdf5Source(job.source);
  return openArchiveSource(job.source, temporaryPath(join(platform().temporaryFolder, 'model.weights.h5')));
}

/**
 * An unmarked tree may be Keras 3's own, and an architecture that only lies in the same folder another model's: one that
 * does not fit is no reason to refuse the file.
 */
function prepareOrLeave(source: Source, job: ConversionJob, found: Sibling) {
  const [architecture, undecided] = isArchitecture(found) ? [found] : [undefined, found?.undecided];
  try {
    return prepare(source, { ...job, architecture, ...(undecided && { undecided }) });
  } catch (error) {
    if (error instanceof Refusal && isUnmarked(source) && job.architecture === undefined) return undefined;
    throw error;
  }
}

/** @throws Refusal if the user named an architecture that is none */
async function findArchitecture(job: ConversionJob, source: Source): Promise<Sibling> {
  if (source.modelConfig !== undefined) return undefined;
  if (job.architecture !== undefined) return namedArchitecture(job.architecture);
  const { weights } = source;
  const layers = weights.kind === 'legacy-h5' ? weights.content.layers : undefined;
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

function foldersOf(job: ConversionJob): Set<string> {
  return new Set([...job.targets.map((target) => dirname(target.path)), platform().temporaryFolder]);
}

function factsOf(source: Source): Pick<FileResult, 'layout' | 'kerasVersion' | 'tensors' | 'bytes'> {
  const { weights } = source;
  const tensors =
    weights.kind === 'legacy-h5'
      ? [...weights.content.layers.flatMap((layer) => layer.weights), ...weights.content.topLevel].map(
          (weight) => weight.tensor,
        )
      : [...weights.content.tensors.values()];
  return {
    layout: source.layout,
    ...(source.kerasVersion === undefined ? {} : { kerasVersion: source.kerasVersion }),
    tensors: tensors.length,
    bytes: tensors.reduce((sum, { shape, dtype }) => sum + elementsOf(shape) * ITEM_BYTES[dtype], 0),
  };
}

/** Keras 3.4 unpacks `model.weights.h5` beside the archive that it loads, and deletes it (saving_lib.py of 3.4.1). */
function endangered(targets: readonly Target[]): Finding[] {
  const weights = targets.find(({ path }) => basename(path) === 'model.weights.h5');
  const archive = targets.find(
    ({ path, format }) => format === 'keras' && weights && dirname(path) === dirname(weights.path),
  );
  if (!weights || !archive) return [];
  return [
    {
      code: 'weights-file-deleted',
      text: `Keras 3.4 deletes a file "model.weights.h5" in the folder of a .keras archive that it loads: keep "${weights.name}" elsewhere, or load with another Keras 3.`,
    },
  ];
}

async function outputOf({ format, name, path }: Target, hashed: boolean): Promise<Output> {
  return { format, path: name, ...(hashed ? { sha256: await platform().sha256OfFile(path) } : {}) };
}

function reportOf(plans: readonly ConversionPlan[]): Pick<FileResult, 'needs' | 'renamed' | 'changed' | 'warnings'> {
  const warnings = distinct(plans.flatMap((plan) => plan.warnings));
  const needs = newestNeeds(warnings);
  return {
    ...(needs === undefined ? {} : { needs }),
    renamed: distinct(plans.flatMap((plan) => plan.renamed)),
    changed: distinct(plans.flatMap((plan) => plan.changed)),
    warnings,
  };
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item, bigintAsText), item])).values()];
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function lostAttributeWarning(attribute: string): Finding {
  return {
    code: 'attribute-dropped',
    text: `Attribute "${attribute}" has an HDF5 datatype that cannot be written, or more than 64 KiB, and is not in the result.`,
  };
}
