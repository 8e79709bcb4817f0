import type { Decision } from './decide.ts';
import { Refusal } from './errors.ts';
import { ITEM_BYTES } from './hdf5/dtype.ts';
import { elementsOf } from './hdf5/slabs.ts';
import type { ConversionJob, Target } from './job.ts';
import { type Finding, newestNeeds } from './keras/findings.ts';
import type { ConversionPlan } from './plan/plan.ts';
import { basename, dirname } from './platform/paths.ts';
import { platform } from './platform/platform.ts';
import type { FileResult, Output } from './result.ts';
import { shorten } from './shorten.ts';
import type { FileKind } from './source/file-kind.ts';
import { NotKeras, type Source } from './source/open.ts';

/** What became of a file, whatever it is called. */
export type Outcome = Omit<FileResult, 'source'>;

const NOTHING = { outputs: [], renamed: [], changed: [], warnings: [] } as const;

/** A name or a value in a message may be as long as the file. */
const MOST_REASON_CHARACTERS = 1000;

export function outcomeOfError(error: unknown): Outcome {
  const reason = shorten(error instanceof Error ? error.message : String(error), MOST_REASON_CHARACTERS);
  if (error instanceof Refusal) return { ...NOTHING, status: 'refused', reason };
  if (error instanceof NotKeras) return { ...NOTHING, status: 'not-keras', reason };
  return { ...NOTHING, status: 'failed', reason };
}

/**
 * What is told of a decision: of a file to be converted, what a check says of it.
 *
 * @throws where the source cannot be hashed
 */
export async function outcomeOf(decision: Decision, source: Source, job: ConversionJob): Promise<Outcome> {
  const facts = factsOf(source);
  switch (decision.kind) {
    case 'leave': {
      const { reason, ownResult, sourceSha256 } = decision;
      return {
        ...NOTHING,
        ...facts,
        ...(sourceSha256 === undefined ? {} : { sourceSha256: await sourceSha256 }),
        status: 'already-keras-3',
        ...(ownResult === undefined ? {} : { ownResult }),
        reason,
      };
    }
    case 'up-to-date':
      return {
        ...NOTHING,
        ...facts,
        sourceSha256: await decision.sourceSha256,
        status: 'up-to-date',
        reason: 'the result is there, made from this very source by this version with these options',
        outputs: await Promise.all(job.targets.map((target) => outputOf(target, job.hashOutputs ?? true))),
      };
    case 'convert': {
      const { lambdaValues } = decision.prepared;
      const targets = decision.plans.map(({ target }) => target);
      const report = reportOf(decision.plans.map(({ plan }) => plan));
      return {
        ...facts,
        ...(lambdaValues === undefined ? {} : { lambdaValues }),
        ...report,
        warnings: [...report.warnings, ...endangered(targets)],
        sourceSha256: await decision.origin.sourceSha256,
        status: 'would-convert',
        reason: decision.left ?? 'the file has not been converted',
        outputs: targets.map(({ format, name }) => ({ format, path: name })),
      };
    }
  }
}

/** Of a file that is none of the two kinds in which Keras writes. */
export function outcomeOfKind(kind: Exclude<FileKind, 'hdf5' | 'zip'>): Outcome {
  switch (kind) {
    case 'lfs-pointer':
      return {
        ...NOTHING,
        status: 'lfs-pointer',
        reason:
          'the file is a Git LFS pointer, not the weights: check the repository out with "lfs: true" (or run "git lfs pull") first',
      };
    case 'empty':
      return { ...NOTHING, status: 'not-keras', reason: 'the file is empty' };
    case 'other':
      return { ...NOTHING, status: 'not-keras', reason: 'the file is neither HDF5 nor a .keras archive' };
  }
}

/** What a source is, as far as a result tells it. */
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

/** What the plans of a source change and warn of, each said once. */
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
