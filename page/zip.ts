import { centralDirectory, localHeader } from '../src/archive/zip-records.ts';

export interface ZipMember {
  readonly name: string;
  readonly blob: Blob;
  readonly crc: number;
}

/** A ZIP file of stored members, put together from their blobs: no byte of them is copied. */
export function zipOf(members: readonly ZipMember[]): Blob {
  const parts: BlobPart[] = [];
  let end = 0;
  const records = members.map(({ name, blob, crc }) => {
    const record = { name, crc, size: blob.size, offset: end };
    const header = localHeader(record);
    parts.push(new Uint8Array(header), blob);
    end += header.length + blob.size;
    return record;
  });
  parts.push(new Uint8Array(centralDirectory(records, end)));
  return new Blob(parts, { type: 'application/zip' });
}
