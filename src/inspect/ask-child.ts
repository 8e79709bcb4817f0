import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Failure } from '../errors.ts';
import { Child, type ChildOutcome } from '../isolate/child.ts';
import { DEFAULT_MEMORY_LIMIT, timeLimitFor } from '../isolate/limits.ts';
import { removeAbandoned } from '../platform/temporary.ts';
import type { InspectAnswer, InspectMessage } from './messages.ts';

/**
 * Inspects files in a child process with limits on memory and time, as conversion does: the files are strangers'.
 *
 * @param workerPath absolute path of the worker's bundle
 * @throws Failure where a file cannot be read, or reading it took too much
 */
export async function askChild(
  workerPath: string,
  message: InspectMessage,
): Promise<Exclude<InspectAnswer, { kind: 'error' }>> {
  let bytes = 0;
  for (const { path } of message.inspect) bytes += (await stat(path)).size;
  const child = new Child(workerPath);
  try {
    const limits = { memory: DEFAULT_MEMORY_LIMIT, time: timeLimitFor(bytes) };
    const outcome = await child.run<InspectAnswer>(message, limits);
    const answer = answerOf(outcome);
    if (answer.kind === 'error') throw new Failure(answer.reason);
    return answer;
  } finally {
    await child.stop();
    // An archive's weights are unpacked in the system's temporary folder.
    await removeAbandoned(tmpdir());
  }
}

function answerOf(outcome: ChildOutcome<InspectAnswer>): InspectAnswer {
  switch (outcome.kind) {
    case 'result':
      return outcome.message;
    case 'time':
      return { kind: 'error', reason: 'reading it took too long: the file may be damaged' };
    case 'memory':
      return { kind: 'error', reason: 'reading it took too much memory: the file may be damaged' };
    case 'died':
      return { kind: 'error', reason: `the process that read it stopped (${outcome.how}): the file may be damaged` };
  }
}
