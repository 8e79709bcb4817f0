import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveReader } from '../../src/archive/read-archive.ts';
import { mutate, mutateMember, randomFrom } from './mutate.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

/** Small files of every layout, by real Keras. */
const MATERIAL = [
  'keras-2.2.4/mlp_sequential/model.h5',
  'keras-2.2.4/masking_lstm/weights_only.h5',
  'keras-2.2.4/gru_reset_before/model.h5',
  'keras-2.10.0/mlp_functional_bn/model.h5',
  'keras-2.10.0/tf_ops/model.h5',
  'keras-2.15.0/mlp_sequential/model.h5',
  'keras-2.15.0/mlp_sequential/v3.weights.h5',
  'keras-2.15.0/mlp_sequential/v3.keras',
  'keras-2.15.0/multi_io/v3.keras',
  'keras-2.15.0/attention/model.h5',
] as const;

export interface Damaged {
  /** Names the seed and what was damaged. */
  readonly name: string;
  readonly bytes: Buffer;
}

const loaded = new Map<string, Promise<Buffer>>();

export function fixtureBytes(name: string): Promise<Buffer> {
  const bytes = loaded.get(name) ?? readFile(join(FIXTURES, name));
  loaded.set(name, bytes);
  return bytes;
}

/** The damaged file of a seed: a fixture, mutated; of an archive, in half of the cases a member below sound checksums. */
export async function damagedFile(seed: number): Promise<Damaged> {
  const random = randomFrom(seed ^ 0x5eed);
  const fixture = MATERIAL[random(MATERIAL.length)] ?? MATERIAL[0];
  const extension = fixture.slice(fixture.indexOf('.', fixture.lastIndexOf('/')));
  const name = `${String(seed).padStart(8, '0')}${extension}`;
  if (extension !== '.keras' || random(4) === 0) return { name, bytes: mutate(await fixtureBytes(fixture), seed) };
  return { name, bytes: await mutateMember(await membersOf(fixture), seed) };
}

const opened = new Map<string, Promise<{ name: string; bytes: Buffer }[]>>();

function membersOf(fixture: string): Promise<{ name: string; bytes: Buffer }[]> {
  const members = opened.get(fixture) ?? readMembers(join(FIXTURES, fixture));
  opened.set(fixture, members);
  return members;
}

export async function readMembers(path: string): Promise<{ name: string; bytes: Buffer }[]> {
  await using archive = await ArchiveReader.open(path);
  const members: { name: string; bytes: Buffer }[] = [];
  for (const name of archive.names) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.stream(name)) chunks.push(chunk as Buffer);
    members.push({ name, bytes: Buffer.concat(chunks) });
  }
  return members;
}
