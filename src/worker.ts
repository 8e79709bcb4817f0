import { convertFile } from './convert.ts';
import { loadHdf5 } from './hdf5/module.ts';
import { answerInspection } from './inspect/answer.ts';
import type { InspectMessage } from './inspect/messages.ts';
import { type JobMessage, plainResult, type ResultMessage } from './isolate/messages.ts';
import { nodePlatform } from './platform/node.ts';
import { nodeLibraries } from './platform/node-libraries.ts';
import { installPlatform } from './platform/platform.ts';

/**
 * The entry of a child process: converts or inspects the files it is sent, one after another, and ends with its parent.
 * Messages come from our own parent process alone.
 */
installPlatform(nodePlatform, nodeLibraries);
// Loading takes longer than a small file does: it goes on while the first job is on its way. Whoever needs it hears of a failure.
loadHdf5().catch(() => undefined);
process.on('message', async (message: JobMessage | InspectMessage) => {
  if ('inspect' in message) {
    process.send?.(await answerInspection(message));
    return;
  }
  const answer: ResultMessage = { result: plainResult(await convertFile(message.job)) };
  process.send?.(answer);
});
// The parent is gone: nobody would learn of a result.
process.on('disconnect', () => process.exit(1));
