import { UNDEFINED, unsigned, writeNumber64 } from './messages.ts';

/** A link of a group. */
export interface Link {
  readonly name: string;
  /** Of the object's header. */
  readonly address: number;
  /** Of a group: the index of its own links. */
  readonly index?: GroupIndex;
}

export interface GroupIndex {
  readonly tree: number;
  readonly heap: number;
}

/**
 * The superblock's K: a symbol node holds twice as many links, a tree node twice as many children, full or not. The
 * library's own are 4 and 16; Keras's groups hold a link or two, and so take half the room and the time to read.
 */
export const LEAF_K = 2;
export const TREE_K = 4;
const ENTRY_BYTES = 40;
const HEAP_BYTES = 32;
const TREE_BYTES = 24 + TREE_K * 2 * 8 + (TREE_K * 2 + 1) * 8;
/** A local heap's list of free blocks is empty. */
const NO_FREE_BLOCK = 1;

/** Nodes of one level: where each is, and where the name of its last link is in the heap. */
interface Level {
  readonly addresses: readonly number[];
  readonly lastNames: readonly number[];
}

/**
 * Writes what finds a group's links by name: a heap of names, nodes of links in the order of their bytes, a B-tree over them.
 *
 * @param append writes bytes and tells their address
 */
export function writeGroupIndex(links: readonly Link[], append: (bytes: Buffer) => number): GroupIndex {
  const named = links.map((link) => ({ link, bytes: Buffer.from(link.name, 'utf8'), at: 0 }));
  if (named.length > 1) named.sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  // The heap begins with the empty name, which is below all others; each name ends with a zero and is filled up to eight bytes.
  let end = 8;
  for (const entry of named) {
    entry.at = end;
    end += Math.ceil((entry.bytes.length + 1) / 8) * 8;
  }
  const names = Buffer.alloc(end);
  for (const { bytes, at } of named) bytes.copy(names, at);
  const segment = append(names);
  const head = Buffer.alloc(HEAP_BYTES);
  head.write('HEAP');
  [end, NO_FREE_BLOCK, segment].forEach((value, index) => {
    writeNumber64(head, value, 8 + index * 8);
  });
  const heap = append(head);

  const nodes = chunksOf(named, LEAF_K * 2).map((part) => ({
    at: append(symbolNode(part)),
    last: part.at(-1)?.at ?? 0,
  }));
  let level: Level = { addresses: nodes.map(({ at }) => at), lastNames: nodes.map(({ last }) => last) };
  for (let depth = 0; depth === 0 || level.addresses.length > 1; depth++) level = writeLevel(level, depth, append);
  return { tree: level.addresses[0] ?? 0, heap };
}

export function symbolEntry(nameAt: number, link: Omit<Link, 'name'>): Buffer {
  const entry = Buffer.alloc(ENTRY_BYTES);
  writeEntry(entry, 0, nameAt, link);
  return entry;
}

function writeEntry(bytes: Buffer, at: number, nameAt: number, { address, index }: Omit<Link, 'name'>): void {
  writeNumber64(bytes, nameAt, at);
  writeNumber64(bytes, address, at + 8);
  if (index === undefined) return;
  bytes.writeUInt32LE(1, at + 16); // the index is told here too
  writeNumber64(bytes, index.tree, at + 24);
  writeNumber64(bytes, index.heap, at + 32);
}

function symbolNode(entries: readonly { readonly at: number; readonly link: Link }[]): Buffer {
  const node = Buffer.alloc(8 + LEAF_K * 2 * ENTRY_BYTES);
  node.write('SNOD');
  node.writeUInt8(1, 4);
  node.writeUInt16LE(entries.length, 6);
  entries.forEach(({ at, link }, index) => {
    writeEntry(node, 8 + index * ENTRY_BYTES, at, link);
  });
  return node;
}

/** One level of the tree above another; the lowest, of depth 0, is above the nodes of links. */
function writeLevel(below: Level, depth: number, append: (bytes: Buffer) => number): Level {
  const children = below.addresses.map((address, at) => ({ address, last: below.lastNames[at] ?? 0 }));
  const parts = children.length === 0 ? [[]] : chunksOf(children, TREE_K * 2);
  let before = 0;
  const nodes = parts.map((part, at) => {
    const keys = [before, ...part.map(({ last }) => last)];
    before = keys.at(-1) ?? 0;
    return { part, keys, isFirst: at === 0, isLast: at === parts.length - 1 };
  });
  // All of a level's nodes have one size and lie one behind the other: so neighbours are known.
  const level = Buffer.alloc(nodes.length * TREE_BYTES);
  const address = append(Buffer.alloc(0));
  nodes.forEach(({ part, keys, isFirst, isLast }, at) => {
    const start = at * TREE_BYTES;
    level.write('TREE', start);
    level.writeUInt8(depth, start + 5);
    level.writeUInt16LE(part.length, start + 6);
    (isFirst ? UNDEFINED : unsigned(address + start - TREE_BYTES, 8)).copy(level, start + 8);
    (isLast ? UNDEFINED : unsigned(address + start + TREE_BYTES, 8)).copy(level, start + 16);
    keys.forEach((key, index) => {
      writeNumber64(level, key, start + 24 + index * 16);
      const child = part[index];
      if (child) writeNumber64(level, child.address, start + 32 + index * 16);
    });
  });
  append(level);
  return {
    addresses: nodes.map((_, at) => address + at * TREE_BYTES),
    lastNames: nodes.map(({ keys }) => keys.at(-1) ?? 0),
  };
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  if (items.length <= size) return items.length === 0 ? [] : [[...items]];
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
