import { Failure } from '../errors.ts';
import { type OpenFile, platform } from '../platform/platform.ts';
import { centralDirectory, localHeader, type Record } from './zip-records.ts';

/** A member's content: a text, or a stream of so many bytes. */
export type Member =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly stream: () => AsyncIterable<Uint8Array>; readonly size: number };

/** A member whose bytes are in the file before the others are. */
export interface FirstMember {
  readonly name: string;
  /** Bytes, from {@link FIRST_START} on. */
  readonly size: number;
  readonly crc: number;
}

/**
 * Where the bytes of the first member begin: there HDF5's library looks for a file behind a user block, and so reads the
 * member where it lies (HDF5 File Format Specification, II.A).
 */
export const FIRST_START = 512;

/**
 * Completes a ZIP file of stored members: writes the first one's header before it, the others and the list of all behind
 * it. The same members give the same bytes.
 *
 * @param path absolute path of the file that holds the first member's bytes
 * @param order names in the order in which the archive lists its members
 */
export async function completeArchive(
  path: string,
  first: FirstMember,
  members: readonly Member[],
  order: readonly string[],
): Promise<void> {
  using file = platform().files.open(path, 'update');
  const records = new Map<string, Record>([[first.name, { ...first, offset: 0 }]]);
  file.write(localHeader(first, FIRST_START), 0);
  let end = FIRST_START + first.size;
  for (const member of members) {
    const record = { ...(await writeMember(file, member, end)), offset: end };
    records.set(member.name, record);
    end += localHeader(record).length + record.size;
  }
  const listed = order.flatMap((name) => records.get(name) ?? []);
  if (listed.length !== records.size) throw new Failure('a member of the archive is not listed, or is listed twice');
  file.write(centralDirectory(listed, end), end);
}

/** The header comes after the bytes, since it tells their checksum. */
async function writeMember(file: OpenFile, member: Member, offset: number): Promise<Omit<Record, 'offset'>> {
  const { name } = member;
  const size = 'text' in member ? Buffer.byteLength(member.text, 'utf8') : member.size;
  const start = offset + localHeader({ name, size, crc: 0 }).length;
  let [crc, done] = [0, 0];
  for await (const piece of 'text' in member ? [Buffer.from(member.text, 'utf8')] : member.stream()) {
    file.write(piece, start + done);
    crc = platform().crc32(piece, crc);
    done += piece.length;
  }
  if (done !== size) throw new Failure(`"${name}" gave ${done} bytes, not the ${size} it should have`);
  file.write(localHeader({ name, size, crc }), offset);
  return { name, size, crc };
}
