import { diffFiles } from './diff-files.ts';
import { inspectFile } from './inspect-file.ts';
import type { InspectAnswer, InspectMessage } from './messages.ts';

/** Runs in the child process; it never throws. */
export async function answerInspection({ inspect: [first, second] }: InspectMessage): Promise<InspectAnswer> {
  try {
    if (second === undefined) return { kind: 'inspection', inspection: await inspectFile(first.path, first.name) };
    return {
      kind: 'difference',
      difference: await diffFiles(first.path, second.path, [first.name, second.name]),
    };
  } catch (error) {
    return { kind: 'error', reason: error instanceof Error ? error.message : String(error) };
  }
}
