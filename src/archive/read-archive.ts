import type { Entry, ZipFile } from 'yauzl';
import { Failure, Refusal } from '../errors.ts';
import { libraries, platform } from '../platform/platform.ts';
import { shorten } from '../shorten.ts';
import { FREE_EXPANDED_BYTES, MAX_EXPANSION, MAX_MEMBERS, MAX_TEXT_BYTES } from './limits.ts';

/** A ZIP file open for reading. Names are looked up, never used as paths. */
export class ArchiveReader implements AsyncDisposable {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /**
   * @throws Failure if it is no sound ZIP file; Refusal for a member named twice, an unsafe name, or members that
   * expand far beyond the archive's size
   */
  static async open(path: string): Promise<ArchiveReader> {
    const size = (await platform().files.stat(path))?.size ?? 0;
    const zip = await attempt(() => libraries().openZip(path));
    try {
      const entries = new Map<string, Entry>();
      let expanded = 0;
      await attempt(async () => {
        for await (const entry of zip.eachEntry()) {
          if (entry.fileName.endsWith('/')) continue;
          if (entries.has(entry.fileName)) {
            throw new Refusal(
              `the archive holds "${shorten(entry.fileName)}" twice, so which one counts depends on the reader: save the model again`,
            );
          }
          entries.set(entry.fileName, entry);
          expanded += entry.uncompressedSize;
          if (entries.size > MAX_MEMBERS) throw new Refusal(`the archive holds more than ${MAX_MEMBERS} members`);
          if (expanded > FREE_EXPANDED_BYTES + size * MAX_EXPANSION) {
            throw new Refusal(
              `the archive of ${size} bytes would expand to more than ${expanded}: store its members uncompressed, as Keras does`,
            );
          }
        }
      });
      return new ArchiveReader(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** Members in the archive's order, folders left out. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  size(name: string): number {
    return this.#entry(name).uncompressedSize;
  }

  /** Where a member's bytes are in the archive, and what its checksum is said to be. */
  async place(name: string): Promise<{ readonly start: number; readonly size: number; readonly crc: number }> {
    const { compressedSize, crc32: crc, ...rest } = this.#entry(name);
    const header = await attempt(() => this.#zip.readLocalFileHeaderPromise(this.#entry(name)));
    if (rest.compressionMethod !== 0) throw new Failure(`"${shorten(name)}" in the archive is compressed`);
    return { start: header.fileDataStart, size: compressedSize, crc };
  }

  /** A member as UTF-8 text. @throws Refusal if it is larger than {@link MAX_TEXT_BYTES} */
  async text(name: string): Promise<string> {
    if (this.size(name) > MAX_TEXT_BYTES) {
      throw new Refusal(
        `"${name}" in the archive takes ${this.size(name)} bytes, over the limit of ${MAX_TEXT_BYTES} for text`,
      );
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.stream(name)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  /** Writes a member to a new file. */
  async extract(name: string, path: string): Promise<void> {
    using file = await attempt(async () => platform().files.open(path, 'create'));
    let end = 0;
    for await (const chunk of this.stream(name)) {
      await attempt(async () => file.write(chunk, end));
      end += chunk.length;
    }
  }

  /**
   * A member's bytes.
   *
   * @throws Failure at the end, if size or CRC-32 do not fit
   */
  async *stream(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entry(name);
    const stream = await attempt(() => this.#zip.openReadStreamPromise(entry));
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    let sum = 0;
    try {
      for (;;) {
        const next = await attempt(() => chunks.next());
        if (next.done) break;
        sum = platform().crc32(next.value, sum);
        yield next.value;
      }
    } finally {
      stream.destroy();
    }
    if (sum !== entry.crc32) {
      throw new Failure(
        `"${shorten(name)}" in the archive is damaged (its CRC-32 does not fit): restore the file from its origin`,
      );
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#zip.close();
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (!entry) throw new Failure(`the archive has no "${shorten(name)}"`);
    return entry;
  }
}

async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof Refusal || cause instanceof Failure) throw cause;
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(`the archive cannot be read (${shorten(words)}); it may be damaged: restore it from its origin`, {
      cause,
    });
  }
}
