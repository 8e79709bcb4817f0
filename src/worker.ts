import { convertFile } from './convert.ts';
import { type JobMessage, plainResult, type ResultMessage } from './isolate/messages.ts';

/**
 * The entry of a child process: converts the files it is sent, one after another, and ends with its parent. Messages come
 * from our own parent process alone.
 */
process.on('message', async ({ job }: JobMessage) => {
  const answer: ResultMessage = { result: plainResult(await convertFile(job)) };
  process.send?.(answer);
});
// The parent is gone: nobody would learn of a result.
process.on('disconnect', () => process.exit(1));
