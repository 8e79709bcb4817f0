import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { ArchiveReader } from './archive/read-archive.ts';
import type { Member } from './archive/write-archive.ts';
import { Failure } from './errors.ts';

/**
 * Holds a written archive, reopened, against what went into it: the same members in the same order, and every byte.
 *
 * @throws Failure naming the first member that differs
 */
export async function verifyArchive(path: string, members: readonly Member[]): Promise<void> {
  await using archive = await ArchiveReader.open(path);
  if (archive.names.join('\n') !== members.map((member) => member.name).join('\n')) fail('its list of members');
  for (const member of members) {
    if ('text' in member) {
      if ((await archive.text(member.name)) !== member.text) fail(member.name);
      continue;
    }
    const original = 'path' in member ? createReadStream(member.path) : await member.stream();
    const [written, wanted] = [await digest(await archive.stream(member.name)), await digest(original)];
    if (written !== wanted) fail(member.name);
  }
}

async function digest(stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function fail(member: string): never {
  throw new Failure(
    `the archive was not kept, because ${member} differed when it was read back: check the disk and its free space, and convert again`,
  );
}
