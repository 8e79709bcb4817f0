import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { fixtureBytes, readMembers } from './material.ts';
import { zipOf } from './mutate.ts';
import { convertAll, differencesIn, digestsIn, faultsOf } from './promises.ts';

vi.setConfig({ testTimeout: 120_000 });

const ARCHIVE = join(import.meta.dirname, '..', 'fixtures', 'keras-2.15.0', 'mlp_sequential', 'v3.keras');
type Member = Parameters<typeof zipOf>[0][number];

/** The members of a real archive, some of them replaced or added. */
async function changed(changes: Readonly<Record<string, string | Buffer>>): Promise<Member[]> {
  const members = new Map((await readMembers(ARCHIVE)).map(({ name, bytes }) => [name, bytes]));
  for (const [name, content] of Object.entries(changes)) members.set(name, Buffer.from(content));
  return [...members].map(([name, bytes]) => ({ name, bytes }));
}

/** Overwrites a member's name wherever it stands; the lengths must be equal, so that the rest stays sound. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

function nested(depth: number, open: string, close: string): string {
  return open.repeat(depth) + close.repeat(depth);
}

describe('archives', () => {
  it('end with one sentence each, in bounded time, and write nowhere', async () => {
    const folder = await temporaryFolder();
    const sound = await fixtureBytes('keras-2.15.0/mlp_sequential/v3.keras');
    const config = (await readMembers(ARCHIVE)).find(({ name }) => name === 'config.json')?.bytes.toString() ?? '';
    const zeros = Buffer.alloc(60 * 1024 ** 2);
    const wrongCrc = Buffer.from(sound);
    const weightsAt = wrongCrc.indexOf('\x89HDF', 0, 'latin1');
    wrongCrc[weightsAt + 3000] = (wrongCrc[weightsAt + 3000] ?? 0) ^ 1;
    const files: Record<string, Buffer> = {
      'bomb.keras': await zipOf([
        ...(await changed({})).filter(({ name }) => name !== 'model.weights.h5'),
        { name: 'model.weights.h5', bytes: zeros, compress: true },
      ]),
      'slip.keras': renamed(await zipOf(await changed({ 'assets/1234567': 'x' })), 'assets/1234567', '../../../../ab'),
      'absolute.keras': renamed(
        await zipOf(await changed({ 'assets/1234567': 'x' })),
        'assets/1234567',
        '/tmp/keras3-xx',
      ),
      'twice.keras': renamed(await zipOf(await changed({ 'c0nfig.json': '{}' })), 'c0nfig.json', 'config.json'),
      'crc.keras': wrongCrc,
      'nameless.keras': renamed(sound, 'metadata.json', 'metadat4.json'),
      'cut.keras': sound.subarray(0, sound.length - 30),
      'deep.keras': await zipOf(await changed({ 'config.json': nested(10_000, '{"a":', '}').replace(':}', ':1}') })),
      'deep-list.keras': await zipOf(await changed({ 'config.json': nested(10_000, '[', ']') })),
      'proto.keras': await zipOf(await changed({ 'config.json': config.replace('{', '{"__proto__": {"x": 1}, ') })),
      'constructor.keras': await zipOf(await changed({ 'config.json': config.replaceAll('"Dense"', '"constructor"') })),
      'digits.keras': await zipOf(await changed({ 'config.json': `{"class_name": ${'9'.repeat(1_000_000)}}` })),
      'long-string.keras': await zipOf(await changed({ 'config.json': `{"class_name": "${'x'.repeat(12e6)}"}` })),
      'list.keras': await zipOf(await changed({ 'config.json': '[]' })),
      'numbers.keras': await zipOf(await changed({ 'config.json': '7', 'metadata.json': '7' })),
      'not-utf8.keras': await zipOf(await changed({ 'config.json': Buffer.from('{"a": "\xff\xfe"}', 'latin1') })),
      'weights.keras': await zipOf(await changed({ 'model.weights.h5': 'not HDF5' })),
      'asset-name.keras': await zipOf(await changed({ 'assets/a\n::error::b': 'x' })),
      'empty.keras': Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1'),
    };
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    const before = await digestsIn(folder);
    const tried = await convertAll({ folder, names: Object.keys(files), formats: ['keras'], timeLimit: 20 });
    const results = [...tried.values()].map(({ result }) => result);
    for (const { result } of tried.values()) {
      expect(faultsOf(result), result.source).toEqual([]);
      expect(result.reason ?? '', result.source).not.toMatch(/took (?:longer|more)/);
    }
    expect(await differencesIn(folder, before, results)).toEqual([]);
    const statuses = new Map(results.map(({ source, status }) => [source, status]));
    for (const name of ['bomb', 'twice']) expect(statuses.get(`${name}.keras`), name).toBe('refused');
    for (const name of ['slip', 'absolute', 'crc', 'cut', 'deep', 'deep-list', 'proto', 'digits', 'weights']) {
      expect(statuses.get(`${name}.keras`), name).toBe('failed');
    }
    for (const name of ['nameless', 'empty']) expect(statuses.get(`${name}.keras`), name).toMatch(/not-keras|failed/);
    for (const name of ['long-string', 'list', 'numbers', 'not-utf8']) {
      expect(statuses.get(`${name}.keras`), name).not.toBe('converted');
    }
  });
});
