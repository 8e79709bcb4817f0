import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FILES } from '../../src/find/find.ts';
import { readOptions } from '../../src/options/read.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface Given {
  readonly files?: readonly string[];
  readonly contained?: boolean;
  readonly root?: string;
  readonly texts?: Readonly<Record<string, string>>;
}

async function read({ files = [], contained = true, root, texts = {} }: Given) {
  return readOptions({
    text: (name) => new Map(Object.entries(texts)).get(name),
    spelled: (name) => `input ${name}`,
    files,
    root: root ?? (await temporaryFolder({})),
    contained,
    reportFolders: [],
  });
}

describe('readOptions', () => {
  it('has defaults', async () => {
    const options = await read({});
    expect(options.files).toEqual(DEFAULT_FILES);
    expect(options.formats).toEqual(['h5']);
    expect(options).toMatchObject({ inPlace: false, overwrite: false, check: false, compile: true, strict: false });
    expect(options).toMatchObject({ failOnRefused: true, shard: undefined, timeLimit: undefined, report: undefined });
    expect(options.concurrency).toBeGreaterThan(0);
  });

  it('keeps the default patterns when only excludes are given', async () => {
    expect((await read({ files: ['!old/**'] })).files).toEqual([...DEFAULT_FILES, '!old/**']);
  });

  it('reads every setting', async () => {
    const root = await temporaryFolder({ 'm.json': '{}' });
    const texts = {
      format: 'weights, h5',
      'output-dir': 'out',
      check: 'TRUE',
      compile: 'false',
      'min-keras': '3.12',
      architecture: 'm.json',
      concurrency: '3',
      shard: '2/5',
      'memory-limit': '100',
      timeout: '7',
    };
    const options = await read({ root, texts });
    expect(options).toMatchObject({ formats: ['h5', 'weights'], check: true, compile: false, concurrency: 3 });
    expect(options.minKeras).toBe('3.12');
    expect(options).toMatchObject({ shard: { index: 2, count: 5 }, memoryLimit: 100 * 1024 ** 2, timeLimit: 7 });
    expect(options.outputDir).toBe(join(root, 'out'));
    expect(options.architecture).toBe(join(root, 'm.json'));
  });

  it.each([
    ['format', 'h6', /input format is "h6"; it takes h5, keras, weights/],
    ['min-keras', '2.15', /input min-keras is "2.15"; it takes a release of Keras 3 from 3.3 on/],
    ['min-keras', '3.2.1', /from 3.3 on/],
    ['check', 'yes', /input check is "yes"; it takes true or false/],
    ['concurrency', '0', /input concurrency is "0"; it takes a whole number from 1/],
    ['shard', '3/2', /input shard is "3\/2"/],
    ['output-dir', '../out', /a path inside the workspace/],
    ['output-dir', '.git/x', /outside .git/],
    ['architecture', 'gone.json', /it takes the path of a JSON or YAML architecture/],
    ['report', '/etc/x.json', /a path inside the workspace/],
  ])('refuses %s: %s', async (name, text, message) => {
    await expect(read({ texts: { [name]: text } })).rejects.toThrow(message);
  });

  it('refuses in-place with what contradicts it', async () => {
    await expect(read({ texts: { 'in-place': 'true', 'output-dir': 'o' } })).rejects.toThrow(/exclude each other/);
    await expect(read({ texts: { 'in-place': 'true', format: 'h5,keras' } })).rejects.toThrow(/give one format/);
  });

  it('resolves links before it trusts a folder', async () => {
    const outside = await temporaryFolder({});
    const root = await temporaryFolder({});
    await symlink(outside, join(root, 'out'));
    await expect(read({ root, texts: { 'output-dir': 'out/deep/er' } })).rejects.toThrow(/links resolved/);
    expect((await read({ root, texts: { 'output-dir': 'out' }, contained: false })).outputDir).toBe(join(root, 'out'));
  });
});
