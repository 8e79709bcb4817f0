import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileKind } from '../../src/source/file-kind.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-kind-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SIGNATURE = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');
const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n';

describe('fileKind', () => {
  it.each([
    ['hdf5', SIGNATURE],
    ['hdf5', Buffer.concat([Buffer.alloc(512), SIGNATURE])],
    ['hdf5', Buffer.concat([Buffer.alloc(2048), SIGNATURE])],
    ['other', Buffer.concat([Buffer.alloc(600), SIGNATURE])],
    ['zip', Buffer.from('PK\u0003\u0004...')],
    ['lfs-pointer', Buffer.from(POINTER)],
    ['other', Buffer.from(POINTER.padEnd(1024, '\n'))],
    ['empty', Buffer.alloc(0)],
    ['other', Buffer.from('<html>404</html>')],
    ['other', Buffer.from('P')],
  ])('says %s', async (kind, content) => {
    const path = join(folder, 'file');
    await writeFile(path, content);
    expect(fileKind(path)).toBe(kind);
  });
});
