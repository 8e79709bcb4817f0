/**
 * The records of a ZIP file (APPNOTE.TXT 6.3.10) whose members are stored, as Keras does it. Sizes and places of 4 GiB and
 * more are told in ZIP64's extra fields.
 */
export interface Record {
  readonly name: string;
  readonly crc: number;
  readonly size: number;
  /** Of the local header. */
  readonly offset: number;
}

const LOCAL_BYTES = 30;
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;
/** Stored members need 1.0, ZIP64's fields 4.5. */
const VERSION = 20;
const VERSION_64 = 45;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** 1980-01-01, the first moment that ZIP can express: results must not depend on the clock. */
const DATE = 0x0021;
const ZIP64_FIELD = 0x0001;
/** A field that readers skip; archives of Android packages are aligned with it. */
const ALIGNMENT_FIELD = 0xd935;
/** A regular file that its owner may write, as Unix has it. */
const ATTRIBUTES = 0o100644 * 2 ** 16;
const MADE_ON_UNIX = 3 << 8;

/** @param length of the whole header; a field of nothing fills it up */
export function localHeader(record: Omit<Record, 'offset'>, length?: number): Buffer {
  const name = Buffer.from(record.name, 'utf8');
  const isLarge = record.size >= MAX_32;
  const sizes = isLarge ? field(ZIP64_FIELD, [large(record.size), large(record.size)]) : Buffer.alloc(0);
  const unfilled = LOCAL_BYTES + name.length + sizes.length;
  const filling =
    length === undefined ? Buffer.alloc(0) : field(ALIGNMENT_FIELD, [Buffer.alloc(length - unfilled - 4)]);
  const header = Buffer.alloc(LOCAL_BYTES);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(isLarge ? VERSION_64 : VERSION, 4);
  writeCommon(header, 6, record, isLarge, name.length, sizes.length + filling.length);
  return Buffer.concat([header, name, sizes, filling]);
}

/** The list of members at the archive's end, in the order given. */
export function centralDirectory(records: readonly Record[], start: number): Buffer {
  const entries = Buffer.concat(records.map(centralHeader));
  return Buffer.concat([entries, endRecords(records.length, entries.length, start)]);
}

function centralHeader(record: Record): Buffer {
  const name = Buffer.from(record.name, 'utf8');
  const isLarge = record.size >= MAX_32;
  const isFar = record.offset >= MAX_32;
  const values = [
    ...(isLarge ? [large(record.size), large(record.size)] : []),
    ...(isFar ? [large(record.offset)] : []),
  ];
  const extra = values.length > 0 ? field(ZIP64_FIELD, values) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(MADE_ON_UNIX | (values.length > 0 ? VERSION_64 : VERSION), 4);
  header.writeUInt16LE(values.length > 0 ? VERSION_64 : VERSION, 6);
  writeCommon(header, 8, record, isLarge, name.length, extra.length);
  header.writeUInt32LE(ATTRIBUTES, 38);
  header.writeUInt32LE(isFar ? MAX_32 : record.offset, 42);
  return Buffer.concat([header, name, extra]);
}

/** What both headers hold, from the flags on. */
function writeCommon(
  header: Buffer,
  at: number,
  { crc, size }: Omit<Record, 'offset'>,
  isLarge: boolean,
  nameLength: number,
  extraLength: number,
): void {
  header.writeUInt16LE(FLAGS, at);
  header.writeUInt16LE(DATE, at + 6);
  header.writeUInt32LE(crc, at + 8);
  header.writeUInt32LE(isLarge ? MAX_32 : size, at + 12);
  header.writeUInt32LE(isLarge ? MAX_32 : size, at + 16);
  header.writeUInt16LE(nameLength, at + 20);
  header.writeUInt16LE(extraLength, at + 22);
}

function endRecords(count: number, length: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const at of [8, 10]) end.writeUInt16LE(Math.min(count, MAX_16), at);
  end.writeUInt32LE(Math.min(length, MAX_32), 12);
  end.writeUInt32LE(Math.min(start, MAX_32), 16);
  if (count < MAX_16 && length < MAX_32 && start < MAX_32) return end;

  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(MADE_ON_UNIX | VERSION_64, 12);
  end64.writeUInt16LE(VERSION_64, 14);
  for (const at of [24, 32]) end64.writeBigUInt64LE(BigInt(count), at);
  end64.writeBigUInt64LE(BigInt(length), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

function field(id: number, values: readonly Buffer[]): Buffer {
  const body = Buffer.concat(values);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}

function large(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
