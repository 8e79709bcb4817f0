import { stat } from 'node:fs/promises';
import { Refusal } from '../errors.ts';

/** What tells that a file was written to or replaced: which file it is, its size, and when it changed. */
export interface FileState {
  readonly inode: bigint;
  readonly bytes: bigint;
  readonly modified: bigint;
}

export async function fileState(path: string): Promise<FileState> {
  const { ino, size, mtimeNs } = await stat(path, { bigint: true });
  return { inode: ino, bytes: size, modified: mtimeNs };
}

/**
 * Some bytes of a file that changes while it is read are of one state and some of another: what was made of it is of no use.
 *
 * @throws Refusal if it is not as it was
 */
export async function refuseIfChanged(path: string, before: FileState): Promise<void> {
  const now = await fileState(path).catch(() => undefined);
  if (now?.inode === before.inode && now.bytes === before.bytes && now.modified === before.modified) return;
  throw new Refusal('the source was written to while it was converted: convert it again when nothing writes to it');
}
