import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FILES, findFiles } from '../../src/find/find.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const namesIn = async (root: string, files: readonly string[], contained = true) =>
  (await findFiles({ root, contained, files })).files.map(({ name }) => name);

describe('findFiles', () => {
  it('finds by pattern, sorted, once each, never in .git or node_modules', async () => {
    const root = await temporaryFolder({
      'z.h5': '',
      'a/b.hdf5': '',
      'a/c.keras': '',
      'a/notes.txt': '',
      '.git/x.h5': '',
      'a/node_modules/p/x.h5': '',
      'a/.GIT/x.h5': '',
    });
    expect(await namesIn(root, [...DEFAULT_FILES, '**/*.h5'])).toEqual(['a/b.hdf5', 'a/c.keras', 'z.h5']);
    expect(await namesIn(root, ['.git/*.h5', 'a/node_modules/**/*.h5', '.git/x.h5'])).toEqual([]);
  });

  it('follows excludes wherever they stand', async () => {
    const root = await temporaryFolder({ 'a.h5': '', 'old/b.h5': '', 'old/deep/c.h5': '' });
    expect(await namesIn(root, ['!old', '**/*.h5'])).toEqual(['a.h5']);
    expect(await namesIn(root, ['**/*.h5', '!old/*.h5'])).toEqual(['a.h5', 'old/deep/c.h5']);
    expect(await namesIn(root, ['**/*.h5', '!**/[ac].h5'])).toEqual(['old/b.h5']);
  });

  it('takes the name of what exists literally, and searches a folder', async () => {
    const root = await temporaryFolder({ 'a[1].h5': '', 'a1.h5': '', 'models/x/y.keras': '', 'models/z.txt': '' });
    expect(await namesIn(root, ['a[1].h5'])).toEqual(['a[1].h5']);
    expect(await namesIn(root, ['models/'])).toEqual(['models/x/y.keras']);
    expect(await namesIn(root, ['models/z.txt'])).toEqual(['models/z.txt']);
  });

  it('tells of names that are not there and patterns that match nothing', async () => {
    const root = await temporaryFolder({});
    const found = await findFiles({ root, contained: true, files: ['gone.h5', '**/*.keras', 'x/*.h5'] });
    // Of the default patterns that is not told.
    expect(found).toEqual({ files: [], missing: ['gone.h5'], unmatched: ['x/*.h5'], notes: [] });
  });

  it('keeps to the workspace in the action', async () => {
    const outside = await temporaryFolder({ 'secret.h5': '', 'folder/s.h5': '' });
    const root = await temporaryFolder({ 'a.h5': '', 'real/b.h5': '' });
    await symlink(join(outside, 'secret.h5'), join(root, 'link.h5'));
    await symlink(join(outside, 'folder'), join(root, 'linked'));
    await symlink(join(root, 'real', 'b.h5'), join(root, 'inside.h5'));
    await symlink(root, join(root, 'real', 'cycle'));
    const found = await findFiles({ root, contained: true, files: ['**/*.h5', 'linked/*.h5', 'linked'] });
    expect(found.files.map(({ name }) => name)).toEqual(['a.h5', 'real/b.h5']);
    expect(found.notes.join('\n')).toContain('link.h5 is a link that leads outside the workspace');
    expect(found.notes.join('\n')).toContain('linked: the folder is a link that leads outside the workspace');
    for (const files of [['../**/*.h5'], [join(outside, 'secret.h5')], ['a/../../x.h5'], ['!../x']]) {
      await expect(findFiles({ root, contained: true, files })).rejects.toThrow(/leads outside the workspace/);
    }
  });

  it('lets the user of a shell name files anywhere, but follows no link out of a folder it searches', async () => {
    const outside = await temporaryFolder({ 'x/e.h5': '', blob: '' });
    const root = await temporaryFolder({ 'sub/a.h5': '' });
    await symlink(join(outside, 'blob'), join(root, 'sub', 'link.h5'));
    expect(await namesIn(root, [join(outside, 'x', 'e.h5')], false)).toHaveLength(1);
    expect(await namesIn(root, ['**/*.h5'], false)).toEqual(['sub/a.h5']);
    expect(await namesIn(root, ['sub/link.h5'], false)).toEqual(['sub/link.h5']);
  });

  it('looks at regular files alone', async () => {
    const root = await temporaryFolder({ 'a.h5': '' });
    await mkdir(join(root, 'folder.h5'));
    await symlink(join(root, 'nothing'), join(root, 'dangling.h5'));
    expect(await namesIn(root, ['*.h5'])).toEqual(['a.h5']);
  });
});
