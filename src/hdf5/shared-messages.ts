import type { FileBytes } from './chunks.ts';
import { unsigned } from './little-endian.ts';

/**
 * The heaps of messages that object headers share (`H5Pset_shared_mesg_index`, `h5repack -s`), from the table that the
 * superblock's extension tells of: HDF5 File Format Specification 3.0, IV.A.2.p and III.I.
 *
 * @param table the body of the extension's Shared Message Table message
 * @returns the address of the heap that keeps messages of a type; undefined where none does
 */
export function heapOfMessages(table: Buffer, type: number, file: FileBytes): number | undefined {
  const indexes = table[1 + file.offsetBytes] ?? 0;
  // Version, kind, types, least size, two cutoffs, count, the index's address and the heap's.
  const entryBytes = 14 + 2 * file.offsetBytes;
  const entries = file.read(unsigned(table, 1, file.offsetBytes), 4 + indexes * entryBytes);
  if (entries.subarray(0, 4).toString('latin1') !== 'SMTB') return undefined;
  for (let at = 4; at + entryBytes <= entries.length; at += entryBytes) {
    if (((unsigned(entries, at + 2, 2) >> type) & 1) === 1) {
      return unsigned(entries, at + 14 + file.offsetBytes, file.offsetBytes);
    }
  }
  return undefined;
}
