import { ArchiveReader } from '../archive/read-archive.ts';
import { FIRST_START, type FirstMember, type Member } from '../archive/write-archive.ts';
import { Failure } from '../errors.ts';
import { platform } from '../platform/platform.ts';

/**
 * Holds a written archive, reopened, against what went into it: the same members in the same order, the first one's place
 * and checksum (its bytes are compared by verifyHdf5, where they lie), and every byte of the others.
 *
 * @throws Failure naming the first member that differs
 */
export async function verifyArchive(
  path: string,
  first: FirstMember,
  members: readonly Member[],
  order: readonly string[],
): Promise<void> {
  await using archive = await ArchiveReader.open(path);
  if (archive.names.join('\n') !== order.join('\n')) fail('its list of members');
  const { start, size, crc } = await archive.place(first.name);
  if (start !== FIRST_START || size !== first.size || crc !== first.crc) fail(first.name);
  for (const member of members) {
    if ('text' in member) {
      if ((await archive.text(member.name)) !== member.text) fail(member.name);
      continue;
    }
    const [written, wanted] = [await digest(archive.stream(member.name)), await digest(member.stream())];
    if (written !== wanted) fail(member.name);
  }
}

async function digest(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = platform().sha256();
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest();
}

function fail(member: string): never {
  throw new Failure(
    `the archive was not kept, because ${member} differed when it was read back: check the disk and its free space, and convert again`,
  );
}
