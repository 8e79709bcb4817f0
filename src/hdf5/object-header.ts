/** Reads bytes of a file: fewer where it ends. */
export type ReadBytes = (address: number, length: number) => Buffer;

/** What a version 1 header says of an object, message by message; what is not there is undefined. */
export interface ObjectHeader {
  readonly dataspace: Buffer | undefined;
  readonly datatype: Buffer | undefined;
  readonly layout: Buffer | undefined;
  readonly symbolTable: Buffer | undefined;
  readonly attributes: readonly Buffer[];
}

const PREFIX_BYTES = 16;
/** Holds all of most headers of Keras's. */
const READ_BYTES = 512;
const MESSAGE_BYTES = 8;
/** Message flags: the body is elsewhere; a reader that does not know the message must fail. */
const SHARED = 0x02;
const FAIL_IF_UNKNOWN = 0x08;
/** A group of 50,000 layers has twelve attributes of 64 KiB. */
const MAX_BLOCKS = 256;
const MAX_BYTES = 16 * 1024 * 1024;

const DATASPACE = 0x01;
const DATATYPE = 0x03;
const LAYOUT = 0x08;
const ATTRIBUTE = 0x0c;
const CONTINUATION = 0x10;
const SYMBOL_TABLE = 0x11;
/** Nothing, fill values (old and new), filters, times of change (old and new), the count of links. */
const WITHOUT_CONSEQUENCE: ReadonlySet<number> = new Set([0x00, 0x04, 0x05, 0x0b, 0x0e, 0x12, 0x16]);

/**
 * Reads a version 1 object header (HDF5 File Format Specification 3.0, IV.A.1.a).
 *
 * @returns undefined where there is another version, a message that the library's default format has not, or a fault
 */
export function readObjectHeader(read: ReadBytes, address: number): ObjectHeader | undefined {
  const start = read(address, READ_BYTES);
  if (start.length < PREFIX_BYTES || start[0] !== 1) return undefined;
  const count = start.readUInt16LE(2);
  const length = start.readUInt32LE(8);
  if (length > MAX_BYTES) return undefined;
  const end = PREFIX_BYTES + length;
  const blocks = [end <= start.length ? start.subarray(PREFIX_BYTES, end) : read(address + PREFIX_BYTES, length)];
  if (blocks[0]?.length !== length) return undefined;

  let [messages, bytes] = [0, length];
  let dataspace: Buffer | undefined;
  let datatype: Buffer | undefined;
  let layout: Buffer | undefined;
  let symbolTable: Buffer | undefined;
  const attributes: Buffer[] = [];
  for (const block of blocks) {
    let at = 0;
    for (; at + MESSAGE_BYTES <= block.length; messages++) {
      const type = block.readUInt16LE(at);
      const flags = block.readUInt8(at + 4);
      const body = block.subarray(at + MESSAGE_BYTES, at + MESSAGE_BYTES + block.readUInt16LE(at + 2));
      at += MESSAGE_BYTES + block.readUInt16LE(at + 2);
      if ((flags & (SHARED | FAIL_IF_UNKNOWN)) !== 0 || at > block.length) return undefined;
      if (type === ATTRIBUTE) attributes.push(body);
      else if (type === DATASPACE && dataspace === undefined) dataspace = body;
      else if (type === DATATYPE && datatype === undefined) datatype = body;
      else if (type === LAYOUT && layout === undefined) layout = body;
      else if (type === SYMBOL_TABLE && symbolTable === undefined) symbolTable = body;
      else if (type === CONTINUATION) {
        if (body.length < 16) return undefined;
        const further = number64(body, 8);
        bytes += further;
        if (!(bytes <= MAX_BYTES) || blocks.length >= MAX_BLOCKS) return undefined;
        const next = read(number64(body, 0), further);
        if (next.length !== further) return undefined;
        blocks.push(next);
      } else if (!WITHOUT_CONSEQUENCE.has(type)) return undefined;
    }
    if (at !== block.length) return undefined;
  }
  return messages === count ? { dataspace, datatype, layout, symbolTable, attributes } : undefined;
}

/** Little-endian; not a safe integer where it is above 2^53. */
export function number64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}

/** The extents of a simple dataspace, none for a scalar (versions 1 and 2); undefined for a null one or a fault. */
export function readDataspace(body: Buffer): number[] | undefined {
  const [version, rank = 0, , kind] = body;
  const start = version === 1 ? 8 : 4;
  if ((version !== 1 && (version !== 2 || kind === undefined || kind > 1)) || rank > 32) return undefined;
  if (body.length < start + rank * 8) return undefined;
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) shape.push(number64(body, start + axis * 8));
  return shape.every(Number.isSafeInteger) ? shape : undefined;
}
