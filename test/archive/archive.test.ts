import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { ArchiveReader } from '../../src/archive/read-archive.ts';
import { completeArchive, FIRST_START, type FirstMember, type Member } from '../../src/archive/write-archive.ts';
import { verifyArchive } from '../../src/output/verify-archive.ts';
import { nodePlatform } from '../../src/platform/node.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (name: string, content: string) => ({ name, text: content });

async function zipOf(members: readonly { name: string; content: Buffer; compress?: boolean }[]): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const { name, content, compress } of members) zip.addBuffer(content, name, { compress: compress ?? false });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as Readable) chunks.push(chunk as Buffer);
  const path = join(folder, 'made.keras');
  await writeFile(path, Buffer.concat(chunks));
  return path;
}

const WEIGHTS = Buffer.alloc(3_000_000, 7);

/** An archive whose first member is {@link WEIGHTS}. */
async function write(path: string, members: readonly Member[], order: readonly string[]): Promise<FirstMember> {
  const place = FIRST_START;
  await writeFile(path, Buffer.concat([Buffer.alloc(place), WEIGHTS]));
  const first = {
    name: 'model.weights.h5',
    size: WEIGHTS.length,
    crc: await nodePlatform.crc32OfPart(path, place, WEIGHTS.length),
  };
  await completeArchive(path, first, members, order);
  return first;
}

