import { copyFile, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { File, ready } from 'h5wasm/node';
import { describe, expect, it, vi } from 'vitest';
import type { FileResult, Status } from '../../src/result.ts';
import { runAction } from '../run-built.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { fixtureBytes } from './material.ts';
import { convertAll, differencesIn, digestsIn, faultsOf, type Trial } from './promises.ts';

vi.setConfig({ testTimeout: 120_000 });

const MADE = join(import.meta.dirname, 'fixtures');
const SECRET = 'wJalrXUtnFEMI-K7MDENG';
/** The path that the fixtures name (make.py). */
const SECRET_PATH = '/tmp/keras3-migrate-secret.bin';

/** Converts files and holds all that is left behind against every promise. */
async function tryFiles(folder: string, names: readonly string[], trial: Partial<Trial> = {}) {
  const before = await digestsIn(folder);
  const tried = await convertAll({ folder, names, ...trial });
  const results = [...tried.values()].map(({ result }) => result);
  for (const result of results) expect(faultsOf(result), result.source).toEqual([]);
  expect(await differencesIn(folder, before, results)).toEqual([]);
  return results;
}

const statusesOf = (results: readonly FileResult[]) =>
  Object.fromEntries(results.map(({ source, status }) => [source.replace('.h5', ''), status]));

/** What becomes of each of the files that make.py made. */
const EXPECTED: Readonly<Record<Exclude<Status, 'would-convert' | 'up-to-date'>, string>> = {
  converted:
    'bfloat16 big_endian bool compressed_zeros float16 gzip link_dangling link_external listed_same listed_soft lzf names_empty names_nul names_scalar names_text opaque scaleoffset sound user_block',
  refused:
    'array complex compound compressed_bomb enum layers_twice link_hard_cycle link_hard_cycles names_twice null_space odd_float references shape_bomb short_integer strings virtual virtual_of_itself vlen',
  failed:
    'config_number external_storage layers_dots layers_number link_soft_loop link_soft_parent listed_external names_absent names_absolute names_bidi names_blank names_compound names_dots names_enum names_group names_newline names_not_utf8 names_numbers names_references names_vlen_numbers',
  'already-keras-3': '',
  'not-keras': '',
  'lfs-pointer': '',
};

describe('files that h5py made', () => {
  it('end with the status due, and none of them brings out the secret they point at', async () => {
    const folder = await temporaryFolder();
    const made = (await readdir(MADE)).filter((name) => name.endsWith('.h5'));
    await writeFile(SECRET_PATH, SECRET.repeat(3)).catch(() => undefined); // Windows has no /tmp: the path leads nowhere
    for (const name of made) await copyFile(join(MADE, name), join(folder, name));
    const results = await tryFiles(folder, made, { formats: ['h5'] });
    const expected = Object.entries(EXPECTED).flatMap(([status, list]) =>
      list.split(' ').flatMap((name) => (name === '' ? [] : [[name, status]])),
    );
    expect(statusesOf(results)).toEqual(Object.fromEntries(expected));

    expect(JSON.stringify(results)).not.toContain(SECRET);
    for (const name of (await digestsIn(folder)).keys()) {
      expect((await readFile(join(folder, name))).includes(SECRET), name).toBe(false);
    }
  });
});

/** Files that need no h5py: h5wasm can make links of every kind. */
async function weightsFile(path: string, fill: (file: File) => void): Promise<void> {
  await ready;
  const file = new File(path, 'w');
  file.create_attribute('layer_names', ['dense'], null, 'S6');
  const group = file.create_group('dense');
  group.create_attribute('weight_names', ['kernel:0'], null, 'S9');
  group.create_dataset({ name: 'kernel:0', data: new Float32Array([1, 2]), shape: [2] });
  fill(file);
  file.flush();
  file.close();
}

describe('trees', () => {
  it('1,000 deep are refused at once', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'deep.h5'), gunzipSync(await readFile(join(MADE, 'deep.h5.gz'))));
    const [deep] = await tryFiles(folder, ['deep.h5'], { timeLimit: 20 });
    expect(deep).toMatchObject({ status: 'refused', reason: expect.stringContaining('deeper than 64') });
  });

  it('100,000 wide end within their limit', async () => {
    const folder = await temporaryFolder();
    await weightsFile(join(folder, 'wide.h5'), (file) => {
      for (let at = 0; at < 100_000; at++) file.create_soft_link('/dense', `l${at}`);
    });
    const [wide] = await tryFiles(folder, ['wide.h5'], { timeLimit: 4 });
    expect(wide?.reason ?? wide?.status).toMatch(/^converted$|longer than 4 s|more than 500000/);
  });

  it('with names of 64 KB, of signs or of dots are answered in one short line', async () => {
    const folder = await temporaryFolder();
    const names = ['x'.repeat(60_000), '..', '.', 'a\nb', '\u202egnp.exe', '::error::x', '__proto__', '{{ secrets }}'];
    for (const [at, name] of names.entries()) {
      await weightsFile(join(folder, `${at}.h5`), (file) => {
        file.delete_attribute('layer_names');
        file.create_attribute('layer_names', [name], null, `S${Buffer.byteLength(name) + 1}`);
      });
    }
    const results = await tryFiles(
      folder,
      names.map((_, at) => `${at}.h5`),
    );
    for (const { status, reason } of results) {
      expect(status).not.toBe('converted');
      expect(reason?.length).toBeLessThan(600);
    }
  });
});

