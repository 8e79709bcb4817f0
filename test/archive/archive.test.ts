import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { ArchiveReader } from '../../src/archive/read-archive.ts';
import { writeArchive } from '../../src/archive/write-archive.ts';
import { verifyArchive } from '../../src/verify-archive.ts';

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

describe('archives', () => {
  it('are read as they were written, members stored and in order', async () => {
    const weights = join(folder, 'weights');
    await writeFile(weights, Buffer.alloc(3_000_000, 7));
    const path = join(folder, 'a.keras');
    const members = [
      text('metadata.json', '{"é": 1}'),
      { name: 'model.weights.h5', path: weights },
      { name: 'assets/v.txt', size: 3, stream: async () => Readable.from([Buffer.from('abc')]) },
    ];
    await writeArchive(path, members);
    await verifyArchive(path, members);
    await using archive = await ArchiveReader.open(path);
    expect(archive.names).toEqual(['metadata.json', 'model.weights.h5', 'assets/v.txt']);
    expect(await archive.text('metadata.json')).toBe('{"é": 1}');
    await archive.extract('model.weights.h5', join(folder, 'again'));
    expect((await readFile(join(folder, 'again'))).equals(await readFile(weights))).toBe(true);
    expect((await readFile(path)).includes(Buffer.alloc(1000, 7))).toBe(true);
  });

  it('have the same bytes whenever they are written', async () => {
    const members = [text('a', 'one'), text('b', 'two')];
    await writeArchive(join(folder, '1'), members);
    await writeArchive(join(folder, '2'), members);
    expect(await readFile(join(folder, '1'))).toEqual(await readFile(join(folder, '2')));
  });

  it('are never written over a file', async () => {
    const path = join(folder, 'there');
    await writeFile(path, 'precious');
    await expect(writeArchive(path, [text('a', 'one')])).rejects.toThrow('EEXIST');
    expect(await readFile(path, 'utf8')).toBe('precious');
  });

  it('are found to differ from what went in', async () => {
    const path = join(folder, 'a.keras');
    await writeArchive(path, [text('a', 'one')]);
    await expect(verifyArchive(path, [text('a', 'two')])).rejects.toThrow('because a differed');
    await expect(verifyArchive(path, [text('a', 'one'), text('b', '')])).rejects.toThrow(
      'its list of members differed',
    );
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

  it('that are none, or cut short, fail in one sentence', async () => {
    const path = join(folder, 'none');
    await writeFile(path, 'PK\u0003\u0004 and nothing more');
    await expect(ArchiveReader.open(path)).rejects.toThrow(/^the archive cannot be read \(.+\); it may be damaged/);
  });
});
