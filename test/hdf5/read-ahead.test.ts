import { describe, expect, it } from 'vitest';
import { READ_AHEAD_BLOCKS, READ_AHEAD_BYTES } from '../../src/hdf5/limits.ts';
import { type Read, ReadAhead } from '../../src/hdf5/read-ahead.ts';

/** A file whose bytes are known, and the pieces that were read from it. */
function fileOf(size: number) {
  const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) % 251);
  const pieces: number[] = [];
  const read: Read = (buffer, offset, length, position) => {
    pieces.push(length);
    const piece = bytes.subarray(position, position + length);
    buffer.set(piece, offset);
    return piece.length;
  };
  return { bytes, pieces, read };
}

function readFrom(ahead: ReadAhead, length: number, position: number): Uint8Array {
  const buffer = new Uint8Array(length + 4).fill(255);
  const found = ahead.read(buffer, 2, length, position);
  expect([...buffer.subarray(0, 2), ...buffer.subarray(2 + found)].every((byte) => byte === 255)).toBe(true);
  return buffer.subarray(2, 2 + found);
}

describe('ReadAhead', () => {
  it('gives what the file holds, wherever a piece lies', () => {
    const { bytes, read } = fileOf(READ_AHEAD_BYTES * 3 + 100);
    const ahead = new ReadAhead(read);
    for (const edge of [0, READ_AHEAD_BYTES, READ_AHEAD_BYTES * 2, bytes.length]) {
      for (const position of [edge - 9, edge - 1, edge, edge + 5].filter((at) => at >= 0)) {
        for (const length of [0, 1, 8, 300, READ_AHEAD_BYTES / 4, READ_AHEAD_BYTES]) {
          expect(readFrom(ahead, length, position)).toEqual(bytes.slice(position, position + length));
        }
      }
    }
  });

  it('reads a block once for many pieces, and keeps no more blocks than it may', () => {
    const { bytes, pieces, read } = fileOf(READ_AHEAD_BYTES * (READ_AHEAD_BLOCKS + 2));
    const ahead = new ReadAhead(read);
    for (let at = 0; at < 1000; at++) readFrom(ahead, 8, at * 8);
    expect(pieces).toEqual([READ_AHEAD_BYTES]);
    const blocks = Array.from({ length: READ_AHEAD_BLOCKS + 2 }, (_, number) => number * READ_AHEAD_BYTES);
    for (const position of blocks) expect(readFrom(ahead, 8, position)).toEqual(bytes.slice(position, position + 8));
    expect(pieces).toHaveLength(blocks.length);
    readFrom(ahead, 8, (READ_AHEAD_BLOCKS + 1) * READ_AHEAD_BYTES);
    expect(pieces).toHaveLength(blocks.length);
    expect(readFrom(ahead, 8, 0)).toEqual(bytes.slice(0, 8));
    expect(pieces).toHaveLength(blocks.length + 1);
  });
});
