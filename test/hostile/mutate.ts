import type { Readable } from 'node:stream';
import yazl from 'yazl';

/** A generator of whole numbers below a limit, the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof randomFrom>;
type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** Values at which sizes, counts and addresses go wrong. */
const EXTREMES = [0n, 1n, 0x7fffffffn, 0x80000000n, 0xffffffffn, 0x7fffffffffffffffn, 0xffffffffffffffffn];
const WORDS = [
  'class_name',
  'config',
  'layers',
  'Dense',
  'null',
  'true',
  '[]',
  '{}',
  '-1',
  '1e999',
  'NaN',
  '__proto__',
];

const MUTATIONS: readonly Mutation[] = [
  function someBytes(bytes, random) {
    for (let left = 1 + random(16); left > 0; left--) bytes[random(bytes.length)] = random(256);
    return bytes;
  },
  function oneBit(bytes, random) {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  function extremeInteger(bytes, random) {
    const width = [1, 2, 4, 8][random(4)] ?? 8;
    const at = random(bytes.length);
    const value = Buffer.alloc(8);
    value.writeBigUInt64LE(EXTREMES[random(EXTREMES.length)] ?? 0n);
    value.copy(bytes, at, 0, width);
    return bytes;
  },
  function zeroBlock(bytes, random) {
    const at = random(bytes.length);
    return bytes.fill(0, at, Math.min(bytes.length, at + 1 + random(512)));
  },
  function moveBlock(bytes, random) {
    const length = 1 + random(256);
    const from = random(bytes.length);
    bytes.copy(bytes, random(bytes.length), from, Math.min(bytes.length, from + length));
    return bytes;
  },
  function cutEnd(bytes, random) {
    return bytes.subarray(0, random(bytes.length));
  },
  function cutMiddle(bytes, random) {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(64))]);
  },
  function digit(bytes, random) {
    return inText(bytes, random, /[0-9]/, () => String(random(10)));
  },
  function letter(bytes, random) {
    return inText(bytes, random, /[a-zA-Z_:/]/, () => 'aZ_/:. "\\\n'.charAt(random(10)));
  },
  function word(bytes, random) {
    return inText(bytes, random, /["[{]/, () => WORDS[random(WORDS.length)] ?? '');
  },
];

/** Overwrites text at a place that fits the pattern, if one is near a place chosen at random. */
function inText(bytes: Buffer, random: Random, fits: RegExp, text: () => string): Buffer {
  const start = random(bytes.length);
  const found = fits.exec(bytes.toString('latin1', start, start + 4096));
  if (found) bytes.write(text(), start + found.index, 'latin1');
  return bytes;
}

/** A damaged copy of a file's bytes, the same one for the same seed. */
export function mutate(original: Buffer, seed: number): Buffer {
  const random = randomFrom(seed);
  let bytes = Buffer.from(original);
  for (let left = 1 + random(3); left > 0 && bytes.length > 0; left--) {
    bytes = Buffer.from(MUTATIONS[random(MUTATIONS.length)]?.(bytes, random) ?? bytes);
  }
  return bytes;
}

/** A sound ZIP file, checksums included, one of whose members is damaged. */
export async function mutateMember(members: readonly { name: string; bytes: Buffer }[], seed: number): Promise<Buffer> {
  const chosen = randomFrom(seed)(members.length);
  return zipOf(members.map(({ name, bytes }, at) => ({ name, bytes: at === chosen ? mutate(bytes, seed) : bytes })));
}

export async function zipOf(members: readonly { name: string; bytes: Buffer; compress?: boolean }[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { name, bytes, compress } of members) zip.addBuffer(bytes, name, { compress: compress ?? false });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as Readable) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
