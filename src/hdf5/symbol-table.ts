import { MAX_OBJECTS } from './limits.ts';
import { number64, type ReadBytes } from './object-header.ts';

/** Addresses of the object headers of a group's links, by name, in HDF5's order. */
export type GroupLinks = ReadonlyMap<string, number>;

const TREE_HEAD_BYTES = 24;
const NODE_HEAD_BYTES = 8;
const ENTRY_BYTES = 40;
/** Of eight links, as the library makes them. */
const NODE_BYTES = NODE_HEAD_BYTES + 8 * ENTRY_BYTES;
/** Of 32 children. */
const TREE_BYTES = TREE_HEAD_BYTES + 32 * 16 + 8;
/** A tree of 500,000 links has five levels at the library's own K, which is far above Keras's files. */
const MAX_LEVEL = 8;
const MAX_NAMES_BYTES = 64 * 1024 * 1024;
/** A link whose target is told by a name. */
const SYMBOLIC = 2;

/**
 * Reads the links of a group that is indexed as HDF5 does it by default: a B-tree of version 1 over nodes of links, and a
 * heap of their names (HDF5 File Format Specification 3.0, III.A.1, III.B, III.C, III.D).
 *
 * @param message the group's symbol table message
 * @returns undefined for a symbolic link, names that are not UTF-8 or not in order, or a fault
 */
export function readGroupLinks(read: ReadBytes, message: Buffer): GroupLinks | undefined {
  if (message.length < 16) return undefined;
  const names = readNames(read, number64(message, 8));
  if (names === undefined) return undefined;
  const links = new Map<string, number>();
  let last: Buffer | undefined;

  const addNode = (address: number): boolean => {
    const node = read(address, NODE_BYTES);
    if (node.length < NODE_HEAD_BYTES || node.toString('latin1', 0, 5) !== 'SNOD\x01') return false;
    const length = node.readUInt16LE(6) * ENTRY_BYTES;
    const isRead = NODE_HEAD_BYTES + length <= node.length;
    const entries = isRead
      ? node.subarray(NODE_HEAD_BYTES, NODE_HEAD_BYTES + length)
      : read(address + NODE_HEAD_BYTES, length);
    // Each node brings links: so there are no more nodes than there may be links.
    if (length === 0 || entries.length !== length) return false;
    for (let at = 0; at < entries.length; at += ENTRY_BYTES) {
      const start = number64(entries, at);
      const end = start < names.length ? names.indexOf(0, start) : -1;
      if (end <= start || entries.readUInt32LE(at + 16) >= SYMBOLIC) return false;
      const bytes = names.subarray(start, end);
      // The library finds a name by halving: it must be where it would be looked for.
      if (last !== undefined && Buffer.compare(last, bytes) >= 0) return false;
      const name = textOf(bytes);
      if (name === undefined || links.size >= MAX_OBJECTS) return false;
      last = bytes;
      links.set(name, number64(entries, at + 8));
    }
    return true;
  };
  const addTree = (address: number, level: number | undefined): boolean => {
    const node = read(address, TREE_BYTES);
    if (node.length < TREE_HEAD_BYTES || node.toString('latin1', 0, 5) !== 'TREE\0') return false;
    const own = node.readUInt8(5);
    if (own > MAX_LEVEL || (level !== undefined && own !== level)) return false;
    const length = node.readUInt16LE(6) * 16;
    const isRead = TREE_HEAD_BYTES + length <= node.length;
    const children = isRead
      ? node.subarray(TREE_HEAD_BYTES, TREE_HEAD_BYTES + length)
      : read(address + TREE_HEAD_BYTES, length);
    // An empty group has one node, of nothing.
    if ((length === 0 && level !== undefined) || children.length !== length) return false;
    for (let at = 8; at < children.length; at += 16) {
      const child = number64(children, at);
      if (!(own === 0 ? addNode(child) : addTree(child, own - 1))) return false;
    }
    return true;
  };
  return addTree(number64(message, 0), undefined) ? links : undefined;
}

function readNames(read: ReadBytes, address: number): Buffer | undefined {
  const head = read(address, 32);
  if (head.length < 32 || head.toString('latin1', 0, 5) !== 'HEAP\0') return undefined;
  const length = number64(head, 8);
  if (length > MAX_NAMES_BYTES) return undefined;
  const names = read(number64(head, 24), length);
  return names.length === length ? names : undefined;
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined where it is not UTF-8, or begins with a mark that decoders drop. */
export function textOf(bytes: Buffer): string | undefined {
  if (bytes.every((byte) => byte < 0x80)) return bytes.toString('latin1');
  try {
    const text = UTF_8.decode(bytes);
    return text.startsWith('\uFEFF') ? undefined : text;
  } catch {
    return undefined;
  }
}
