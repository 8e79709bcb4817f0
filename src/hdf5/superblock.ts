import { type GroupIndex, LEAF_K, symbolEntry, TREE_K } from './group-index.ts';
import { UNDEFINED, unsigned } from './messages.ts';

export const SUPERBLOCK_BYTES = 96;

/** Version 0, with the root group's symbol table entry. */
export function superblock(root: number, index: GroupIndex, end: number): Buffer {
  return Buffer.concat([
    Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'),
    // Versions; the widths of addresses and lengths.
    Buffer.from([0, 0, 0, 0, 0, 8, 8, 0]),
    unsigned(LEAF_K, 2),
    unsigned(TREE_K, 2),
    Buffer.alloc(4),
    unsigned(0, 8),
    UNDEFINED,
    unsigned(end, 8),
    UNDEFINED,
    symbolEntry(0, { address: root, index }),
  ]);
}