describe('archives', () => {
  it('are read as they were written, members stored and in order', async () => {
    const path = join(folder, 'a.keras');
    const members = [
      text('metadata.json', '{"é": 1}'),
      { name: 'assets/v.txt', size: 3, stream: () => Readable.from([Buffer.from('a'), Buffer.from('bc')]) },
    ];
    const order = ['metadata.json', 'model.weights.h5', 'assets/v.txt'];
    await verifyArchive(path, await write(path, members, order), members, order);
    await using archive = await ArchiveReader.open(path);
    expect(archive.names).toEqual(order);
    expect(await archive.text('metadata.json')).toBe('{"é": 1}');
    expect(await archive.text('assets/v.txt')).toBe('abc');
    await archive.extract('model.weights.h5', join(folder, 'again'));
    expect((await readFile(join(folder, 'again'))).equals(WEIGHTS)).toBe(true);
  });

  it('have the same bytes whenever they are written', async () => {
    const members = [text('a', 'one'), text('b', 'two')];
    for (const name of ['1', '2']) await write(join(folder, name), members, ['a', 'b', 'model.weights.h5']);
    expect((await readFile(join(folder, '1'))).equals(await readFile(join(folder, '2')))).toBe(true);
  });

  it('are found to differ from what went in', async () => {
    const path = join(folder, 'a.keras');
    const order = ['a', 'model.weights.h5'];
    const first = await write(path, [text('a', 'one')], order);
    await expect(verifyArchive(path, first, [text('a', 'two')], order)).rejects.toThrow('because a differed');
    await expect(verifyArchive(path, first, [text('a', 'one')], ['a'])).rejects.toThrow('its list of members differed');
    await expect(verifyArchive(path, { ...first, crc: 1 }, [text('a', 'one')], order)).rejects.toThrow(
      'because model.weights.h5 differed',
    );
  });

  it('take a member of 4 GiB and more in ZIP64 fields', async () => {
    const path = join(folder, 'large.keras');
    const size = 2 ** 32 + 5;
    await writeFile(path, '');
    await truncate(path, FIRST_START + size); // sparse: it takes no room
    const order = ['model.weights.h5', 'a'];
    await completeArchive(path, { name: 'model.weights.h5', size, crc: 7 }, [text('a', 'one')], order);
    await using archive = await ArchiveReader.open(path);
    expect(archive.names).toEqual(order);
    expect(await archive.place('model.weights.h5')).toEqual({ start: FIRST_START, size, crc: 7 });
    expect(await archive.text('a')).toBe('one');
  });

  it('with a damaged member fail by its CRC-32', async () => {
    const path = await zipOf([{ name: 'config.json', content: Buffer.from('{"class_name": "Functional"}') }]);
    const bytes = await readFile(path);
    bytes.write('X', bytes.indexOf('class_name'), 'latin1');
    await writeFile(path, bytes);
    await using archive = await ArchiveReader.open(path);
    await expect(archive.text('config.json')).rejects.toThrow('"config.json" in the archive is damaged');
  });

  it('that hold a name twice, lead outside, or are bombs are refused', async () => {
    const twice = await zipOf([
      { name: 'config.json', content: Buffer.from('1') },
      { name: 'config.json', content: Buffer.from('2') },
    ]);
    await expect(ArchiveReader.open(twice)).rejects.toThrow('holds "config.json" twice');

    const outside = await zipOf([{ name: 'aaaaaaa.json', content: Buffer.from('1') }]);
    const bytes = await readFile(outside);
    await writeFile(
      outside,
      Buffer.from(bytes.toString('latin1').replaceAll('aaaaaaa.json', '../../a.json'), 'latin1'),
    );
    await expect(ArchiveReader.open(outside)).rejects.toThrow('the archive cannot be read (invalid relative path');

    const bomb = await zipOf([{ name: 'model.weights.h5', content: Buffer.alloc(64_000_000), compress: true }]);
    await expect(ArchiveReader.open(bomb)).rejects.toThrow('would expand to more than 64000000');
  });

  it('whose list lies about its members fail, and are never read further than told', async () => {
    const members = ['a', 'b'].map((name) => ({ name, content: Buffer.alloc(100_000, name), compress: true }));
    const sound = await readFile(await zipOf(members));
    const last = sound.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    const lying = async (change: (bytes: Buffer) => Buffer) => {
      const path = join(folder, 'lying.keras');
      await writeFile(path, change(Buffer.from(sound)));
      return path;
    };
    // Both entries lead to one member, as in bombs whose members overlap.
    await using overlapping = await ArchiveReader.open(
      await lying((bytes) => {
        bytes.writeUInt32LE(0, last + 42);
        return bytes;
      }),
    );
    await expect(overlapping.text('b')).rejects.toThrow('its CRC-32 does not fit');
    await using short = await ArchiveReader.open(
      await lying((bytes) => {
        bytes.writeUInt32LE(10, last + 24);
        return bytes;
      }),
    );
    await expect(short.text('b')).rejects.toThrow('too many bytes in the stream');
    const huge = await lying((bytes) => {
      const field = Buffer.alloc(20);
      field.writeUInt16LE(1, 0);
      field.writeUInt16LE(16, 2);
      for (const at of [4, 12]) field.writeBigUInt64LE(2n ** 63n, at);
      for (const at of [20, 24]) bytes.writeUInt32LE(0xffffffff, last + at);
      bytes.writeUInt16LE(field.length, last + 30);
      const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
      bytes.writeUInt32LE(bytes.readUInt32LE(end + 12) + field.length, end + 12);
      const extraAt = last + 46 + 1;
      return Buffer.concat([bytes.subarray(0, extraAt), field, bytes.subarray(extraAt)]);
    });
    await expect(ArchiveReader.open(huge)).rejects.toThrow('would expand to more than');
  });

  it.each([
    ['assets\\..\\x', 'invalid characters'],
    ['C:/x', 'absolute path'],
    ['/x', 'absolute path'],
    ['a/../../x', 'invalid relative path'],
  ])('with a member named %s fail', async (name, words) => {
    const stand = 'y'.repeat(name.length);
    const bytes = await readFile(await zipOf([{ name: stand, content: Buffer.from('1') }]));
    await writeFile(join(folder, 'name.keras'), bytes.toString('latin1').replaceAll(stand, name), 'latin1');
    await expect(ArchiveReader.open(join(folder, 'name.keras'))).rejects.toThrow(words);
  });

  it('that are none, or cut short, fail in one sentence', async () => {
    const path = join(folder, 'none');
    await writeFile(path, 'PK\u0003\u0004 and nothing more');
    await expect(ArchiveReader.open(path)).rejects.toThrow(/^the archive cannot be read \(.+\); it may be damaged/);
  });
});
