import { buf } from 'crc-32';

/** CRC-32 as ZIP uses it, going on from that of what comes before. */
export function crc32(bytes: Uint8Array, before = 0): number {
  return buf(bytes, before) >>> 0;
}
