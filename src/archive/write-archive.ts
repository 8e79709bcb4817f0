import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

/** A member's content: a text, or a file that is streamed. */
export type Member =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly stream: () => Promise<Readable>; readonly size: number };

/** The first moment that ZIP can express: results must not depend on the clock. */
const EPOCH = new Date(Date.UTC(1980, 0, 1));
const READ_BYTES = 1024 * 1024;

/**
 * Writes a ZIP file of stored members, in the order given, as Keras does; the same members give the same bytes. Members
 * of 4 GiB and more make it ZIP64.
 *
 * @param path absolute path; a file that is there is an error
 */
export async function writeArchive(path: string, members: readonly Member[]): Promise<void> {
  const zip = new yazl.ZipFile();
  const failed = new Promise<never>((_, reject) => {
    zip.on('error', reject);
  });
  for (const member of members) {
    const options = { mtime: EPOCH, forceDosTimestamp: true, compress: false, mode: 0o100644 };
    if ('text' in member) {
      zip.addBuffer(Buffer.from(member.text, 'utf8'), member.name, options);
    } else if ('path' in member) {
      const { size } = await stat(member.path);
      zip.addReadStreamLazy(member.name, { ...options, size }, (done) => {
        done(null, createReadStream(member.path, { highWaterMark: READ_BYTES }));
      });
    } else {
      zip.addReadStreamLazy(member.name, { ...options, size: member.size }, (done) => {
        member.stream().then(
          (stream) => done(null, stream),
          (error) => done(error, Readable.from([])),
        );
      });
    }
  }
  zip.end();
  const written = pipeline(zip.outputStream, createWriteStream(path, { flags: 'wx', highWaterMark: 4 * READ_BYTES }));
  await Promise.race([written, failed]);
}
