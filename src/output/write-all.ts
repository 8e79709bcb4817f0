import type { Target } from '../job.ts';
import type { ConversionPlan } from '../plan/plan.ts';
import { platform } from '../platform/platform.ts';
import { publishFile } from '../platform/temporary.ts';
import type { Origin } from '../provenance.ts';
import type { Output } from '../result.ts';
import type { Source } from '../source/open.ts';
import { type WrittenResult, writeResult } from './write-result.ts';

/** All formats are written and verified before the first takes its final name. */
export async function writeAll(
  plans: readonly { target: Target; plan: ConversionPlan }[],
  source: Source,
  origin: Origin,
  { path, hashed, beforePublishing }: { path: string; hashed: boolean; beforePublishing: () => Promise<void> },
): Promise<{ outputs: Output[]; lostAttributes: string[] }> {
  const written: { target: Target; result: WrittenResult }[] = [];
  try {
    for (const { target, plan } of plans) {
      written.push({ target, result: await writeResult(plan, source, target.path, origin, hashed) });
    }
    await beforePublishing();
    for (const { target, result } of written) await publishFile(result.path, target.path, path);
  } catch (error) {
    await Promise.all(written.map(({ result }) => platform().files.remove(result.path)));
    throw error;
  }
  return {
    outputs: written.map(({ target, result: { sha256 } }) => ({
      format: target.format,
      path: target.name,
      ...(sha256 === undefined ? {} : { sha256 }),
    })),
    lostAttributes: [...new Set(written.flatMap(({ result }) => result.lostAttributes))],
  };
}
