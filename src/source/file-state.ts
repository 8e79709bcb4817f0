import { Failure, Refusal } from '../errors.ts';
import { platform } from '../platform/platform.ts';

/**
 * What tells that a file was written to or replaced.
 *
 * @throws Failure if there is none
 */
export async function fileState(path: string): Promise<string> {
  const found = await platform().files.stat(path);
  if (found === undefined) throw new Failure('the file is not there any more, or may not be looked at');
  return found.state;
}

/**
 * Some bytes of a file that changes while it is read are of one state and some of another: what was made of it is of no use.
 *
 * @throws Refusal if it is not as it was
 */
export async function refuseIfChanged(path: string, before: string): Promise<void> {
  if ((await platform().files.stat(path))?.state === before) return;
  throw new Refusal('the source was written to while it was converted: convert it again when nothing writes to it');
}
