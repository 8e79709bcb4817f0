import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readVocabularyFiles } from '../../src/source/vocabulary-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const lookup = (vocabulary: string) => ({ class_name: 'StringLookup', config: { name: 'words', vocabulary } });

async function read(path: string, config = lookup(path)) {
  const outside = await temporaryFolder({ 'secret.txt': 'token\n' });
  const workspace = await temporaryFolder({ 'words.txt': 'a\r\nb\n' });
  await mkdir(join(workspace, 'models'));
  await writeFile(join(workspace, 'models', 'beside.txt'), 'c\n\nd');
  await symlink(join(outside, 'secret.txt'), join(workspace, 'link.txt'));
  await symlink(outside, join(workspace, 'folder'));
  await writeFile(join(workspace, 'large.txt'), Buffer.alloc(16 * 1024 * 1024 + 1));
  for (const folder of ['.hidden', 'plain']) await mkdir(join(workspace, folder));
  for (const other of ['.hidden/words.txt', '.words.txt', 'plain/config', 'plain/words.json']) {
    await writeFile(join(workspace, other), 'secret\n');
  }
  await writeFile(join(workspace, 'latin.txt'), Buffer.from([0xe9]));
  const named = {
    ...config,
    config: { ...config.config, vocabulary: path.replace('WORKSPACE', workspace).replace('OUTSIDE', outside) },
  };
  const found = await readVocabularyFiles([named], workspace, join(workspace, 'models', 'm.h5'));
  return [...found.values()];
}

it.each([
  ['words.txt', ['a', 'b']],
  ['./words.txt', ['a', 'b']],
  ['models/beside.txt', ['c', '', 'd']],
  ['beside.txt', ['c', '', 'd']],
  ['WORKSPACE/words.txt', ['a', 'b']],
])('reads %s below the workspace or beside the source', async (path, words) => {
  expect(await read(path)).toEqual([words]);
});

it.each([
  'OUTSIDE/secret.txt',
  '../secret.txt',
  'models/../words.txt',
  'link.txt',
  'folder/secret.txt',
  'large.txt',
  'latin.txt',
  'models',
  'none.txt',
  '',
  'gs://bucket/words.txt',
  'WORKSPACE/../secret.txt',
  '.hidden/words.txt',
  '.words.txt',
  'plain/config',
  'plain/words.json',
])('leaves %s alone', async (path) => {
  expect(await read(path)).toEqual([]);
});

it('reads nothing for a layer that has no vocabulary, nor without a workspace', async () => {
  expect(await read('words.txt', { ...lookup(''), class_name: 'Mine' })).toEqual([]);
  const workspace = await temporaryFolder({ 'words.txt': 'a' });
  expect((await readVocabularyFiles(lookup('words.txt'), undefined, join(workspace, 'm.h5'))).size).toBe(0);
});
