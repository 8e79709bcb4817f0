import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as api from '../src/api.ts';

const ROOT = join(import.meta.dirname, '..');
/** Where something of `src/` may be used. */
const USERS = ['src', 'test', 'scripts', 'bench', 'page'];

async function texts(folder: string): Promise<Map<string, string>> {
  const names = await readdir(join(ROOT, folder), { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => join(ROOT, folder, name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
}

describe('what src/ exports', () => {
  it('is used by another file, each name of it', async () => {
    const all = new Map((await Promise.all(USERS.map(texts))).flatMap((files) => [...files]));
    const imported = new Set<string>();
    for (const text of all.values()) {
      for (const [, names = ''] of text.matchAll(/import (?:type )?\{([^}]*)\} from/g))
        for (const name of names.split(','))
          imported.add(
            name
              .trim()
              .replace(/^type /, '')
              .split(' ')[0] ?? '',
          );
    }
    const unused = [...all]
      .filter(([file]) => file.startsWith(join(ROOT, 'src')) && file !== join(ROOT, 'src', 'api.ts'))
      .flatMap(([file, text]) =>
        [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)]
          .filter(([, name = '']) => !imported.has(name))
          .map(([, name]) => `${relative(ROOT, file)}: ${name}`),
      );
    expect(unused).toEqual([]);
  });

  it('is for programs convert, inspect and diff', () => {
    expect(Object.keys(api).sort()).toEqual(['convert', 'diff', 'inspect']);
  });
});
