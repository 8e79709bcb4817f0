import { unsigned } from './little-endian.ts';

/** A filter of a dataset's chunks, by its registered number. */
export interface Filter {
  readonly id: number;
  /** As the file or HDF5's registry calls it. */
  readonly name: string;
  /** What it was set to: client data values. */
  readonly values: readonly number[];
}

/** Filters of the library itself (H5Zpublic.h), all of which it reads. */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [1, 'deflate'],
  [2, 'shuffle'],
  [3, 'fletcher32'],
  [4, 'szip'],
  [5, 'nbit'],
  [6, 'scaleoffset'],
]);

/** Registered filters that people meet (HDF5's list of registered filter plugins). */
const REGISTERED: ReadonlyMap<number, string> = new Map([
  [305, 'LZO'],
  [307, 'bzip2'],
  [32000, 'LZF'],
  [32001, 'Blosc'],
  [32004, 'LZ4'],
  [32008, 'Bitshuffle'],
  [32013, 'ZFP'],
  [32015, 'Zstandard'],
  [32017, 'SZ'],
  [32026, 'Blosc2'],
]);

/** The first filter without which the values cannot be read. */
export function unknownFilter(filters: readonly Filter[]): Filter | undefined {
  return filters.find(({ id }) => !BUILT_IN.has(id));
}

/** A message has at most so many; the library's own limit (H5Z_MAX_NFILTERS). */
const MAX_FILTERS = 32;
/** Registered filters from here on have names in the message of version 2. */
const FIRST_NAMED = 256;

/** The filter pipeline message (HDF5 File Format Specification 3.0, IV.A.2.l). */
export function filtersIn(body: Buffer): Filter[] {
  const [version = 0, count = 0] = body;
  const isOld = version === 1;
  const filters: Filter[] = [];
  let at = isOld ? 8 : 2;
  for (let left = Math.min(count, MAX_FILTERS); left > 0 && at + 6 <= body.length; left--) {
    const id = unsigned(body, at, 2);
    const hasName = isOld || id >= FIRST_NAMED;
    const nameBytes = hasName ? unsigned(body, at + 2, 2) : 0;
    const values = unsigned(body, at + (hasName ? 6 : 4), 2);
    at += hasName ? 8 : 6;
    const [written = ''] = body
      .subarray(at, at + nameBytes)
      .toString('latin1')
      .split('\0');
    const end = at + (isOld ? Math.ceil(nameBytes / 8) * 8 : nameBytes);
    const settings = Array.from({ length: values }, (_, index) => end + index * 4)
      .filter((start) => start + 4 <= body.length)
      .map((start) => unsigned(body, start, 4));
    // Version 1 pads the name to eight bytes and an odd number of values by one more.
    at = end + (values + (isOld ? values % 2 : 0)) * 4;
    const name = BUILT_IN.get(id) ?? REGISTERED.get(id) ?? (written || 'a filter without a name');
    filters.push({ id, name, values: settings });
  }
  return filters;
}
