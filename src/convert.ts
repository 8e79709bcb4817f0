import { decide } from './decide.ts';
import type { ConversionJob } from './job.ts';
import type { Finding } from './keras/findings.ts';
import { type Outcome, outcomeOf, outcomeOfError, outcomeOfKind } from './outcome.ts';
import { writeAll } from './output/write-all.ts';
import { dirname } from './platform/paths.ts';
import { platform } from './platform/platform.ts';
import { removeAbandoned } from './platform/temporary.ts';
import type { FileResult } from './result.ts';
import { fileKind } from './source/file-kind.ts';
import { fileState, refuseIfChanged } from './source/file-state.ts';
import { openSource } from './source/open.ts';

/**
 * Converts one file: the unit of work of a child process. Whatever goes wrong with the file is in the result; sources
 * and targets are then as they were.
 */
export async function convertFile(job: ConversionJob): Promise<FileResult> {
  const outcome = await convert(job).catch(outcomeOfError);
  return { source: job.name, ...outcome };
}

async function convert(job: ConversionJob): Promise<Outcome> {
  const before = await fileState(job.source);
  const kind = fileKind(job.source);
  if (kind !== 'hdf5' && kind !== 'zip') return outcomeOfKind(kind);
  if (!job.check) await Promise.all([...foldersOf(job)].map(removeAbandoned));

  await using source = await openSource(job.source, kind);
  // Hashing takes as long as copying: it goes on in its thread while the file is planned and written.
  const decision = await decide(source, job, () => platform().sha256OfFile(job.source));
  if (decision.kind !== 'convert' || job.check) return outcomeOf(decision, source, job);
  const { outputs, lostAttributes } = await writeAll(decision.plans, source, decision.origin, {
    path: job.source,
    hashed: job.hashOutputs ?? true,
    beforePublishing: () => refuseIfChanged(job.source, before),
  });
  const planned = await outcomeOf(decision, source, job);
  const { reason: _, ...said } = planned;
  return {
    ...said,
    warnings: [...planned.warnings, ...lostAttributes.map(lostAttributeWarning)],
    status: 'converted',
    ...(decision.left === undefined ? {} : { reason: decision.left }),
    outputs,
  };
}

function foldersOf(job: ConversionJob): Set<string> {
  return new Set([...job.targets.map((target) => dirname(target.path)), platform().temporaryFolder]);
}

function lostAttributeWarning(attribute: string): Finding {
  return {
    code: 'attribute-dropped',
    text: `Attribute "${attribute}" has an HDF5 datatype that cannot be written, or more than 64 KiB, and is not in the result.`,
  };
}