/** The places where HDF5 structures begin, and some inside each. */
function cutsOf(bytes: Buffer): number[] {
  const text = bytes.toString('latin1');
  const starts = [...text.matchAll(/\x89HDF|TREE|HEAP|SNOD|GCOL|OHDR|FRHP|OCHK/g)].map(({ index }) => index);
  return [...new Set(starts.flatMap((start) => [start, start + 6]))].sort((a, b) => a - b);
}

describe('truncated files', () => {
  it.each(['keras-2.15.0/mlp_sequential/model.h5', 'keras-2.15.0/mlp_sequential/v3.keras'])(
    '%s is never converted, wherever it was cut',
    async (fixture) => {
      const folder = await temporaryFolder();
      const bytes = await fixtureBytes(fixture);
      const all = [...cutsOf(bytes), bytes.length - 1];
      const cuts = all.filter((_, at) => at % Math.ceil(all.length / 25) === 0 || at === all.length - 1);
      for (const cut of cuts) await writeFile(join(folder, `${cut}.h5`), bytes.subarray(0, cut));
      const results = await tryFiles(
        folder,
        cuts.map((cut) => `${cut}.h5`),
      );
      for (const { source, status } of results) expect(`${source} ${status}`).toMatch(/ (?:failed|not-keras)$/);
    },
  );
});

describe('in the action', () => {
  it.runIf(process.platform !== 'win32')('a link to a secret is left out, and nothing of it is told', async () => {
    const outside = await temporaryFolder({ 'secret.json': `{"class_name":"${SECRET}"}`, 'secret.h5': SECRET });
    const folder = await temporaryFolder();
    await symlink(join(outside, 'secret.h5'), join(folder, 'link.h5'));
    // An architecture that lies beside weights is read; a link to one elsewhere is not.
    await copyFile(join(MADE, 'sound.h5'), join(folder, 'weights.h5'));
    await symlink(join(outside, 'secret.json'), join(folder, 'weights.json'));
    for (const name of ['external_storage', 'link_external', 'listed_external', 'virtual', 'names_newline']) {
      await copyFile(join(MADE, `${name}.h5`), join(folder, `${name}.h5`));
    }
    await writeFile(SECRET_PATH, SECRET.repeat(3));
    const { code, stdout, stderr, summary, outputs } = await runAction(folder, { files: '**/*.h5', format: 'h5' });
    expect(code).toBe(1);
    for (const text of [stdout, stderr, summary, JSON.stringify([...outputs])]) expect(text).not.toContain(SECRET);
    expect(stdout).not.toMatch(/^::error::b/m);
    expect(await readdir(folder)).toContain('weights.keras3.h5');
    for (const name of (await digestsIn(folder)).keys()) {
      if (name !== 'link.h5') expect((await readFile(join(folder, name))).includes(SECRET), name).toBe(false);
    }
  });
});
