/** Larger sources are read by slices, as they are asked for. */
const MOST_BYTES = 128 * 1024 * 1024;

/**
 * A source of moderate size, read in one stream and kept while it converts: a browser reads a file in slices at half the
 * speed, and it is read three times, to be written, compared and hashed.
 *
 * @returns undefined for a source that is not kept
 */
export async function keptSource(file: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (file.size > MOST_BYTES) return undefined;
  const bytes = new Uint8Array(file.size);
  let at = 0;
  for await (const chunk of chunksOf(file)) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** The contents in order, in pieces that the browser chooses. */
export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** SHA-256 by the browser's own code, in a thread of its own; undefined where the page's origin is not secure. */
export async function sha256OfBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  // Not there on a page from a plain http: host.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (subtle === undefined) return undefined;
  return [...new Uint8Array(await subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
